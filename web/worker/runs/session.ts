/**
 * One run as the page has it: its record, what can be undone, and what the reader may do to it.
 * It knows nothing of workers or messages, so tests drive it in Node with the real engine.
 */
import { type Engine, ExperimentError, type Trainer } from "../../engine/index.js";
import type { DataRows, Experiment, ExperimentInput, NumberArray, Snapshot } from "../../engine/types.js";
import { tablesOf } from "../../protocol/rows.js";
import type { Changed, Divergence, KeptRecord, SampleTurn, StepUnit, Unread } from "../../protocol/run.js";
import { diagnose } from "./divergence.js";
import { changeEvent } from "./events.js";
import { type News, Unseen } from "./news.js";
import { Pace } from "./pace.js";
import type { Stop } from "./record.js";
import { Run } from "./run.js";
import { SampleSteps } from "./sample-steps.js";
import { withTablesOf } from "./tables.js";
import { restored, sameNumbers, startOf, trainerWith } from "./trainers.js";
import { type Moment, type Settings, UndoStack } from "./undo.js";

/** What all runs that can be undone may take together. */
const UNDO_BUDGET = 24 * 1024 * 1024;
const UNCHANGED: Changed = { refused: null, restarted: false, lost: false };
const AT_ONCE = Number.POSITIVE_INFINITY;

export class RunSession {
  experiment: Experiment;
  readonly run: Run;
  readonly undoStack: UndoStack;
  readonly pace: Pace;
  playing = false;
  divergence: Divergence | null = null;
  /** What of a kept run could not be read when this one was opened: all but its experiment, or its record. */
  unread: Unread | null = null;

  /** The parameters that the run began with, where a link brought them: back to the start means back to these. */
  #begun: NumberArray | null = null;
  readonly #unseen = new Unseen();
  readonly #samples = new SampleSteps();
  /** The state that diverged, kept for readers who want to see it. */
  #broken: Uint8Array | null = null;

