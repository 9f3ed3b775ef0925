/** The end of the way forward: the loss of one sample, its mean over the batch, and the penalty where there is one. */
import { rowOf } from "../../../state/lookup.js";
import { type Equation, equation, type Part } from "./equation.js";
import * as keys from "./keys.js";
import { lossText, type Piece } from "./losses.js";
import { cell, depth, layerOf, lossOf, type Scene, size, targetOf } from "./scene.js";
import type { StepContent } from "./step.js";

/** ln Σ eᶻ without overflow. */
export function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/** The loss of the chosen sample with its numbers. */
function sampleLoss(scene: Scene): Equation {
  const { experiment } = scene;
  const last = layerOf(scene, depth(scene));
  const text = lossText(experiment.loss);
  const outputs = last.biases.map((_, k) => ({
    z: { value: cell(last.preActivations, k, scene.column), key: keys.neuron(depth(scene), k) },
    a: { value: cell(last.activations, k, scene.column), key: keys.neuron(depth(scene), k) },
    t: targetOf(scene, k),
  }));
  const result = { value: lossOf(scene) };
  const letters = size(scene) > 1 ? `L_{${scene.column + 1}}` : "L";
  const right = Math.max(
    0,
    outputs.findIndex(({ t }) => t.value > 0.5),
  );
  const ofClass = text.ofClass ? outputs[right] : undefined;
  if (ofClass) {
    const { z, a } = ofClass;
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
    spans.push({ from: parts.length, to: parts.length + 1, evaluate: ([x = 0]) => x });
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

/** The loss with its numbers, and what it is a part of. */
export function lossContent(scene: Scene): StepContent {
  return {
    formulas: [rowOf(scene.catalog.losses, scene.experiment.loss).formula],
    equations: [sampleLoss(scene), ...objective(scene)],
    ledger: null,
  };
}
