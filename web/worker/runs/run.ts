/** One trainer with its record: training on, going back, and what happened on the way. */
import { ExperimentError, type Trainer } from "../../engine/index.js";
import type { Position, Status } from "../../engine/types.js";
import type { RunEvent } from "../../protocol/run.js";
import { decodeRecord } from "./kept-record.js";
import { RunRecord, type Stop } from "./record.js";

/** What the ways back of a run may take. */
const BUDGET = 40 * 1024 * 1024;
/** A chunk of updates between two looks at the clock should take between these, in milliseconds. */
const SHORT = 0.3;
const LONG = 0.8;
const LARGEST_CHUNK = 4096;

export class Run {
  record = new RunRecord(BUDGET);
  /** Where the reader stands; before the record's end while rewound. */
  at = { epoch: 0, step: 0 };
  #nextStop = 1;
  #chunk = 1;

  constructor(
    public trainer: Trainer,
    readonly now: () => number,
  ) {
    this.begin();
  }

  /** A new record that starts where the trainer stands. */
  begin(): void {
    this.record = new RunRecord(BUDGET);
    this.at = this.trainer.position;
    this.keep();
  }

  /**
   * Goes on with the record that was kept of the trainer's run, as far as it is one. The start stays a way back.
   * Without a record there are the rows that the trainer itself knows.
   */
  resume(kept: unknown, start: Stop | undefined): boolean {
    this.begin();
    const record = decodeRecord(kept, BUDGET);
    const readable = record !== null && sameColumns(record, this.record);
    if (readable) {
      const here = this.trainer.checkpoint();
      record.stops = record.stops.filter((stop) => this.#leadsTo(stop));
      this.trainer.rewind(here);
      if (!record.stops.some(({ step }) => step > this.at.step)) record.dropRowsAfter(this.at.step);
      this.record = record;
      this.keep();
    }
    const { stops, stride } = this.record;
    const [first] = stops;
    if (!start || !first || start.step >= first.step) return readable;
    if (first.step === this.at.step && first.epoch > stride) this.record.resumed = first.epoch;
    stops.unshift(start);
    return readable;
  }

  /** Whether a stop is a state of this trainer's. Leaves the trainer there, or where it was. */
  #leadsTo({ state, epoch, step }: Stop): boolean {
    try {
      this.trainer.rewind(state);
    } catch (error) {
      if (error instanceof ExperimentError) return false;
      throw error;
    }
    const { position } = this.trainer;
    return position.epoch === epoch && position.step === step;
  }

  /** Takes another trainer over, and disposes of the present one. */
  exchange(trainer: Trainer): void {
    this.trainer.dispose();
    this.trainer = trainer;
    this.#chunk = 1;
  }

  get rewound(): boolean {
    const last = this.record.stops.at(-1);
    return last !== undefined && this.at.step < last.step;
  }

  /** Makes at most `most` updates within about `milliseconds`. */
  train(most: number, milliseconds: number): { made: number; status: Status } {
    const end = this.now() + milliseconds;
    let made = 0;
    let status: Status = "training";
    let position = this.trainer.position;
    for (let began = this.now(); made < most && status === "training" && began < end; ) {
      const before = this.at.step;
      position = this.trainer.advance(Math.min(this.#chunk, most - made, this.#stepsToNextStop(position)));
      status = position.status;
      this.at = position;
      made += Math.max(0, position.step - before);
      if (position.epoch >= this.#nextStop) this.keep();
      const now = this.now();
      const took = now - began;
      began = now;
      if (took < SHORT) this.#chunk = Math.min(this.#chunk * 2, LARGEST_CHUNK);
      else if (took > LONG) this.#chunk = Math.max(1, this.#chunk >> 1);
    }
    return { made, status };
  }

  #stepsToNextStop({ epoch, stepsLeft, stepsPerEpoch }: Position): number {
    return Math.max(1, stepsLeft + (this.#nextStop - epoch - 1) * stepsPerEpoch);
  }

  /** Keeps the present state as a stop, with the rows of history that led to it. */
  keep(rules?: string): void {
    this.takeRows();
    const stop = { ...this.at, state: this.trainer.checkpoint(), ...(rules === undefined ? {} : { rules }) };
    if (rules !== undefined && this.record.stops.at(-1)?.step === stop.step) this.record.stops.pop();
    this.record.addStop(stop);
    this.#nextStop = this.record.nextStop(this.at.epoch);
  }

  /** Keeps the end of the run before the reader leaves it, so that there is a way forward again. */
  keepEnd(): void {
    if (this.at.step >= (this.record.history.step.at(-1) ?? 0)) this.keep();
  }

  /** Takes over the rows that have come since the last look. */
  takeRows(): void {
    if (this.rewound) return;
    const last = this.record.history.epoch.at(-1);
    this.record.append(this.trainer.history(last === undefined ? 0 : last + 1));
  }

  rewind(state: Uint8Array): void {
    this.trainer.rewind(state);
    this.at = this.trainer.position;
    this.#nextStop = this.record.nextStop(this.at.epoch);
  }

  /** Whether the record goes on beyond where the reader stands. */
  get hasFuture(): boolean {
    const { step } = this.at;
    return (this.record.history.step.at(-1) ?? 0) > step || this.record.stops.some((stop) => stop.step > step);
  }

  /** The last epoch and update that the record knows of. */
  get end(): { epoch: number; step: number } {
    const { epoch, step } = this.record.history;
    const ends = [this.at, { epoch: epoch.at(-1) ?? 0, step: step.at(-1) ?? 0 }, this.record.stops.at(-1) ?? this.at];
    return { epoch: Math.max(...ends.map((end) => end.epoch)), step: Math.max(...ends.map((end) => end.step)) };
  }

  /** Takes the record up to here as the run from now on. The whole record stays with whoever holds it. */
  branch(): void {
    this.record = this.record.until(this.at.epoch, this.at.step);
    this.#nextStop = this.record.nextStop(this.at.epoch);
  }

  /** Marks an event here. Of several rates or edits at one place the last is told, with the rate before the first. */
  mark(event: Omit<RunEvent, "epoch" | "step">): void {
    const last = this.record.events.at(-1);
    const { epoch, step } = this.at;
    const again = last && last.kind === event.kind && last.step === step && event.kind !== "change";
    if (again) this.record.events.pop();
    this.record.addEvent({
      epoch,
      step,
      ...event,
      ...(again && last.from !== undefined ? { from: last.from } : {}),
    });
  }

  /** Indices of the parameters that training leaves alone. */
  get held(): number[] {
    return [...this.trainer.fixed()].flatMap((fixed, index) => (fixed ? [index] : []));
  }

  set held(indices: readonly number[]) {
    const wanted = new Set(indices);
    for (const [index, fixed] of this.trainer.fixed().entries()) {
      if (Boolean(fixed) !== wanted.has(index)) this.trainer.setFixed(index, wanted.has(index));
    }
  }
}

/** Whether rows of one record can follow those of the other. */
function sameColumns({ history: a }: RunRecord, { history: b }: RunRecord): boolean {
  const names = (history: object) => Object.keys(history).sort().join();
  return names(a) === names(b) && a.gradientNorms.length === b.gradientNorms.length;
}
