/** Which neuron the big picture shows instead of the output. */
import type { NeuronPlace } from "../protocol/pictures.js";
import type { State } from "./state.js";

/** The neuron under the pointer, else the one that is kept; null for the output itself. */
export function largeOf({
  hovered,
  display,
  layers,
}: Pick<State, "hovered" | "display" | "layers">): NeuronPlace | null {
  const shown = hovered ?? display.large;
  const outputs = layers.at(-1)?.units ?? 1;
  return shown && shown.layer === layers.length && outputs === 1 ? null : shown;
}

/** Whether two mean the same neuron. */
export const samePlace = (a: NeuronPlace | null, b: NeuronPlace | null): boolean =>
  a === b || (a !== null && b !== null && a.layer === b.layer && a.index === b.index);
