/**
 * A trained network as plain values: everything that a row in data space passes through, and five rows with what comes
 * out. Every format is written from this.
 */

import { blockOf, indexIn } from "../engine/blocks.js";
import { EngineError } from "../engine/errors.js";
import type { Experiment } from "../engine/experiment.js";
import type { DataPart, LayerShape, NumberArray, ParameterBlock, Rows, Task } from "../engine/types.js";

/** What is asked of a `Trainer` for a model. */
export interface Predictor {
  readonly experiment: Experiment;
  data(): DataPart;
  layers(): LayerShape[];
  parameters(): NumberArray;
  predict(points: Rows): NumberArray;
}

/** A = g(W·A + b) */
export interface DenseLayer {
  activation: string;
  /** [units × inputs] */
  weights: number[][];
  /** [units] */
  biases: number[];
  /** Probability that a unit is left out of an update. */
  dropout: number;
}

/** How outputs become an answer. */
export type Decision =
  /** Values of a regression. */
  | { kind: "values" }
  /** One output: the second class above the threshold, the first below. */
  | { kind: "two"; threshold: number }
  /** One output per class: the largest. */
  | { kind: "largest" }
  /** One output per label: those above the threshold. */
  | { kind: "labels"; threshold: number };

export interface Model {
  task: Task;
  /** One per number of a row in data space. */
  columns: string[];
  /** One per class or label; empty for regression. */
  classNames: string[];
  /** (x − mean) / deviation per column, before the features; null where nothing is standardised. */
  standardization: { mean: number[]; deviation: number[] } | null;
  /** Ids, in the order of the network's inputs; `raw` stands for all columns. */
  features: string[];
  layers: DenseLayer[];
  decision: Decision;
  precision: "float32" | "float64";
  /** Rows in data space, and the outputs for them. */
  tests: { inputs: number[][]; outputs: number[][] };
}

export const TEST_ROWS = 5;

export function modelOf(trainer: Predictor): Model {
  const { experiment } = trainer;
  const data = trainer.data();
  const layers = layersOf(trainer, experiment);
  const inputs = testRows(data);
  const outputs = trainer.predict(inputs);
  const width = outputs.length / inputs.length;
  return {
    task: experiment.task,
    columns: data.columnNames,
    classNames: data.classNames,
    standardization: experiment.data.standardize ? standardization(data) : null,
    features: experiment.features,
    layers,
    decision: decisionOf(experiment.task, data.classes, width, layers.at(-1)?.activation ?? "linear"),
    precision: experiment.precision,
    tests: { inputs, outputs: inputs.map((_, r) => Array.from(outputs.subarray(r * width, (r + 1) * width))) },
  };
}

function layersOf(trainer: Predictor, experiment: Experiment): DenseLayer[] {
  const parameters = trainer.parameters();
  const row = (block: ParameterBlock | undefined, from: number, to: number) =>
    block ? Array.from(parameters.subarray(indexIn(block, from), indexIn(block, to))) : [];
  const layers = trainer.layers();
  const other = layers.find(({ kind }) => kind !== "dense");
  if (other) throw new EngineError("unsupported", `Layers of kind "${other.kind}" are not written to files`);
  return layers.map((layer, l) => ({
    activation: layer.activation,
    weights: Array.from({ length: layer.units }, (_, u) => row(blockOf(layer, "weight"), u, u + 1)),
    biases: row(blockOf(layer, "bias"), 0, layer.units),
    dropout: experiment.network.hidden[l]?.dropout ?? 0,
  }));
}

/** Mean and deviation of the training part, as the core takes them: 1 for a column that is always the same. */
function standardization({ trainInputs, columns }: DataPart): { mean: number[]; deviation: number[] } {
  const mean: number[] = [];
  const deviation: number[] = [];
  for (let c = 0; c < columns; c++) {
    const column = Array.from({ length: trainInputs.length / columns }, (_, r) => trainInputs[r * columns + c]!);
    const first = column[0] ?? 0;
    if (column.every((value) => value === first)) {
      mean.push(first);
      deviation.push(1);
      continue;
    }
    const centre = column.reduce((sum, value) => sum + value, 0) / column.length;
    const squares = column.reduce((sum, value) => sum + (value - centre) * (value - centre), 0);
    mean.push(centre);
    deviation.push(Math.sqrt(squares / column.length) || 1);
  }
  return { mean, deviation };
}

/** Evenly spread over training and test part; the same again where there are fewer. */
function testRows({ trainInputs, testInputs, columns }: DataPart): number[][] {
  const rows = [trainInputs, testInputs].flatMap((part) =>
    Array.from({ length: part.length / columns }, (_, r) => Array.from(part.subarray(r * columns, (r + 1) * columns))),
  );
  return Array.from({ length: TEST_ROWS }, (_, i) =>
    rows.length < TEST_ROWS ? rows[i % rows.length]! : rows[Math.floor((i * rows.length) / TEST_ROWS)]!,
  );
}

function decisionOf(task: Task, classes: number, outputs: number, activation: string): Decision {
  const threshold = activation === "sigmoid" ? 0.5 : 0;
  if (task === "regression") return { kind: "values" };
  if (classes === 0) return { kind: "labels", threshold };
  return outputs === 1 ? { kind: "two", threshold } : { kind: "largest" };
}
