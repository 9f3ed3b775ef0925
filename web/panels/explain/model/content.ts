/** The whole panel as plain values: which step shows what, and what a closed one says. */

import type { Ref } from "../../../state/ref.js";
import type { Explained } from "../../../state/state.js";
import { forward } from "./forward.js";
import { gradients, gradientsOutcome } from "./gradients.js";
import { lossContent } from "./loss.js";
import { outputError, outputErrorOutcome } from "./output-error.js";
import { propagate, propagateOutcome } from "./propagate.js";
import {
  cell,
  columnOf,
  depth,
  type Focus,
  largest,
  layerOf,
  lossOf,
  parameterAt,
  type Scene,
  sampleOf,
} from "./scene.js";
import type { Outcome, StepContent, StepId, Words } from "./step.js";
import { update, updateOutcome } from "./update.js";

/** Where the loss stands among the layers of the way forward: after the last. */
export const lossAt = (scene: Scene): number => depth(scene) + 1;

/** A layer that has neurons: of the loss the last one. */
const neuronsAt = (scene: Scene, layer: number) => layerOf(scene, Math.min(layer, depth(scene)));

/**
 * The layers between which a step lets one choose, in the order in which it visits them; forward ends with the loss
 * ({@link lossAt}). Formulas and tables are those of dense layers, so a step leaves out where it would need others.
 */
export function layersOf(scene: Scene, step: StepId): number[] {
  const isDense = (layer: number) => scene.layers[layer - 1]?.kind === "dense";
  const layers = Array.from({ length: depth(scene) }, (_, index) => index + 1);
  if (step === "forward") return [...layers.filter(isDense), lossAt(scene)];
  if (step === "output") return [depth(scene)];
  const back = layers.reverse();
  if (step !== "propagate") return back.filter(isDense);
  return back.slice(1).filter((layer) => isDense(layer) && isDense(layer + 1));
}

export function contentOf(scene: Scene, step: StepId, focus: Focus, words: Words): StepContent {
  switch (step) {
    case "forward":
      return focus.layer === lossAt(scene) ? lossContent(scene) : forward(scene, focus, words);
    case "output":
      return outputError(scene, focus);
    case "propagate":
      return propagate(scene, focus, words);
    case "gradients":
      return gradients(scene, focus, words);
    case "update":
      return update(scene, focus);
  }
}

export function outcomeOf(scene: Scene, step: StepId): Outcome | null {
  switch (step) {
    case "forward": {
      const { trace, batch } = scene;
      return { tex: "L", value: batch ? trace.loss : lossOf(scene) };
    }
    case "output":
      return outputErrorOutcome(scene);
    case "propagate":
      return propagateOutcome(scene);
    case "gradients":
      return gradientsOutcome(scene);
    case "update":
      return updateOutcome(scene);
  }
}

/** Where a step looks when nothing is pointed at: at the largest error, and the largest product under it. */
export function focusOf(scene: Scene, step: StepId, layer: number): Focus {
  const own = neuronsAt(scene, layer);
  const unit = largest(columnOf(own.delta, scene.column));
  if (step === "propagate") {
    const next = scene.trace.layers[layer];
    const errors = next ? columnOf(next.delta, scene.column) : [];
    return { layer, unit, input: next ? largest(errors.map((delta, o) => delta * cell(next.weights, o, unit))) : 0 };
  }
  if (step === "forward" || step === "output") return { layer, unit, input: 0 };
  const row = Array.from({ length: own.weights.columns }, (_, k) => cell(own.weightGradients, unit, k));
  return { layer, unit, input: row.length > 0 ? largest(row) : 0 };
}

/**
 * What a step looks at when something is pointed at: null where the pointed thing is not in it at this layer.
 * While propagating, `input` counts the neurons of the layer after.
 */
export function focusAt(scene: Scene, step: StepId, layer: number, ref: Ref | null, before: Focus): Focus | null {
  if (!ref) return null;
  const inputs = neuronsAt(scene, layer).weights.columns;
  switch (ref.kind) {
    case "weight":
      if (step === "propagate") {
        return ref.layer === layer + 1 ? { layer, unit: ref.from, input: ref.to } : null;
      }
      return ref.layer === layer ? { layer, unit: ref.to, input: ref.from } : null;
    case "bias":
      return ref.layer === layer && step !== "propagate" ? { layer, unit: ref.to, input: inputs } : null;
    case "neuron":
      if (ref.layer === layer) return { ...before, layer, unit: ref.index };
      if (step === "propagate") return ref.layer === layer + 1 ? { ...before, layer, input: ref.index } : null;
      return ref.layer === layer - 1 ? { ...before, layer, input: ref.index } : null;
    default:
      return null;
  }
}

/** The layer at which a step shows a reference: that of a neuron's own equation, and of a weight's gradient. */
export function layerFor(scene: Scene, step: StepId, ref: Ref | null): number | null {
  const choices = layersOf(scene, step);
  if (ref?.kind !== "neuron" && ref?.kind !== "weight" && ref?.kind !== "bias") return null;
  const wanted = ref.kind === "weight" && step === "propagate" ? ref.layer - 1 : ref.layer;
  return choices.includes(wanted) ? wanted : null;
}

/** The numbers of a step that stand on the neurons of the network: what goes into the layer shown, and what comes out. */
export function explainedOf(scene: Scene, step: StepId, focus: Focus): Explained {
  const { layer } = focus;
  const { trace, column } = scene;
  const activations = (at: number) => ({
    layer: at,
    letter: "a",
    values: columnOf(at === 0 ? trace.input : layerOf(scene, at).activations, column),
  });
  const errors = (at: number) => ({ layer: at, letter: "δ", values: columnOf(layerOf(scene, at).delta, column) });
  const sample = sampleOf(scene);
  const into = Math.min(layer, depth(scene));
  const still = { sample, layers: [into - 1, into], flow: null };
  switch (step) {
    case "forward": {
      const chips = [activations(into - 1), activations(into)];
      return { ...still, chips, flow: layer === into ? "forwards" : null };
    }
    case "output":
      return { ...still, chips: [errors(into)] };
    case "propagate":
      if (layer >= depth(scene)) return { ...still, chips: [] };
      return { sample, chips: [errors(layer), errors(layer + 1)], layers: [layer, layer + 1], flow: "backwards" };
    case "gradients":
    case "update": {
      const chips = [activations(layer - 1), errors(layer)];
      return { ...still, chips, ...(step === "gradients" ? { parameter: parameterAt(scene, focus) } : {}) };
    }
  }
}
