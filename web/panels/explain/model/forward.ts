/** Forward: the weighted sums and the activations of a layer. */
import { rowOf } from "../../../state/lookup.js";
import { activationText } from "./activations.js";
import { type Equation, equation, type Part, statement, sumOfProducts } from "./equation.js";
import * as keys from "./keys.js";
import { type Cell, fold, folded, foldedRows, head, type Ledger, numberCell, reach, widthOf } from "./ledger.js";
import { entry, shapeOf, vector, weightEntry } from "./letters.js";
import { logSumExp } from "./loss.js";
import {
  activationOf,
  cell,
  columnOf,
  depth,
  type Focus,
  inputOf,
  layerOf,
  maskOf,
  numberAt,
  type Scene,
} from "./scene.js";
import type { StepContent, Words } from "./step.js";

/** Columns and rows of a table that fit beside the stage. */
export const COLUMNS = 7;
export const ROWS = 8;

/** z and a of one neuron; the chosen sample's. */
function neuronEquations(scene: Scene, focus: Focus, words: Words): Equation[] {
  const { layer, unit } = focus;
  const own = layerOf(scene, layer);
  const input = columnOf(inputOf(scene, layer), scene.column);
  const summands: Part[][] = input.map((value, k) => [
    { value: cell(own.weights, unit, k), key: keys.weight(layer, unit, k) },
    { value, key: keys.neuron(layer - 1, k) },
  ]);
  summands.push([{ value: numberAt(own.biases, unit), key: keys.bias(layer, unit) }]);
  const z: Part = { value: cell(own.preActivations, unit, scene.column), key: keys.neuron(layer, unit) };
  const a: Part = { value: cell(own.activations, unit, scene.column), key: keys.neuron(layer, unit) };
  const zTex = entry("z", layer, unit);
  const sum = sumOfProducts(
    `${zTex} = \\sum_k ${weightEntry(layer, unit, 0).replace(",1}", ",k}")}\\, a_k^{[${layer - 1}]} + ${entry("b", layer, unit)}`,
    summands,
    focus.input,
    z,
    words.more,
  );
  const equations = [{ ...sum, numbers: `${zTex} = ${sum.numbers}` }];
  const aTex = entry("a", layer, unit);
  if (activationOf(scene, layer) === "softmax") {
    const all = columnOf(own.preActivations, scene.column);
    const total = logSumExp(all);
    equations.push(
      equation(
        `${aTex} = \\frac{e^{z_{${unit + 1}}}}{\\sum_j e^{z_j}}`,
        `${aTex} = e^{#0 - #(1)} ¦ = #=`,
        [z, { value: total }],
        ([own, sum]) => Math.exp(own - sum),
        a,
      ),
      statement("\\ln \\sum_j e^{z_j}", total),
    );
  } else {
    const text = activationText(activationOf(scene, layer));
    equations.push(
      equation(`${aTex} = g(${zTex})`, `${aTex} = ${text.value("#0")} ¦ = #=`, [z], ([x]) => text.compute(x), a),
    );
  }
  const mask = maskOf(scene, layer, unit);
  if (mask !== null) {
    const out: Part = { value: a.value * mask };
    equations.push(
      equation(
        `\\tilde a_{${unit + 1}}^{[${layer}]} = ${aTex} \\times \\mathrm{mask}`,
        `\\tilde a_{${unit + 1}}^{[${layer}]} = #0 \\times #(1) ¦ = #=`,
        [a, { value: mask, exact: mask === 0 }],
        ([x, y]) => x * y,
        out,
      ),
    );
  }
  return equations;
}

/** The inputs across the top, a row of weights for each neuron, its sum and its activation at the right. */
function ledger(scene: Scene, focus: Focus): Ledger {
  const { layer } = focus;
  const own = layerOf(scene, layer);
  const input = columnOf(inputOf(scene, layer), scene.column);
  const masked = own.dropped !== undefined;
  const across = fold(input.length, focus.input, masked ? 4 : 5);
  const down = fold(own.biases.length, focus.unit, ROWS);
  const z = columnOf(own.preActivations, scene.column);
  const a = columnOf(own.activations, scene.column);
  const weights = reach([...own.weights.values, ...own.biases]);
  const columns = widthOf(across) + 4 + (masked ? 1 : 0);
  const top: Cell[] = [
    head(vector("a", layer - 1)),
    ...folded(across, (k) =>
      numberCell("activation", numberAt(input, k), keys.neuron(layer - 1, k), reach(input), {
        decimals: 2,
        edge: true,
      }),
    ),
    { kind: "number", quantity: "one", value: 1, text: "1", key: null, tone: 0, edge: true },
    { kind: "empty", span: 2 + (masked ? 1 : 0) },
  ];
  const heads: Cell[] = [
    { kind: "empty" },
    head(vector("W", layer), { span: widthOf(across), shape: shapeOf(own.weights.rows, own.weights.columns) }),
    head(vector("b", layer)),
    head(vector("z", layer)),
    head(vector("a", layer)),
    ...(masked ? [head(`\\tilde{\\boldsymbol{a}}^{[${layer}]}`)] : []),
  ];
  const rows = foldedRows(down, columns, (o): Cell[] => {
    const mask = maskOf(scene, layer, o);
    const value = numberAt(a, o);
    const passedOn = { decimals: 2, edge: true, off: mask === 0 };
    return [
      head(String(o + 1), { key: keys.neuron(layer, o) }),
      ...folded(across, (k) =>
        numberCell("weight", cell(own.weights, o, k), keys.weight(layer, o, k), weights, { decimals: 2 }),
      ),
      numberCell("bias", numberAt(own.biases, o), keys.bias(layer, o), weights, { decimals: 2 }),
      numberCell("preActivation", numberAt(z, o), keys.neuron(layer, o), 0, { decimals: 2, edge: true }),
      numberCell("activation", value, keys.neuron(layer, o), reach(a), { decimals: 2, edge: true }),
      ...(mask === null ? [] : [numberCell("passedOn", value * mask, keys.neuron(layer, o), reach(a), passedOn)]),
    ];
  });
  return { id: "forward", columns, rows: [top, heads, ...rows] };
}

export function forward(scene: Scene, focus: Focus, words: Words): StepContent {
  const { layer } = focus;
  const rows = layer === depth(scene) ? scene.catalog.outputActivations : scene.catalog.activations;
  return {
    formulas: [
      `\\boldsymbol{z}^{[${layer}]} = \\boldsymbol{W}^{[${layer}]} \\boldsymbol{a}^{[${layer - 1}]} + \\boldsymbol{b}^{[${layer}]}`,
      `\\boldsymbol{a}^{[${layer}]} = g(\\boldsymbol{z}^{[${layer}]})`,
      rowOf(rows, activationOf(scene, layer)).formula,
    ],
    equations: neuronEquations(scene, focus, words),
    ledger: ledger(scene, focus),
  };
}
