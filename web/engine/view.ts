/** A picture of the whole network, copied out of the WebAssembly memory once, into a buffer that may be given back. */
import type { Answer, SessionHandle } from "#engine-module";
import { object, shown } from "./arguments.js";
import { refusal } from "./errors.js";
import type { View, ViewRequest } from "./types.js";
import { toWire } from "./wire.js";

/**
 * @param ask asks the session, refusals thrown
 * @param into used again if it is large enough for planes and thumbnails
 * @throws ExperimentError where the request or the buffer is refused
 */
export function copiedView(
  ask: <T>(question: (session: SessionHandle) => Answer<T>) => T,
  request: ViewRequest,
  into: ArrayBuffer | undefined,
): View {
  let given = request;
  const { planeCount, neuronCount } = ask((session) => {
    if (into !== undefined && !isBuffer(into)) throw refusal("into", "notBuffer", { given: shown(into) });
    given = readOnce(object(request, "request"));
    return session.view(toWire(given, "request"));
  });
  const { width, height, thumbnail } = given;
  const planeSize = planeCount * width * height;
  const thumbnailSize = neuronCount * thumbnail * thumbnail;
  const size = Float32Array.BYTES_PER_ELEMENT * (planeSize + thumbnailSize);
  const buffer = into !== undefined && into.byteLength >= size ? into : new ArrayBuffer(size);
  const planes = new Float32Array(buffer, 0, planeSize);
  const thumbnails = new Float32Array(buffer, planes.byteLength, thumbnailSize);
  ask((session) => session.copyView(planes, thumbnails));
  return { width, height, planes, planeCount, thumbnails, thumbnail };
}

function isBuffer(value: object): value is ArrayBuffer {
  try {
    return value instanceof ArrayBuffer;
  } catch {
    return false; // a proxy that was revoked
  }
}

/** The same members, of which none is a getter that answers otherwise the next time. */
const readOnce = <T extends object>(value: T): T =>
  Object.assign(Object.create(Object.getPrototypeOf(value) as object | null) as T, value);
