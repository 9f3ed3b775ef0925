/**
 * Version 1 of the link, readable for ever: nothing in this file may change what a text means that was made by it.
 *
 * ```
 * 1.BASE64URL      BASE64URL = CRC-32 of the rest, 4 bytes little-endian ‖ raw deflate (RFC 1951, with DICTIONARY) of
 * JSON             { e: what of the experiment differs from BASE, p?: "f32" | "f64", h?: names of hidden controls }
 * [0 ‖ planes]     with p: a zero byte and the parameters, the first byte of every number, then the second, …
 * ```
 */
import { crc32, fromBase64url, packed, toBase64url, unpacked } from "./bytes.js";
import { difference, isObject, type Plain, type PlainObject, restored, same } from "./plain.js";
import { LinkError } from "./problem.js";

/** The experiment that an empty link means. */
const BASE: PlainObject = {
  version: 1,
  task: "classification",
  data: { dataset: "spiral", samples: 500, noise: 0, classes: 2, trainFraction: 0.5, seed: 1, standardize: false },
  features: ["x", "y"],
  network: {
    hidden: [
      { units: 4, activation: "tanh" },
      { units: 2, activation: "tanh" },
    ],
    outputActivation: "tanh",
    initializer: "uniform",
    seed: 2,
  },
  loss: "half-squared-error",
  regularization: { l1: 0, l2: 0 },
  optimizer: { name: "sgd", learningRate: 0.03, weightDecay: 0 },
  schedule: { name: "constant" },
  gradientClipping: null,
  batch: { size: 10, shuffle: true, seed: 3 },
  stop: { maxEpochs: null, trainLoss: null, gradientNorm: null, patience: null, minDelta: 0 },
  precision: "float32",
};

/** Members of a hidden layer that are left out where they say this. */
const PLAIN_LAYER: PlainObject = { kind: "dense", dropout: 0, normalization: "none", residual: false };

const DICTIONARY = new TextEncoder().encode(
  '"regularization":{"l2":0.001,"l1":"gradientClipping":{"value":{"norm":1}"stop":{"maxEpochs":"trainLoss":"patience":' +
    '"schedule":{"name":"step","stepSize":100,"gamma":0.5}"exponential","cosine","warmupEpochs":0,"totalEpochs":500,' +
    '"minFactor":0.01,"startFactor":0.1}"inverse-time","decay":"precision":"float64"' +
    '"optimizer":{"name":"momentum","nesterov","adagrad","rmsprop","alpha":0.99,"adadelta","rho":0.9,"amsgrad","nadam",' +
    '"radam","adamax","rprop","adamw","adam","learningRate":0.001,"beta1":0.9,"beta2":0.999,"epsilon":1e-8,' +
    '"weightDecay":0}"sgd","learningRate":0.03,"momentum":0.9,"loss":"mse","huber","binary-cross-entropy",' +
    '"cross-entropy","task":"regression","softmax","sigmoid","linear","initializer":{"name":"uniform","limit":"normal",' +
    '"std":0.5,"bias":"xavier-normal","lecun-normal","orthogonal","zeros","he-normal","he-uniform","xavier-uniform"' +
    '"plane","multi-gauss","moons","rings","checkerboard","blobs","sine","step","polynomial","saddle","ripple","peaks",' +
    '"iris","penguins","digits","circle","xor","gauss","spiral","leaky-relu","elu","selu","gelu","silu","mish",' +
    '"softplus","softsign","dropout":0.2,"features":["raw"],["x","y","x^2","y^2","x*y","sin(x)","sin(y)"],' +
    '"batch":{"size":"full","shuffle":false,"seed":{"e":{"data":{"dataset":"circle","samples":500,"noise":0.1,' +
    '"classes":3,"trainFraction":0.8,"seed":1,"standardize":true,"":["classes","noise"]},"features":["x","y"],' +
    '"network":{"hidden":[{"units":8,"activation":"relu"},{"units":8,"activation":"tanh"},' +
    '{"units":4,"activation":"tanh"}],"outputActivation":"sigmoid","seed":2}}}',
);

