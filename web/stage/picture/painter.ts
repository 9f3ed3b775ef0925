/** Draws the four layers of the picture, each only when it has to be. */

import { blockOf } from "../../engine/blocks.js";
import type { DataPart } from "../../engine/types.js";
import type { Frame } from "../../render/axes.js";
import type { CurvePicture } from "../../render/curve.js";
import { largestSize } from "../../render/edges.js";
import { classStyle, drawChosen, drawMark } from "../../render/marks.js";
import type { Palette } from "../../render/palette.js";
import { Refiner, refinement, type Spacing } from "../../render/refine.js";
import { neuronScale } from "../../render/thumbs.js";
import { latest } from "../../state/answers.js";
import type { State } from "../../state/state.js";
import { type OutputKind, outputKind, rangeOf, shownOutput } from "../../view/output.js";
import { FieldLayer, type Heat } from "./field-layer.js";
import { frameOf, pictureKind } from "./frame-of.js";
import { type Field, type LineStyle, LinesLayer } from "./lines-layer.js";
import { height, markOf, marksOf, type PlacedMark } from "./marks-of.js";

export interface Canvases {
  field: HTMLCanvasElement;
  lines: HTMLCanvasElement;
  points: HTMLCanvasElement;
  over: HTMLCanvasElement;
}

export class Painter {
  frame: Frame | null = null;
  marks: PlacedMark[] = [];
  /** When points were drawn last. */
  pointsAt = 0;
  readonly #field: FieldLayer;
  readonly #lines = new LinesLayer();
  readonly #refiner = new Refiner();
  /** The last refined field and the picture that it was made of. */
  #fine: { of: State["view"]; spacing: string; plane: number; field: Field } | null = null;

  constructor(private readonly canvases: Canvases) {
    this.#field = new FieldLayer(canvases.field);
  }

  /** The planes that are shown, at least so fine that their lines are smooth, and how they are read; null before any. */
  fieldOf(state: Readonly<State>, kind: OutputKind): Field | null {
    const field = this.#coarseOf(state, kind);
    if (!field) return null;
    const { planes, width, height: rows, heat } = field;
    const [first, count] = heat.kind === "classes" ? [0, heat.count] : [heat.plane, 1];
    const factor = refinement(Math.max(width, rows), count);
    if (factor === 1) return field;
    const spacing = spacingOf(state, kind);
    const name = JSON.stringify([spacing, heat]);
    if (this.#fine?.of === state.view && this.#fine.plane === first && this.#fine.spacing === name)
      return this.#fine.field;
    const from = planes.subarray(first * width * rows, (first + count) * width * rows);
    const fine: Field = {
      planes: this.#refiner.refine(from, width, rows, count, factor, spacing),
      width: width * factor,
      height: rows * factor,
      heat: heat.kind === "classes" ? heat : { ...heat, plane: 0 },
    };
    this.#fine = { of: state.view, spacing: name, plane: first, field: fine };
    return fine;
  }

  #coarseOf(state: Readonly<State>, kind: OutputKind): Field | null {
    const { view, layers, data } = state;
    if (!view || view.planeCount === 0) return null;
    const { planes, width, height: rows } = view;
    const heat = (scale: Heat["scale"], plane: number): Heat => ({ kind: "scale", scale, plane });
    const large = view.neuron;
    if (large && large.layer !== layers.length && view.planeCount === 1) {
      return { planes, width, height: rows, heat: heat(neuronHeat(state, large.layer, planes, width * rows), 0) };
    }
    if (kind.kind === "classes" && view.planeCount > 1) {
      const classes = data?.classes ?? view.planeCount;
      return {
        planes,
        width,
        height: rows,
        heat: { kind: "classes", scale: kind.scale, count: view.planeCount, classes },
      };
    }
    return { planes, width, height: rows, heat: heat(kind.scale, Math.min(shownOutput(state), view.planeCount - 1)) };
  }

  drawField(state: Readonly<State>, palette: Palette): void {
    const kind = outputKind(state);
    const field = kind && this.fieldOf(state, kind);
    if (!field || pictureKind(state) === "curve") return;
    this.#field.paint(field.planes, field.width, field.height, field.heat, state.display.discrete, palette);
  }

  /** Draws contours, curve or bent plane. Answers whether the axes have moved. */
  drawLines(state: Readonly<State>, palette: Palette): boolean {
    const kind = outputKind(state);
    const size = state.layout.picture;
    const context = LinesLayer.begin(this.canvases.lines, size, devicePixelRatio);
    if (!kind || !context) return false;
    const { answers, display, layout } = state;
    const moved = this.#reframe(state, kind);
    const frame = this.frame as Frame;
    const field = this.fieldOf(state, kind);
    const style: LineStyle = {
      palette,
      line: layout.contour,
      boundary: display.boundary,
      bands: display.bands && kind.kind !== "values",
    };
    const picture = pictureKind(state);
    if (picture === "curve") {
      if (latest(answers, "curve")) this.#lines.curve(context, frame, curvePicture(state, kind, palette), style);
    } else if (picture === "bent") {
      const bent = latest(answers, "bent");
      if (bent && field) this.#lines.bent(context, frame, bent, field, this.#field.colors, style);
    } else if (field) {
      const hidden = display.hiddenLines ? latest(answers, "hidden") : undefined;
      this.#lines.plane(context, size, field, hidden, litHidden(state), style);
    }
    return moved;
  }

