/** What the button of a neuron is called where it is read aloud. */
import { translate } from "../../i18n/index.js";
import { fixed } from "../../i18n/numbers.js";
import { biasIndex } from "../../state/parameters.js";
import type { State } from "../../state/state.js";
import type { Node } from "./nodes-layer.js";

/** Its name, with the number that stands on it where there is one. */
export function spokenName(state: Readonly<State>, node: Node): string {
  const name = ownName(state, node);
  const shown = node.chip?.textContent;
  return shown ? `${name}${state.language === "zh" ? "，" : ", "}${shown}` : name;
}

function ownName({ language, parameters, layers }: Readonly<State>, { column, neuron }: Node): string {
  if (column.kind === "image") return translate(language, "stage.imageInput");
  if (column.kind === "features") return translate(language, "stage.feature", { name: neuron.label });
  const index = neuron.index ?? 0;
  const bias = fixed(parameters?.[biasIndex(layers, column.layer, index) ?? -1] ?? 0, 3);
  if (column.kind === "output")
    return translate(language, "stage.outputNeuron", { n: neuron.label || index + 1, bias });
  return translate(language, "stage.hiddenNeuron", { layer: column.layer, n: index + 1, bias });
}
