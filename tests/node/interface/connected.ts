/** A playground and its worker's host in one thread, with the real engine; what crosses between them is copied. */
import { readFile } from "node:fs/promises";
import { serialize } from "node:v8";
import { vi } from "vitest";
import { loadEngine } from "../../../web/engine/index.js";
import type { RequestName, Requests } from "../../../web/protocol/requests.js";
import type { Asks } from "../../../web/state/frame-loop.js";
import { Playground } from "../../../web/state/playground.js";
import { Store } from "../../../web/state/store.js";
import { handlersFor } from "../../../web/worker/handle.js";
import { Host } from "../../../web/worker/host.js";

export const engine = await loadEngine({
  module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)),
});

/** One request with its answer, and the bytes of both. */
export interface Crossed {
  name: RequestName;
  args: unknown;
  answer: unknown;
  bytes: number;
}

export interface Connected {
  host: Host;
  playground: Playground;
  /** Everything that has crossed so far. */
  crossed: Crossed[];
}

/** Ask for animation frames at once. Undone by `vi.unstubAllGlobals()`. */
export function framesAtOnce(): void {
  vi.stubGlobal("requestAnimationFrame", (task: () => void) => setTimeout(task, 0));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
}

export function connected(now: () => number = () => 0): Connected {
  const host = new Host(engine, now);
  const handlers = handlersFor(host);
  const crossed: Crossed[] = [];
  const worker: Asks = {
    request: async <K extends RequestName>(name: K, args: Requests[K]["args"]) => {
      const sent = structuredClone(args);
      const answer = structuredClone(await handlers[name](sent, []));
      crossed.push({ name, args: sent, answer, bytes: serialize(args).byteLength + serialize(answer).byteLength });
      return answer;
    },
    close: () => host.dispose(),
  };
  return { host, playground: new Playground(new Store(), worker, { experimentOf: () => undefined }), crossed };
}
