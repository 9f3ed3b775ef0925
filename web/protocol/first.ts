/**
 * What the page shows before its engine has come: the engine's own answers about the first preset, recorded when the
 * page is built. The engine computes the same bits everywhere, so it is what the reader's own will answer.
 */
import type { Catalog, Experiment } from "../engine/types.js";
import type { Frame } from "./frame.js";
import type { AxedView } from "./pictures.js";
import type { RunStart } from "./run.js";

export interface First {
  preset: string;
  catalog: Catalog;
  baseline: Experiment;
  frame: Frame;
}

/** Of pictures, which are long, steps between neighbours are kept in this many to the largest value; all else is exact. */
const STEPS = 2047;
const LONG = 1000;

/** Numbers as they are written. */
type Written = { exact: number[] } | { largest: number; steps: number[] };

/** What of a record the large picture is made of. */
export interface FirstPicture extends Pick<First, "preset" | "baseline"> {
  catalog: Pick<Catalog, "outputActivations">;
  frame: Omit<Frame, "start" | "view"> & {
    start: Omit<RunStart, "featureMaps">;
    view: Omit<AxedView, "thumbnails">;
  };
}

/** All else: the lists of what there is, and the small pictures. */
interface FirstRest {
  lists: Omit<Catalog, "outputActivations">;
  featureMaps: RunStart["featureMaps"];
  thumbnails: Float32Array;
}

/** A record as two texts, so that the picture need not wait for all else. */
export interface Parts {
  picture: string;
  rest: string;
}

export function parted(text: string): Parts {
  const { catalog, frame, ...first } = JSON.parse(text) as First;
  const { outputActivations, ...lists } = catalog;
  if (!frame.start || !frame.view) throw new Error("the record has no picture");
  const { featureMaps, ...start } = frame.start;
  const { thumbnails, ...view } = frame.view;
  const picture: FirstPicture = { ...first, catalog: { outputActivations }, frame: { ...frame, start, view } };
  const rest: FirstRest = { lists, featureMaps, thumbnails };
  return { picture: JSON.stringify(picture), rest: JSON.stringify(rest) };
}

export const unpackPicture = (text: string): FirstPicture => unpacked(JSON.parse(text)) as FirstPicture;

/** The record again. */
export function joined(parts: Parts): First {
  const { catalog, frame, ...first } = unpackPicture(parts.picture);
  const { lists, featureMaps, thumbnails } = unpacked(JSON.parse(parts.rest)) as FirstRest;
  const start = { ...frame.start, featureMaps };
  const view = { ...frame.view, thumbnails };
  return { ...first, catalog: { ...catalog, ...lists }, frame: { ...frame, start, view } };
}

/** @throws Error for numbers that are none, or are no single-precision floats */
export function packFirst(first: First): string {
  return JSON.stringify(first, (_, value: unknown) => (ArrayBuffer.isView(value) ? written(value) : value));
}

export function unpackFirst(text: string): First {
  return unpacked(JSON.parse(text)) as First;
}

/** With the numbers of every member read, in place: long lists are no members. */
function unpacked(value: unknown): unknown {
  if (isWritten(value)) return read(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  for (const [name, member] of Object.entries(value)) (value as Record<string, unknown>)[name] = unpacked(member);
  return value;
}

function written(values: ArrayBufferView): Written {
  if (!(values instanceof Float32Array)) throw new Error(`no single-precision floats: ${values.constructor.name}`);
  if (!values.every(Number.isFinite)) throw new Error("a number is not finite");
  if (values.length <= LONG) return { exact: Array.from(values, shortest) };
  const largest = shortest(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const levels = Array.from(values, (value) => Math.round((value / (largest || 1)) * STEPS));
  return { largest, steps: levels.map((level, at) => level - (levels[at - 1] ?? 0)) };
}

/** The shortest decimal that is read as the same float. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

const isWritten = (value: unknown): value is Written =>
  typeof value === "object" && value !== null && ("exact" in value || ("largest" in value && "steps" in value));

function read(value: Written): Float32Array {
  if ("exact" in value) return Float32Array.from(value.exact);
  const { largest, steps } = value;
  const values = new Float32Array(steps.length);
  let level = 0;
  for (let at = 0; at < values.length; at++) {
    level += steps[at] ?? 0;
    values[at] = (level * largest) / STEPS;
  }
  return values;
}
