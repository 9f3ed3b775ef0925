/** What a weight or a bias is called: between which neurons it lies. */
import type { MessageKey } from "../../i18n/index.js";
import type { Ref } from "../../state/ref.js";
import type { State } from "../../state/state.js";
import { columnNames, featureName } from "../../view/names.js";
import { columnsOf } from "../../view/neurons.js";

type Say = (key: MessageKey, values?: Record<string, string | number>) => string;

/** A neuron's place, a feature by its name. */
export function neuronName(state: Readonly<State>, layer: number, index: number, t: Say): string {
  if (layer === 0) return feature(state, index, t);
  return layer === state.layers.length
    ? t("stage.outputNo", { n: index + 1 })
    : t("stage.neuronNo", { layer, n: index + 1 });
}

/** The two neurons of a weight, or whose bias it is; empty for anything else. */
export function weightName(state: Readonly<State>, ref: Ref | null, t: Say): string {
  if (ref?.kind === "weight")
    return `${neuronName(state, ref.layer - 1, ref.from, t)} → ${neuronName(state, ref.layer, ref.to, t)}`;
  return ref?.kind === "bias" ? t("stage.biasOf", { place: neuronName(state, ref.layer, ref.to, t) }) : "";
}

/** The name of a feature; of an image's pixel where the features stand as one block. */
function feature(state: Readonly<State>, index: number, t: Say): string {
  const [features] = columnsOf(state, (row) => featureName(state, row));
  const found = features?.neurons.find((neuron) => neuron.index === index)?.label;
  return found ?? columnNames(state)[index] ?? t("stage.featureNo", { n: index + 1 });
}
