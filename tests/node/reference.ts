/**
 * tests/reference/dense-networks.json: networks computed by PyTorch in float64, and how they read as experiments. The
 * one place where the file's names meet the contract's.
 */
import { readFileSync } from "node:fs";
import type { ExperimentInput } from "gradient-playground";

type Matrix = number[][];

export interface Case {
  name: string;
  layerSizes: number[];
  hiddenActivation: string;
  outputActivation: string;
  loss: string;
  l1: number;
  l2: number;
  optimizer: { name: string; lr: number; [parameter: string]: unknown };
  inputs: Matrix;
  /** A row of outputs each, or a class index each. */
  targets: Matrix | number[];
  weights: Matrix[];
  biases: number[][];
  expected: {
    preActivations: Matrix[];
    activations: Matrix[];
    loss: number;
    objective: number;
    weightGradients: Matrix[];
    biasGradients: number[][];
    steps: number;
    lossPerStep: number[];
    weightsAfter: Matrix[];
    biasesAfter: number[][];
  };
}

const file = new URL("../reference/dense-networks.json", import.meta.url);
export const cases: Case[] = (JSON.parse(readFileSync(file, "utf8")) as { cases: Case[] }).cases;

/** PyTorch's names of optimizer parameters. Flags (`nesterov`, `amsgrad`) only repeat the optimizer's name. */
const parameterNames: Record<string, readonly string[]> = {
  lr: ["learningRate"],
  momentum: ["momentum"],
  alpha: ["alpha"],
  rho: ["rho"],
  eps: ["epsilon"],
  weight_decay: ["weightDecay"],
  betas: ["beta1", "beta2"],
};

function optimizerOf({ optimizer }: Case): { name: string } & Record<string, number | string> {
  const settings: { name: string } & Record<string, number | string> = { name: optimizer.name };
  for (const [key, value] of Object.entries(optimizer)) {
    if (key === "name" || typeof value === "boolean") continue;
    const names = parameterNames[key];
    if (!names) throw new Error(`${optimizer.name}: nobody knows what ${key} is`);
    [value].flat().forEach((number, i) => {
      settings[names[i]!] = number as number;
    });
  }
  return settings;
}

/** Every row trains, in the file's order, all of them in every update. */
export function experimentOf(reference: Case, precision: "float32" | "float64"): ExperimentInput {
  const { layerSizes, targets, loss } = reference;
  const outputs = layerSizes.at(-1)!;
  const classifies = loss === "binary-cross-entropy" || loss === "cross-entropy";
  const labels = classifies && loss === "binary-cross-entropy" && outputs > 1;
  return {
    task: classifies ? "classification" : "regression",
    data: {
      inputs: reference.inputs,
      targets: classifies && !labels ? (targets as (number | number[])[]).flat() : targets,
      ...(classifies && !labels ? { classes: Math.max(2, outputs) } : {}),
      trainFraction: 1,
    },
    features: ["raw"],
    network: {
      hidden: layerSizes.slice(1, -1).map((units) => ({ units, activation: reference.hiddenActivation })),
      outputActivation: reference.outputActivation,
      initializer: "zeros",
    },
    loss,
    regularization: { l1: reference.l1, l2: reference.l2 },
    optimizer: optimizerOf(reference),
    batch: { size: "full", shuffle: false },
    precision,
  };
}

/** Weights and biases in the contract's flat order: layer by layer, weights row by row, then biases. */
export function flattened(weights: readonly Matrix[], biases: readonly number[][]): number[] {
  return weights.flatMap((layer, l) => [...layer.flat(), ...biases[l]!]);
}
