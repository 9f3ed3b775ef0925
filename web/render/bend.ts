/**
 * The plane as a layer sees it: grid, colours, boundary and points moved to the activations of two neurons.
 */
import { type Bounds, boundsOf, type Frame, toPixelX, toPixelY } from "./axes.js";
import { css, unpack } from "./color.js";
import type { Lines } from "./contour.js";
import type { Surface } from "./marks.js";
import type { Palette } from "./palette.js";

/** Two planes of one grid, [height × width] each: where every grid point lands. */
export interface Bend {
  across: ArrayLike<number>;
  up: ArrayLike<number>;
  width: number;
  height: number;
}

/** Bounds that show all of both planes with some air; a flat plane gets room around it. */
export function bendFrame(bend: Bend, size: number): Frame {
  const open = (plane: ArrayLike<number>): Bounds => {
    const [low, high] = boundsOf(plane, 0);
    return high - low < 1e-6 ? [low - 0.5, high + 0.5] : boundsOf(plane, 0.07);
  };
  return { x: open(bend.across), y: open(bend.up), width: size, height: size };
}

/** Value of a plane at a place in cells, between its samples and, by the nearest cell, beyond them. */
export function sampleAt(plane: ArrayLike<number>, width: number, height: number, x: number, y: number): number {
  const column = Math.max(0, Math.min(width - 2, Math.floor(x - 0.5)));
  const row = Math.max(0, Math.min(height - 2, Math.floor(y - 0.5)));
  const fx = x - 0.5 - column;
  const fy = y - 0.5 - row;
  const at = row * width + column;
  const a = plane[at] ?? 0;
  const b = plane[at + 1] ?? 0;
  const c = plane[at + width] ?? 0;
  const d = plane[at + width + 1] ?? 0;
  return (a + (b - a) * fx) * (1 - fy) + (c + (d - c) * fx) * fy;
}

/**
 * Fills each cell of the bent grid with the colour of the field at its first corner, then draws every
 * `every`th grid line. `colors` holds one packed pixel a grid point.
 */
export function drawBent(
  surface: Surface,
  palette: Palette,
  frame: Frame,
  bend: Bend,
  colors: Uint32Array,
  every: number,
): void {
  const { width, height } = bend;
  const xs = new Float32Array(width * height);
  const ys = new Float32Array(width * height);
  for (let k = 0; k < xs.length; k++) {
    xs[k] = toPixelX(frame, bend.across[k] ?? 0);
    ys[k] = toPixelY(frame, bend.up[k] ?? 0);
  }
  const moveTo = (at: number): void => surface.moveTo(xs[at] ?? 0, ys[at] ?? 0);
  const lineTo = (at: number): void => surface.lineTo(xs[at] ?? 0, ys[at] ?? 0);
  surface.globalAlpha = 0.72;
  surface.lineWidth = 1;
  surface.lineJoin = "round";
  for (let j = 0; j < height - 1; j++) {
    for (let i = 0; i < width - 1; i++) {
      const at = j * width + i;
      surface.beginPath();
      moveTo(at);
      lineTo(at + 1);
      lineTo(at + width + 1);
      lineTo(at + width);
      surface.closePath();
      const color = css(unpack(colors[at] ?? 0));
      surface.fillStyle = color;
      surface.fill();
      // The seam between neighbours is closed by a hairline of the same colour.
      surface.strokeStyle = color;
      surface.stroke();
    }
  }
  surface.globalAlpha = 0.32;
  surface.strokeStyle = css(palette.contour);
  surface.lineWidth = 0.75;
  surface.beginPath();
  for (let j = 0; j < height; j += every) {
    for (let i = 0; i < width; i++) {
      const at = j * width + i;
      if (i === 0) moveTo(at);
      else lineTo(at);
    }
  }
  for (let i = 0; i < width; i += every) {
    for (let j = 0; j < height; j++) {
      const at = j * width + i;
      if (j === 0) moveTo(at);
      else lineTo(at);
    }
  }
  surface.stroke();
  surface.globalAlpha = 1;
}

/** Carries contour lines of the plane over into the bent picture. */
export function traceBentLines(pen: Pick<Surface, "moveTo" | "lineTo">, frame: Frame, bend: Bend, lines: Lines): void {
  const { points, starts, count, closed } = lines;
  for (let k = 0; k < count; k++) {
    const first = starts[k] ?? 0;
    const length = (starts[k + 1] ?? 0) - first;
    for (let step = 0; step < length + (closed[k] ?? 0); step++) {
      const p = first + (step % length);
      const x = points[2 * p] ?? 0;
      const y = points[2 * p + 1] ?? 0;
      const px = toPixelX(frame, sampleAt(bend.across, bend.width, bend.height, x, y));
      const py = toPixelY(frame, sampleAt(bend.up, bend.width, bend.height, x, y));
      if (step === 0) pen.moveTo(px, py);
      else pen.lineTo(px, py);
    }
  }
}
