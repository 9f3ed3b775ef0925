/**
 * The recorded part of a run: one row of history an epoch, and states to return to.
 *
 * States are kept at even distances and within a budget: where it is exceeded every second one goes and the
 * distance doubles, so that an endless run keeps a fixed number, evenly spread.
 */
import { eachColumn, emptyHistory } from "../../engine/history.js";
import type { History } from "../../engine/types.js";
import type { RunEvent } from "../../protocol/run.js";

/** A state that the run can be taken back to. */
export interface Stop {
  epoch: number;
  step: number;
  state: Uint8Array;
  /** The stop rules under which it was kept: a state that one of them ended is at an end only under the same. */
  rules?: string;
}

/** Rows that a history may have before its older half is thinned. */
const MOST_ROWS = 20_000;
const MOST_STOPS = 400;
/** Events that are marked, and how many of the newest are never thinned. */
const MOST_EVENTS = 100;
const NEWEST_EVENTS = 25;

export class RunRecord {
  history: History = emptyHistory();
  stops: Stop[] = [];
  events: RunEvent[] = [];
  /** Epochs between two stops. */
  stride = 1;
  /** Rows before this position have not changed since the page last took them. */
  fresh = 0;
  /** The epoch of a run found again before which no way back but its start was kept; null where none is missing. */
  resumed: number | null = null;

  constructor(readonly budget: number) {}

  get bytes(): number {
    return this.stops.reduce((sum, stop) => sum + stop.state.byteLength, 0);
  }

  get rows(): number {
    return this.history.epoch.length;
  }

  /** The next epoch at which a stop belongs. */
  nextStop(epoch: number): number {
    return (Math.floor(epoch / this.stride) + 1) * this.stride;
  }

  addStop(stop: Stop): void {
    const last = this.stops.at(-1);
    if (last && last.step >= stop.step) return;
    this.stops.push(stop);
    while (this.stops.length > MOST_STOPS || (this.bytes > this.budget && this.stops.length > 2)) this.thinStops();
  }

  /** Doubles the distance and drops the stops that are closer; the first and the last stay. */
  thinStops(): void {
    this.stride *= 2;
    let kept = Number.NEGATIVE_INFINITY;
    this.stops = this.stops.filter((stop, index) => {
      const stays = stop.epoch - kept >= this.stride || index === this.stops.length - 1;
      if (stays) kept = stop.epoch;
      return stays;
    });
  }

  /** Marks an event behind the others; where there are too many, one of the older ones goes. */
  addEvent(event: RunEvent): void {
    this.events.push(event);
    if (this.events.length > MOST_EVENTS) this.#thinEvents();
  }

  /**
   * Takes one of the older events out: first what happened by itself, then, of what the reader did, the one that was
   * followed soonest by another, which stands at nearly the same place.
   */
  #thinEvents(): void {
    const older = this.events.slice(0, -NEWEST_EVENTS);
    const gaps = older.map(({ step, kind }, at) =>
      kind === "diverged" ? Number.NEGATIVE_INFINITY : (this.events[at + 1]?.step ?? step) - step,
    );
    this.events.splice(gaps.indexOf(Math.min(...gaps)), 1);
  }

  /** Appends rows that lie after the last one. */
  append(rows: History): void {
    const last = this.history.epoch.at(-1) ?? -1;
    const from = rows.epoch.findIndex((epoch) => epoch > last);
    if (from < 0) return;
    eachColumn(this.history, rows, (own, theirs) => {
      for (let i = from; i < theirs.length; i++) own.push(theirs[i]);
    });
    if (this.rows > MOST_ROWS) this.#thinRows();
  }

  #thinRows(): void {
    const half = this.rows >> 1;
    const keep = (index: number) => index === 0 || index > half || index % 2 === 0;
    eachColumn(this.history, this.history, (own) => {
      let end = 0;
      for (let index = 0; index < own.length; index++) if (keep(index)) own[end++] = own[index];
      own.length = end;
    });
    this.fresh = 0;
  }

  /** The row of a divergence: the losses that are no longer numbers, and nothing else. */
  appendBroken(epoch: number, step: number): void {
    eachColumn(this.history, this.history, (own) => own.push(Number.NaN));
    const end = this.rows - 1;
    this.history.epoch[end] = epoch;
    this.history.step[end] = step;
    this.history.trainLoss[end] = Number.POSITIVE_INFINITY;
    this.history.testLoss[end] = (this.history.testLoss[0] ?? null) === null ? null : Number.POSITIVE_INFINITY;
    this.history.testMetric[end] = null;
  }

  /** A record that ends at an epoch; this one stays whole for whoever still holds it. */
  until(epoch: number, step: number): RunRecord {
    const copy = new RunRecord(this.budget);
    const end = this.history.epoch.findIndex((at) => at > epoch);
    const rows = end < 0 ? this.rows : end;
    eachColumn(copy.history, this.history, (own, theirs) => {
      for (let i = 0; i < rows; i++) own.push(theirs[i]);
    });
    copy.stops = this.stops.filter((stop) => stop.step <= step);
    copy.events = this.events.filter((event) => event.step <= step && event.kind !== "diverged");
    copy.stride = this.stride;
    copy.fresh = Math.min(rows, this.fresh);
    copy.resumed = this.resumed;
    return copy;
  }

  /** Drops the rows of later updates. */
  dropRowsAfter(step: number): void {
    const rows = this.history.step.filter((at) => at <= step).length;
    eachColumn(this.history, this.history, (own) => {
      own.length = Math.min(own.length, rows);
    });
    this.fresh = 0;
  }

  /** The last stop at or before an epoch, or the first one. */
  stopNear(epoch: number): Stop | undefined {
    let nearest = this.stops[0];
    for (const stop of this.stops) {
      if (!nearest || Math.abs(stop.epoch - epoch) <= Math.abs(nearest.epoch - epoch)) nearest = stop;
    }
    return nearest;
  }

  /** Rows from {@link fresh} on, which thereby counts as taken. */
  takeFresh(): { keep: number; rows: History } | undefined {
    const keep = this.fresh;
    if (keep === this.rows && keep > 0) return undefined;
    const rows = emptyHistory();
    eachColumn(rows, this.history, (own, theirs) => {
      for (let i = keep; i < theirs.length; i++) own.push(theirs[i]);
    });
    this.fresh = this.rows;
    return { keep, rows };
  }

  /** Epoch of the least test loss, or train loss where there is no test part. */
  best(): number | null {
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < this.rows; i++) {
      const value = this.history.testLoss[i] ?? this.history.trainLoss[i] ?? Infinity;
      if (value < least) {
        least = value;
        best = i;
      }
    }
    return best < 0 ? null : (this.history.epoch[best] ?? null);
  }
}