  drawPoints(state: Readonly<State>, palette: Palette): boolean {
    const kind = outputKind(state);
    const context = LinesLayer.begin(this.canvases.points, state.layout.picture, devicePixelRatio);
    this.pointsAt = performance.now();
    if (!kind || !context) return false;
    const moved = this.#reframe(state, kind);
    this.marks = marksOf(state, kind, this.frame as Frame, palette);
    for (const mark of this.marks) drawMark(context, palette, mark);
    this.drawOver(state, palette);
    return moved;
  }

  /** The sample that is pointed at, else the one that is explained, ringed by the highlighter. */
  drawOver(state: Readonly<State>, palette: Palette): void {
    const size = state.layout.picture;
    const chosen = ringedSample(state);
    const kind = outputKind(state);
    const drawn = chosen && this.marks.find(({ part, index }) => part === chosen.part && index === chosen.index);
    const mark = drawn ?? (chosen && kind && this.frame ? markOf(state, chosen, kind, this.frame, palette) : undefined);
    // Out of sight while nothing is chosen: an empty layer costs as much as a full one.
    this.canvases.over.hidden = !mark;
    if (!mark) return;
    const context = LinesLayer.begin(this.canvases.over, size, devicePixelRatio);
    if (context) drawChosen(context, palette, mark, size);
  }

  #reframe(state: Readonly<State>, kind: OutputKind): boolean {
    const { data, layout } = state;
    const heights = data?.columns === 1 ? heightsOf(data, kind) : [];
    const before = this.frame;
    const frame = frameOf(state, layout.picture, heights);
    this.frame = frame;
    return (
      !before ||
      before.width !== frame.width ||
      before.x[0] !== frame.x[0] ||
      before.x[1] !== frame.x[1] ||
      before.y[0] !== frame.y[0] ||
      before.y[1] !== frame.y[1]
    );
  }
}

/** Where all targets lie on the upright axis of a one-column picture. */
function heightsOf({ trainTargets, testTargets }: DataPart, kind: OutputKind): Float32Array {
  const heights = new Float32Array(trainTargets.length + testTargets.length);
  trainTargets.forEach((target, at) => {
    heights[at] = height(kind, target);
  });
  testTargets.forEach((target, at) => {
    heights[trainTargets.length + at] = height(kind, target);
  });
  return heights;
}

/** How the values of the shown planes lie between two samples: by the range of the activation that they come from. */
function spacingOf(state: Readonly<State>, kind: OutputKind): Spacing {
  const { catalog, layers, view } = state;
  const last = layers.at(-1);
  const large = view?.neuron;
  if (large && large.layer !== layers.length) {
    const own = large.layer === 0 ? undefined : layers[large.layer - 1]?.activation;
    return own === undefined ? { kind: "plain" } : bounded(rangeOf(catalog?.activations, own));
  }
  const range = rangeOf(catalog?.outputActivations, last?.activation ?? "");
  // Of several classes the one with the largest share of 1 wins: borders are smooth in logarithms.
  if (kind.kind === "classes" && range[0] === 0 && range[1] === 1) return { kind: "shares" };
  return bounded(range);
}

function bounded([low, high]: readonly [number | null, number | null]): Spacing {
  return low !== null && high !== null && high > low ? { kind: "bounded", low, high } : { kind: "plain" };
}

/** The sample that has the ring. */
export function ringedSample({
  pointed,
  explained,
}: Readonly<State>): { part: "train" | "test"; index: number } | null {
  if (pointed?.kind === "sample") return pointed;
  return explained ? { part: "train", index: explained.sample } : null;
}

/** The scale of one neuron's map in the big picture. */
function neuronHeat(
  { catalog, layers }: Readonly<State>,
  layer: number,
  planes: Float32Array,
  area: number,
): Heat["scale"] {
  if (layer === 0) return { middle: 0, reach: Math.max(1e-9, largestSize(planes, 0, area)) };
  return neuronScale(rangeOf(catalog?.activations, layers[layer - 1]?.activation ?? "linear"), planes, 0, area);
}

/** Which of all hidden neurons is pointed at, counted through; −1 for none. */
function litHidden({ pointed, layers }: Readonly<State>): number {
  if (pointed?.kind !== "neuron" || pointed.layer < 1 || pointed.layer >= layers.length) return -1;
  return layers.slice(0, pointed.layer - 1).reduce((sum, { units }) => sum + units, 0) + pointed.index;
}

/** The parts of the curve are those of the last layer before the output. */
function curvePicture(state: Readonly<State>, kind: OutputKind, palette: Palette): CurvePicture {
  const { answers, layers, pointed, parameters, data } = state;
  const curve = latest(answers, "curve");
  const last = layers.at(-1);
  if (!curve || !last) return { count: 0, outputs: [], parts: [], pointed: -1 };
  const { width, units, output: values } = curve;
  const shown = Math.min(shownOutput(state), curve.outputs - 1);
  if (curve.neuron) {
    return {
      count: width,
      outputs: [{ values: curve.neuron, offset: 0, color: palette.contour }],
      parts: [],
      pointed: -1,
    };
  }
  const outputs =
    kind.kind === "classes" && data
      ? Array.from({ length: curve.outputs }, (_, k) => ({
          values,
          offset: k * width,
          color: classStyle(palette, k).color,
        }))
      : [{ values, offset: shown * width, color: palette.contour }];
  const first = blockOf(last, "weight")?.offset ?? 0;
  const weights = Array.from({ length: units }, (_, unit) => parameters?.[first + unit] ?? 0);
  const largest = largestSize(weights) || 1;
  return {
    count: width,
    outputs,
    parts: weights.map((weight, unit) => ({ values: curve.parts, offset: unit * width, weight: weight / largest })),
    pointed: pointed?.kind === "neuron" && pointed.layer === layers.length - 1 ? pointed.index : -1,
  };
}
