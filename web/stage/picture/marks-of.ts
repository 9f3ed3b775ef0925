/** Every sample as a mark: where it lies, what it looks like, how large it is. */

import type { DataPart, NumberArray } from "../../engine/types.js";
import { type Frame, toPixelX, toPixelY } from "../../render/axes.js";
import { classStyle, type Mark, radiiBySize } from "../../render/marks.js";
import { divergingColor, type Palette } from "../../render/palette.js";
import { latest } from "../../state/answers.js";
import type { State } from "../../state/state.js";
import { type OutputKind, shownOutput } from "../../view/output.js";
import { axesOf, pictureKind, principalPlaneOf } from "./frame-of.js";

export type Part = "train" | "test";

export interface PlacedMark extends Mark {
  part: Part;
  index: number;
}

/** Radius where size means nothing but this part has no sizes. */
const SMALL = 1.8;

/** Beyond so many samples a part of them is drawn, evenly spread over the rows: all would take seconds. */
export const MOST_MARKS = 5000;

/** How many samples there are to be drawn, and how many of them are. */
export function drawnOf({ data, display }: Readonly<State>): { drawn: number; of: number } {
  if (!data) return { drawn: 0, of: 0 };
  const inputs = data.trainInputs.length + (display.testPoints ? data.testInputs.length : 0);
  const of = inputs / data.columns;
  return { drawn: Math.min(of, MOST_MARKS), of };
}

/** All samples in sight, or {@link MOST_MARKS} of them; test points first so that training points lie on top. */
export function marksOf(state: Readonly<State>, kind: OutputKind, frame: Frame, palette: Palette): PlacedMark[] {
  const { data, display } = state;
  if (!data) return [];
  const marks: PlacedMark[] = [];
  if (display.testPoints) addPart(state, data, "test", kind, frame, palette, marks);
  addPart(state, data, "train", kind, frame, palette, marks);
  return marks;
}

/** The mark of one sample, whether it is among those that are drawn or not. */
export function markOf(
  state: Readonly<State>,
  { part, index }: { part: Part; index: number },
  kind: OutputKind,
  frame: Frame,
  palette: Palette,
): PlacedMark | undefined {
  const { data } = state;
  const inputs = part === "train" ? data?.trainInputs : data?.testInputs;
  if (!data || !inputs || (index + 1) * data.columns > inputs.length) return undefined;
  const marks: PlacedMark[] = [];
  addPart(state, data, part, kind, frame, palette, marks, index);
  return marks[0];
}

function addPart(
  state: Readonly<State>,
  data: DataPart,
  part: Part,
  kind: OutputKind,
  frame: Frame,
  palette: Palette,
  marks: PlacedMark[],
  only?: number,
): void {
  const inputs = part === "train" ? data.trainInputs : data.testInputs;
  const targets = part === "train" ? data.trainTargets : data.testTargets;
  const { columns, targetColumns } = data;
  const [right, up] = axesOf(state);
  const picture = pictureKind(state);
  const pairs = (picture === "bent" ? latest(state.answers, "bent") : principalPlaneOf(state))?.[part];
  const radii = sizesOf(state, part);
  const byGradient = state.display.pointSize === "gradient" && part === "train";
  const signed = byGradient ? latest(state.answers, "sampleGradients") : undefined;
  const outputs = state.display.wrongPoints ? latest(state.answers, "outputs")?.[part] : undefined;
  const shown = kind.kind === "labels" || kind.kind === "values" ? Math.min(shownOutput(state), targetColumns - 1) : 0;
  const outputCount = state.layers.at(-1)?.units ?? 1;
  const count = inputs.length / columns;
  const overValues = kind.kind === "values" && picture !== "curve";
  const radius = overValues ? sparing(state, data, frame) : state.layout.point * crowding(data);
  const all = drawnOf(state);
  const drawn = only === undefined ? Math.ceil((count * all.drawn) / Math.max(1, all.of)) : 1;
  for (let k = 0; k < drawn; k++) {
    const index = only ?? Math.floor((k * count) / drawn);
    const target = targets[index * targetColumns + shown] ?? Number.NaN;
    const x = (pairs ? pairs[2 * index] : inputs[index * columns + right]) ?? Number.NaN;
    const flat = picture === "curve" ? height(kind, target) : inputs[index * columns + up];
    const y = (pairs ? pairs[2 * index + 1] : flat) ?? Number.NaN;
    marks.push({
      part,
      index,
      x: toPixelX(frame, x),
      y: toPixelY(frame, y),
      radius: radii ? (radii[index] ?? SMALL) : radius,
      ...look(kind, target, palette),
      hollow: part === "test",
      negative: (signed?.[index] ?? 0) < 0,
      wrong: outputs !== undefined && isWrong(kind, outputs, outputCount, index, target, shown),
    });
  }
}

