/**
 * The run behind the page: one trainer, its record, what can be undone, and the answers to the page's requests.
 * It knows nothing of workers or messages, so tests drive it in Node with the real engine.
 */
import { type Engine, ExperimentError, type Trainer } from "../engine/index.js";
import type { Experiment, ExperimentInput, Snapshot } from "../engine/types.js";
import type { Divergence, Granularity, RunEvent, SampleTurn } from "../state/state.js";
import { changeText, eventText } from "./events.js";
import { diagnose } from "./divergence.js";
import { Pace } from "./pace.js";
import type { Changed } from "./protocol.js";
import { RunRecord } from "./record.js";
import { type Moment, UndoStack } from "./undo.js";

/** What the ways back of the present run may take, and those of all runs that can be undone. */
const RUN_BUDGET = 40 * 1024 * 1024;
const UNDO_BUDGET = 24 * 1024 * 1024;

const UNCHANGED: Changed = { refused: null, restarted: false, lost: false };

export class Studio {
  experiment: Experiment;
  trainer: Trainer;
  record = new RunRecord(RUN_BUDGET);
  readonly undoStack: UndoStack;
  readonly pace: Pace;
  playing = false;
  divergence: Divergence | null = null;
  turn: SampleTurn | null = null;
  /** Which parts the page has not seen yet. */
  readonly news = new Set<"run" | "experiment" | "parameters" | "history" | "timeline" | "events" | "held" | "undo" | "divergence" | "turn">();

  #batch: Uint32Array | null = null;
  /** The state that diverged, kept for readers who want to see it. */
  #broken: Uint8Array | null = null;
  /** Where the reader stands; before the record's end while rewound. */
  #at = { epoch: 0, step: 0 };
  #nextStop = 1;

  constructor(
    readonly engine: Engine,
    experiment: ExperimentInput,
    readonly now: () => number = () => performance.now(),
    snapshot?: Snapshot,
  ) {
    this.undoStack = new UndoStack(UNDO_BUDGET, now);
    this.pace = new Pace(now);
    this.experiment = engine.fill(experiment);
    this.trainer = engine.createTrainer(this.experiment);
    this.#begin();
    if (snapshot) this.#resume(snapshot);
  }

  get rewound(): boolean {
    const last = this.record.stops.at(-1);
    return last !== undefined && this.#at.step < last.step;
  }

