/** Step 3: the gradient of a weight is the error after it times the activation before it, added up over the batch. */
import { type Equation, equation, type Part, sumOf, sumOfProducts } from "./equation.js";
import { COLUMNS, ROWS } from "./forward.js";
import * as keys from "./keys.js";
import { type Cell, fold, folded, foldedRows, head, type Ledger, numberCell, reach, widthOf } from "./ledger.js";
import { entry, shapeOf, vector, weightEntry } from "./letters.js";
import {
  cell,
  columnOf,
  type Focus,
  inputOf,
  layerOf,
  norm,
  numberAt,
  parameterAt,
  type Scene,
  size,
} from "./scene.js";
import type { Outcome, StepContent, Words } from "./step.js";

/** Whether the chosen parameter is a bias. */
export const isBias = (scene: Scene, { layer, input }: Focus): boolean =>
  input >= layerOf(scene, layer).weights.columns;

export const parameterKey = (scene: Scene, focus: Focus): string =>
  isBias(scene, focus) ? keys.bias(focus.layer, focus.unit) : keys.weight(focus.layer, focus.unit, focus.input);

export const parameterTex = (scene: Scene, focus: Focus): string =>
  isBias(scene, focus) ? entry("b", focus.layer, focus.unit) : weightEntry(focus.layer, focus.unit, focus.input);

const inputTex = (scene: Scene, layer: number): string =>
  scene.trace.layers[layer - 2]?.dropped
    ? `\\tilde{\\boldsymbol{a}}^{[${layer - 1}]`
    : `\\boldsymbol{a}^{[${layer - 1}]`;

export function gradients(scene: Scene, focus: Focus, words: Words): StepContent {
  const { layer } = focus;
  const delta = `\\boldsymbol{\\delta}^{[${layer}]}`;
  const { l1, l2 } = scene.experiment.regularization;
  const penalty =
    (l1 > 0 ? `¦ + \\lambda_1 \\operatorname{sign} \\boldsymbol{W}^{[${layer}]}` : "") +
    (l2 > 0 ? `¦ + \\lambda_2 \\boldsymbol{W}^{[${layer}]}` : "");
  const many = size(scene) > 1;
  const sum = many ? "\\sum_s " : "";
  const index = many ? "_s" : "";
  return {
    formulas: [
      `\\partial \\boldsymbol{W}^{[${layer}]} = ${sum}${delta}${index} \\cdot ${inputTex(scene, layer)}\\top}${index}${penalty}`,
      `\\partial \\boldsymbol{b}^{[${layer}]} = ${sum}${delta}${index}`,
    ],
    equations: equations(scene, focus, words),
    ledger: ledger(scene, focus),
    ...(many ? { samples: samplesLedger(scene, focus) } : {}),
  };
}

/** The traced gradient of a parameter, the penalty's part included. */
export function gradientOf(scene: Scene, focus: Focus): number {
  const { weightGradients, biasGradients } = layerOf(scene, focus.layer);
  return isBias(scene, focus) ? numberAt(biasGradients, focus.unit) : cell(weightGradients, focus.unit, focus.input);
}

/** What the penalty adds to the gradient of a weight. */
function penaltyOf(scene: Scene, focus: Focus): number {
  if (isBias(scene, focus)) return 0;
  const { l1, l2 } = scene.experiment.regularization;
  const weight = cell(layerOf(scene, focus.layer).weights, focus.unit, focus.input);
  return l1 * Math.sign(weight) + l2 * weight;
}

function equations(scene: Scene, focus: Focus, words: Words): Equation[] {
  const { layer, unit, input } = focus;
  const own = layerOf(scene, layer);
  const bias = isBias(scene, focus);
  const a = inputOf(scene, layer);
  const penalty = penaltyOf(scene, focus);
  const total: Part = { value: gradientOf(scene, focus), key: parameterKey(scene, focus) };
  const { l1, l2 } = scene.experiment.regularization;
  const penalised = !bias && (l1 > 0 || l2 > 0);
  const result: Part = penalised ? { value: total.value - penalty } : total;
  const one: Part = { value: 1, exact: true };
  const summands: Part[][] = own.delta.values
    .slice(unit * size(scene), (unit + 1) * size(scene))
    .map((value, s) => [
      { value, key: keys.neuron(layer, unit) },
      bias ? one : { value: cell(a, input, s), key: keys.neuron(layer - 1, input) },
    ]);
  const left = (letter: string) => `\\frac{\\partial ${letter}}{\\partial ${parameterTex(scene, focus)}}`;
  const aTex = bias ? "1" : entry("a", layer - 1, input);
  const sum = size(scene) > 1 ? "\\sum_s " : "";
  const data = sumOfProducts(
    `${left("L")} = ${sum}${entry("\\delta", layer, unit)} \\times ${aTex}`,
    summands,
    scene.column,
    result,
    words.more,
  );
  const list: Equation[] = [{ ...data, numbers: `${left("L")} = ${data.numbers}` }];
  if (penalised) {
    const weight: Part = { value: cell(own.weights, unit, input), key: parameterKey(scene, focus) };
    const parts: Part[] = [result];
    let template = `${left("J")} = #0`;
    const lengths = [1];
    if (l1 > 0) {
      template += ` ¦ + #(${parts.length})`;
      lengths.push(1);
      parts.push({ value: l1 * Math.sign(weight.value), exact: true });
    }
    if (l2 > 0) {
      template += ` ¦ + #(${parts.length}) \\times #(${parts.length + 1})`;
      lengths.push(2);
      parts.push({ value: l2, exact: true }, weight);
    }
    list.push(
      equation(
        `${left("J")} = ${left("L")}${l1 > 0 ? " + \\lambda_1 \\operatorname{sign} w" : ""}${l2 > 0 ? " + \\lambda_2 w" : ""}`,
        `${template} ¦ = #=`,
        parts,
        sumOf(lengths),
        total,
      ),
    );
  }
  return list;
}