/** Beyond so many samples marks shrink, so that the picture under them stays in sight. */
const ROOMY = 450;

function crowding({ trainInputs, testInputs, columns }: DataPart): number {
  const count = (trainInputs.length + testInputs.length) / columns;
  return Math.max(0.55, Math.min(1, Math.sqrt(ROOMY / count)));
}

/** Points over a surface of values take this share of it at most, and are no smaller than can be seen. */
const SHARE = 0.06;
const LEAST = 1.3;

/** Radius at which points of the surface's own colours do not drown it. */
function sparing(state: Readonly<State>, { trainTargets, testTargets, targetColumns }: DataPart, frame: Frame): number {
  const shown = trainTargets.length + (state.display.testPoints ? testTargets.length : 0);
  const each = (SHARE * frame.width * frame.height * targetColumns) / Math.max(1, shown);
  return Math.max(LEAST, Math.min(state.layout.point, Math.sqrt(each / Math.PI)));
}

/** Where a target lies on the upright axis of a one-column picture. */
export function height({ kind, scale }: OutputKind, target: number): number {
  if (kind === "values") return target;
  if (kind === "classes") return scale.middle + scale.reach;
  return target > 0 ? scale.middle + scale.reach : scale.middle - scale.reach;
}

function look(kind: OutputKind, target: number, palette: Palette): Pick<Mark, "color" | "shape" | "edge"> {
  if (kind.kind === "values") {
    const place = (target - kind.scale.middle) / kind.scale.reach;
    return { color: divergingColor(palette, place), shape: 0, edge: true };
  }
  if (kind.kind === "labels") return { ...classStyle(palette, target > 0 ? 1 : 0), edge: false };
  return { ...classStyle(palette, target), edge: false };
}

/** Whether the network says another class than the target; `count` outputs stand in a row. */
function isWrong(
  kind: OutputKind,
  outputs: NumberArray,
  count: number,
  index: number,
  target: number,
  shown: number,
): boolean {
  const first = index * count;
  switch (kind.kind) {
    case "values":
      return false;
    case "classes": {
      let best = 0;
      let most = outputs[first] ?? 0;
      for (let k = 1; k < count; k++) {
        const output = outputs[first + k] ?? 0;
        if (!(output > most)) continue;
        best = k;
        most = output;
      }
      return best !== target;
    }
    default:
      return (outputs[first + shown] ?? 0) > kind.scale.middle !== target > 0;
  }
}

function sizesOf({ display, answers }: Readonly<State>, part: Part): Float32Array | null {
  const losses = display.pointSize === "loss" ? latest(answers, "losses") : undefined;
  if (losses) {
    // One scale for both parts, so that a large loss is large in either.
    const { train, test } = losses;
    const all = new Float32Array(train.length + test.length);
    all.set(train);
    all.set(test, train.length);
    const radii = radiiBySize(all);
    return part === "train" ? radii.subarray(0, train.length) : radii.subarray(train.length);
  }
  const gradients = display.pointSize === "gradient" ? latest(answers, "sampleGradients") : undefined;
  if (gradients) return part === "train" ? radiiBySize(gradients) : new Float32Array(0);
  return null;
}
