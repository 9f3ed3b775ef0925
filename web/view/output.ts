/** What the outputs of the current experiment mean: two classes, several, labels, or values. */
import type { ActivationRow, DataPart, NumberArray } from "../engine/types.js";
import type { Scale } from "../render/field.js";
import { reachOf } from "../render/thumbs.js";
import { largeOf } from "../state/large.js";
import type { State } from "../state/state.js";

export interface OutputKind {
  /** `two`: one output, two classes. `classes`: one output a class. `labels`: a yes or no each. `values`: numbers. */
  kind: "two" | "classes" | "labels" | "values";
  /** How an output lies on the colour scale; its middle is the threshold. */
  scale: Scale;
}

/** The range of an activation of hidden layers or outputs by its id; unbounded where it is not known. */
export function rangeOf(rows: readonly ActivationRow[] | undefined, id: string): [number | null, number | null] {
  return rows?.find((row) => row.id === id)?.range ?? [null, null];
}

/** Colour scale of class outputs: bounded activations from end to end, the rest are trained towards ±1. */
function decisionScale(range: readonly [number | null, number | null]): Scale {
  const [low, high] = range;
  if (low !== null && high !== null && high > low) return { middle: (low + high) / 2, reach: (high - low) / 2 };
  return { middle: 0, reach: 1 };
}

/** The scale of each data's values: it is asked for with every frame, and rows may be a million. */
const scales = new WeakMap<DataPart, Scale>();

function valueScale(data: DataPart): Scale {
  const known = scales.get(data);
  if (known) return known;
  const scale = scaleOf(data.trainTargets);
  scales.set(data, scale);
  return scale;
}

/** Colour scale of values: around 0 where the targets lie on both sides of it, around their middle elsewhere. */
function scaleOf(targets: NumberArray): Scale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const target of targets) {
    if (target < low) low = target;
    if (target > high) high = target;
  }
  if (!(low <= high)) return { middle: 0, reach: 1 };
  if (low < 0 && high > 0) return { middle: 0, reach: reachOf(targets, 0, targets.length, 1e-9) };
  return { middle: (low + high) / 2, reach: Math.max(1e-9, (high - low) / 2) };
}

/** What the network's outputs mean now; null before there is a network. */
export function outputKind(state: Readonly<State>): OutputKind | null {
  const { data, layers, catalog, experiment } = state;
  const last = layers.at(-1);
  if (!data || !last || !catalog || !experiment) return null;
  const scale = decisionScale(rangeOf(catalog.outputActivations, last.activation));
  if (experiment.task === "regression") return { kind: "values", scale: valueScale(data) };
  if (data.classes > 0) return { kind: last.units === 1 ? "two" : "classes", scale };
  return { kind: "labels", scale };
}

/** Which output the picture shows where it can show one only. */
export function shownOutput(state: Readonly<State>): number {
  const large = largeOf(state);
  return large && large.layer === state.layers.length ? large.index : 0;
}
