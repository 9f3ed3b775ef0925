/** What the worker puts together for pictures, each by its id: arguments and answer, as the engine's own questions. */
import type { FieldRequest, NoArguments, NumberArray, View } from "../engine/types.js";

/** Data columns that run right and up. */
export type Axes = [number, number];

/** A neuron by its layer, 0 for the features, and its place there. */
export interface NeuronPlace {
  layer: number;
  index: number;
}

/** Where a picture looks. */
export interface Look {
  /** Data columns that run right and up, the others at their mean. */
  axes: Axes;
  /** Whether it looks at the plane of the first two principal components instead, where the data have one. */
  components?: boolean;
}

/**
 * A view, the data columns that run right and up in it or whether its plane is that of the principal components, and the
 * neuron that it shows instead of the output.
 */
export type AxedView = View & { axes: Axes; components: boolean; neuron: NeuronPlace | null };

export interface Pictures {
  /** One input column: what the network says along it, and one neuron, where it is shown instead. */
  curve: { arguments: { neuron: NeuronPlace | null }; answer: Curve };
  /** The loss of every sample, in the order of `data`. */
  losses: { arguments: NoArguments; answer: Parts };
  /** Outputs at every sample, rows × outputs. */
  outputs: { arguments: NoArguments; answer: Parts };
  /** Full planes of every hidden neuron's pre-activation. */
  hidden: { arguments: Look; answer: HiddenPlanes };
  /** The plane and the points in the activations of two neurons. */
  bent: { arguments: Look & { layer: number; units: [number, number] }; answer: Bent };
  /** Where every sample lies on the plane in which the training points vary most; null for data without one. */
  principalPlane: { arguments: NoArguments; answer: PrincipalPlane | null };
}

/**
 * The plane through the training points' mean along their first two principal components, of columns standardised as the
 * network sees them.
 */
export interface PrincipalPlane extends Required<Pick<FieldRequest, "at" | "directions">> {
  /** Scores at the left and right edge of a picture that holds every sample, and at the lower and upper one; as wide as high. */
  bounds: [[number, number], [number, number]];
  /** Each component's share of the variance of all columns together. */
  shares: [number, number];
  /** Scores of every sample as pairs, in the order of `data`; test points lie along the training points' directions. */
  train: Float32Array;
  test: Float32Array;
}

/** A value for each sample of both parts; `test` is empty where there is no test part. */
export interface Parts {
  train: NumberArray;
  test: NumberArray;
}

/** [neurons × height × width], layer by layer; `layers` says how many neurons each has. */
export interface HiddenPlanes {
  planes: Float32Array;
  width: number;
  height: number;
  layers: number[];
}

/** Everything as pairs of the two neurons' activations; `grid` points a side. */
export interface Bent {
  layer: number;
  units: [number, number];
  grid: number;
  points: Float32Array;
  train: Float32Array;
  test: Float32Array;
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

/** Heatmaps of every feature that the data's columns allow, in use or not: [features × size × size]. */
export interface FeatureMaps {
  ids: string[];
  planes: Float32Array;
  size: number;
}
