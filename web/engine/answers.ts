/** What a trainer answers: data, progress, pictures and inside views as plain values. */
import type { Experiment, NumberArray } from "./experiment.js";

export interface DataPart {
  /** Flat, row by row, in data space, in training order. */
  trainInputs: NumberArray;
  trainTargets: NumberArray;
  testInputs: NumberArray;
  testTargets: NumberArray;
  /** Numbers in a row of inputs. */
  columns: number;
  /** Numbers in a row of targets (1 for class indices). */
  targetColumns: number;
  columnNames: string[];
  /** Classes; 0 for regression and multi-label. */
  classes: number;
  classNames: string[];
  /** Picture bounds in data units, one [low, high] a column. */
  domain: [number, number][];
  /** Mean of each column over the training part: where columns that a picture does not show are held. */
  columnMeans: number[];
  /** Rows left out because a cell was missing: of own rows with `missing: "drop"`, and of data measured elsewhere. */
  dropped: number;
}

/** Of a run that is to be made, in bytes. */
export interface MemoryNeeded {
  /** About what it takes at its largest moment. */
  bytes: number;
  /** What one run may take. */
  most: number;
}

/** A named array in the flat vector of parameters, row by row. */
export interface ParameterBlock {
  /** As in the `state_dict` of the `torch.nn.Sequential` that the network is: "0.weight". */
  name: string;
  /** `[units, inputs]` for the weights of a dense layer, `[units]` for its biases. */
  shape: number[];
  /** Index of its first number. */
  offset: number;
}

/** One layer and where its parameters stand in the flat array. */
export interface LayerShape {
  /** Its kind: "dense". */
  kind: string;
  /** Numbers that come in: features for the first, units of the layer before for the rest. */
  inputs: number;
  units: number;
  activation: string;
  /** Its parameters in the flat order: W, b, then what else it has. */
  blocks: ParameterBlock[];
}

export type Status = "ready" | "training" | "stopped" | "diverged";

export interface Progress {
  epoch: number;
  /** Parameter updates so far. */
  step: number;
  status: Status;
  trainLoss: number;
  /** null where all rows train. */
  testLoss: number | null;
  /** Accuracy (0 to 1), or R² for regression; null where R² has no value, since no target varies. */
  trainMetric: number | null;
  testMetric: number | null;
  /** Mean absolute error; only regression. */
  trainError?: number;
  testError?: number | null;
  /** Of the objective's gradient over the whole training set. */
  gradientNorm: number;
  /** The rate that the next update will use. */
  learningRate: number;
  /** Which stop rule held, or what diverged; only when stopped or diverged. */
  reason?: Reason;
}

/** The counters of a run, without the losses that {@link Progress} measures. */
export interface Position {
  epoch: number;
  step: number;
  status: Status;
  /** Updates until the running epoch ends. */
  stepsLeft: number;
  /** Updates in an epoch at the present batch size. */
  stepsPerEpoch: number;
}

export interface Reason {
  /** The rule's path (`stop.maxEpochs`), or `"diverged"`. */
  rule: string;
  /** What it says, clause by clause: ids of `catalog.messages`. */
  ids: string[];
  /** The clauses as one English sentence. */
  message: string;
  /** The numbers and words in it, by name; what is not finite is spelled out ("NaN"). */
  values: Record<string, number | string>;
}

/** Columns of equal length, one entry a recorded epoch, oldest first. */
export interface History {
  epoch: number[];
  step: number[];
  trainLoss: number[];
  testLoss: (number | null)[];
  trainMetric: (number | null)[];
  testMetric: (number | null)[];
  /** Mean absolute error; only regression. */
  trainError?: number[];
  testError?: (number | null)[];
  learningRate: number[];
  /** One list a layer, first hidden layer first. */
  gradientNorms: number[][];
}

export interface FieldRequest {
  width: number;
  height: number;
  /** A neuron instead of the outputs: layer 0 is the features, 1 the first hidden layer; index from 0. */
  neuron?: { layer: number; index: number };
  /** Which two data columns run right and up; default 0 and 1. */
  axes?: [number, number];
  /** Values of all columns; those of the two axes are ignored. Default: the training means. */
  at?: readonly number[];
  /**
   * Another plane than that of two columns, in place of `axes`: two rows in data space, from `at` to the middle of the
   * right edge and to that of the upper one.
   */
  directions?: readonly [readonly number[], readonly number[]];
}

/** What {@link View} shows: a field, and how large every neuron's small picture is. */
export interface ViewRequest extends FieldRequest {
  /** Cells a side of a small picture; it divides width and height; 0 for none. */
  thumbnail: number;
}

