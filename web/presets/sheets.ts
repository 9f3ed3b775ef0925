import type { Preset } from "./preset.js";

/** One hidden layer of two sigmoid units under a sigmoid output, half the squared error, plain gradient descent. */
function sheet(
  rows: { inputs: number[][]; targets: number[][]; domain: [number, number][]; columnNames: string[] },
  learningRate: number,
): Preset["experiment"] {
  return {
    task: "regression",
    data: { ...rows, trainFraction: 1 },
    features: rows.columnNames.length > 2 ? ["raw"] : ["x", "y"],
    network: { hidden: [{ units: 2, activation: "sigmoid" }], outputActivation: "sigmoid" },
    loss: "half-squared-error",
    optimizer: { name: "sgd", learningRate },
    batch: { size: 1, shuffle: false },
    precision: "float64",
  };
}

/** Published examples with the weights and biases that they begin with, to be checked line by line. */
export const SHEETS: readonly Preset[] = [
  {
    id: "sheet-mazur-2-2-2",
    kind: "sheet",
    label: { en: "Mazur’s 2-2-2 example", zh: "Mazur 的 2-2-2 例题" },
    summary: {
      en: "The numbers of a much-read step-by-step article. It leaves its biases alone; here they move too.",
      zh: "一篇广为流传的分步教程。原文不更新偏置，这里偏置也更新。",
    },
    experiment: sheet(
      {
        inputs: [[0.05, 0.1]],
        targets: [[0.01, 0.99]],
        domain: [
          [0, 0.5],
          [0, 0.5],
        ],
        columnNames: ["x₁", "x₂"],
      },
      0.5,
    ),
    parameters: [0.15, 0.2, 0.25, 0.3, 0.35, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.6],
  },
  {
    id: "sheet-rgu-2-2-1",
    kind: "sheet",
    label: { en: "A hand-out’s 2-2-1 example", zh: "讲义里的 2-2-1 例题" },
    summary: {
      en: "The sheet sends the error back through weights that it has already updated; gradient descent uses the weights before.",
      zh: "讲义用更新后的权重传回误差；梯度下降应当用更新前的权重。",
    },
    experiment: sheet(
      {
        inputs: [[0.35, 0.9]],
        targets: [[0.5]],
        domain: [
          [0, 1],
          [0, 1],
        ],
        columnNames: ["x₁", "x₂"],
      },
      1,
    ),
    parameters: [0.1, 0.8, 0.4, 0.6, 0, 0, 0.3, 0.9, 0],
  },
  {
    id: "sheet-han-kamber-3-2-1",
    kind: "sheet",
    label: { en: "Han and Kamber’s 3-2-1 example", zh: "Han 与 Kamber 的 3-2-1 例题" },
    summary: {
      en: "One row from a textbook on data mining. Its δ is target minus output, so its signs are the other way round.",
      zh: "数据挖掘教材中的一行数据。书中的 δ 以目标减输出，因此符号相反。",
    },
    experiment: sheet(
      {
        inputs: [[1, 0, 1]],
        targets: [[1]],
        domain: [
          [-0.5, 1.5],
          [-0.5, 1.5],
          [-0.5, 1.5],
        ],
        columnNames: ["x₁", "x₂", "x₃"],
      },
      0.9,
    ),
    parameters: [0.2, 0.4, -0.5, -0.3, 0.1, 0.2, -0.4, 0.2, -0.3, -0.2, 0.1],
  },
  {
    id: "sheet-brownlee-training-2-2-2",
    kind: "sheet",
    label: { en: "Brownlee’s ten rows", zh: "Brownlee 的十行数据" },
    summary: {
      en: "Ten rows, one at a time and in order. The article adds up squared errors: twenty times the loss shown here.",
      zh: "十行数据，按顺序逐行训练。原文把平方误差相加，是这里损失的二十倍。",
    },
    experiment: sheet(
      {
        inputs: [
          [2.7810836, 2.550537003],
          [1.465489372, 2.362125076],
          [3.396561688, 4.400293529],
          [1.38807019, 1.850220317],
          [3.06407232, 3.005305973],
          [7.627531214, 2.759262235],
          [5.332441248, 2.088626775],
          [6.922596716, 1.77106367],
          [8.675418651, -0.242068655],
          [7.673756466, 3.508563011],
        ],
        targets: [
          [1, 0],
          [1, 0],
          [1, 0],
          [1, 0],
          [1, 0],
          [0, 1],
          [0, 1],
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        domain: [
          [0, 10],
          [-1, 5],
        ],
        columnNames: ["x₁", "x₂"],
      },
      0.5,
    ),
    parameters: [
      0.13436424411240122, 0.8474337369372327, 0.2550690257394217, 0.49543508709194095, 0.763774618976614,
      0.4494910647887381, 0.651592972722763, 0.7887233511355132, 0.02834747652200631, 0.8357651039198697,
      0.0938595867742349, 0.43276706790505337,
    ],
  },
];
