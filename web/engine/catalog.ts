/** The catalog: every table of the core with its rows, read-only. */
import type { Experiment, Task } from "./experiment.js";
import type { MessageRow } from "./messages.js";

/** A text in each language the product speaks. */
export interface Localized {
  en: string;
  zh: string;
}

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
  /** What `data.standardize` is unless said otherwise. */
  standardize: boolean;
  /** Pixel width of a row that is an image (digits: 8), otherwise 0. */
  imageWidth: number;
  /** The file beside the engine that holds the rows, where they are not built in; see `Engine.prepare`. */
  file: string | null;
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
  /** g at 64 evenly spaced z from −4 to 4; empty for softmax, which is no function of one number. */
  curve: number[];
}

export interface ScheduleRow extends CatalogRow {
  /** What the learning rate is multiplied by at 64 evenly spaced epochs from 0 to 300, by the parameters' defaults. */
  curve: number[];
}

export interface OptimizerRow extends CatalogRow {
  /** What `optimizer.learningRate` is unless said otherwise. */
  learningRate: number;
}

/** A scalar of the experiment by its path, as in `batch.size` or `stop.maxEpochs`. */
export interface Setting extends Parameter {
  /** Whether changing it starts the run anew. */
  restarts: boolean;
  /** Whether `null` (off) is allowed. */
  nullable: boolean;
  /** Whether it stands at its path as a number (or null), and nothing else is to be known about it. */
  plain: boolean;
}

/** A rule that ends training. */
export interface StopRule {
  /** Its path in the experiment and id of its setting. */
  id: string;
}

export interface Catalog {
  datasets: DatasetRow[];
  features: FeatureRow[];
  activations: ActivationRow[];
  outputActivations: ActivationRow[];
  losses: LossRow[];
  optimizers: OptimizerRow[];
  schedules: ScheduleRow[];
  initializers: CatalogRow[];
  /** Every number of the experiment that is not a row's own parameter. */
  settings: Setting[];
  /** In the order in which they are looked at. */
  stopRules: StopRule[];
  /** Everything that the engine has to say to a reader: ids with their English. */
  messages: MessageRow[];
  /** The experiment that an empty object stands for. */
  defaults: Experiment;
}
