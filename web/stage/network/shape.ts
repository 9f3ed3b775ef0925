/** Changes of the network's shape, each as one undoable change of the experiment. */
import type { Catalog, Experiment, HiddenLayer } from "../../engine/types.js";
import type { Intents } from "../../state/intents.js";
import { settingOf } from "../../state/lookup.js";
import type { State } from "../../state/state.js";

/** How many hidden layers there may be, and neurons in one. */
export interface Limits {
  layers: { min: number; max: number };
  units: { min: number; max: number };
}

/** What the stage can still show legibly; the engine takes more, and what a link brings is shown all the same. */
const MOST_LAYERS = 8;
const MOST_UNITS = 32;

/** What the reader is offered: the catalog's ranges, as far as the stage can show them. */
export function limitsOf(catalog: Catalog | null): Limits {
  if (!catalog) return { layers: { min: 0, max: 0 }, units: { min: 1, max: 1 } };
  const range = (path: string, most: number) => {
    const { min, max } = settingOf(catalog, path);
    return { min, max: Math.min(max, most) };
  };
  return { layers: range("network.hidden", MOST_LAYERS), units: range("network.hidden[].units", MOST_UNITS) };
}

/** A layer like the one before it; where there is none, like the catalog's own. */
function likeBefore({ experiment, catalog }: Readonly<State>, at: number): HiddenLayer | null {
  const source =
    experiment?.network.hidden[at - 1] ?? experiment?.network.hidden[0] ?? catalog?.defaults.network.hidden[0];
  return source ? { ...source } : null;
}

/** Adds a layer behind the hidden layer number `after` (0: before the first); at the end where none is given. */
export function addLayer(
  state: Readonly<State>,
  intents: Intents,
  after = state.experiment?.network.hidden.length ?? 0,
): void {
  const layer = likeBefore(state, after);
  if (layer) void intents.change((draft) => draft.network.hidden.splice(after, 0, layer));
}

/** Takes out the hidden layer number `layer` (from 1), or the last. */
export function removeLayer(intents: Intents, layer?: number): void {
  void intents.change((draft: Experiment) => {
    draft.network.hidden.splice((layer ?? draft.network.hidden.length) - 1, 1);
  });
}

/** Sets how many neurons the hidden layer number `layer` (from 1) has. */
export function setUnits(intents: Intents, layer: number, units: number): void {
  void intents.change(
    (draft) => {
      const hidden = draft.network.hidden[layer - 1];
      if (hidden) hidden.units = units;
    },
    { merge: `network.hidden[${layer - 1}].units` },
  );
}

/** Chooses the activation of a hidden layer (from 1), or of the outputs where the layer lies behind the last. */
export function setActivation(intents: Intents, layer: number, activation: string): void {
  void intents.change((draft) => {
    const hidden = draft.network.hidden[layer - 1];
    if (hidden) hidden.activation = activation;
    else draft.network.outputActivation = activation;
  });
}

/** Takes a feature in or out; the order of the catalog stands. */
export async function toggleFeature(state: Readonly<State>, intents: Intents, feature: string): Promise<void> {
  const order = state.catalog?.features.map(({ id }) => id) ?? [];
  await intents.change((draft) => {
    const chosen = new Set(draft.features);
    if (!chosen.delete(feature)) chosen.add(feature);
    draft.features = [...chosen].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  });
}
