/** What the panel explains: one traced sample or batch, with the experiment it belongs to. */
import type { Catalog, Experiment, LayerShape, Matrix, Trace } from "../../../engine/types.js";
import { parameterIndex } from "../../../state/parameters.js";
import type { Ref } from "../../../state/ref.js";
import { isPlain, type Operand } from "./digits.js";

export interface Scene {
  trace: Trace;
  /** Whether the trace is of the batch of the next update, so that means over m stand in the formulas. */
  batch: boolean;
  experiment: Experiment;
  catalog: Catalog;
  layers: readonly LayerShape[];
  /** Indices of parameters that no update moves. */
  frozen: ReadonlySet<number>;
  /** Which column of the trace's matrices is written out. */
  column: number;
}

/** What is looked at in a step: a unit of a layer, and one of its inputs; the input after the last is the bias. */
export interface Focus {
  layer: number;
  unit: number;
  input: number;
}

export type TraceLayer = Trace["layers"][number];

/** Number of layers with parameters; the last one's activations are the outputs. */
export const depth = ({ trace }: Scene): number => trace.layers.length;

/** Samples in the trace. */
export const size = ({ trace }: Scene): number => trace.samples.length;

export function layerOf({ trace }: Scene, layer: number): TraceLayer {
  const found = trace.layers[layer - 1];
  if (!found) throw new Error(`layer ${layer} of ${trace.layers.length}`);
  return found;
}

/** A number of a list; NaN beyond its ends. */
export const numberAt = (values: ArrayLike<number>, at: number): number => values[at] ?? Number.NaN;

export const cell = ({ values, columns }: Matrix, row: number, column: number): number =>
  numberAt(values, row * columns + column);

/** Index of the sample that is written out. */
export const sampleOf = ({ trace, column }: Scene): number => trace.samples[column] ?? 0;

/** Its loss. */
export const lossOf = ({ trace, column }: Scene): number => numberAt(trace.losses, column);

/** What an output of the sample that is written out should be, as it was typed where it has few digits. */
export function targetOf({ trace, column }: Scene, unit: number): Operand {
  const value = cell(trace.target, unit, column);
  return { value, exact: isPlain(value) };
}

/** One sample's numbers. */
export const columnOf = (matrix: Matrix, column: number): number[] =>
  Array.from({ length: matrix.rows }, (_, row) => cell(matrix, row, column));

/** What goes into a layer: the features, or what the layer before passes on. */
export function inputOf({ trace }: Scene, layer: number): Matrix {
  const before = trace.layers[layer - 2];
  return before ? (before.dropped ?? before.activations) : trace.input;
}

/** The factor of dropout by which an activation was passed on: 0, or 1/(1 − p); null where nothing is dropped. */
export function maskOf(scene: Scene, layer: number, unit: number): number | null {
  const { dropped, activations, backpropagated } = layerOf(scene, layer);
  if (!dropped) return null;
  const rate = scene.experiment.network.hidden[layer - 1]?.dropout ?? 0;
  const silent = cell(dropped, unit, scene.column) === 0;
  // An activation of 0 does not show whether it was dropped; that no error comes back to it does.
  const zero = cell(activations, unit, scene.column) === 0;
  const still = backpropagated !== undefined && cell(backpropagated, unit, scene.column) === 0;
  return silent && (!zero || still) ? 0 : 1 / (1 - rate);
}

/** What a hidden neuron collects from the layer after it, Σ w·δ: its ∂L/∂a before any dropout mask. */
export function collected(scene: Scene, layer: number, unit: number): number {
  const { dropped, backpropagated } = layerOf(scene, layer);
  if (!dropped && backpropagated) return cell(backpropagated, unit, scene.column);
  const next = layerOf(scene, layer + 1);
  let sum = 0;
  for (let o = 0; o < next.biases.length; o++) sum += cell(next.weights, o, unit) * cell(next.delta, o, scene.column);
  return sum;
}

/** The activation's id. */
export const activationOf = ({ layers }: Scene, layer: number): string => layers[layer - 1]?.activation ?? "linear";

/** Place of a weight, or with `input` beyond the last of the bias, in the flat vector. */
export function parameterAt({ layers }: Scene, { layer, unit, input }: Focus): number {
  const inputs = layers[layer - 1]?.inputs ?? 0;
  const ref: Ref =
    input >= inputs ? { kind: "bias", layer, to: unit } : { kind: "weight", layer, to: unit, from: input };
  return parameterIndex(layers, ref) ?? -1;
}

/** Index of the largest size. */
export function largest(values: readonly number[]): number {
  let best = 0;
  let most = Math.abs(numberAt(values, 0));
  for (const [at, value] of values.entries()) {
    if (!(Math.abs(value) > most)) continue;
    best = at;
    most = Math.abs(value);
  }
  return best;
}

/** The 2-norm. */
export const norm = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
};
