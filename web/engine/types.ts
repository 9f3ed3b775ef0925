/**
 * The plain values that cross the engine's border: the experiment, the catalog, and what a trainer answers.
 *
 * The same types serve the page, the worker and Node. Lists of ids are never spelled here: they live in the
 * core's tables and arrive through {@link Catalog}, so every id is a `string`.
 */

/** A text in each language the product speaks. */
export interface Localized {
  en: string;
  zh: string;
}

export type Task = "classification" | "regression";
export type Row = readonly number[];
/** A list of rows, or one flat array read row by row. */
export type Rows = readonly Row[] | readonly number[] | Float32Array | Float64Array;
/** `Float32Array`, or `Float64Array` where the experiment says `precision: "float64"`. */
export type NumberArray = Float32Array | Float64Array;

/** A row of a table named together with its own parameters, as in `{ name: "adam", beta1: 0.9 }`. */
export interface Choice {
  name: string;
  [parameter: string]: number | string;
}

export interface DataSettings {
  dataset?: string;
  samples?: number;
  noise?: number;
  classes?: number;
  inputs?: Rows;
  targets?: Rows;
  testInputs?: Rows;
  testTargets?: Rows;
  /** How many numbers make a row when `inputs` is one flat array. */
  columns?: number;
  /** One name a column, shown on the axes. */
  columnNames?: readonly string[];
  /** One name a class. */
  classNames?: readonly string[];
  /** Centre and scale each column by mean and standard deviation of the training part. */
  standardize?: boolean;
  /** What to do with a row that has a missing (`null`) cell. */
  missing?: "refuse" | "drop";
  trainFraction?: number;
  seed?: number;
}

export interface HiddenLayer {
  units: number;
  activation: string;
  dropout?: number;
}

export interface NetworkSettings {
  hidden: HiddenLayer[];
  outputActivation: string;
  initializer: string | Choice;
  seed: number;
}

export interface OptimizerSettings {
  name: string;
  learningRate: number;
  [parameter: string]: number | string;
}

export interface StopRules {
  maxEpochs: number | null;
  trainLoss: number | null;
  gradientNorm: number | null;
  patience: number | null;
  minDelta: number;
}

/** The experiment with every default filled in: what `trainer.experiment` hands out. */
export interface Experiment {
  version: 1;
  task: Task;
  data: DataSettings;
  features: string[];
  network: NetworkSettings;
  loss: string;
  regularization: { l1: number; l2: number };
  optimizer: OptimizerSettings;
  schedule: Choice;
  gradientClipping: null | { norm: number } | { value: number };
  batch: { size: number | "full"; shuffle: boolean; seed: number };
  stop: StopRules;
  precision: "float32" | "float64";
}

type Partial1<T> = { [K in keyof T]?: T[K] extends readonly unknown[] | null ? T[K] : T[K] extends object ? Partial<T[K]> : T[K] };
/** What a caller may hand in: anything left out takes the catalog's default. */
export type ExperimentInput = Partial1<Omit<Experiment, "network">> & {
  network?: Partial<Omit<NetworkSettings, "hidden">> & { hidden?: Partial<HiddenLayer>[] };
};

/** One number that a row of a table, or the experiment itself, can be turned by. */
export interface Parameter {
  id: string;
  label: Localized;
  summary: Localized;
  default: number | null;
  min: number;
  max: number;
  /** How a slider should run: evenly, by decades, or over whole numbers. */
  scale: "linear" | "log" | "integer";
}

/** What every row of every table has. */
export interface CatalogRow {
  id: string;
  label: Localized;
  summary: Localized;
  /** TeX. */
  formula: string;
  source: string;
  parameters: Parameter[];
}

export interface DatasetRow extends CatalogRow {
  task: Task;
  /** Columns of one row of inputs. */
  columns: { id: string; label: Localized }[];
  /** How many classes can be asked for (min = max where it is fixed); null for regression. */
  classes: { min: number; max: number; default: number; names: Localized[] } | null;
  /** Rows made unless asked otherwise; for real data, all there are. */
  samples: { min: number; max: number; default: number };
  /** Whether noise means anything for it (real data has its own). */
  noise: { min: number; max: number; default: number } | null;
  /** Bounds of the picture in data units, one [low, high] a column. */
  domain: [number, number][];
  /** Pixel width of a row that is an image (digits: 8), otherwise 0. */
  imageWidth: number;
}

export interface FeatureRow extends CatalogRow {
  /** The data columns needed: 1 (x only), 2, or 0 where any number will do. */
  columns: number;
}

export interface LossRow extends CatalogRow {
  /** Ids of the output activations it goes with. */
  outputs: string[];
  tasks: Task[];
}

export interface ActivationRow extends CatalogRow {
  /** The range of its values; null stands for unbounded. */
  range: [number | null, number | null];
}

/** A scalar of the experiment by its path, as in `batch.size` or `stop.maxEpochs`. */
export interface Setting extends Parameter {
  /** Whether changing it starts the run anew. */
  restarts: boolean;
  /** Whether `null` (off) is allowed. */
  nullable: boolean;
}

export interface Catalog {
  datasets: DatasetRow[];
  features: FeatureRow[];
  activations: ActivationRow[];
  outputActivations: ActivationRow[];
  losses: LossRow[];
  optimizers: CatalogRow[];
  schedules: CatalogRow[];
  initializers: CatalogRow[];
  /** Every number of the experiment that is not a row's own parameter. */
  settings: Setting[];
  /** The experiment that an empty object stands for. */
  defaults: Experiment;
}

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
  /** Rows left out because a cell was missing (only with `missing: "drop"`). */
  dropped: number;
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
  /** Accuracy (0 to 1), or R² for regression. */
  trainMetric: number;
  testMetric: number | null;
  gradientNorm: number;
  /** The rate that the next update will use. */
  learningRate: number;
  /** Which stop rule held, or what diverged; only when stopped or diverged. */
  reason?: Reason;
}

export interface Reason {
  /** The rule's path (`stop.maxEpochs`), or `"diverged"`. */
  rule: string;
  /** One English sentence with its numbers. */
  message: string;
  /** The numbers of the sentence, to be put into another language's. */
  values: Record<string, number | string>;
}

/** Columns of equal length, one entry a recorded epoch, oldest first. */
export interface History {
  epoch: number[];
  step: number[];
  trainLoss: number[];
  testLoss: (number | null)[];
  trainMetric: number[];
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
}

/** Everything the stage draws, from one pass over the grid. */
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

export interface GradientCheck {
  worstRelativeError: number;
  /** Index of the worst parameter in the flat order. */
  parameter: number;
  checked: number;
  /** Parameters left out because a kink of an activation lay inside the difference. */
  kinks: number;
}

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
    /** g′(Z). */
    derivatives: Matrix;
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
  version: 1;
  experiment: Experiment;
  /** Parameters, optimizer, random state, counters and history, base64. */
  state: string;
}

export interface OpenedLink {
  experiment: Experiment;
  parameters?: NumberArray;
  hide?: string[];
  notices: string[];
}
