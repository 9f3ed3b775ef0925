/**
 * What can be undone.
 *
 * A change of settings that keeps the network, or of what is held fixed, is undone by the settings alone: training
 * since then stays. A change of the network itself (a restart, an edited weight, a branch of the run) is undone by going back to the moment
 * before it, and redone by coming back to the moment that was left.
 */
import type { DataRows, Experiment, NumberArray } from "../../engine/types.js";
import { isGesture } from "../../protocol/merge.js";
import { tablesOf } from "../../protocol/rows.js";
import type { RunRecord } from "./record.js";

/** Everything needed to stand again where the reader stood. */
export interface Moment {
  experiment: Experiment;
  state: Uint8Array;
  epoch: number;
  step: number;
  record: RunRecord;
  /** Where the record ended then: it may have grown since. */
  end: { epoch: number; step: number };
  held: number[];
  /** The parameters that it began with, where a link brought them. */
  begun: NumberArray | null;
}

/** What holds for a run apart from its state. */
export interface Settings {
  experiment: Experiment;
  held: number[];
}

export type Entry = ({ kind: "settings"; before: Settings; after: Settings } | { kind: "moment"; moment: Moment }) & {
  merge?: string | undefined;
  time: number;
};

const MOST_ENTRIES = 100;
/** Changes with the same merge key that follow within this time are one, in milliseconds; those of one gesture always. */
const MERGE_WITHIN = 1500;

/** What a row of own data takes besides its numbers. */
const ROW_BYTES = 64;

/** About what rows of one's own take. */
function bytesOf(table: DataRows): number {
  const [first] = table;
  return table.length * (typeof first === "object" && first !== null ? first.length * 8 + ROW_BYTES : 8);
}

export class UndoStack {
  #past: Entry[] = [];
  #future: Entry[] = [];

  constructor(
    readonly budget: number,
    readonly now: () => number,
  ) {}

  get undoable(): { undo: boolean; redo: boolean } {
    return { undo: this.#past.length > 0, redo: this.#future.length > 0 };
  }

  /** Notes a change of settings that keeps the network. @returns whether it has merged into the last change */
  pushSettings(before: Settings, after: Settings, merge?: string): boolean {
    const top = this.#mergeable(merge);
    if (top?.kind === "settings") {
      top.after = after;
      top.time = this.now();
      this.#future = [];
      return true;
    }
    this.#push({ kind: "settings", before, after, merge, time: this.now() });
    return false;
  }

  /**
   * Notes the moment before a change of the network; it is taken only if it does not merge into the last.
   * @returns whether it does
   */
  pushMoment(take: () => Moment, merge?: string): boolean {
    const top = this.#mergeable(merge);
    if (top?.kind === "moment") {
      top.time = this.now();
      this.#future = [];
      return true;
    }
    this.#push({ kind: "moment", moment: take(), merge, time: this.now() });
    return false;
  }

  /** Takes the last change back: answers what to restore. `present` is called where the way forward needs it. */
  undo(present: () => Moment): Entry | undefined {
    return this.#move(this.#past, this.#future, present);
  }

  redo(present: () => Moment): Entry | undefined {
    return this.#move(this.#future, this.#past, present);
  }

  #move(from: Entry[], to: Entry[], present: () => Moment): Entry | undefined {
    const entry = from.pop();
    if (!entry) return undefined;
    to.push(
      entry.kind === "settings"
        ? { kind: "settings", before: entry.after, after: entry.before, time: 0 }
        : { kind: "moment", moment: present(), time: 0 },
    );
    return entry;
  }

  #mergeable(merge: string | undefined): Entry | undefined {
    const top = this.#past.at(-1);
    if (merge === undefined || top?.merge !== merge) return undefined;
    return isGesture(merge) || this.now() - top.time < MERGE_WITHIN ? top : undefined;
  }

  #push(entry: Entry): void {
    this.#future = [];
    this.#past.push(entry);
    if (this.#past.length > MOST_ENTRIES) this.#past.shift();
    this.#keepWithinBudget();
  }

  /** Older runs lose every second way back first; when that is not enough the oldest changes are forgotten. */
  #keepWithinBudget(): void {
    for (let round = 0; this.#bytes() > this.budget && round < 12; round++) {
      for (const record of this.#records()) if (record.stops.length > 2) record.thinStops();
    }
    while (this.#bytes() > this.budget && this.#past.length > 1) this.#past.shift();
  }

  #records(): Set<RunRecord> {
    const moments = [...this.#past, ...this.#future].flatMap((entry) =>
      entry.kind === "moment" ? [entry.moment] : [],
    );
    return new Set(moments.map(({ record }) => record));
  }

  /** Every experiment that undoing or redoing may bring back. */
  get experiments(): ReadonlySet<Experiment> {
    return new Set(
      [...this.#past, ...this.#future].flatMap((entry) =>
        entry.kind === "moment" ? [entry.moment.experiment] : [entry.before.experiment, entry.after.experiment],
      ),
    );
  }

  #bytes(): number {
    let sum = 0;
    for (const record of this.#records()) sum += record.bytes + record.rows * 80;
    for (const entry of [...this.#past, ...this.#future]) {
      if (entry.kind === "moment") sum += entry.moment.state.byteLength;
    }
    for (const table of new Set([...this.experiments].flatMap(tablesOf))) sum += bytesOf(table);
    return sum;
  }
}