  constructor(
    readonly engine: Engine,
    experiment: ExperimentInput,
    readonly now: () => number = () => performance.now(),
    kept: { snapshot?: Snapshot; state?: Uint8Array; record?: KeptRecord; parameters?: NumberArray } = {},
  ) {
    this.undoStack = new UndoStack(UNDO_BUDGET, now);
    this.pace = new Pace(now);
    this.experiment = this.#filled(experiment);
    this.#begun = kept.parameters ?? null;
    this.run = new Run(trainerWith(engine, this.experiment, this.#begun), now);
    if (kept.snapshot) this.#resume(kept.snapshot, kept.record);
    else if (kept.state) this.#goOn(kept.state, kept.record);
    if (this.run.at.step === 0) this.pace.begin();
  }

  get trainer(): Trainer {
    return this.run.trainer;
  }

  /** The sample of the next batch whose turn it is; null where the run does not stand within a batch. */
  get turn(): SampleTurn | null {
    return this.#samples.turn;
  }

  /** Trains on; answers how many updates were made. */
  train(most: number, milliseconds: number): number {
    this.#branch();
    const { made, status } = this.run.train(most, milliseconds);
    this.#unseen.note("parameters", "timeline");
    if (status !== "training") this.#ended();
    return made;
  }

  play(playing: boolean): void {
    if (playing && (this.divergence || this.trainer.progress.status === "stopped")) return;
    this.playing = playing;
    if (!playing) return;
    this.#forgetTurn();
    this.pace.start();
  }

  step(unit: StepUnit): void {
    this.playing = false;
    if (this.divergence) return;
    if (unit === "sample") {
      this.#stepSample();
    } else {
      this.#forgetTurn();
      this.train(unit === "batch" ? 1 : this.trainer.position.stepsLeft, AT_ONCE);
    }
  }

  reset(): void {
    this.playing = false;
    if (this.run.end.step === 0 && this.run.record.events.length === 0) return;
    this.undoStack.pushMoment(() => this.moment());
    const { held } = this.run;
    this.trainer.reset();
    if (this.#begun) this.trainer.setParameters(this.#begun);
    this.run.begin();
    this.run.held = held;
    this.#fresh();
  }

  seek(epoch: number): void {
    this.playing = false;
    const stop = this.run.record.stopNear(epoch);
    if (!stop || stop.step === this.run.at.step) return;
    this.run.keepEnd();
    this.#visit(stop);
  }

  /** Along the ways back, by so many of them; one after the other, however fast they are asked for. */
  travel(by: number): void {
    this.playing = false;
    this.run.keepEnd();
    const { at, record } = this.run;
    const here = record.stops.findLastIndex(({ step }) => step <= at.step);
    const stop = record.stops[Math.max(0, Math.min(record.stops.length - 1, here + by))];
    if (stop && stop.step !== at.step) this.#visit(stop);
  }

  /**
   * Tries an experiment. Refusals throw an `ExperimentError` and leave everything as it was.
   * @param parameters to begin with: the run then begins in any case
   */
  change(input: ExperimentInput, merge?: string, parameters?: NumberArray): Changed {
    const next = this.#filled(input);
    const differences = this.engine.compare(this.experiment, next);
    if (differences.length === 0 && !parameters) return { ...UNCHANGED, merged: true };
    if (!parameters && !differences.some(({ restarts }) => restarts)) {
      const before = this.#settings();
      this.#configure(next);
      const merged = this.undoStack.pushSettings(before, this.#settings(), merge);
      return { ...UNCHANGED, ...(merged && { merged }) };
    }
    const trainer = trainerWith(this.engine, next, parameters ?? null);
    const lost = this.run.at.step > 0;
    const start = this.startParameters;
    const merged = this.undoStack.pushMoment(() => this.moment(), merge);
    this.#begun = parameters ?? null;
    this.#exchange(trainer, next);
    this.run.begin();
    this.#fresh(merged);
    const another =
      differences.some(({ path }) => path.startsWith("data")) || !sameNumbers(start, this.startParameters);
    return { refused: null, restarted: true, lost, ...(another && { another }), ...(merged && { merged }) };
  }

  /**
   * Goes on with a run that was saved, its record with it.
   * @param start the parameters that it began with, where they are not those that its experiment says
   * @throws ExperimentError where the snapshot cannot be read: everything stays as it was
   */
  openRun(snapshot: Snapshot, record: unknown, start: NumberArray | null): Changed {
    const trainer = this.engine.restore(snapshot);
    const experiment = withTablesOf(this.experiment, trainer.experiment);
    let first: Stop;
    try {
      first = startOf(this.engine, experiment, start);
    } catch (error) {
      trainer.dispose();
      throw error;
    }
    const lost = this.run.at.step > 0;
    this.undoStack.pushMoment(() => this.moment());
    this.#begun = start;
    this.#exchange(trainer, experiment);
    this.run.resume(record, first);
    this.#fresh();
    return { refused: null, restarted: true, lost };
  }

  /** Rows of one's own that are in use here, or would be after undoing or redoing. */
  tables(): DataRows[] {
    return [this.experiment, ...this.undoStack.experiments].flatMap(tablesOf);
  }

  /** @throws ExperimentError where it is refused */
  #filled(input: ExperimentInput): Experiment {
    return withTablesOf(input, this.engine.fill(input));
  }

  /** The parameters that a link brought for the run to begin with; null where it began as the experiment says. */
  get begun(): NumberArray | null {
    return this.#begun;
  }

  /** The parameters that the run began with. */
  get startParameters(): NumberArray {
    return this.#begun ?? this.trainer.initialParameters();
  }

  setParameter(index: number, value: number, merge?: string): Changed {
    this.undoStack.pushMoment(() => this.moment(), merge);
    this.#branch(false);
    this.trainer.setParameter(index, value);
    this.run.mark({ kind: "edit" });
    this.#unseen.note("parameters", "events", "undo", "timeline");
    return UNCHANGED;
  }

  hold(index: number, held: boolean): void {
    const before = this.#settings();
    this.trainer.setFixed(index, held);
    this.undoStack.pushSettings(before, this.#settings());
    this.#unseen.note("held", "undo");
  }

  undo(): Changed {
    return this.#restore(this.undoStack.undo(() => this.moment()));
  }

  redo(): Changed {
    return this.#restore(this.undoStack.redo(() => this.moment()));
  }

  /** Out of a divergence. */
  recover(how: "lowerRate" | "goBack" | "keep"): void {
    const { divergence } = this;
    if (!divergence) return;
    this.divergence = null;
    this.#unseen.note("divergence", "parameters", "timeline");
    if (how === "keep") {
      if (this.#broken) this.run.rewind(this.#broken);
      return;
    }
    this.#branch();
    this.run.mark({ kind: "rolledBack" });
    this.#unseen.note("events");
    if (how === "goBack") return;
    const before = this.#settings();
    const { optimizer } = this.experiment;
    this.#configure({ ...this.experiment, optimizer: { ...optimizer, learningRate: divergence.safeRate } });
    this.undoStack.pushSettings(before, this.#settings());
  }

  moment(): Moment {
    this.run.keepEnd();
    const { at, record, end, held } = this.run;
    const state = this.trainer.checkpoint();
    return { experiment: this.experiment, state, ...at, record, end, held, begun: this.#begun };
  }

  #settings(): Settings {
    return { experiment: this.experiment, held: this.run.held };
  }

  dispose(): void {
    this.trainer.dispose();
  }

  /** Takes what the page has not seen. */
  takeNews(): ReadonlySet<News> {
    return this.#unseen.take();
  }

  /** Everything is new: another run, or another start. @param merged of the change before */
  #fresh(merged = false): void {
    this.divergence = null;
    this.#broken = null;
    this.#forgetTurn();
    this.pace.start();
    this.pace.begin();
    this.#unseen.noteAll(merged);
  }

  /** Goes on with a saved run; its start stays a way back. One that cannot be read is begun anew. */
  #resume(snapshot: Snapshot, record: KeptRecord | undefined): void {
    const trainer = restored(this.engine, snapshot);
    if (!trainer) {
      this.unread = "run";
      return;
    }
    const [start] = this.run.record.stops;
    this.#exchange(trainer, withTablesOf(this.experiment, trainer.experiment));
    if (!this.run.resume(record, start) && record) this.unread = "record";
  }

  /** The same of a run of this very experiment, by a checkpoint. */
  #goOn(state: Uint8Array, record: KeptRecord | undefined): void {
    const [start] = this.run.record.stops;
    try {
      this.run.rewind(state);
    } catch (error) {
      if (error instanceof ExperimentError) return;
      throw error;
    }
    this.run.resume(record, start);
  }

  #exchange(trainer: Trainer, experiment: Experiment): void {
    this.run.exchange(trainer);
    this.experiment = experiment;
  }

  #configure(next: Experiment): void {
    const before = this.experiment;
    this.trainer.configure(next);
    this.experiment = next;
    for (const difference of this.engine.compare(before, next)) {
      const event = changeEvent(difference, before, next, this.engine.catalog);
      if (event && this.run.at.step > 0 && !difference.path.startsWith("stop.")) this.run.mark(event);
    }
    this.#unseen.note("experiment", "undo", "timeline", "events");
  }

  /** Shows the run as it was at a stop. */
  #visit(stop: Stop): void {
    this.#forgetTurn();
    this.#goTo(stop);
    this.#unseen.note("parameters", "timeline");
  }

