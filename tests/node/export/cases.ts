/** Trained networks that every format must write: each activation, output, feature and shape of data. */
import type { ExperimentInput, Trainer } from "gradient-playground";
import { engine } from "../experiments.ts";

const every = ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"];
const three = [
  [1, 2, 30],
  [2, 1, 10],
  [-1, 0.5, 20],
  [0.25, -2, 50],
  [3, 3, 40],
  [-2, -1, 30],
  [1.5, 0, 20],
];

export const cases: [name: string, experiment: ExperimentInput][] = [
  ...engine.catalog.activations.map(({ id }): [string, ExperimentInput] => [
    `hidden ${id}`,
    {
      data: { dataset: "circle", samples: 60 },
      features: every,
      network: {
        hidden: [
          { units: 6, activation: id },
          { units: 3, activation: id },
        ],
      },
    },
  ]),
  [
    "sigmoid output",
    { data: { dataset: "moons", samples: 40 }, network: { outputActivation: "sigmoid" }, loss: "binary-cross-entropy" },
  ],
  [
    "softmax output",
    {
      data: { dataset: "blobs", classes: 3, samples: 60 },
      features: ["y", "x*y"],
      network: { outputActivation: "softmax" },
      loss: "cross-entropy",
    },
  ],
  [
    "one output per class under tanh",
    { data: { dataset: "rings", classes: 4, samples: 60 }, features: ["x", "y", "x^2"], loss: "mse" },
  ],
  [
    "a curve of one column",
    {
      task: "regression",
      data: { dataset: "sine", samples: 40 },
      features: ["x"],
      network: { hidden: [{ units: 5, activation: "silu" }], outputActivation: "linear" },
      loss: "huber",
    },
  ],
  [
    "measured data, standardised",
    {
      data: { dataset: "iris", samples: 150, classes: 3 },
      features: ["raw"],
      network: { outputActivation: "softmax" },
      loss: "cross-entropy",
    },
  ],
  ["no hidden layer", { data: { samples: 30 }, features: ["y"], network: { hidden: [] } }],
  [
    "labels, columns and classes with names of any letters",
    {
      data: {
        inputs: three,
        targets: [
          [0, 1],
          [1, 1],
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
          [0, 1],
        ],
        columnNames: ["Länge", 'a "b" \\', "宽度"],
        classNames: ["süß", "它's??/"],
        standardize: true,
        trainFraction: 1,
      },
      features: ["raw", "x*y"],
      network: { hidden: [{ units: 4, activation: "relu" }], outputActivation: "sigmoid" },
      loss: "binary-cross-entropy",
      batch: { size: 3 },
    },
  ],
  [
    "two values, three rows, a column that is always the same, in float64",
    {
      task: "regression",
      data: {
        inputs: [
          [1, 7],
          [2, 7],
          [4, 7],
        ],
        targets: [
          [1, 0.5],
          [2, 0.25],
          [0, -1],
        ],
        standardize: true,
        trainFraction: 1,
      },
      features: ["y", "raw"],
      network: { hidden: [{ units: 3, activation: "softplus" }], outputActivation: "linear" },
      loss: "half-squared-error",
      batch: { size: 2 },
      precision: "float64",
    },
  ],
];

/** A trainer of the case after a few epochs. */
export function trained(experiment: ExperimentInput, steps = 25): Trainer {
  const trainer = engine.createTrainer({ optimizer: { name: "adam", learningRate: 0.01 }, ...experiment });
  trainer.trainSteps(steps);
  return trainer;
}

/** Rows in data space beside those that the file checks itself, and the outputs for them. */
export function someRows(trainer: Trainer): { inputs: number[][]; outputs: number[] } {
  const { columns, domain } = trainer.data();
  const inputs = Array.from({ length: 9 }, (_, r) =>
    Array.from({ length: columns }, (_, c) => {
      const [low, high] = domain[c]!;
      return low + (high - low) * (((r + 1) * (c + 2) * 0.137) % 1);
    }),
  );
  return { inputs, outputs: [...trainer.predict(inputs)] };
}