/** A multiplication table: activations across the top with a final 1, errors down the left, products inside. */
function ledger(scene: Scene, focus: Focus): Ledger {
  const { layer } = focus;
  const own = layerOf(scene, layer);
  const many = size(scene) > 1;
  const a = columnOf(inputOf(scene, layer), scene.column);
  const delta = columnOf(own.delta, scene.column);
  const across = fold(a.length, focus.input, COLUMNS - 1);
  const down = fold(own.biases.length, focus.unit, ROWS);
  const columns = widthOf(across) + 2;
  const all = reach([...own.weightGradients.values, ...own.biasGradients]);
  const frozen = (unit: number, input: number) => ({
    off: scene.frozen.has(parameterAt(scene, { layer, unit, input })),
  });
  const top: Cell[] = [
    head(`${inputTex(scene, layer)}}`),
    ...folded(across, (k) =>
      numberCell("activation", numberAt(a, k), keys.neuron(layer - 1, k), reach(a), { decimals: 2, edge: true }),
    ),
    { kind: "number", quantity: "one", value: 1, text: "1", key: null, tone: 0, edge: true },
  ];
  const heads: Cell[] = [
    head(vector("\\delta", layer)),
    head(`\\partial ${vector("W", layer)}`, {
      span: widthOf(across),
      shape: shapeOf(own.weights.rows, own.weights.columns),
    }),
    head(`\\partial ${vector("b", layer)}`),
  ];
  const rows = foldedRows(down, columns, (o): Cell[] => [
    numberCell("delta", numberAt(delta, o), keys.neuron(layer, o), reach(delta), { edge: true }),
    ...folded(across, (k) =>
      numberCell("gradient", cell(own.weightGradients, o, k), keys.weight(layer, o, k), all, frozen(o, k)),
    ),
    numberCell("gradient", numberAt(own.biasGradients, o), keys.bias(layer, o), all, frozen(o, a.length)),
  ]);
  // Of a batch the products inside are sums over its samples, of which the edges show one.
  const note: Cell[][] = many ? [[{ kind: "note", message: "sampleRule", span: columns }]] : [];
  return { id: "gradients", columns, rows: [top, heads, ...rows, ...note] };
}

/** How the samples of a batch add up to one gradient. */
function samplesLedger(scene: Scene, focus: Focus): Ledger {
  const { layer, unit, input } = focus;
  const own = layerOf(scene, layer);
  const bias = isBias(scene, focus);
  const a = inputOf(scene, layer);
  const m = size(scene);
  const across = fold(m, scene.column, COLUMNS);
  const columns = 1 + widthOf(across);
  const errors = Array.from({ length: m }, (_, s) => cell(own.delta, unit, s));
  const inputs = Array.from({ length: m }, (_, s) => (bias ? 1 : cell(a, input, s)));
  const products = errors.map((value, s) => value * numberAt(inputs, s));
  const sample = (s: number) => numberAt(scene.trace.samples, s);
  const key = (s: number) => keys.sample(sample(s));
  const row = (tex: string, cells: (s: number) => Cell): Cell[] => [head(tex), ...folded(across, cells)];
  return {
    id: "samples",
    columns,
    rows: [
      row("s", (s) => ({
        kind: "number",
        quantity: "one",
        value: sample(s),
        text: `#${sample(s) + 1}`,
        key: key(s),
        tone: 0,
      })),
      row(entry("\\delta", layer, unit), (s) => numberCell("delta", numberAt(errors, s), key(s), reach(errors))),
      row(`\\times ${bias ? "1" : entry("a", layer - 1, input)}`, (s) =>
        numberCell(bias ? "one" : "activation", numberAt(inputs, s), key(s), bias ? 0 : reach(inputs), { decimals: 2 }),
      ),
      row("=", (s) => numberCell("product", numberAt(products, s), key(s), reach(products), { edge: true })),
    ],
  };
}

export function gradientsOutcome({ trace }: Scene): Outcome {
  return { tex: "\\lVert \\nabla J \\rVert", value: norm(trace.update.gradient) };
}
