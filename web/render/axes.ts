/**
 * Axes: round ticks, and the map between data units and pixels.
 */

/** Bounds of one axis in data units. */
export type Bounds = readonly [number, number];

const STEPS = [1, 2, 2.5, 3, 5, 10];

/**
 * Round numbers inside the bounds, about `wanted` of them. A step is 1, 2, 2.5, 3 or 5 times a power of ten; among
 * steps of like fit the one whose ticks fall on both bounds is preferred, so that −6 … 6 reads −6 −3 0 3 6.
 */
export function ticks([low, high]: Bounds, wanted = 5): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(low) ? [low] : [];
  const rough = span / (wanted - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  let best = rough;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const base of STEPS) {
    const step = base * power;
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.floor(high / step + 1e-9);
    const count = last - first + 1;
    const loose = (first * step - low + (high - last * step)) / span;
    const plain = base === 2.5 || base === 3 ? 0.35 : 0;
    const cost = Math.abs(count - wanted) + 2 * loose + plain;
    if (count >= 2 && cost < bestCost - 1e-12) {
      best = step;
      bestCost = cost;
    }
  }
  const found: number[] = [];
  for (let k = Math.ceil(low / best - 1e-9); k <= Math.floor(high / best + 1e-9); k++) {
    const value = k * best;
    found.push(Math.abs(value) < best * 1e-9 ? 0 : Number(value.toPrecision(12)));
  }
  return found;
}

/** Digits after the point that tell neighbouring ticks apart. */
export function tickDecimals(values: readonly number[]): number {
  for (let digits = 0; digits < 6; digits++) {
    if (values.every((value) => Math.abs(value - Number(value.toFixed(digits))) < 1e-9 * Math.max(1, Math.abs(value))))
      return digits;
  }
  return 6;
}

/** Linear map from data units to pixels; y runs upwards in data and downwards in pixels. */
export interface Frame {
  x: Bounds;
  y: Bounds;
  width: number;
  height: number;
}

export function toPixelX(frame: Frame, value: number): number {
  return ((value - frame.x[0]) / (frame.x[1] - frame.x[0])) * frame.width;
}

export function toPixelY(frame: Frame, value: number): number {
  return ((frame.y[1] - value) / (frame.y[1] - frame.y[0])) * frame.height;
}

export function toDataX(frame: Frame, pixel: number): number {
  return frame.x[0] + (pixel / frame.width) * (frame.x[1] - frame.x[0]);
}

export function toDataY(frame: Frame, pixel: number): number {
  return frame.y[1] - (pixel / frame.height) * (frame.y[1] - frame.y[0]);
}

/** Bounds that hold all finite values with a margin on both sides; (−1, 1) where there are none. */
export function boundsOf(values: ArrayLike<number>, margin = 0.06): Bounds {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [-1, 1];
  const span = high - low || Math.max(1, Math.abs(high));
  return [low - span * margin, high + span * margin];
}

/** Index of the point nearest to a pixel, at most `reach` away; −1 where there is none. */
export function nearest(
  frame: Frame,
  inputs: ArrayLike<number>,
  columns: number,
  axes: readonly [number, number],
  pixelX: number,
  pixelY: number,
  reach: number,
): number {
  let found = -1;
  let least = reach * reach;
  for (let i = 0; i * columns < inputs.length; i++) {
    const dx = toPixelX(frame, inputs[i * columns + axes[0]] ?? Number.NaN) - pixelX;
    const dy = toPixelY(frame, inputs[i * columns + axes[1]] ?? Number.NaN) - pixelY;
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      least = distance;
      found = i;
    }
  }
  return found;
}