  /** Makes at most `most` updates within about `milliseconds`; answers how many. */
  train(most: number, milliseconds: number): number {
    const end = this.now() + milliseconds;
    let made = 0;
    let chunk = 1;
    this.#branch();
    while (made < most && this.now() < end) {
      const began = this.now();
      const steps = Math.min(chunk, most - made, this.#stepsToNextStop());
      const before = this.#at.step;
      const status = this.trainer.advance(steps);
      this.#at = this.trainer.position;
      made += this.#at.step - before;
      if (this.#at.epoch >= this.#nextStop) this.#keep();
      if (status !== "training") {
        this.#ended();
        break;
      }
      const took = this.now() - began;
      if (took < 0.15) chunk = Math.min(chunk * 2, 4096);
      else if (took > 0.6) chunk = Math.max(1, chunk >> 1);
    }
    if (made > 0) this.#note("parameters", "history", "timeline");
    return made;
  }

  play(playing: boolean): void {
    if (playing && this.divergence) return;
    if (playing && this.trainer.progress.status === "stopped") return;
    this.playing = playing;
    if (playing) {
      this.#forgetTurn();
      this.pace.start();
    }
  }

  step(unit: Granularity): void {
    this.playing = false;
    if (this.divergence) return;
    if (unit === "sample") {
      this.#stepSample();
      return;
    }
    this.#forgetTurn();
    this.train(unit === "batch" ? 1 : this.trainer.position.stepsLeft, Number.POSITIVE_INFINITY);
  }

  reset(): void {
    if (this.#at.step === 0 && this.record.rows <= 1) return;
    this.undoStack.pushMoment(() => this.moment());
    const held = this.#held();
    this.trainer.reset();
    this.playing = false;
    this.#begin();
    this.#hold(held);
  }

  seek(epoch: number): void {
    const stop = this.record.stopNear(epoch);
    if (!stop || stop.step === this.#at.step) return;
    this.playing = false;
    this.#forgetTurn();
    this.#keepHere();
    this.#rewind(stop.state);
  }

  /** Tries an experiment. Refusals throw an `ExperimentError` and leave everything as it was. */
  change(input: ExperimentInput, merge?: string): Changed {
    const next = this.engine.fill(input);
    const differences = this.engine.compare(this.experiment, next);
    if (differences.length === 0) return UNCHANGED;
    if (!differences.some(({ restarts }) => restarts)) {
      const before = this.experiment;
      this.#configure(next);
      this.undoStack.pushSettings(before, next, merge);
      return UNCHANGED;
    }
    const trainer = this.engine.createTrainer(next);
    const lost = this.#at.step > 0;
    this.undoStack.pushMoment(() => this.moment(), merge);
    this.#exchange(trainer, next);
    this.#begin();
    return { refused: null, restarted: true, lost };
  }

  setParameter(index: number, value: number, merge?: string): Changed {
    this.undoStack.pushMoment(() => this.moment(), merge);
    this.#branch();
    this.trainer.setParameter(index, value);
    this.#event({ kind: "edit", text: eventText("edit") });
    this.#note("parameters", "undo");
    return UNCHANGED;
  }

  hold(index: number, held: boolean): void {
    this.undoStack.pushMoment(() => this.moment());
    this.trainer.setFixed(index, held);
    this.#note("held", "undo");
  }

  undo(): Changed {
    return this.#restore(this.undoStack.undo(() => this.moment()));
  }

  redo(): Changed {
    return this.#restore(this.undoStack.redo(() => this.moment()));
  }

  /** Out of a divergence. */
  recover(how: "lowerRate" | "goBack" | "keep"): void {
    const divergence = this.divergence;
    if (!divergence) return;
    this.divergence = null;
    this.#note("divergence");
    if (how === "keep") {
      if (this.#broken) this.#rewind(this.#broken);
      return;
    }
    this.#branch("rolledBack");
    if (how === "lowerRate") {
      const before = this.experiment;
      this.#configure({ ...before, optimizer: { ...before.optimizer, learningRate: divergence.safeRate } });
      this.undoStack.pushSettings(before, this.experiment);
    }
  }

  save(): Snapshot {
    return this.trainer.save();
  }

  moment(): Moment {
    return {
      experiment: this.experiment,
      state: this.trainer.checkpoint(),
      ...this.#at,
      record: this.record,
      held: this.#held(),
    };
  }

  dispose(): void {
    this.trainer.dispose();
  }

  /** Takes what is new, for the page. */
  takeNews(): Set<string> {
    const news = new Set(this.news);
    this.news.clear();
    return news;
  }

  /** A record and its first stop for the trainer as it stands. */
  #begin(): void {
    this.record = new RunRecord(RUN_BUDGET);
    this.divergence = null;
    this.#broken = null;
    this.#forgetTurn();
    this.#at = this.trainer.position;
    this.#keep();
    this.pace.start();
    this.#note("run", "experiment", "parameters", "history", "timeline", "events", "held", "undo", "divergence");
  }

  /** Goes on with a saved run: its end, and its start, are the ways back. */
  #resume(snapshot: Snapshot): void {
    let restored: Trainer;
    try {
      restored = this.engine.restore(snapshot);
    } catch (error) {
      if (error instanceof ExperimentError) return;
      throw error;
    }
    this.#exchange(restored, restored.experiment);
    const start = this.record.stops;
    this.#begin();
    this.record.stops = [...start.filter(({ step }) => step < this.#at.step), ...this.record.stops];
  }

  #exchange(trainer: Trainer, experiment: Experiment): void {
    this.trainer.dispose();
    this.trainer = trainer;
    this.experiment = experiment;
  }

  #configure(next: Experiment): void {
    const before = this.experiment;
    this.trainer.configure(next);
    this.experiment = next;
    for (const { path } of this.engine.compare(before, next)) {
      const text = changeText(path, before, next, this.engine.catalog);
      if (!text || this.#at.step === 0) continue;
      const rate = path === "optimizer.learningRate";
      this.#event(rate ? { kind: "rate", text, from: before.optimizer.learningRate } : { kind: "change", text });
    }
    this.#note("experiment", "undo", "timeline");
  }

  /** Takes the record up to here as the run from now on, if the reader had gone back. */
  #branch(kind?: "rolledBack"): void {
    this.#forgetTurn();
    const last = this.record.history.step.at(-1) ?? 0;
    if (this.#at.step >= last && !kind) return;
    if (this.#at.step >= last && this.record.stops.every((stop) => stop.step <= this.#at.step)) return;
    const whole = this.record;
    this.undoStack.pushMoment(() => ({ ...this.moment(), record: whole }));
    this.record = whole.until(this.#at.epoch, this.#at.step);
    this.#nextStop = this.record.nextStop(this.#at.epoch);
    if (kind) this.#event({ kind, text: eventText(kind) });
    this.#note("history", "timeline", "events", "undo");
  }

  #stepsToNextStop(): number {
    const { epoch, stepsLeft } = this.trainer.position;
    return Math.max(1, stepsLeft + (this.#nextStop - epoch - 1) * this.trainer.stepsPerEpoch);
  }

  /** Keeps the present state as a stop, with the rows of history that led to it. */
  #keep(): void {
    this.#takeRows();
    this.record.addStop({ ...this.#at, state: this.trainer.checkpoint() });
    this.#nextStop = this.record.nextStop(this.#at.epoch);
  }

  /** Keeps the end of the run before the reader leaves it, so that there is a way forward again. */
  #keepHere(): void {
    const end = this.record.history.step.at(-1) ?? 0;
    if (this.#at.step >= end) this.#keep();
  }

  #takeRows(): void {
    const last = this.record.history.epoch.at(-1);
    this.record.append(this.trainer.history(last === undefined ? 0 : last + 1));
  }

  /** Rows that have come since the last stop, before they are shown. */
  refreshHistory(): void {
    if (!this.rewound) this.#takeRows();
  }

  #rewind(state: Uint8Array): void {
    this.trainer.rewind(state);
    this.#at = this.trainer.position;
    this.#nextStop = this.record.nextStop(this.#at.epoch);
    this.#note("parameters", "timeline", "turn");
  }

  #ended(): void {
    this.playing = false;
    const progress = this.trainer.progress;
    this.#takeRows();
    if (progress.status === "diverged") {
      this.#broken = this.trainer.checkpoint();
      const { divergence, stop } = diagnose(this.record, progress, this.experiment);
      this.#event({ kind: "diverged", text: eventText("diverged") });
      this.divergence = divergence;
      this.#note("divergence");
      this.#rewind(stop.state);
    } else {
      this.#keep();
    }
    this.#note("history", "timeline");
  }

  #stepSample(): void {
    this.#batch ??= this.trainer.nextBatch();
    const position = this.turn ? this.turn.position + 1 : 0;
    const sample = this.#batch[position];
    if (sample === undefined) {
      this.#forgetTurn();
      this.train(1, Number.POSITIVE_INFINITY);
      return;
    }
    this.turn = { position, size: this.#batch.length, sample };
    this.#note("turn");
  }

  #forgetTurn(): void {
    this.#batch = null;
    if (this.turn) this.#note("turn");
    this.turn = null;
  }

  #restore(entry: ReturnType<UndoStack["undo"]>): Changed {
    if (!entry) return UNCHANGED;
    this.divergence = null;
    this.#note("undo", "divergence");
    if (entry.kind === "settings") {
      this.#configure(entry.before);
      return UNCHANGED;
    }
    const { moment } = entry;
    const playing = this.playing;
    if (this.engine.compare(this.experiment, moment.experiment).some(({ restarts }) => restarts)) {
      this.#exchange(this.engine.createTrainer(moment.experiment), moment.experiment);
    } else {
      this.trainer.configure(moment.experiment);
      this.experiment = moment.experiment;
    }
    this.record = moment.record;
    this.record.fresh = 0;
    this.#hold(moment.held);
    this.#forgetTurn();
    this.#rewind(moment.state);
    this.playing = playing;
    this.#note("run", "experiment", "history", "events", "held");
    return UNCHANGED;
  }

  #held(): number[] {
    return [...this.trainer.fixed()].flatMap((fixed, index) => (fixed ? [index] : []));
  }

  #hold(held: number[]): void {
    const wanted = new Set(held);
    for (const [index, fixed] of this.trainer.fixed().entries()) {
      if (Boolean(fixed) !== wanted.has(index)) this.trainer.setFixed(index, wanted.has(index));
    }
    this.#note("held");
  }

  /** Marks an event here. Of several rates or edits at one place the last is told, with the rate before the first. */
  #event(event: Pick<RunEvent, "kind" | "text" | "from">): void {
    const last = this.record.events.at(-1);
    const { epoch, step } = this.#at;
    const again = last && last.kind === event.kind && last.step === step && event.kind !== "change";
    if (again) this.record.events.pop();
    this.record.events.push({ epoch, step, ...event, ...(again && last.from !== undefined ? { from: last.from } : {}) });
    this.#note("events");
  }

  #note(...parts: Parameters<typeof this.news.add>[0][]): void {
    for (const part of parts) this.news.add(part);
  }
}
