/**
 * Everything that can be asked of a run, in one type map: a question's id, what it takes and what it answers. The
 * core's table of questions (`src/analysis/questions.cpp`) has a row for each; `trainer.ask(id, arguments)`, the
 * worker and the page derive their types from this map.
 *
 * A question changes nothing of the run. One that takes longer than a frame is a job ({@link JobId}): `ask` answers it
 * at once, `trainer.start` lets the caller run it a slice at a time beside training.
 */
import type {
  Components,
  Confusion,
  DataPart,
  FieldRequest,
  GradientCheck,
  History,
  LayerShape,
  Progress,
  Trace,
  TraceSubject,
} from "./answers.js";
import type { NumberArray, Rows } from "./experiment.js";

/** A question that takes nothing. */
export type NoArguments = Record<never, never>;

/** Rows in data space. */
export interface PointsArguments {
  points: Rows;
}

/** One part of the data. */
export interface PartArguments {
  part: "train" | "test";
}

/**
 * What to take principal components of, exactly one of three: a part of the data, `points` (rows in data space), or
 * `parameters` (rows of the run's parameters, as noted on its way).
 */
export type ComponentsArguments = (
  | { part: "train" | "test"; points?: never; parameters?: never }
  | { points: Rows; part?: never; parameters?: never }
  | { parameters: Rows; part?: never; points?: never }
) & {
  /** At most so many directions: 1 to the lesser of rows − 1 and columns; default 2, or 1 where there is no second. */
  count?: number;
  /** Whether each column is divided by its standard deviation first; default false. */
  standardize?: boolean;
};

export interface Questions {
  /** The rows in data space, in training order. */
  data: { arguments: NoArguments; answer: DataPart };
  /** The layers of weights, first hidden layer to output layer. */
  layers: { arguments: NoArguments; answer: LayerShape[] };
  /** Where the run stands, losses measured. */
  progress: { arguments: NoArguments; answer: Progress };
  /** One entry per recorded epoch; `fromEpoch` leaves out what was recorded before it. */
  history: { arguments: { fromEpoch?: number }; answer: History };

  /** Flat: layer by layer, weights row by row, then biases. */
  parameters: { arguments: NoArguments; answer: NumberArray };
  initialParameters: { arguments: NoArguments; answer: NumberArray };
  /** 1 where no update moves the parameter, else 0. */
  fixed: { arguments: NoArguments; answer: Uint8Array };
  /** What the last update added to each parameter. */
  lastChange: { arguments: NoArguments; answer: NumberArray };
  /** ∂objective/∂parameter over the whole training set, in the parameters' order. */
  gradients: { arguments: NoArguments; answer: NumberArray };
  /** Loss + penalty over the whole training set. */
  objective: { arguments: NoArguments; answer: number };

  /** Rows of network inputs (features) → one flat array per layer, `[rows × units]` row by row. */
  forward: { arguments: { inputs: Rows }; answer: { preActivations: NumberArray[]; activations: NumberArray[] } };
  /** The features, then every layer's activations: one flat array each, `[rows × units]` row by row. */
  activationsAt: { arguments: PointsArguments; answer: NumberArray[] };
  /** Every layer's pre-activations, `[rows × units]` row by row. */
  preActivationsAt: { arguments: PointsArguments; answer: NumberArray[] };
  /** Weight × activation of each input of the output layer, `[outputs × inputs × points]`. */
  outputPartsAt: { arguments: PointsArguments; answer: NumberArray };
  /** The outputs, `[rows × outputs]` row by row. */
  predict: { arguments: PointsArguments; answer: NumberArray };
  /** The decision field, `[outputs × height × width]`, or one plane of the neuron asked for. */
  field: { arguments: FieldRequest; answer: NumberArray };

  /** The confusion matrix with precision and recall. */
  confusion: { arguments: PartArguments; answer: Confusion };
  /** The loss of every row, in the order of `data`. */
  sampleLosses: { arguments: PartArguments; answer: NumberArray };
  /** Each training row's own gradient for one parameter; −1: its norm over all parameters. */
  sampleGradients: { arguments: { parameter: number }; answer: NumberArray };
  /** Every number between input and update, for one training row or for the next batch. */
  trace: { arguments: TraceSubject; answer: Trace };
  /** The training rows that the next update will use, in order. */
  nextBatch: { arguments: NoArguments; answer: Uint32Array };

  /** The directions in which rows vary most. */
  components: { arguments: ComponentsArguments; answer: Components };

  /** Every gradient against central differences in float64. A job. */
  checkGradients: { arguments: NoArguments; answer: GradientCheck };
}

export type QuestionId = keyof Questions;
export type QuestionArguments<Id extends QuestionId> = Questions[Id]["arguments"];
export type QuestionAnswer<Id extends QuestionId> = Questions[Id]["answer"];

/** Questions that can be run a slice at a time. */
export type JobId = "checkGradients";

/** A question's arguments as a rest parameter: they may be left out where none is required. */
export type AskArguments<Id extends QuestionId> =
  NoArguments extends QuestionArguments<Id>
    ? [questionArguments?: QuestionArguments<Id>]
    : [questionArguments: QuestionArguments<Id>];

/** How far a job is. */
export interface JobProgress<Id extends JobId> {
  done: boolean;
  /** The share that is done, 0 to 1. */
  progress: number;
  /** The answer as far as it goes; the whole answer once `done`. Null where there is nothing to show yet. */
  partial: QuestionAnswer<Id> | null;
}

/** A question that runs a slice at a time; `trainer.start` makes it. It looks at the run as it was when it began. */
export interface Job<Id extends JobId> {
  readonly id: Id;
  /**
   * Works for about so long, one unit at least: 0 does exactly one.
   * @throws EngineError "disposed" after `cancel()` and after the trainer's `dispose()`
   */
  advance(milliseconds: number): JobProgress<Id>;
  /** Frees what the job holds. A second call does nothing. */
  cancel(): void;
}
