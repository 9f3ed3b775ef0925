/** Step 1: how far the outputs are off, as the error δ of the last layer. */
import { activationText } from "./activations.js";
import { type Equation, equation, type Part } from "./equation.js";
import { ROWS } from "./forward.js";
import * as keys from "./keys.js";
import { type Cell, fold, foldedRows, head, type Ledger, numberCell, reach } from "./ledger.js";
import { entry, vector } from "./letters.js";
import { lossText } from "./losses.js";
import {
  activationOf,
  cell,
  columnOf,
  depth,
  type Focus,
  layerOf,
  numberAt,
  type Scene,
  size,
  targetOf,
} from "./scene.js";
import type { Outcome, StepContent } from "./step.js";

/** Whether the slope of the output's activation is a factor that is not 1 throughout. */
function hasSlope(scene: Scene): boolean {
  return lossText(scene.experiment.loss).slope && activationOf(scene, depth(scene)) !== "linear";
}

function formula(scene: Scene): string {
  const outputs = layerOf(scene, depth(scene)).biases.length;
  const delta = lossText(scene.experiment.loss).delta(outputs);
  const letters = hasSlope(scene) ? delta : delta.replace("\\, g'(z_k)", "");
  const index = outputs > 1 ? "k" : "";
  const mean = scene.batch ? "\\frac{1}{m} " : "";
  const body = outputs > 1 ? letters : letters.replaceAll("_k", "");
  const whole = mean && !hasSlope(scene) && body.startsWith("a") ? `${mean}(${body})` : `${mean}${body}`;
  return `\\delta_{${index}}^{[${depth(scene)}]} = \\frac{\\partial L}{\\partial z_{${index}}} = ${whole}`;
}

/** g′(z) of one neuron with its numbers; nothing where it is 1 throughout. */
export function slopeEquation(scene: Scene, layer: number, unit: number): Equation[] {
  const own = layerOf(scene, layer);
  const id = activationOf(scene, layer);
  if (!own.derivatives || id === "linear") return [];
  const text = activationText(id);
  const key = keys.neuron(layer, unit);
  const z = { value: cell(own.preActivations, unit, scene.column), key };
  const a = { value: cell(own.activations, unit, scene.column), key };
  const left = `g'(${entry("z", layer, unit)})`;
  return [
    equation(`g'(z) = ${text.slope}`, `${left} = ${text.slopeNumbers} ¦ = #=`, [z, a], ([x, y]) => text.slopeOf(x, y), {
      value: cell(own.derivatives, unit, scene.column),
    }),
  ];
}

function deltaEquation(scene: Scene, unit: number): Equation {
  const layer = depth(scene);
  const own = layerOf(scene, layer);
  const key = keys.neuron(layer, unit);
  const text = lossText(scene.experiment.loss);
  const a: Part = { value: cell(own.activations, unit, scene.column), key };
  const z: Part = { value: cell(own.preActivations, unit, scene.column), key };
  const t: Part = targetOf(scene, unit);
  const error = text.error({ z, a, t });
  const factor = text.errorFactor(own.biases.length);
  const parts: Part[] = [...error.parts];
  const m = scene.batch ? size(scene) : 1;
  let template = `${factor.template} ${error.template}`;
  let slope = (_: readonly number[]) => 1;
  if (hasSlope(scene)) {
    const place = parts.length;
    template += ` ¦ \\times #(${place})`;
    parts.push({ value: own.derivatives ? cell(own.derivatives, unit, scene.column) : 1 });
    slope = (values) => numberAt(values, place);
  }
  if (m > 1) template = `\\frac{1}{${m}} ¦ \\times ${template}`;
  else if (!factor.template && !hasSlope(scene)) template = template.replace(/^\s*\((.*)\)$/, "$1");
  const letters = entry("\\delta", layer, unit);
  return equation(
    letters,
    `${letters} = ${template} ¦ = #=`,
    parts,
    (values) => (factor.value / m) * error.evaluate(values) * slope(values),
    { value: cell(own.delta, unit, scene.column), key },
  );
}

/** An output a row: what it should be, what it is, the slope, the error. */
function ledger(scene: Scene, focus: Focus): Ledger {
  const layer = depth(scene);
  const own = layerOf(scene, layer);
  const down = fold(own.biases.length, focus.unit, ROWS);
  const slopes = hasSlope(scene) && own.derivatives ? columnOf(own.derivatives, scene.column) : null;
  const a = columnOf(own.activations, scene.column);
  const t = columnOf(scene.trace.target, scene.column);
  const delta = columnOf(own.delta, scene.column);
  const columns = slopes ? 6 : 5;
  const top: Cell[] = [
    { kind: "empty" },
    head("\\boldsymbol{t}"),
    head(vector("a", layer)),
    head("\\boldsymbol{a} - \\boldsymbol{t}"),
    ...(slopes ? [head("g'(\\boldsymbol{z})")] : []),
    head(vector("\\delta", layer)),
  ];
  const rows = foldedRows(down, columns, (k): Cell[] => {
    const key = keys.neuron(layer, k);
    const [target, output] = [numberAt(t, k), numberAt(a, k)];
    return [
      head(String(k + 1), { key }),
      numberCell("target", target, null, 0),
      numberCell("activation", output, key, reach([...a, ...t]), { edge: true }),
      numberCell("product", output - target, null, 0),
      ...(slopes ? [numberCell("outputSlope", numberAt(slopes, k), null, 0)] : []),
      numberCell("delta", numberAt(delta, k), key, reach(delta), { edge: true }),
    ];
  });
  return { id: "output", columns, rows: [top, ...rows] };
}

export function outputError(scene: Scene, focus: Focus): StepContent {
  const slope = hasSlope(scene) ? slopeEquation(scene, depth(scene), focus.unit) : [];
  return {
    formulas: [formula(scene)],
    equations: [...slope, deltaEquation(scene, focus.unit)],
    ledger: ledger(scene, focus),
  };
}

export function outputErrorOutcome(scene: Scene): Outcome {
  const layer = depth(scene);
  const delta = columnOf(layerOf(scene, layer).delta, scene.column);
  if (delta.length === 1) return { tex: `\\delta^{[${layer}]}`, value: numberAt(delta, 0) };
  return { tex: `\\lVert ${vector("\\delta", layer)} \\rVert`, value: Math.hypot(...delta) };
}
