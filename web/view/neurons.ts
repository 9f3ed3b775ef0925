/** The columns of the network as they are drawn: features and their ghosts, hidden layers, outputs. */
import type { FeatureRow } from "../engine/types.js";
import { styleOfClass } from "../render/marks.js";
import type { State } from "../state/state.js";
import { classNames, columnNames, datasetOf } from "./names.js";

/** One node. `index` counts in its layer; a feature that is not chosen has none. */
export interface Neuron {
  index: number | null;
  /** Place in the view's thumbnails; null for a ghost. */
  thumbnail: number | null;
  /** Short name shown beside features and class outputs; empty for others. */
  label: string;
  /** The feature that a click switches on or off. */
  feature: string | null;
  /** Colour and shape of the class that an output stands for. */
  mark: number | null;
}

export interface Column {
  /** 0 for the features, counted up to the output. */
  layer: number;
  /** `image`: one block of pixels stands for all the features. */
  kind: "features" | "image" | "hidden" | "output";
  neurons: Neuron[];
  /** Its activation's id; empty for the features. */
  activation: string;
}

/** Whether a feature can be computed from rows of this width; those that take any width are for wide rows. */
export function fits(feature: FeatureRow, columns: number): boolean {
  return feature.columns === 0 ? columns > 2 : columns <= 2 && feature.columns <= columns;
}

/** The layers that are explained where there is room for them alone; null where all layers are shown. */
export function focusedLayers({ explained, layout }: Readonly<State>): readonly number[] | null {
  return explained && (layout.tier === "m" || layout.tier === "s") ? explained.layers : null;
}

/** Whether features that are not chosen stand beside the others as ghosts, to be taken in at a click. */
export function showsGhosts(state: Readonly<State>): boolean {
  return !state.present && !state.hidden.has("features") && focusedLayers(state) === null;
}

/** Whether the key of lines and bars has room under the network. */
export function showsKey(state: Readonly<State>): boolean {
  return (state.layout.tier === "xl" || state.layout.tier === "l") && !state.present;
}

function featureNeurons(state: Readonly<State>, name: (feature: FeatureRow) => string): Neuron[] {
  const { catalog, experiment, data } = state;
  if (!catalog || !experiment || !data) return [];
  const chosen: Neuron[] = [];
  for (const id of experiment.features) {
    const feature = catalog.features.find((row) => row.id === id);
    if (!feature) continue;
    const labels = feature.columns === 0 ? columnNames(state) : [name(feature)];
    for (const label of labels) {
      chosen.push({
        index: chosen.length,
        thumbnail: chosen.length,
        label,
        feature: feature.columns === 0 || state.hidden.has("features") ? null : id,
        mark: null,
      });
    }
  }
  if (!showsGhosts(state)) return chosen;
  // With ghosts the catalog's order stands, so that a feature does not move when it is switched.
  const byId = new Map(chosen.map((neuron) => [neuron.feature, neuron]));
  const listed = catalog.features.filter((row) => fits(row, data.columns) && row.columns !== 0);
  const all = listed.map((row): Neuron => {
    return byId.get(row.id) ?? { index: null, thumbnail: null, label: name(row), feature: row.id, mark: null };
  });
  return [...all, ...chosen.filter((neuron) => !all.includes(neuron))];
}

/** Pixels in a row where every input row is an image that goes in as it is, otherwise 0. */
export function imageWidth(state: Readonly<State>): number {
  const { data, layers } = state;
  const width = datasetOf(state)?.imageWidth ?? 0;
  return width > 0 && data?.columns === layers[0]?.inputs ? width : 0;
}

/** All columns, features first. `name` puts a feature's label in the reader's language. */
export function columnsOf(state: Readonly<State>, name: (feature: FeatureRow) => string): Column[] {
  const { layers, data } = state;
  const [firstLayer] = layers;
  if (!firstLayer) return [];
  const image = imageWidth(state) > 0;
  const block: Neuron = { index: null, thumbnail: null, label: "", feature: null, mark: null };
  let before = firstLayer.inputs;
  const columns: Column[] = [
    image
      ? { layer: 0, kind: "image", neurons: [block], activation: "" }
      : { layer: 0, kind: "features", neurons: featureNeurons(state, name), activation: "" },
  ];
  layers.forEach((shape, at) => {
    const last = at === layers.length - 1;
    const named = last && shape.units > 1 && data;
    const labels = named ? (data.classes > 0 ? classNames(state) : []) : [];
    columns.push({
      layer: at + 1,
      kind: last ? "output" : "hidden",
      activation: shape.activation,
      neurons: Array.from({ length: shape.units }, (_, index) => ({
        index,
        thumbnail: before + index,
        label: labels[index] ?? "",
        feature: null,
        mark: labels.length > 0 ? styleOfClass(index) : null,
      })),
    });
    before += shape.units;
  });
  return columns;
}

/** Row of a neuron in its column by its index in the layer; −1 where it is not drawn. */
export function rowOf(column: Column | undefined, index: number): number {
  return column?.neurons.findIndex((neuron) => neuron.index === index) ?? -1;
}