  /** To a stop. What ended there under other rules than today's may go on. */
  #goTo({ state, rules }: Stop): void {
    this.run.rewind(state);
    if (this.trainer.position.status === "stopped" && rules !== this.#rules()) this.trainer.configure(this.experiment);
  }

  #rules(): string {
    return JSON.stringify(this.experiment.stop);
  }

  /** Begins a branch if the reader had gone back: the run goes on from here, and what came after can be undone. */
  #branch(undoable = true): void {
    this.#forgetTurn();
    if (!this.run.hasFuture) return;
    if (undoable) this.undoStack.pushMoment(() => this.moment());
    this.run.branch();
    this.#unseen.note("timeline", "events", "undo");
  }

  #ended(): void {
    this.playing = false;
    const { progress } = this.trainer;
    this.run.takeRows();
    if (progress.status === "diverged") {
      this.#broken = this.trainer.checkpoint();
      const { divergence, stop } = diagnose(this.run.record, progress, this.experiment);
      const { epoch, step } = this.run.end;
      this.run.record.appendBroken(epoch + 1, step + 1);
      this.run.mark({ kind: "diverged" });
      this.divergence = divergence;
      this.#goTo(stop);
      this.#unseen.note("divergence", "events");
    } else {
      this.run.keep(this.#rules());
    }
    this.#unseen.note("parameters", "timeline");
  }

  /** The next sample of the next batch; after the last one the update is made. */
  #stepSample(): void {
    if (this.#samples.next(() => this.trainer.nextBatch())) {
      this.#unseen.note("turn");
    } else {
      this.#forgetTurn();
      this.train(1, AT_ONCE);
    }
  }

  #forgetTurn(): void {
    if (this.#samples.leave()) this.#unseen.note("turn");
  }

  #restore(entry: ReturnType<UndoStack["undo"]>): Changed {
    if (!entry) return UNCHANGED;
    this.divergence = null;
    this.#unseen.note("undo", "divergence");
    if (entry.kind === "settings") {
      this.#configure(entry.before.experiment);
      this.run.held = entry.before.held;
      this.#unseen.note("held");
      return UNCHANGED;
    }
    const { moment } = entry;
    this.#begun = moment.begun;
    if (this.engine.compare(this.experiment, moment.experiment).some(({ restarts }) => restarts)) {
      this.#exchange(this.engine.createTrainer(moment.experiment), moment.experiment);
    } else {
      this.trainer.configure(moment.experiment);
      this.experiment = moment.experiment;
    }
    this.run.record = moment.record.until(moment.end.epoch, moment.end.step);
    this.run.record.fresh = 0;
    this.run.held = moment.held;
    this.run.rewind(moment.state);
    this.#forgetTurn();
    this.#unseen.noteAll();
    return UNCHANGED;
  }
}
