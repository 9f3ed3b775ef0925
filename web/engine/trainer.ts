import type { Answer, SessionHandle } from "#engine-module";
import { attached, flatNumbers, isNumericArray, number, object, shown, truth } from "./arguments.js";
import { asked } from "./asked.js";
import { answered, EngineError, refusal, worded } from "./errors.js";
import { type ExportedFile, type ExportFormat, exported } from "./exporter.js";
import { RunningJob } from "./job.js";
import type { AskArguments, ComponentsArguments, Job, JobId, QuestionAnswer, QuestionId } from "./questions.js";
import type {
  Components,
  Confusion,
  DataPart,
  Experiment,
  ExperimentInput,
  FieldRequest,
  GradientCheck,
  History,
  LayerShape,
  NumberArray,
  Position,
  Progress,
  Rows,
  Snapshot,
  Trace,
  TraceSubject,
  View,
  ViewRequest,
} from "./types.js";
import { copiedView } from "./view.js";
import { toWire } from "./wire.js";

/** Frees the WebAssembly memory of trainers that were dropped without `dispose()`. */
const forgotten = new FinalizationRegistry<SessionHandle>((session) => session.delete());

type Begin = (session: SessionHandle) => Answer<undefined>;

/** Makes a trainer over a session that `begin` starts or restores. @internal */
export let trainerOver: (session: SessionHandle, begin: Begin, engine: Restoring) => Trainer;

/** Makes a trainer from what another saved. */
interface Restoring {
  restore(snapshot: Snapshot): Trainer;
  restoreInWhole(snapshot: Snapshot): Promise<Trainer>;
}

/**
 * One run of one experiment: `engine.createTrainer` makes it, `engine.restore` goes on with it.
 *
 * Parameters are always one flat array: layer by layer, the weights row by row (`[units × inputs]`, a row is one
 * unit), then the biases. Arrays handed out are copies of the caller's own: `Float32Array`, or `Float64Array` where
 * the experiment says `precision: "float64"`. Where rows go in, a list of rows, a flat list and a flat typed array
 * are all taken.
 *
 * Every call throws {@link ExperimentError} for arguments that are refused and leaves the run as it was, and
 * {@link EngineError} with code "disposed" after `dispose()`.
 */
export class Trainer {
  #session: SessionHandle | null;
  readonly #engine: Restoring;
  #parameterCount: number | null = null;

  static {
    trainerOver = (session, begin, engine) => new Trainer(session, begin, engine);
  }

  private constructor(session: SessionHandle, begin: Begin, engine: Restoring) {
    this.#session = session;
    this.#engine = engine;
    try {
      this.#do(begin);
    } catch (error) {
      session.delete();
      throw error;
    }
    forgotten.register(this, session, this);
  }

  /** The experiment with every default filled in. A fresh copy: keep it rather than ask in a loop. */
  get experiment(): Experiment {
    return this.#do((session) => session.experiment());
  }

  /**
   * Asks anything that {@link Questions} lists: `trainer.ask("confusion", { part: "test" })`. Nothing of the run moves.
   * @throws ExperimentError where an argument is refused
   */
  ask<Id extends QuestionId>(id: Id, ...[questionArguments]: AskArguments<Id>): QuestionAnswer<Id> {
    const answer = this.#do((session) => session.ask(...asked(id, questionArguments)));
    return (id === "progress" ? worded(answer as Progress) : answer) as QuestionAnswer<Id>;
  }

  /**
   * Begins a question that takes longer than a frame, to be run a slice at a time beside training. It answers for the
   * run as it is now, whatever is trained meanwhile.
   * @throws ExperimentError where an argument is refused
   */
  start<Id extends JobId>(id: Id, ...[questionArguments]: AskArguments<Id>): Job<Id> {
    const job = this.#do((session) => session.startJob(...asked(id, questionArguments)));
    return new RunningJob(id, {
      advance: (milliseconds) => this.#do((session) => session.advanceJob(job, milliseconds)),
      cancel: () => this.#session?.cancelJob(job),
    });
  }

  /** The rows in data space, in training order. */
  data(): DataPart {
    return this.ask("data");
  }

  /** The layers of weights, first hidden layer to output layer, and where their parameters stand in the flat array. */
  layers(): LayerShape[] {
    return this.ask("layers");
  }

  /** How many weights and biases there are. */
  get parameterCount(): number {
    this.#parameterCount ??= this.parameters().length;
    return this.#do(() => this.#parameterCount ?? 0);
  }

  /** Trains until so many more epochs are done, or a stop rule holds, or the run diverges. @param epochs whole, 0 or more */
  trainEpochs(epochs: number): Progress {
    this.#do((session) => session.trainEpochs(number(epochs, "epochs")));
    return this.progress;
  }

