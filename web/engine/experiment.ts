/**
 * The experiment: one JSON document that says everything that decides a training run.
 *
 * Lists of ids are never spelled here: they live in the core's tables and arrive through the catalog, so every id is
 * a `string`. Defaults and ranges are the catalog's too.
 */

/** What is learnt; it decides the metric: accuracy, or R² with mean absolute error. */
export type Task = "classification" | "regression";
export type Row = readonly number[];
/** A list of rows, or one flat array read row by row. */
export type Rows = readonly (Row | NumberArray)[] | readonly number[] | NumberArray;
/** Rows of one's own data, where a cell may be missing (`null`). */
export type DataRows = Rows | readonly (readonly (number | null)[])[];
/** `Float32Array`, or `Float64Array` where the experiment says `precision: "float64"`. */
export type NumberArray = Float32Array | Float64Array;

/** A row of a table named together with its own parameters, as in `{ name: "adam", beta1: 0.9 }`. */
export interface Choice {
  name: string;
  [parameter: string]: number | string;
}

/** Either a dataset of the catalog, or one's own rows: `inputs` with `targets`. */
export interface DataSettings {
  /** Id of a dataset of the catalog. */
  dataset?: string;
  /** Rows made, training and test part together. */
  samples?: number;
  /** As TensorFlow Playground's per cent / 100. */
  noise?: number;
  /** Number of classes; with own rows, where the targets do not show them all. */
  classes?: number;
  /** Own rows, any number of columns. */
  inputs?: DataRows;
  /**
   * Classification: a class index from 0 a row, or a row of 0 and 1, one a label (multi-label). Regression: a real
   * value a row, or a row of several.
   */
  targets?: DataRows;
  /** A test part of one's own; otherwise `trainFraction` splits. */
  testInputs?: DataRows;
  testTargets?: DataRows;
  /** How many numbers make a row when `inputs` is one flat array. */
  columns?: number;
  /** One name a column, shown on the axes. */
  columnNames?: readonly string[];
  /** One name a class. */
  classNames?: readonly string[];
  /** Bounds of the picture, `[low, high]` a column; left out, those of the own rows, a twentieth wider. */
  domain?: readonly (readonly [number, number])[];
  /** Centre and scale each column by mean and standard deviation of the training part. */
  standardize?: boolean;
  /** What to do with a row that has a missing (`null`) cell. */
  missing?: "refuse" | "drop";
  /** Share of the rows that train, above 0 to 1; at 1 there is no test part. */
  trainFraction?: number;
  /** Of the rows, the noise and the split. */
  seed?: number;
}

export interface HiddenLayer {
  units: number;
  /** Id of an activation. */
  activation: string;
  /** Probability that a unit is left out of an update. */
  dropout?: number;
  /** Id of a kind of layer; "dense" where it is left out. */
  kind?: string;
}

export interface NetworkSettings {
  /** First to last; none for a network without hidden layers. */
  hidden: HiddenLayer[];
  outputActivation: string;
  initializer: string | Choice;
  /** Of the first parameters. */
  seed: number;
}

/** An optimizer by name, with PyTorch's parameters. */
export interface OptimizerSettings {
  name: string;
  learningRate: number;
  [parameter: string]: number | string;
}

/** When training ends by itself; `null` switches a rule off. Looked at when an epoch ends. */
export interface StopRules {
  maxEpochs: number | null;
  /** Stop at this training loss or below. */
  trainLoss: number | null;
  /** Stop at this norm of the whole gradient or below. */
  gradientNorm: number | null;
  /** Stop after so many epochs without an improvement of more than `minDelta`. */
  patience: number | null;
  minDelta: number;
}

/** The experiment with every default filled in: what `trainer.experiment` hands out. */
export interface Experiment {
  version: 1;
  task: Task;
  data: DataSettings;
  /** Ids of features, in the order of the network's inputs. */
  features: string[];
  network: NetworkSettings;
  loss: string;
  /** objective = loss + Σ over weights, not biases, of l1·|w| + l2/2·w² */
  regularization: { l1: number; l2: number };
  optimizer: OptimizerSettings;
  schedule: Choice;
  /** The whole gradient scaled down to a norm, or each number cut off at ± a value. */
  gradientClipping: null | { norm: number } | { value: number };
  /** `seed` is of the order of the rows and of dropout. */
  batch: { size: number | "full"; shuffle: boolean; seed: number };
  stop: StopRules;
  precision: "float32" | "float64";
}

/** Any member may be left out, and any member of a part. */
type PartialParts<T> = {
  [K in keyof T]?: T[K] extends readonly unknown[] | null ? T[K] : T[K] extends object ? Partial<T[K]> : T[K];
};
/** What a caller may hand in: anything left out takes the catalog's default. */
export type ExperimentInput = PartialParts<Omit<Experiment, "network">> & {
  network?: Partial<Omit<NetworkSettings, "hidden">> & { hidden?: Partial<HiddenLayer>[] };
};

/** A place at which two experiments differ. */
export interface Difference {
  /** As in `optimizer.learningRate` or `network.hidden`. */
  path: string;
  /** Whether the change needs a new trainer. */
  restarts: boolean;
}