/** Bytes that a link may unpack to: room for a hundred thousand rows of one's own, or a million parameters. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What a link holds. */
export interface Contents {
  experiment: PlainObject;
  parameters?: Float32Array | Float64Array;
  /** Controls that the page hides; names that this version does not know may be among them. */
  hide?: string[];
}

/** Names of controls that a link may hold. */
const MOST_HIDDEN = 200;

/** @param experiment every default filled in */
export function write(
  experiment: PlainObject,
  parameters?: Float32Array | Float64Array,
  hide: readonly string[] = [],
): string {
  const told: PlainObject = { e: difference(slim(experiment), BASE) };
  if (parameters) told.p = parameters instanceof Float32Array ? "f32" : "f64";
  if (hide.length > 0) told.h = [...hide];
  const json = new TextEncoder().encode(JSON.stringify(told));
  const body = parameters ? joined(json, Uint8Array.of(0), planes(parameters)) : json;
  const deflated = packed(body, DICTIONARY);
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, crc32(deflated), true);
  return `1.${toBase64url(joined(sum, deflated))}`;
}

/**
 * @param payload what stands behind `1.`
 * @returns null where the checksum says that it is not what was written
 * @throws LinkError where it is, and holds nothing that can be read
 */
export function read(payload: string): Contents | null {
  const bytes = fromBase64url(payload);
  if (bytes === null || bytes.length < 5) return null;
  const deflated = bytes.subarray(4);
  if (new DataView(bytes.buffer).getUint32(0, true) !== crc32(deflated)) return null;
  const body = unpacked(deflated, DICTIONARY, MOST_BYTES);
  const end = body.indexOf(0);
  const told = parsed(body.subarray(0, end < 0 ? body.length : end));
  const contents: Contents = { experiment: restored(BASE, told.e) };
  if (told.h) contents.hide = told.h;
  if (told.p !== undefined) contents.parameters = numbers(body.subarray(end + 1), told.p);
  return contents;
}

function parsed(json: Uint8Array): { e: PlainObject; p: "f32" | "f64" | undefined; h: string[] | undefined } {
  let told: unknown;
  try {
    told = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    throw new LinkError("damaged");
  }
  if (!isObject(told) || !isObject(told.e)) throw new LinkError("damaged");
  const { e, p, h } = told;
  if (p !== undefined && p !== "f32" && p !== "f64") throw new LinkError("damaged");
  if (h !== undefined && !isNames(h)) throw new LinkError("damaged");
  return { e, p, h };
}

function isNames(value: Plain): value is string[] {
  return Array.isArray(value) && value.length <= MOST_HIDDEN && value.every((name) => typeof name === "string");
}

/** The experiment with nothing in its layers that every layer is. */
function slim(experiment: PlainObject): PlainObject {
  const { network } = experiment;
  if (!isObject(network) || !Array.isArray(network.hidden)) return experiment;
  const hidden = network.hidden.map((layer): Plain => {
    if (!isObject(layer)) return layer;
    return Object.fromEntries(
      Object.entries(layer).filter(
        ([key, member]) => !Object.hasOwn(PLAIN_LAYER, key) || !same(member, PLAIN_LAYER[key]),
      ),
    );
  });
  return { ...experiment, network: { ...network, hidden } };
}

/** Neighbouring numbers share their first bytes: plane by plane they pack better. */
function planes(parameters: Float32Array | Float64Array): Uint8Array {
  const width = parameters.BYTES_PER_ELEMENT;
  const flat = new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  const out = new Uint8Array(flat.length);
  for (let i = 0; i < flat.length; i++) out[(i % width) * parameters.length + Math.floor(i / width)] = flat[i]!;
  return out;
}

function numbers(bytes: Uint8Array, precision: "f32" | "f64"): Float32Array | Float64Array {
  const width = precision === "f32" ? 4 : 8;
  if (bytes.length % width !== 0) throw new LinkError("damaged");
  const count = bytes.length / width;
  const flat = new Uint8Array(bytes.length);
  for (let i = 0; i < flat.length; i++) flat[i] = bytes[(i % width) * count + Math.floor(i / width)]!;
  return precision === "f32" ? new Float32Array(flat.buffer) : new Float64Array(flat.buffer);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
