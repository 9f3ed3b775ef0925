/**
 * Planes of numbers to pixels: the decision field as a heat map.
 *
 * Every function writes into arrays handed in, so that a frame allocates nothing.
 */
import { divergingIndex } from "./palette.js";

/** How values of a plane lie on the diverging scale: `middle` is paper, `middle ± reach` the two ends. */
export interface Scale {
  middle: number;
  reach: number;
}

/** The share of the scale that the big picture uses, so that points on top stay strongest. */
export const PICTURE_STRENGTH = 0.5;
/** The same for the mix of class colours. */
export const CLASS_STRENGTH = 0.62;

export interface FieldStyle {
  /** Share of the scale used, 0 to 1. */
  strength: number;
  /** Only two colours, no shades. */
  hard: boolean;
}

/** One plane through a diverging table. A value that is not finite keeps the colour of its sign, NaN paper. */
export function paintField(
  plane: ArrayLike<number>,
  offset: number,
  count: number,
  scale: Scale,
  table: Uint32Array,
  style: FieldStyle,
  out: Uint32Array,
): void {
  const { middle, reach } = scale;
  if (style.hard) {
    const above = table[divergingIndex(style.strength)] ?? 0;
    const below = table[divergingIndex(-style.strength)] ?? 0;
    const level = table[128] ?? 0;
    for (let i = 0; i < count; i++) {
      const value = (plane[offset + i] ?? 0) - middle;
      out[i] = value > 0 ? above : value < 0 ? below : level;
    }
    return;
  }
  const low = 127.5 - 127.5 * style.strength;
  const high = 127.5 + 127.5 * style.strength;
  const factor = (127.5 * style.strength) / reach;
  for (let i = 0; i < count; i++) {
    let place = 127.5 + ((plane[offset + i] ?? 0) - middle) * factor;
    if (!(place > low)) place = place <= low ? low : 127.5;
    else if (place > high) place = high;
    out[i] = table[(place + 0.5) | 0] ?? 0;
  }
}

/** The best and the second best of `count` planes at one point. */
export interface Winner {
  index: number;
  margin: number;
}

/** Who wins at point `at`, and by how much over the runner-up. Planes lie one after another, `stride` apart. */
export function winnerAt(planes: ArrayLike<number>, count: number, stride: number, at: number): Winner {
  let index = 0;
  let best = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const value = planes[k * stride + at] ?? 0;
    if (value > best) {
      second = best;
      best = value;
      index = k;
    } else if (value > second) {
      second = value;
    }
  }
  return { index, margin: best - second };
}

/**
 * Several planes, one a class: the winner's colour, mixed into paper by its margin over the runner-up.
 * `fades` holds one table a class (paper to colour); `reach` is the margin that earns the full strength.
 */
export function paintClasses(
  planes: ArrayLike<number>,
  count: number,
  size: number,
  reach: number,
  fades: readonly Uint32Array[],
  style: FieldStyle,
  out: Uint32Array,
): void {
  const full = 255 * style.strength;
  for (let i = 0; i < size; i++) {
    let index = 0;
    let best = planes[i] ?? 0;
    let second = Number.NEGATIVE_INFINITY;
    for (let k = 1; k < count; k++) {
      const value = planes[k * size + i] ?? 0;
      if (value > best) {
        second = best;
        best = value;
        index = k;
      } else if (value > second) second = value;
    }
    const margin = (best - second) / reach;
    let shade = style.hard ? full : full * Math.max(0, Math.min(1, margin)) ** 0.8;
    if (Number.isNaN(shade)) shade = 0;
    out[i] = fades[index % fades.length]?.[(shade + 0.5) | 0] ?? 0;
  }
}

/**
 * How far class `index` lies above the best of the others, at every point: positive where it wins, so that
 * its border is the contour of this plane at 0.
 */
export function marginPlane(
  planes: ArrayLike<number>,
  count: number,
  size: number,
  index: number,
  out: Float32Array,
): void {
  for (let i = 0; i < size; i++) {
    let rival = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      const value = planes[k * size + i] ?? 0;
      if (k !== index && value > rival) rival = value;
    }
    out[i] = (planes[index * size + i] ?? 0) - rival;
  }
}

/** Share of the points that each class wins, in their order. With one plane: below and above `middle`. */
export function areaShares(planes: ArrayLike<number>, count: number, size: number, middle: number): number[] {
  const counts = new Array<number>(Math.max(2, count)).fill(0);
  for (let i = 0; i < size; i++) {
    const winner = count === 1 ? ((planes[i] ?? 0) > middle ? 1 : 0) : winnerAt(planes, count, size, i).index;
    counts[winner] = (counts[winner] ?? 0) + 1;
  }
  return counts.map((n) => n / size);
}

/** The number of connected regions of one winner each (4-neighbourhood): what a description of the picture tells. */
export function countRegions(
  planes: ArrayLike<number>,
  count: number,
  width: number,
  height: number,
  middle: number,
): number {
  const size = width * height;
  const winner = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    winner[i] = count === 1 ? ((planes[i] ?? 0) > middle ? 1 : 0) : winnerAt(planes, count, size, i).index;
  }
  const seen = new Uint8Array(size);
  const stack = new Int32Array(size);
  let regions = 0;
  for (let start = 0; start < size; start++) {
    if (seen[start]) continue;
    regions++;
    let top = 0;
    stack[top++] = start;
    seen[start] = 1;
    while (top > 0) {
      const at = stack[--top] ?? 0;
      const column = at % width;
      const visit = (next: number): void => {
        if (!seen[next] && winner[next] === winner[start]) {
          seen[next] = 1;
          stack[top++] = next;
        }
      };
      if (column > 0) visit(at - 1);
      if (column < width - 1) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at < size - width) visit(at + width);
    }
  }
  return regions;
}
