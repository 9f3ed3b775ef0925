/** What the worker works out for pictures: fields, curves, values at a place and at every sample. */
import type { Confusion, NumberArray, View } from "../engine/types.js";

/** The network's values at the place that the reader points at in the picture. */
export interface Probe {
  /** In data space, all columns. */
  point: number[];
  /** Features first (layer 0), outputs last. */
  activations: NumberArray[];
  /** First hidden layer first. */
  preActivations: NumberArray[];
  outputs: NumberArray;
}

/** What the optional layers of the picture need; up to date only while asked for by {@link Display} or `intents.need`. */
export interface Extras {
  /** Who was taken for whom; `test` is null where there is no test part. */
  confusion?: { train: Confusion; test: Confusion | null };
  /** One input column: what the network says along it, always there for such data. */
  curve?: Curve;
  /** Loss of every sample, in the order of `data`. */
  losses?: { train: NumberArray; test: NumberArray };
  /** Size of every training sample's gradient, or of its part in the pointed parameter. */
  gradients?: { train: NumberArray };
  /** Full planes of every hidden neuron's pre-activation: [neurons × height × width]. */
  hidden?: { planes: Float32Array; width: number; height: number; layers: number[] };
  /** The plane and the points in the activations of two neurons, as pairs. */
  bent?: {
    layer: number;
    units: [number, number];
    grid: number;
    points: Float32Array;
    train: Float32Array;
    test: Float32Array;
  };
  /** Outputs at every sample, rows × outputs. */
  outputs?: { train: NumberArray; test: NumberArray };
}

/** The outputs along the one column of 1-D data, at cell centres over its domain. */
export interface Curve {
  width: number;
  outputs: number;
  /** [outputs × width]. */
  output: Float32Array;
  units: number;
  /** Values of the one neuron that is shown instead of the output: [width]. */
  neuron: Float32Array | null;
  /** What each unit of the last hidden layer (or each feature) adds to output 0 before its activation: [units × width]. */
  parts: Float32Array;
}

/** Heatmaps of every feature that the data's columns allow, in use or not: [features × size × size]. */
export interface FeatureMaps {
  ids: string[];
  planes: Float32Array;
  size: number;
}

/** A view, the data columns that run right and up in it, and the neuron that it shows instead of the output. */
export type AxedView = View & { axes: [number, number]; neuron: { layer: number; index: number } | null };