/** Everything the stage draws, from one pass over the grid. Both arrays lie in one buffer, `planes` first. */
export interface View {
  width: number;
  height: number;
  /** One plane an output (or one, of the pointed neuron), row-major, y downwards: [outputs × height × width]. */
  planes: Float32Array;
  planeCount: number;
  /** Block means of every neuron and feature, features first, layer by layer: [neurons × thumbnail × thumbnail]. */
  thumbnails: Float32Array;
  thumbnail: number;
}

export interface Confusion {
  /** [classes × classes], a row is a true class, a column what was said. */
  counts: number[][];
  precision: (number | null)[];
  recall: (number | null)[];
}

/**
 * Principal components. A row is, as nearly as `count` directions can say it,
 * `row[c] = mean[c] + scale[c] · Σₖ projections[k] · directions[k][c]`, and `projections[k] =
 * Σ꜀ (row[c] − mean[c]) / scale[c] · directions[k][c]`.
 */
export interface Components {
  /** Numbers in a row. */
  columns: number;
  /** Directions: fewer than asked for where the rows vary in fewer. */
  count: number;
  /** Of each column. */
  mean: Float64Array;
  /** The standard deviation of each column (over n) where they were standardised, otherwise ones; 1 for a constant column. */
  scale: Float64Array;
  /**
   * Flat, `[count × columns]`, each of length 1, the direction of the largest variance first; the entry of largest
   * magnitude is positive.
   */
  directions: Float64Array;
  /** Along each direction, the sum of squares divided by rows − 1. */
  variances: Float64Array;
  /** Each variance's share of all columns' variance together. */
  shares: Float64Array;
  /** Where each row lies along the directions: flat, `[rows × count]` row by row. */
  projections: Float64Array;
}

/** Backpropagation against central differences of the objective over the training part, in float64. */
export interface GradientCheck {
  /** |numerical − analytical| / max(|numerical|, |analytical|, 0.001), where it is largest. */
  worstRelativeError: number;
  /** Index of the worst parameter in the flat order. */
  parameter: number;
  checked: number;
  /** Parameters left out because a kink of an activation or of the L1 penalty lay inside the difference. */
  kinks: number;
  /** ∂objective/∂parameter by backpropagation, in the flat order. This and what follows is empty until the check is done. */
  analytical: Float64Array;
  /** The same by differences; NaN where a kink lay inside. */
  numerical: Float64Array;
  /** Of every NaN of {@link numerical} in turn: the layer whose activation has the kink, from 1; 0 for the penalty. */
  kinkLayers: Uint32Array;
}

/** What to trace: a training row by its index, or the batch that the next update will use. */
export type TraceSubject = { sample: number } | { batch: true };

/** A matrix as plain numbers with its shape. */
export interface Matrix {
  rows: number;
  columns: number;
  values: number[];
}

/** Everything between the input and the update, for one sample or one batch. Columns are samples. */
export interface Trace {
  samples: number[];
  input: Matrix;
  target: Matrix;
  layers: {
    weights: Matrix;
    biases: number[];
    preActivations: Matrix;
    activations: Matrix;
    /** The activations as they are passed on, after dropout; only in a batch of a layer with dropout. */
    dropped?: Matrix;
    /** g′(Z); absent under softmax, which is not taken unit by unit. */
    derivatives?: Matrix;
    /** ∂L/∂Z, the 1/m of the batch included. */
    delta: Matrix;
    /** ∂L/∂A; absent for the output layer, whose delta comes from the loss. */
    backpropagated?: Matrix;
    weightGradients: Matrix;
    biasGradients: number[];
  }[];
  loss: number;
  losses: number[];
  penalty: number;
  clipping: { kind: "norm" | "value"; limit: number; norm: number; factor: number } | null;
  update: {
    optimizer: string;
    learningRate: number;
    /** Which update it would be, counted from 1 once per network: t in the optimizer's formula. */
    step: number;
    /** Flat, in the parameters' order. */
    gradient: number[];
    clippedGradient: number[];
    before: Record<string, number[]>;
    after: Record<string, number[]>;
    /** What is added to each parameter. */
    change: number[];
  };
}

/** JSON that continues a run as if it had never stopped. */
export interface Snapshot {
  /** 2 is written; 1 had no checksum and is still read. */
  version: 1 | 2;
  experiment: Experiment;
  /** Parameters, optimizer, random state and counters, base64, with a header of their own. */
  state: string;
  /** What `trainer.history()` tells, base64, with a header of its own. */
  history: string;
  /** Of all that stands before: what a snapshot that was damaged on its way is told by. */
  checksum?: string;
}
