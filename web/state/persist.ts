/**
 * What a reader finds again after a reload: the last experiment with its run, and how they like the page to look.
 * Kept in the browser's local storage; where that is full the run is not kept, which is told, and none of before stands
 * in for it; where it is forbidden nothing is kept and nothing breaks.
 */
import type { Experiment, Snapshot } from "../engine/types.js";
import type { KeptRecord } from "../protocol/run.js";
import { fromKeptText, jsonOf, toKeptText } from "./kept-text.js";
import { type Preferences, preferencesFrom } from "./preferences.js";
import { onceSettled } from "./settled.js";
import type { State } from "./state.js";
import type { Store } from "./store.js";

const RUN = "gradient-playground.run";
const PREFERENCES = "gradient-playground.preferences";
/** Larger runs are begun anew instead of being kept whole. */
const LARGEST = 1_500_000;
/** Letters of a row of one's own at least. */
const LEAST_ROW = 8;
/** A run is kept this long after it came to rest, and so often while it plays, in milliseconds. */
const AFTER_REST = 400;
const WHILE_PLAYING = 15_000;

export interface Kept {
  experiment: Experiment;
  preset: string | null;
  snapshot?: Snapshot;
  /** History, ways back and events of the run. */
  record?: KeptRecord;
}

const PREFERRED = ["language", "theme", "chart", "display", "singleKeys", "speed", "granularity", "hints"] as const;

function readText(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function read<T>(storage: Storage | null, key: string): T | null {
  try {
    return JSON.parse(readText(storage, key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

function write(storage: Storage | null, key: string, text: string): boolean {
  try {
    storage?.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function forget(storage: Storage | null, key: string): void {
  try {
    storage?.removeItem(key);
  } catch {
    // Where nothing can be written nothing of before is there either.
  }
}

/** The browser's store, or null where it is forbidden. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function keptRun(storage: Storage | null): Kept | null {
  const text = readText(storage, RUN);
  const kept = text ? (fromKeptText(text) as Kept | null) : null;
  return typeof kept?.experiment === "object" && kept.experiment !== null ? kept : null;
}

/** What stands where a run is kept: its JSON, or whatever else is there; null where nothing is. */
export function keptJson(storage: Storage | null): string | null {
  const text = readText(storage, RUN);
  return text === null ? null : jsonOf(text);
}

/** Whether the last run here was too large to be kept. */
export function keptNothing(storage: Storage | null): boolean {
  const text = readText(storage, RUN);
  return text !== null && fromKeptText(text)?.tooLarge === true;
}

export function keptPreferences(storage: Storage | null, state: State): Partial<Preferences> {
  const kept = read<{ version?: number }>(storage, PREFERENCES);
  return kept?.version === 1 ? preferencesFrom(kept, state) : {};
}

/**
 * Writes as much of a run as there is room for: its ways back are given up first, the experiment last.
 * @returns false where there is no room even for that; then a word stands there instead, and never a run of before
 */
export function writeRun(storage: Storage | null, { experiment, preset, snapshot, record }: Kept): boolean {
  const less = [{ snapshot, record }, { snapshot, record: record && { ...record, stops: [] } }, { snapshot }];
  // Where nothing but the experiment was saved there is nothing to give up.
  for (const run of snapshot ? less : []) {
    const text = toKeptText({ experiment, preset, ...run });
    if (text.length <= LARGEST && write(storage, RUN, text)) return true;
  }
  if (write(storage, RUN, toKeptText({ experiment, preset }))) return true;
  forget(storage, RUN);
  write(storage, RUN, toKeptText({ tooLarge: true }));
  return false;
}

/**
 * Keeps the run whenever it comes to rest, and the preferences whenever they change.
 * @param full is told when a run finds no room, once for each that does after others that did
 * @returns how to stop
 */
export function keep(
  store: Store,
  save: () => Promise<Required<Pick<Kept, "snapshot" | "record">>>,
  storage: Storage | null,
  full: () => void = () => undefined,
): () => void {
  let fitted = true;
  const keepRun = async (): Promise<void> => {
    const { experiment, preset, engine } = store.state;
    if (!experiment || engine.phase !== "ready") return;
    // What would not fit is not asked for.
    const small = (experiment.data.targets?.length ?? 0) * LEAST_ROW < LARGEST;
    const saved = small ? await save().catch(() => undefined) : undefined;
    const fits = writeRun(storage, { experiment, preset, ...saved });
    if (!fits && fitted) full();
    fitted = fits;
  };
  const slices = ["experiment", "playing", "timeline", "parameters", "preset"] as const;
  const stopRun = onceSettled(store, slices, { rest: AFTER_REST, playing: WHILE_PLAYING }, keepRun);
  const stopPreferences = store.subscribe(PREFERRED, () => {
    const preferences = Object.fromEntries(PREFERRED.map((key) => [key, store.state[key]]));
    write(storage, PREFERENCES, JSON.stringify({ version: 1, ...preferences }));
  });
  const hidden = () => {
    if (document.visibilityState === "hidden") void keepRun();
  };
  document.addEventListener("visibilitychange", hidden);
  return () => {
    stopRun();
    stopPreferences();
    document.removeEventListener("visibilitychange", hidden);
  };
}
