/**
 * An experiment from elsewhere made one of ours: what is unknown or impossible here is taken out, and said. The
 * engine judges, place by place; what it refuses is removed until the rest stands, and takes its default.
 */
import { ExperimentError } from "../engine/errors.js";
import type { Experiment, ExperimentInput } from "../engine/experiment.js";
import { isObject, type Plain, type PlainObject } from "./plain.js";
import { type LinkNotice, shown } from "./problem.js";

/** `engine.fill`: the experiment checked, with every default filled in. */
export type Fill = (experiment: ExperimentInput) => Experiment;

/** Places that are removed at most: a text with more that is unknown is not an experiment. */
const MOST_REMOVED = 50;

/** Members without which it would be another experiment: they are refused, never replaced. */
const ESSENTIAL = /^(version|data\.(inputs|targets|testInputs|testTargets|columns)\b)/;

/** @throws ExperimentError where what is refused cannot be left out */
export function checked(experiment: PlainObject, fill: Fill): { experiment: Experiment; notices: LinkNotice[] } {
  const plain = structuredClone(experiment);
  const removed: { path: string; value: Plain }[] = [];
  for (;;) {
    try {
      const filled = fill(plain as ExperimentInput);
      return { experiment: filled, notices: removed.map((place) => noticeOf(place, filled)) };
    } catch (error) {
      if (!(error instanceof ExperimentError) || ESSENTIAL.test(error.path)) throw error;
      const paths = error.id === "unknownKey" ? strangersBeside(error, plain) : [error.path];
      if (removed.length + paths.length > MOST_REMOVED) throw error;
      for (const path of paths) {
        const value = taken(plain, keysOf(path));
        if (value === undefined) throw error;
        removed.push({ path, value });
      }
    }
  }
}

/** The paths of all unknown members of the object in which one was found: each would take another look at the whole. */
function strangersBeside({ path, values }: ExperimentError, root: PlainObject): string[] {
  const keys = keysOf(path);
  const parent = valueAt(root, keys.slice(0, -1));
  const { allowed } = values;
  if (!isObject(parent) || !Array.isArray(allowed)) return [path];
  const known = new Set<unknown>(allowed);
  const own = path.slice(0, path.length - (keys.at(-1)?.length ?? 0));
  const strangers = Object.keys(parent).filter((key) => !known.has(key));
  // Where a path is written otherwise (a name with a point in it, say) the others are met one by one.
  return path === own + keys.at(-1) && strangers.every((key) => /^[\w-]+$/.test(key))
    ? strangers.map((key) => own + key)
    : [path];
}

function noticeOf({ path, value }: { path: string; value: Plain }, filled: Experiment): LinkNotice {
  const used = valueAt(filled as unknown as PlainObject, keysOf(path));
  if (used === undefined) return { id: "unknown-key", values: { path, value: shown(value) } };
  return { id: "value-replaced", values: { path, value: shown(value), used: shown(used) } };
}

/** `network.hidden[2].units` → ["network", "hidden", "2", "units"] */
function keysOf(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => (quoted === undefined ? (index ?? name) : unquoted(quoted)) ?? "",
  );
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

function valueAt(root: PlainObject, keys: readonly string[]): Plain | undefined {
  let at: Plain | undefined = root;
  for (const key of keys) {
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

/** Takes the member out. @returns undefined where there is none */
function taken(root: PlainObject, keys: readonly string[]): Plain | undefined {
  const last = keys.at(-1);
  const value = valueAt(root, keys);
  if (last === undefined || value === undefined) return undefined;
  const parent = valueAt(root, keys.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isObject(parent)) delete parent[last];
  return value;
}
