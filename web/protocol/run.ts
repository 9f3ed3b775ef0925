/** What is told of a run: its record, what happened on the way, where it broke. */
import type { DataPart, LayerShape, MessageValues, NumberArray } from "../engine/types.js";
import type { FeatureMaps } from "./pictures.js";

/** Names a run for as long as the page lives. The page chooses it when it opens the run. */
export type RunId = number;

/** What was refused: a place, what is wrong there, and the core's own English, its place included. */
export interface Refusal {
  /** The place, as in `network.hidden[2].units`. */
  path: string;
  /** An id of `catalog.messages`. */
  id: string;
  values: MessageValues;
  message: string;
}

/** What a change of a run came to. */
export interface Changed {
  refused: Refusal | null;
  /** Whether the run began again, and whether that lost any training. */
  restarted: boolean;
  lost: boolean;
  /** Whether the new run has other initial parameters or other data than the one before. */
  another?: true;
  /** Whether the last step of undo takes it back with what came before: it merged, or nothing has changed. */
  merged?: true;
}

/** A run's first moment: sent when it begins, and when another network takes the place of its own. */
export interface RunStart {
  /** Counts the networks that the run has had: what was asked about an earlier one means nothing in this one. */
  generation: number;
  data: DataPart;
  layers: LayerShape[];
  startParameters: NumberArray;
  stepsPerEpoch: number;
  /** About how many bytes the run takes. */
  memory: number;
  /** null where the data have more than two columns. */
  featureMaps: FeatureMaps | null;
}

/** What a run is stepped by. */
export type StepUnit = "epoch" | "batch" | "sample";

/** The recorded part of a run. */
export interface Timeline {
  /** Epochs at which a way back is kept, ascending. */
  stops: number[];
  /** The farthest epoch of this run, ahead of `progress.epoch` while rewound. */
  last: number;
  /** The updates made at {@link last}. */
  lastStep: number;
  /** Epoch of the least test loss (train loss where there is no test part); null before there is one. */
  best: number | null;
  /** Whether the reader stands before {@link last}. */
  rewound: boolean;
  /** Bytes that the ways back take. */
  bytes: number;
  /** The epoch of a run found again before which no way back but its start was kept; null where none is missing. */
  resumed: number | null;
}

/** Something that happened during a run and is marked in the chart. */
export interface RunEvent {
  epoch: number;
  step: number;
  kind: "rate" | "change" | "edit" | "rolledBack" | "diverged";
  /** What changed: its path in the experiment. Only of `rate` and `change`. */
  path?: string;
  /** The number or name before and after, where it is one. */
  from?: number | string;
  to?: number | string;
  /** Id of the optimizer or schedule whose own parameter it is, or that was chosen. */
  of?: string;
}

/** One sample of the next batch, while the reader steps through it. */
export interface SampleTurn {
  /** Position in the batch from 0, and the batch's size. */
  position: number;
  size: number;
  /** Index of the training sample. */
  sample: number;
}

/** A place in the network. Layer 0 is the features, 1 the first hidden layer; a weight or bias carries the layer it feeds. */
export type Place =
  | { kind: "neuron"; layer: number; index: number }
  | { kind: "weight"; layer: number; to: number; from: number }
  | { kind: "bias"; layer: number; to: number };

/** What was the first not to be finite, and where. */
export interface Broke {
  quantity: "loss" | "gradient" | "parameter";
  /** In or after which update, counted from 1. */
  step: number;
  /** The weight or bias, of itself or of its gradient; for the loss the first neuron. null: none, so that the loss itself broke. */
  at: Place | null;
}

/** Why a run diverged and the way out. */
export interface Divergence {
  /** The last epoch whose loss was finite, to which the reader can return. */
  epoch: number;
  /** The rate that led there, and the smaller one that is offered. */
  rate: number;
  safeRate: number;
  /** A change of the rate that came just before, if one did. */
  rateBefore: number | null;
  broke: Broke;
  /** The numbers that the engine gives as its reason. */
  values: Record<string, number | string>;
  message: string;
}

/** A run's record as text, to be found again after a reload. */
/** What of a kept run could not be read: all but its experiment, or its record alone. */
export type Unread = "run" | "record";

export interface KeptRecord {
  /** Columns of the history, base64: float64 where rows are counted, else float32; NaN also stands for null. */
  columns: Record<string, string>;
  gradientNorms: string[];
  stops: { epoch: number; step: number; state: string; rules?: string }[];
  stride: number;
  events: RunEvent[];
}
