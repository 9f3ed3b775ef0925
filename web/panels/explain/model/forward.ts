/** Forward: the weighted sums, the activations, and at the end the loss. */
import { rowOf } from "../../../state/lookup.js";
import { activationText } from "./activations.js";
import { type Equation, equation, type Part, statement, sumOfProducts } from "./equation.js";
import * as keys from "./keys.js";
import { type Cell, fold, folded, foldedRows, head, type Ledger, numberCell, reach, widthOf } from "./ledger.js";
import { entry, shapeOf, vector, weightEntry } from "./letters.js";
import { lossText, type Piece } from "./losses.js";
import {
  activationOf,
  cell,
  columnOf,
  depth,
  type Focus,
  inputOf,
  layerOf,
  maskOf,
  type Scene,
  size,
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
  summands.push([{ value: own.biases[unit], key: keys.bias(layer, unit) }]);
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

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/** The loss of the chosen sample with its numbers. */
function sampleLoss(scene: Scene): Equation {
  const { trace, experiment } = scene;
  const last = layerOf(scene, depth(scene));
  const text = lossText(experiment.loss);
  const outputs = last.biases.map((_, k) => ({
    z: { value: cell(last.preActivations, k, scene.column), key: keys.neuron(depth(scene), k) },
    a: { value: cell(last.activations, k, scene.column), key: keys.neuron(depth(scene), k) },
    t: { value: cell(trace.target, k, scene.column), exact: true },
  }));
  const result = { value: trace.losses[scene.column] };
  const letters = size(scene) > 1 ? `L_{${scene.column + 1}}` : "L";
  if (text.ofClass) {
    const right = Math.max(
      0,
      outputs.findIndex(({ t }) => t.value > 0.5),
    );
    const { z, a } = outputs[right];
    // Where the probability is near 0 or 1, the loss is computed from z without losing digits.
    const total = logSumExp(outputs.map((output) => output.z.value));
    const near = a.value < 1e-3 || a.value > 0.999;
    return near
      ? equation(
          letters,
          `${letters} = \\ln \\sum_k e^{z_k} - z_{${right + 1}} ¦ = #0 - #(1) ¦ = #=`,
          [{ value: total }, z],
          ([sum, own]) => sum - own,
          result,
        )
      : equation(
          letters,
          `${letters} = -\\ln a_{${right + 1}} ¦ = -\\ln #0 ¦ = #=`,
          [a],
          ([x]) => -Math.log(x),
          result,
        );
  }
  const factor = text.factor(outputs.length);
  return sumOfPieces(letters, factor, outputs.map(text.share), result);
}

const MOST_PIECES = 3;

function sumOfPieces(
  letters: string,
  factor: { template: string; value: number },
  pieces: readonly Piece[],
  result: Part,
): Equation {
  const shown = pieces.slice(0, pieces.length > MOST_PIECES ? MOST_PIECES - 1 : MOST_PIECES);
  const rest = pieces.slice(shown.length);
  const parts: Part[] = [];
  const spans: { from: number; to: number; evaluate: Piece["evaluate"] }[] = [];
  const templates = shown.map((piece) => {
    const from = parts.length;
    parts.push(...piece.parts);
    spans.push({ from, to: parts.length, evaluate: piece.evaluate });
    return piece.template.replace(
      /#(\(?)(\d+)(\)?)/g,
      (_, open: string, index: string, close: string) => `#${open}${Number(index) + from}${close}`,
    );
  });
  if (rest.length > 0) {
    const value = rest.reduce((sum, piece) => sum + piece.evaluate(piece.parts.map((part) => part.value)), 0);
    templates.push(`\\dots + #${parts.length}`);
    spans.push({ from: parts.length, to: parts.length + 1, evaluate: ([x]) => x });
    parts.push({ value });
  }
  const body = templates.join(" ¦ + ");
  const whole =
    factor.template && templates.length > 1
      ? `${factor.template} \\bigl[ ${body} \\bigr]`
      : `${factor.template} ${body}`;
  return equation(
    letters,
    `${letters} = ${whole} ¦ = #=`,
    parts,
    (values) => factor.value * spans.reduce((sum, { from, to, evaluate }) => sum + evaluate(values.slice(from, to)), 0),
    result,
  );
}

/** The mean over the batch, and the penalty where there is one. */
function objective({ trace, batch, experiment }: Scene): Equation[] {
  const equations: Equation[] = [];
  const { losses, loss, penalty } = trace;
  const m = losses.length;
  if (batch && m > 1) {
    const written = losses.slice(0, m > 3 ? 2 : m).map((value) => ({ value }));
    const rest = losses.slice(written.length).reduce((sum, value) => sum + value, 0);
    const parts = m > 3 ? [...written, { value: rest }] : written;
    const places = parts.map((_, i) => (m > 3 && i === parts.length - 1 ? `\\dots + #${i}` : `#${i}`));
    equations.push(
      equation(
        "L = \\frac{1}{m} \\sum_s L_s",
        `L = \\frac{1}{${m}} (${places.join(" + ")}) ¦ = #=`,
        parts,
        (values) => values.reduce((sum, value) => sum + value, 0) / m,
        { value: loss },
      ),
    );
  }
  const { l1, l2 } = experiment.regularization;
  if (l1 > 0 || l2 > 0) {
    const terms = [l1 > 0 ? "\\lambda_1 \\lvert w \\rvert" : "", l2 > 0 ? "\\frac{\\lambda_2}{2} w^2" : ""].filter(
      Boolean,
    );
    equations.push(
      equation(
        `J = L + \\sum_w ${terms.length > 1 ? `\\bigl( ${terms.join(" + ")} \\bigr)` : terms[0]}`,
        "J = #0 + #(1) ¦ = #=",
        [{ value: loss }, { value: penalty }],
        ([data, weights]) => data + weights,
        { value: loss + penalty },
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
      numberCell("activation", input[k], keys.neuron(layer - 1, k), reach(input), { decimals: 2, edge: true }),
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
    const passedOn = { decimals: 2, edge: true, off: mask === 0 };
    return [
      head(String(o + 1), { key: keys.neuron(layer, o) }),
      ...folded(across, (k) =>
        numberCell("weight", cell(own.weights, o, k), keys.weight(layer, o, k), weights, { decimals: 2 }),
      ),
      numberCell("bias", own.biases[o], keys.bias(layer, o), weights, { decimals: 2 }),
      numberCell("preActivation", z[o], keys.neuron(layer, o), 0, { decimals: 2, edge: true }),
      numberCell("activation", a[o], keys.neuron(layer, o), reach(a), { decimals: 2, edge: true }),
      ...(mask === null ? [] : [numberCell("passedOn", a[o] * mask, keys.neuron(layer, o), reach(a), passedOn)]),
    ];
  });
  return { id: "forward", columns, rows: [top, heads, ...rows] };
}

export function forward(scene: Scene, focus: Focus, words: Words): StepContent {
  const { layer } = focus;
  const last = layer === depth(scene);
  const output = activationOf(scene, layer);
  const rows = last ? scene.catalog.outputActivations : scene.catalog.activations;
  const formulas = [
    `\\boldsymbol{z}^{[${layer}]} = \\boldsymbol{W}^{[${layer}]} \\boldsymbol{a}^{[${layer - 1}]} + \\boldsymbol{b}^{[${layer}]}`,
    `\\boldsymbol{a}^{[${layer}]} = g(\\boldsymbol{z}^{[${layer}]}),\\quad ${rowOf(rows, output).formula}`,
  ];
  const equations = neuronEquations(scene, focus, words);
  if (last) {
    formulas.push(rowOf(scene.catalog.losses, scene.experiment.loss).formula);
    equations.push(sampleLoss(scene), ...objective(scene));
  }
  return { formulas, equations, ledger: ledger(scene, focus) };
}
