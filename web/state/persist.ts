/**
 * What a reader finds again after a reload: the last experiment with its run, and how they like the page to look.
 * Kept in the browser's local storage; where that is full or forbidden, nothing is kept and nothing breaks.
 */
import type { Experiment, Snapshot } from "../engine/types.js";
import type { KeptRecord } from "../protocol/run.js";
import { fromKeptText, toKeptText } from "./kept-text.js";
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

type Preferences = Pick<
  State,
  "language" | "theme" | "chart" | "display" | "singleKeys" | "speed" | "granularity" | "hints"
>;
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

export function keptPreferences(storage: Storage | null, state: State): Partial<Preferences> {
  const kept = read<Partial<Preferences> & { version?: number }>(storage, PREFERENCES);
  if (kept?.version !== 1) return {};
  const { version: _, ...preferences } = kept;
  if (preferences.speed === null) preferences.speed = Number.POSITIVE_INFINITY;
  if (preferences.display)
    preferences.display = { ...state.display, ...preferences.display, large: null, bent: null, axes: [0, 1] };
  return preferences;
}

/** Writes as much of a run as there is room for: its ways back are given up first, the experiment never. */
export function writeRun(storage: Storage | null, { experiment, preset, snapshot, record }: Kept): void {
  const less = [{ snapshot, record }, { snapshot, record: record && { ...record, stops: [] } }, { snapshot }];
  for (const run of less) {
    const text = toKeptText({ experiment, preset, ...run });
    if (text.length <= LARGEST && write(storage, RUN, text)) return;
  }
  write(storage, RUN, toKeptText({ experiment, preset }));
}

/** Keeps the run whenever it comes to rest, and the preferences whenever they change. Returns how to stop. */
export function keep(
  store: Store,
  save: () => Promise<Required<Pick<Kept, "snapshot" | "record">>>,
  storage: Storage | null,
): () => void {
  const keepRun = async (): Promise<void> => {
    const { experiment, preset, engine } = store.state;
    if (!experiment || engine.phase !== "ready") return;
    // What would not fit is not asked for.
    const fits = (experiment.data.targets?.length ?? 0) * LEAST_ROW < LARGEST;
    const saved = fits ? await save().catch(() => undefined) : undefined;
    writeRun(storage, { experiment, preset, ...saved });
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
