/** Step 2: each hidden neuron collects the errors that it feeds, and scales them by the slope of its activation. */
import { type Equation, equation, type Part, sumOfProducts } from "./equation.js";
import { COLUMNS, ROWS } from "./forward.js";
import * as keys from "./keys.js";
import { type Cell, fold, folded, foldedRows, head, type Ledger, numberCell, reach, widthOf } from "./ledger.js";
import { entry, shapeOf, transposed, vector } from "./letters.js";
import { slopeEquation } from "./output-error.js";
import { cell, collected, columnOf, depth, type Focus, layerOf, maskOf, numberAt, type Scene } from "./scene.js";
import type { Outcome, StepContent, Words } from "./step.js";

/** The errors of hidden layer `focus.layer` out of those of the layer after it; nothing without hidden layers. */
export function propagate(scene: Scene, focus: Focus, words: Words): StepContent {
  const { layer } = focus;
  if (layer >= depth(scene)) return { formulas: [], equations: [], ledger: null };
  const mask = layerOf(scene, layer).dropped ? "\\odot \\mathrm{mask}^{[l]} " : "";
  const numbered = (tex: string) => tex.replaceAll("[l+1]", `[${layer + 1}]`).replaceAll("[l]", `[${layer}]`);
  return {
    formulas: [
      numbered(
        `${vector("\\delta", "l")} = \\left( ${transposed("W", "l+1")} ${vector("\\delta", "l+1")} \\right) ${mask}\\odot g'\\left( ${vector("z", "l")} \\right)`,
      ),
    ],
    equations: equations(scene, focus, words),
    ledger: ledger(scene, focus),
  };
}

function equations(scene: Scene, { layer, unit, input }: Focus, words: Words): Equation[] {
  const own = layerOf(scene, layer);
  const next = layerOf(scene, layer + 1);
  const key = keys.neuron(layer, unit);
  const summands: Part[][] = next.biases.map((_, o) => [
    { value: cell(next.weights, o, unit), key: keys.weight(layer + 1, o, unit) },
    { value: cell(next.delta, o, scene.column), key: keys.neuron(layer + 1, o) },
  ]);
  const sum: Part = { value: collected(scene, layer, unit) };
  const passedOn = own.dropped ? "\\tilde a" : "a";
  const aTex = `\\frac{\\partial L}{\\partial ${entry(passedOn, layer, unit)}}`;
  const gathered = sumOfProducts(
    `${aTex} = \\sum_o w_{o,${unit + 1}}^{[${layer + 1}]}\\, \\delta_o^{[${layer + 1}]}`,
    summands,
    input,
    sum,
    words.more,
  );
  const slope: Part = { value: own.derivatives ? cell(own.derivatives, unit, scene.column) : Number.NaN };
  const delta: Part = { value: cell(own.delta, unit, scene.column), key };
  const mask = maskOf(scene, layer, unit);
  const letters = entry("\\delta", layer, unit);
  const factors = mask === null ? [sum, slope] : [sum, { value: mask, exact: mask === 0 }, slope];
  return [
    { ...gathered, numbers: `${aTex} = ${gathered.numbers}` },
    ...slopeEquation(scene, layer, unit),
    equation(
      `${letters} = ${aTex}\\, ${mask === null ? "" : "\\mathrm{mask}\\, "}g'(${entry("z", layer, unit)})`,
      `${letters} = #0 ${factors
        .slice(1)
        .map((_, i) => `\\times #(${i + 1})`)
        .join(" ")} ¦ = #=`,
      factors,
      (values) => values.reduce((product, value) => product * value, 1),
      delta,
    ),
  ];
}

/** The errors of the next layer down the left, its weights as a grid; each column added up, times slope. */
function ledger(scene: Scene, focus: Focus): Ledger {
  const { layer, unit } = focus;
  const own = layerOf(scene, layer);
  const next = layerOf(scene, layer + 1);
  const across = fold(own.biases.length, unit, COLUMNS);
  const down = fold(next.biases.length, focus.input, ROWS - 1);
  const errors = columnOf(next.delta, scene.column);
  const sums = own.biases.map((_, j) => collected(scene, layer, j));
  const slopes = own.derivatives ? columnOf(own.derivatives, scene.column) : [];
  const delta = columnOf(own.delta, scene.column);
  const columns = 1 + widthOf(across);
  const weights = reach(next.weights.values);
  const key = (j: number) => keys.neuron(layer, j);
  const row = (tex: string, cells: (j: number) => Cell): Cell[] => [head(tex), ...folded(across, cells)];
  return {
    id: "propagate",
    columns,
    rows: [
      [
        head(vector("\\delta", layer + 1)),
        head(vector("W", layer + 1), {
          span: widthOf(across),
          shape: shapeOf(next.weights.rows, next.weights.columns),
        }),
      ],
      ...foldedRows(down, columns, (o) => [
        numberCell("delta", numberAt(errors, o), keys.neuron(layer + 1, o), reach(errors), { edge: true }),
        ...folded(across, (j) =>
          numberCell("weight", cell(next.weights, o, j), keys.weight(layer + 1, o, j), weights, { decimals: 2 }),
        ),
      ]),
      [{ kind: "note", message: "columnRule", span: columns }],
      row("\\Sigma", (j) => numberCell("sum", numberAt(sums, j), key(j), reach([...sums, ...delta]))),
      ...(own.dropped
        ? [
            row("\\times\\,\\mathrm{mask}", (j) => {
              const mask = maskOf(scene, layer, j) ?? 1;
              return numberCell("mask", mask, key(j), 0, { decimals: 2, off: mask === 0 });
            }),
          ]
        : []),
      row("\\times\\, g'", (j) => numberCell("slope", numberAt(slopes, j), key(j), 0, { decimals: 2 })),
      row(`= ${vector("\\delta", layer)}`, (j) =>
        numberCell("delta", numberAt(delta, j), key(j), reach([...sums, ...delta]), { edge: true }),
      ),
    ],
  };
}

export function propagateOutcome(scene: Scene): Outcome | null {
  if (depth(scene) === 1) return null;
  const delta = columnOf(layerOf(scene, 1).delta, scene.column);
  return { tex: `\\lVert ${vector("\\delta", 1)} \\rVert`, value: Math.hypot(...delta) };
}
