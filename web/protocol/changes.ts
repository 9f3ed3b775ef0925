/** What differs between two experiments, as paths and values: rows of one's own, and all else that stays, do not travel. */
import type { Experiment } from "../engine/types.js";

/** What stands at a place of the experiment from now on; without a `value` nothing does. */
export interface Change {
  path: readonly (string | number)[];
  value?: unknown;
}

/** The members of data that hold rows of one's own. */
export const TABLES = ["inputs", "targets", "testInputs", "testTargets"] as const;
export type Table = (typeof TABLES)[number];

/** The table that a path leads to, where it leads to one. */
export function tableAt([part, member, ...below]: Change["path"]): Table | undefined {
  return part === "data" && below.length === 0 ? TABLES.find((table) => table === member) : undefined;
}

/** What makes `after` of `before`. Tables are looked at as a whole: another array is another table. */
export function changesBetween(before: Experiment, after: Experiment): Change[] {
  const changes: Change[] = [];
  compare(before, after, []);
  return changes;

  function compare(from: unknown, to: unknown, path: Change["path"]): void {
    if (from === to || (Number.isNaN(from) && Number.isNaN(to))) return;
    if (to === undefined) changes.push({ path });
    else if (tableAt(path) || !isPlaces(from) || !isPlaces(to) || !alike(from, to)) changes.push({ path, value: to });
    else {
      for (const key of new Set([...keysOf(from), ...keysOf(to)])) {
        compare(from[key as never], to[key as never], [...path, key]);
      }
    }
  }
}

/** The experiment after changes. What has not changed is shared with the one before. */
export function withChanges(before: Experiment, changes: readonly Change[]): Experiment {
  return changes.reduce<unknown>((whole, { path, ...change }) => written(whole, path, change), before) as Experiment;
}

function written(whole: unknown, [key, ...below]: Change["path"], change: { value?: unknown }): unknown {
  if (key === undefined) return change.value;
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<string | number, unknown>;
  if (below.length === 0 && change.value === undefined) delete copy[key];
  else copy[key] = written(copy[key], below, change);
  return copy;
}

/** Whether one can be made of the other place by place: two objects, or two lists as long as one another. */
function alike(from: object, to: object): boolean {
  if (!Array.isArray(from)) return !Array.isArray(to);
  return Array.isArray(to) && from.length === to.length;
}

/** Whether something has places inside: an object or a list, not numbers in a typed array. */
const isPlaces = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

const keysOf = (value: object): (string | number)[] =>
  Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
