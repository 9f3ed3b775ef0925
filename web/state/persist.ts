/**
 * What a reader finds again after a reload: the last experiment with its run, and how they like the page to look.
 * Kept in the browser's local storage; where that is full the run is kept in part or not at all, which is told, and none
 * of before stands in for it; where it is forbidden nothing is kept and nothing breaks.
 */
import type { Experiment, Snapshot } from "../engine/types.js";
import { tablesOf, withLists } from "../protocol/rows.js";
import type { KeptRecord } from "../protocol/run.js";
import { fromKeptText, jsonOf, toKeptText } from "./kept-text.js";
import { allMean, type Preferences, preferencesFrom } from "./preferences.js";
import { onceSettled } from "./settled.js";
import type { State } from "./state.js";
import { PREFERENCES, RUN, readText } from "./storage.js";
import type { Store } from "./store.js";

/** Of larger runs only the experiment is kept. */
const LARGEST = 1_500_000;
/** Letters that no browser has room for: what is longer is not even written out, which would take seconds. */
const HOPELESS = 6_000_000;
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

/** The text of kept preferences of which something means nothing here; null where all of it does, or none was kept. */
export function strangePreferences(storage: Storage | null): string | null {
  const text = readText(storage, PREFERENCES);
  if (text === null) return null;
  const kept = read<{ version?: number }>(storage, PREFERENCES);
  return kept?.version === 1 && allMean(kept) ? null : text;
}

export function keptPreferences(storage: Storage | null, state: State): Partial<Preferences> {
  const kept = read<{ version?: number }>(storage, PREFERENCES);
  return kept?.version === 1 ? preferencesFrom(kept, state) : {};
}

/** How much of a run the browser has kept: all that goes on from, its experiment alone, or not even that. */
export type Fit = "run" | "experiment" | "nothing";

/**
 * Writes as much of a run as there is room for: its ways back are given up first, the experiment last. Where there is
 * no room even for that a word stands there instead, and never a run of before.
 */
export function writeRun(storage: Storage | null, { experiment: given, preset, snapshot, record }: Kept): Fit {
  const hopeless = lettersOf(given) > HOPELESS;
  const experiment = hopeless ? given : withLists(given);
  const less = [{ snapshot, record }, { snapshot, record: record && { ...record, stops: [] } }, { snapshot }];
  // Where nothing but the experiment was saved there is nothing to give up.
  for (const run of snapshot ? less : []) {
    const text = toKeptText({ experiment, preset, ...run });
    if (text.length <= LARGEST && write(storage, RUN, text)) return "run";
  }
  if (!hopeless && write(storage, RUN, toKeptText({ experiment, preset }))) return "experiment";
  forget(storage, RUN);
  write(storage, RUN, toKeptText({ tooLarge: true }));
  return "nothing";
}

/** Rows that are written out to tell how long all of them would be. */
const TRIED = 200;

/** About how many letters the rows of an experiment take, without writing them all out. */
function lettersOf(experiment: Experiment): number {
  return tablesOf(experiment).reduce((sum, table) => {
    const tried = Math.min(TRIED, table.length);
    let letters = 0;
    for (let k = 0; k < tried; k++) {
      letters += JSON.stringify(table[Math.floor((k * table.length) / tried)]).length + 1;
    }
    return sum + (letters / Math.max(1, tried)) * table.length;
  }, 0);
}

/** What a run is kept of. */
interface Keepable {
  save(): Promise<Required<Pick<Kept, "snapshot" | "record">>>;
  /** Settles when the changes that were asked for are in the store: what is saved then is what stands there. */
  changed(): Promise<unknown>;
}

/**
 * Keeps the run whenever it comes to rest, and the preferences whenever they change.
 * @param told is told how much of a run found room, whenever that is another part than of the run before
 * @returns how to stop
 */
export function keep(
  store: Store,
  run: Keepable,
  storage: Storage | null,
  told: (fit: Fit) => void = () => undefined,
): () => void {
  let before: Fit = "run";
  const keepRun = async (): Promise<void> => {
    await run.changed();
    const { experiment, preset, engine } = store.state;
    if (!experiment || engine.phase !== "ready") return;
    // What would not fit is not asked for.
    // Rows stand in the run as well as beside it.
    const small = 2 * lettersOf(experiment) < LARGEST;
    const saved = small ? await run.save().catch(() => undefined) : undefined;
    const fit = writeRun(storage, { experiment, preset, ...saved });
    if (small && !saved) return; // it was not for want of room that nothing more was kept
    if (fit !== before) told(fit);
    before = fit;
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
