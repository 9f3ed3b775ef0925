/**
 * The picture of a problem with one input: the output as a curve under the data, each hidden unit's part behind it.
 */
import { type Bounds, boundsOf, type Frame, toPixelX, toPixelY } from "./axes.js";
import { css, type Rgb } from "./color.js";
import type { Surface } from "./marks.js";
import { divergingCss, type Palette } from "./palette.js";

/** Values of a function at evenly spaced places over the x bounds, the first and last half a step inside. */
export type Samples = ArrayLike<number>;

/** Bounds for y: all targets, and the curve where it stays within reach of them. */
export function curveBounds(targets: ArrayLike<number>, output: Samples): Bounds {
  const [low, high] = boundsOf(targets, 0.15);
  const span = high - low;
  let least = low;
  let most = high;
  for (let i = 0; i < output.length; i++) {
    const value = output[i] ?? Number.NaN;
    if (value < least) least = Math.max(value, low - 0.4 * span);
    if (value > most) most = Math.min(value, high + 0.4 * span);
  }
  return [least, most];
}

/** Pixel of sample k of `count`. */
function sampleX(frame: Frame, k: number, count: number): number {
  return ((k + 0.5) / count) * frame.width;
}

/** Traces a curve; a value that is not finite breaks it, values far outside are held near the frame. */
export function traceCurve(
  pen: Pick<Surface, "moveTo" | "lineTo">,
  frame: Frame,
  values: Samples,
  offset = 0,
  count = values.length - offset,
): void {
  let down = false;
  for (let k = 0; k < count; k++) {
    const value = values[offset + k] ?? Number.NaN;
    if (Number.isNaN(value)) {
      down = false;
      continue;
    }
    const x = sampleX(frame, k, count);
    const y = Math.max(-2 * frame.height, Math.min(3 * frame.height, toPixelY(frame, value)));
    if (down) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    down = true;
  }
}

/** What the picture of one input is drawn from. */
export interface CurvePicture {
  /** How many places there are. */
  count: number;
  /** The network's outputs at each place; one a class where there are several, each in its colour. */
  outputs: readonly { values: Samples; offset: number; color: Rgb }[];
  /** Each hidden unit's part of it, and the sign and size (−1 to 1) of its weight. */
  parts: readonly { values: Samples; offset: number; weight: number }[];
  /** The part that the reader points at; −1 for none. */
  pointed: number;
}

/** Draws zero line, parts and curve. Points go on top, by the marks. */
export function drawCurve(surface: Surface, palette: Palette, frame: Frame, picture: CurvePicture, line: number): void {
  const { count } = picture;
  surface.lineJoin = "round";
  surface.lineCap = "round";
  if (frame.y[0] < 0 && frame.y[1] > 0) {
    const y = Math.round(toPixelY(frame, 0)) + 0.5;
    surface.beginPath();
    surface.moveTo(0, y);
    surface.lineTo(frame.width, y);
    surface.strokeStyle = css(palette.lineStrong);
    surface.lineWidth = 1;
    surface.stroke();
  }
  picture.parts.forEach((part, index) => {
    const lit = index === picture.pointed;
    surface.beginPath();
    traceCurve(surface, frame, part.values, part.offset, count);
    if (lit) {
      surface.strokeStyle = css(palette.markLine);
      surface.lineWidth = 7;
      surface.stroke();
      surface.strokeStyle = css(palette.mark);
      surface.lineWidth = 5;
      surface.stroke();
    }
    const size = Math.abs(part.weight);
    surface.strokeStyle = divergingCss(palette, Math.sign(part.weight) * (0.4 + 0.6 * size), lit ? 1 : 0.75);
    surface.lineWidth = lit ? 2 : 1.25;
    surface.stroke();
  });
  for (const { values, offset, color } of picture.outputs) {
    surface.beginPath();
    traceCurve(surface, frame, values, offset, count);
    surface.strokeStyle = css(palette.surface);
    surface.lineWidth = line * 1.6 + 3;
    surface.stroke();
    surface.strokeStyle = css(color);
    surface.lineWidth = line * 1.4;
    surface.stroke();
  }
}

/** Faint upright and level lines at the ticks. */
export function drawGrid(
  surface: Surface,
  palette: Palette,
  frame: Frame,
  xs: readonly number[],
  ys: readonly number[],
): void {
  surface.beginPath();
  for (const value of xs) {
    const x = Math.round(toPixelX(frame, value)) + 0.5;
    surface.moveTo(x, 0);
    surface.lineTo(x, frame.height);
  }
  for (const value of ys) {
    const y = Math.round(toPixelY(frame, value)) + 0.5;
    surface.moveTo(0, y);
    surface.lineTo(frame.width, y);
  }
  surface.strokeStyle = css(palette.line);
  surface.lineWidth = 1;
  surface.stroke();
}
