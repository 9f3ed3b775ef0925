/**
 * The record of a run as text, to be found again after a reload: rows of history thinned to what a chart can show, and
 * as many ways back as fit. What is damaged is left out; nothing here throws.
 */
import { eachColumn, emptyHistory } from "../../engine/history.js";
import type { History } from "../../engine/types.js";
import type { KeptRecord, RunEvent } from "../../protocol/run.js";
import { RunRecord, type Stop } from "./record.js";
import type { Run } from "./run.js";

/** How much of a record is kept. */
interface Room {
  /** Rows, besides the one of the least loss. */
  rows: number;
  /** Bytes that ways back may take, a third less than what they take as text. */
  bytes: number;
}

const OVER_A_RELOAD: Room = { rows: 512, bytes: 384 * 1024 };
/** What the reader saves is whole, but for ways back of a very long run. */
export const IN_A_FILE: Room = { rows: Number.POSITIVE_INFINITY, bytes: 12 * 1024 * 1024 };

const COUNTS: readonly string[] = ["epoch", "step"];
const NULLABLE: readonly string[] = ["testLoss", "trainMetric", "testMetric", "testError"];
const NEEDED = ["epoch", "step", "trainLoss", "testLoss", "trainMetric", "testMetric", "learningRate"];

export function encodeRecord({ record, at, end }: Run, room = OVER_A_RELOAD): KeptRecord {
  const copy = record.until(end.epoch, end.step);
  while (copy.bytes > room.bytes && copy.stops.length > 2) copy.thinStops();
  const stops = copy.bytes > room.bytes ? [] : copy.stops;
  // Without a way there, what lies ahead of a rewound run is not kept either.
  const rows = chosenRows(copy, room.rows, stops.length > 0 ? Number.POSITIVE_INFINITY : at.step);
  const text = (column: readonly (number | null)[], counts = false): string => {
    const numbers = rows.map((row) => column[row] ?? Number.NaN);
    return toBase64(new Uint8Array((counts ? Float64Array.from(numbers) : Float32Array.from(numbers)).buffer));
  };
  const { gradientNorms, ...columns } = copy.history;
  return {
    columns: Object.fromEntries(
      Object.entries(columns).flatMap(([name, column]) =>
        column ? [[name, text(column, COUNTS.includes(name))] as const] : [],
      ),
    ),
    gradientNorms: gradientNorms.map((column) => text(column)),
    stops: stops.map(({ state, ...stop }) => ({ ...stop, state: toBase64(state) })),
    stride: stops.length > 0 ? copy.stride : record.stride,
    events: copy.events,
  };
}

/** Rows evenly spread, with the first, the last and the best; a divergence's own row is no state to go on from. */
function chosenRows(record: RunRecord, most: number, lastStep: number): number[] {
  const { epoch, step, learningRate } = record.history;
  let count = step.length;
  while (count > 0 && (Number.isNaN(learningRate[count - 1]) || (step[count - 1] ?? 0) > lastStep)) count--;
  const rows = new Set<number>();
  for (let i = 0; i < Math.min(count, most); i++) {
    rows.add(count <= most ? i : Math.round((i * (count - 1)) / (most - 1)));
  }
  const best = record.best();
  const bestRow = best === null ? -1 : epoch.indexOf(best);
  if (bestRow >= 0 && bestRow < count) rows.add(bestRow);
  return [...rows].sort((a, b) => a - b);
}

/** The record that a text stands for, or null where it cannot be read. Ways back still have to be tried. */
export function decodeRecord(kept: unknown, budget: number): RunRecord | null {
  try {
    return decoded(kept as KeptRecord, budget);
  } catch {
    return null;
  }
}

function decoded({ columns, gradientNorms, stops, stride, events }: KeptRecord, budget: number): RunRecord | null {
  const record = new RunRecord(budget);
  const lists = Object.entries(columns).map(([name, text]) => {
    const numbers = fromText(text, COUNTS.includes(name));
    const nullable = numbers.map((value) => (Number.isNaN(value) ? null : value));
    return [name, NULLABLE.includes(name) ? nullable : numbers] as const;
  });
  const norms = gradientNorms.map((text) => fromText(text, false));
  const history = { ...emptyHistory(), ...Object.fromEntries(lists), gradientNorms: norms } as History;
  const rows = history.epoch.length;
  let even = rows > 0 && NEEDED.every((name) => name in columns);
  eachColumn(history, history, (column) => {
    even &&= column.length === rows;
  });
  if (!even || !ascending(history.epoch) || !ascending(history.step)) return null;
  record.history = history;
  if (Number.isInteger(stride) && stride >= 1) record.stride = stride;
  if (Array.isArray(stops)) record.stops = stops.flatMap(decodedStop);
  if (!ascending(record.stops.map(({ step }) => step))) record.stops = [];
  if (Array.isArray(events)) record.events = events.filter(isEvent);
  return record;
}

function decodedStop({ epoch, step, state, rules }: KeptRecord["stops"][number]): Stop[] {
  if (!Number.isFinite(epoch) || !Number.isFinite(step) || typeof state !== "string") return [];
  return [{ epoch, step, state: fromBase64(state), ...(typeof rules === "string" ? { rules } : {}) }];
}

/** A change whose path is not known, as runs were once kept, cannot be put into words. */
function isEvent({ epoch, step, kind, path }: RunEvent): boolean {
  const change = kind === "rate" || kind === "change";
  const known = change ? typeof path === "string" : ["edit", "rolledBack", "diverged"].includes(kind);
  return known && Number.isFinite(epoch) && Number.isFinite(step);
}

const ascending = (values: readonly number[]): boolean =>
  values.every((value, i) => Number.isFinite(value) && value >= 0 && (i === 0 || value > (values[i - 1] ?? 0)));

function fromText(text: string, counts: boolean): number[] {
  const { buffer } = fromBase64(text);
  return Array.from(counts ? new Float64Array(buffer) : new Float32Array(buffer));
}

/** Bytes that become one text at a time: more arguments than this a call may not take. */
const CHUNK = 8192;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