  /** The same, counted in parameter updates. @param steps whole, 0 or more */
  trainSteps(steps: number): Progress {
    this.#do((session) => session.trainSteps(number(steps, "steps")));
    return this.progress;
  }

  /**
   * Trains at most so many updates and measures nothing, so that a busy caller can train in small slices.
   * @param steps whole, 0 or more
   * @returns the counters, and whether training goes on
   */
  advance(steps: number): Position {
    this.#do((session) => session.trainSteps(number(steps, "steps")));
    return this.position;
  }

  /** The counters alone: no loss is measured. */
  get position(): Position {
    return this.#do((session) => session.position());
  }

  /** About how many bytes of the engine's memory the run takes; `engine.memory` tells it before. */
  get memory(): number {
    return this.#do((session) => session.memory());
  }

  /** Updates in an epoch at the present batch size. */
  get stepsPerEpoch(): number {
    return this.position.stepsPerEpoch;
  }

  /**
   * Where the run stands. Losses are measured over the whole training and test part, without the penalty, at the
   * parameters of this moment; they are measured when asked for, and once as long as no parameter moves.
   */
  get progress(): Progress {
    return this.ask("progress");
  }

  parameters(): NumberArray {
    return this.ask("parameters");
  }

  /** @param values as many as `parameterCount`, finite. The optimizer keeps its state. */
  setParameters(values: NumberArray | readonly number[]): void {
    this.#do((session) => session.setParameters(toWire(flatNumbers(values, "parameters"), "parameters")));
  }

  /** @param index in the flat order @param value finite */
  setParameter(index: number, value: number): void {
    this.#do((session) => session.setParameter(number(index, "index"), number(value, "value")));
  }

  /** For every parameter 1 where no update moves it, else 0. */
  fixed(): Uint8Array {
    return this.ask("fixed");
  }

  /** Holds a parameter where it is, or lets it go again. */
  setFixed(index: number, fixed: boolean): void {
    this.#do((session) => session.setFixed(number(index, "index"), truth(fixed, "fixed")));
  }

  /** ∂objective/∂parameter over the whole training set, penalty included, before any clipping. */
  gradients(): NumberArray {
    return this.ask("gradients");
  }

  /** What the last update added to each parameter; zeros before the first. */
  lastChange(): NumberArray {
    return this.ask("lastChange");
  }

  /** The parameters that the run began with. */
  initialParameters(): NumberArray {
    return this.ask("initialParameters");
  }

  /** Loss + penalty over the whole training set. */
  objective(): number {
    return this.ask("objective");
  }

  /**
   * One pass through the network, dropout off.
   * @param inputs rows of network inputs, that is, of features (standardised, where the experiment says so)
   * @returns one flat array a layer, first hidden layer first, `[rows × units]` row by row
   */
  forward(inputs: Rows): { preActivations: NumberArray[]; activations: NumberArray[] } {
    return this.ask("forward", { inputs });
  }

  /**
   * @param points rows in data space
   * @returns the features, then every layer's activations: one flat array each, `[rows × units]` row by row
   */
  activationsAt(points: Rows): NumberArray[] {
    return this.ask("activationsAt", { points });
  }

  /** Like `activationsAt` with Z instead of A, and without the features. */
  preActivationsAt(points: Rows): NumberArray[] {
    return this.ask("preActivationsAt", { points });
  }

  /**
   * What each input of the output layer adds to each output: weight × activation, the bias left out. Over the inputs
   * the parts and the bias add up to the output's pre-activation. Without hidden layers the inputs are the features.
   * @param points rows in data space
   * @returns one flat array, `[outputs × inputs of the output layer × points]`
   */
  outputPartsAt(points: Rows): NumberArray {
    return this.ask("outputPartsAt", { points });
  }

  /** @param points rows in data space @returns the outputs, `[rows × outputs]` row by row */
  predict(points: Rows): NumberArray {
    return this.ask("predict", { points });
  }

