import type { State } from "../state/state.js";
import { type Illness, illnessOf } from "./illness.js";
import type { Words } from "./setting-words.js";
import { targetsBeyond } from "./targets.js";

/** What to say of a run that goes wrong without ending; null where all is well. */
export function illWord(state: Readonly<State>, { t }: Words): string | null {
  const { history, experiment, view, layers, divergence } = state;
  if (divergence || !experiment) return null;
  const beyond = targetsBeyond(state);
  if (beyond) return t("ill.beyond", beyond);
  const illness: Illness | null = illnessOf(history, experiment, view, layers);
  return illness && t(`ill.${illness}`);
}
