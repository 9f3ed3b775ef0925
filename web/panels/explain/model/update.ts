/** Step 4: clipping, weight decay, the optimizer's averages, and the step against the gradient. */
import { rowOf } from "../../../state/lookup.js";
import { isPlain } from "./digits.js";
import { type Equation, equation, type Part } from "./equation.js";
import { COLUMNS, ROWS } from "./forward.js";
import { isBias, parameterKey, parameterTex } from "./gradients.js";
import * as keys from "./keys.js";
import { type Cell, fold, folded, foldedRows, head, type Ledger, numberCell, reach, widthOf } from "./ledger.js";
import { shapeOf, vector } from "./letters.js";
import { ruleLines } from "./rules.js";
import { cell, type Focus, layerOf, norm, numberAt, parameterAt, type Scene } from "./scene.js";
import type { Outcome, StepContent } from "./step.js";

/** Whether no update moves the chosen parameter. */
export const isFrozen = (scene: Scene, focus: Focus): boolean => scene.frozen.has(parameterAt(scene, focus));

/** What is added to a gradient of which the sum of squares is taken, as PyTorch's clip_grad_norm_ does. */
const NORM_EPSILON = 1e-6;

export function update(scene: Scene, focus: Focus): StepContent {
  const { optimizer } = scene.trace.update;
  return {
    formulas: [rowOf(scene.catalog.optimizers, optimizer).formula],
    equations: equations(scene, focus),
    ledger: ledger(scene, focus),
  };
}

function parameterOf(scene: Scene, focus: Focus): number {
  const { weights, biases } = layerOf(scene, focus.layer);
  return isBias(scene, focus) ? numberAt(biases, focus.unit) : cell(weights, focus.unit, focus.input);
}

function equations(scene: Scene, focus: Focus): Equation[] {
  const { update, clipping } = scene.trace;
  const { optimizer, catalog } = { optimizer: scene.experiment.optimizer, catalog: scene.catalog };
  const at = parameterAt(scene, focus);
  const key = parameterKey(scene, focus);
  const letter = parameterTex(scene, focus);
  const weight: Part = { value: parameterOf(scene, focus), key };
  const frozen = isFrozen(scene, focus);
  const after: Part = { value: weight.value + numberAt(update.change, at), key };
  const lines: Equation[] = [];
  const traced: Part = { value: frozen ? 0 : numberAt(update.gradient, at), exact: frozen };
  let gradient: Part = { value: numberAt(update.clippedGradient, at) };
  if (clipping && clipping.kind === "norm" && clipping.factor < 1) {
    lines.push(
      equation(
        "g = \\nabla \\cdot \\frac{c}{\\lVert \\nabla \\rVert}",
        "g = #0 \\times \\frac{#1}{#2} ¦ = #=",
        [traced, { value: clipping.limit, exact: true }, { value: clipping.norm + NORM_EPSILON }],
        ([g, limit, length]) => (g * limit) / length,
        gradient,
      ),
    );
  } else if (clipping && clipping.kind === "value" && Math.abs(traced.value) > clipping.limit) {
    lines.push(
      equation(
        "g = \\max(-c, \\min(c, \\nabla))",
        "g = \\max(-#1, \\min(#1, #0)) ¦ = #=",
        [traced, { value: clipping.limit, exact: true }],
        ([g, limit]) => Math.max(-limit, Math.min(limit, g)),
        gradient,
      ),
    );
  }
  const row = rowOf(catalog.optimizers, update.optimizer);
  const value = (id: string): number => {
    const own = optimizer[id];
    return typeof own === "number" ? own : (row.parameters.find((parameter) => parameter.id === id)?.default ?? 0);
  };
  const decay = update.optimizer === "adamw" ? 0 : value("weightDecay");
  if (decay > 0 && !frozen) {
    const decayed: Part = { value: gradient.value + decay * weight.value };
    lines.push(
      equation(
        `g = g + \\lambda ${letter}`,
        "g = #0 + #1 \\times #(2) ¦ = #=",
        [gradient, { value: decay, exact: true }, weight],
        ([g, lambda, w]) => g + lambda * w,
        decayed,
      ),
    );
    gradient = decayed;
  }
  if (frozen) {
    return [
      ...lines,
      equation(letter, `${letter} \\leftarrow #0 - 0 = #=`, [weight], ([w]) => w, { value: weight.value, key }),
    ];
  }
  return [
    ...lines,
    ...ruleLines(update.optimizer, {
      weight,
      after,
      letter,
      gradient,
      rate: { value: update.learningRate, exact: isPlain(update.learningRate) },
      step: update.step,
      value,
      before: (name) => update.before[name]?.[at] ?? 0,
      state: (name) => update.after[name]?.[at] ?? 0,
    }),
  ];
}

/** What the update adds to every parameter of a layer. */
function ledger(scene: Scene, focus: Focus): Ledger {
  const { layer } = focus;
  const own = layerOf(scene, layer);
  const { change } = scene.trace.update;
  const inputs = own.weights.columns;
  const across = fold(inputs, focus.input, COLUMNS - 1);
  const down = fold(own.biases.length, focus.unit, ROWS);
  const columns = widthOf(across) + 2;
  const place = (unit: number, input: number) => parameterAt(scene, { layer, unit, input });
  const first = place(0, 0);
  const scale = reach(change.slice(first, first + own.weights.values.length + own.biases.length));
  const frozen = (at: number) => ({ off: scene.frozen.has(at) });
  const heads: Cell[] = [
    { kind: "empty" },
    head(`\\Delta ${vector("W", layer)}`, {
      span: widthOf(across),
      shape: shapeOf(own.weights.rows, own.weights.columns),
    }),
    head(`\\Delta ${vector("b", layer)}`),
  ];
  const rows = foldedRows(down, columns, (o): Cell[] => [
    head(String(o + 1), { key: keys.neuron(layer, o) }),
    ...folded(across, (k) => {
      const at = place(o, k);
      return numberCell("change", numberAt(change, at), keys.weight(layer, o, k), scale, frozen(at));
    }),
    numberCell("change", numberAt(change, place(o, inputs)), keys.bias(layer, o), scale, frozen(place(o, inputs))),
  ]);
  return { id: "update", columns, rows: [heads, ...rows] };
}

export function updateOutcome({ trace }: Scene): Outcome {
  return { tex: "\\lVert \\Delta \\theta \\rVert", value: norm(trace.update.change) };
}