  /**
   * Outputs (or one neuron) over the data's domain: what the decision picture shows.
   *
   * Points are the centres of equal cells, `x_i = low + (i + 1/2)·(high − low)/width`; rows run downwards from the
   * highest y.
   * @returns one plane an output (or one), `[outputs × height × width]`
   */
  field(request: FieldRequest): NumberArray {
    return this.ask("field", this.#given(request, "request"));
  }

  /**
   * Everything a picture of the whole network needs, from one pass over the grid: the planes that `field` gives, as
   * float32, and a small picture of every neuron, `thumbnail` cells a side (it must divide width and height; 0 for
   * none).
   *
   * @param into a buffer given back, as the `planes.buffer` of an earlier view: used again if large enough. What it
   * held is overwritten.
   */
  view(request: ViewRequest, into?: ArrayBuffer): View {
    return copiedView((question) => this.#do(question), request, into);
  }

  /** Compares every gradient with a central difference in float64, whatever the experiment's precision. */
  checkGradients(): GradientCheck {
    return this.ask("checkGradients");
  }

  /**
   * One entry a recorded epoch, oldest first; long runs are thinned, first and last kept.
   * @param fromEpoch leaves out what was recorded before this epoch
   */
  history(fromEpoch = 0): History {
    return this.ask("history", { fromEpoch });
  }

  /** Who was taken for whom. @param part "train" or "test" @throws ExperimentError for regression and multi-label */
  confusion(part: "train" | "test"): Confusion {
    return this.ask("confusion", { part });
  }

  /**
   * The principal components of a part of the data, of other `points`, or of `parameters`: rows of the run's own,
   * noted along its way, whose first two directions are the plane in which it moved most.
   *
   * As `sklearn.decomposition.PCA` has them, up to the sign; in float64 whatever the experiment's precision.
   * @throws ExperimentError where there are fewer than two rows, or rows and columns both outnumber 1024
   */
  components(request: ComponentsArguments): Components {
    return this.ask("components", this.#given(request, "request"));
  }

  /** The loss of every row, in the order of `data()`. */
  sampleLosses(part: "train" | "test"): NumberArray {
    return this.ask("sampleLosses", { part });
  }

  /** For every training row ∂(its own loss)/∂parameter, or, for −1, the norm of that over all parameters. */
  sampleGradients(parameter: number): NumberArray {
    return this.ask("sampleGradients", { parameter });
  }

  /** Every number between input and update, for one training row or for the batch of the next update. Trains nothing. */
  trace(subject: TraceSubject): Trace {
    return this.ask("trace", this.#given(subject, "subject"));
  }

  /** The training rows that the next update will use, in order. */
  nextBatch(): Uint32Array {
    return this.ask("nextBatch");
  }

  /**
   * Goes on under a changed experiment: learning rate, optimizer parameters, schedule, penalties, clipping, batch,
   * dropout, stop rules.
   * @throws ExperimentError at the first path whose change needs a new trainer
   */
  configure(experiment: ExperimentInput): void {
    this.#do((session) => session.configure(toWire(experiment, "experiment")));
  }

  /** Back to the very start: the same parameters and the same batches, to the bit. */
  reset(): void {
    this.#do((session) => session.reset());
  }

  /** JSON that `engine.restore` goes on from: experiment, parameters, optimizer, random state, counters, history. */
  save(): Snapshot {
    return this.#do((session) => session.save());
  }

  /** A second trainer at the same point, to the bit: what it does leaves this one as it is. */
  copy(): Trainer {
    return this.#engine.restore(this.save());
  }

  /**
   * A second trainer at the same point, where every question can be asked; what it needs is loaded first.
   * @throws EngineError as `loadEngine`
   * @internal
   */
  async copyInWhole(): Promise<Trainer> {
    return this.#engine.restoreInWhole(this.save());
  }

  /**
   * The network in another program's format, with its features, standardisation and class names, and five rows that
   * check it. "pytorch" trains on from here; "json" is opened again by `engine.openLink`.
   * @throws ExperimentError where there is no such format; EngineError "unsupported" inside the page's worker
   */
  async export(format: ExportFormat): Promise<ExportedFile> {
    void this.#open; // a trainer that was disposed of says so first
    return exported(this, format);
  }

  /** The run's state without the experiment, for `rewind` on this trainer. */
  checkpoint(): Uint8Array {
    return this.#do((session) => session.checkpoint());
  }

  /** Back (or forward) to a checkpoint of this trainer, to the bit. */
  rewind(checkpoint: Uint8Array): void {
    this.#do((session) => {
      if (!isNumericArray(checkpoint) || checkpoint.BYTES_PER_ELEMENT !== 1) {
        throw refusal("checkpoint", "notCheckpoint", { given: shown(checkpoint) });
      }
      return session.rewind(attached(checkpoint, "checkpoint"));
    });
  }

  /** Frees the memory at once. Every later call throws; a second `dispose()` does nothing. */
  dispose(): void {
    if (this.#session === null) return;
    forgotten.unregister(this);
    this.#session.delete();
    this.#session = null;
  }

  /** An object handed in; a trainer that was disposed of says so first. */
  #given<T extends object>(value: T, name: string): T {
    return this.#do(() => object(value, name));
  }

  get #open(): SessionHandle {
    if (this.#session === null) throw new EngineError("disposed", "This trainer was disposed of");
    return this.#session;
  }

  /** @param question looks at its arguments too: a trainer that was disposed of says so before anything else */
  #do<T>(question: (session: SessionHandle) => Answer<T>): T {
    return answered(question(this.#open));
  }
}
