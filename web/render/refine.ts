/**
 * Finer planes between the samples of a coarse grid, so that a boundary drawn from few samples is smooth.
 *
 * A steep network jumps from one end of its range to the other between two samples, and a line through such values is a
 * staircase. Before the end of its range is cut off by the output's activation the network is nearly straight there, so
 * values are interpolated as they were before it: as log-odds where the range is bounded, as logarithms where they are
 * shares of 1. Line and heat are drawn from the same finer plane.
 */

/** How values lie between two samples: as they are, bounded on both sides, or shares of 1. */
export type Spacing = { kind: "plain" } | { kind: "bounded"; low: number; high: number } | { kind: "shares" };

/** Odds farther from 1 than this are all one: float32 ends near here. */
const LEAST_SHARE = 1e-7;
const LEAST_LOG = 1e-30;
/** More samples than this are not made: many classes are refined less. */
const MOST = 200_000;

/** By how much a grid of `side` samples is refined for `count` planes; 1 for one that is fine already. */
export function refinement(side: number, count: number): number {
  for (const factor of side <= 60 ? [4, 3, 2] : side <= 100 ? [2] : [])
    if (count * (side * factor) ** 2 <= MOST) return factor;
  return 1;
}

/** A place between two samples: weights of the one before the left one, both, and the one after the right one. */
interface Place {
  share: number;
  weights: readonly [number, number, number, number];
}

export class Refiner {
  #coarse = new Float32Array(0);
  #rows = new Float32Array(0);
  #fine = new Float32Array(0);

  /**
   * Planes `factor` times as fine on both sides: samples are cell centres here and there.
   *
   * @returns count × (height · factor) × (width · factor) values, which the next call overwrites
   */
  refine(
    planes: ArrayLike<number>,
    width: number,
    height: number,
    count: number,
    factor: number,
    spacing: Spacing,
  ): Float32Array {
    const area = width * height;
    const fine = area * factor * factor;
    if (this.#coarse.length !== area) this.#coarse = new Float32Array(area);
    if (this.#rows.length !== area * factor) this.#rows = new Float32Array(area * factor);
    if (this.#fine.length !== fine * count) this.#fine = new Float32Array(fine * count);
    const [first, between] = placesOf(factor);
    for (let k = 0; k < count; k++) {
      spread(planes, k * area, this.#coarse, spacing);
      const out = this.#fine.subarray(k * fine, (k + 1) * fine);
      refineRows(this.#coarse, width, first, between, this.#rows);
      refineColumns(this.#rows, width * factor, height, first, between, out);
      gather(out, spacing);
    }
    return this.#fine;
  }
}

/**
 * The finer places between a sample and the next, and how many lie before the first sample. Weights are those of the
 * cubic of Catmull and Rom (1974).
 */
function placesOf(factor: number): [first: number, between: Place[]] {
  const first = Math.ceil((factor - 1) / 2);
  const between = Array.from({ length: factor }, (_, at): Place => {
    const t = (first + at + 0.5) / factor - 0.5;
    const weights: Place["weights"] = [
      0.5 * t * (-1 + t * (2 - t)),
      1 + t * t * (1.5 * t - 2.5),
      0.5 * t * (1 + t * (4 - 3 * t)),
      0.5 * t * t * (t - 1),
    ];
    return { share: t, weights };
  });
  return [first, between];
}

/** The value, or the end that it has passed of what lies between b and c. */
function held(value: number, b: number, c: number): number {
  return Math.max(Math.min(b, c), Math.min(Math.max(b, c), value));
}

/**
 * Rows of `width` samples on finer places. The cubic never leaves the two samples it lies between, so that it makes no
 * crossing of its own; beyond the outermost samples it is straight.
 */
function refineRows(from: Float32Array, width: number, first: number, between: Place[], to: Float32Array): void {
  const factor = between.length;
  const after = factor - first;
  for (let row = 0, out = 0; row < from.length; row += width, out += width * factor) {
    const last = row + width - 1;
    for (const [j, { share, weights }] of between.entries()) {
      const [wa, wb, wc, wd] = weights;
      let at = out + first + j;
      let a = from[row] ?? 0;
      let b = a;
      let c = from[Math.min(row + 1, last)] ?? 0;
      // Straight on to the left of the first sample, by the places whose share lies before it.
      if (j >= after) to[at - factor] = b + (c - b) * (share - 1);
      for (let k = row; k < last; k++, at += factor) {
        const d = from[Math.min(k + 2, last)] ?? 0;
        to[at] = held(wa * a + wb * b + wc * c + wd * d, b, c);
        a = b;
        b = c;
        c = d;
      }
      if (j < after) to[at] = b + (b - (from[Math.max(last - 1, row)] ?? 0)) * share;
    }
  }
}

/** The same down the columns of `width` samples a row, row by row, so that memory is read in its order. */
function refineColumns(
  from: Float32Array,
  width: number,
  height: number,
  first: number,
  between: Place[],
  to: Float32Array,
): void {
  const factor = between.length;
  const after = factor - first;
  const last = (height - 1) * width;
  for (const [j, { share, weights }] of between.entries()) {
    const [wa, wb, wc, wd] = weights;
    const next = Math.min(width, last);
    const previous = Math.max(last - width, 0);
    if (j >= after) {
      const at = (first + j - factor) * width;
      for (let x = 0; x < width; x++) {
        const b = from[x] ?? 0;
        to[at + x] = b + ((from[next + x] ?? 0) - b) * (share - 1);
      }
    }
    for (let row = 0, at = (first + j) * width; row < last; row += width, at += factor * width) {
      const above = row === 0 ? 0 : row - width;
      const right = row + width;
      const below = right === last ? last : right + width;
      for (let x = 0; x < width; x++) {
        const b = from[row + x] ?? 0;
        const c = from[right + x] ?? 0;
        to[at + x] = held(wa * (from[above + x] ?? 0) + wb * b + wc * c + wd * (from[below + x] ?? 0), b, c);
      }
    }
    if (j < after) {
      const at = (factor * (height - 1) + first + j) * width;
      for (let x = 0; x < width; x++) {
        const b = from[last + x] ?? 0;
        to[at + x] = b + (b - (from[previous + x] ?? 0)) * share;
      }
    }
  }
}

function spread(planes: ArrayLike<number>, offset: number, out: Float32Array, spacing: Spacing): void {
  if (spacing.kind === "plain") {
    for (let i = 0; i < out.length; i++) out[i] = planes[offset + i] ?? 0;
  } else if (spacing.kind === "shares") {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(Math.max(LEAST_LOG, planes[offset + i] ?? 0));
  } else {
    const { low, high } = spacing;
    const range = high - low;
    for (let i = 0; i < out.length; i++) {
      const share = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, ((planes[offset + i] ?? 0) - low) / range));
      out[i] = Math.log(share / (1 - share));
    }
  }
}

function gather(out: Float32Array, spacing: Spacing): void {
  if (spacing.kind === "plain") return;
  if (spacing.kind === "shares") {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(out[i] ?? 0);
    return;
  }
  const { low, high } = spacing;
  const range = high - low;
  for (let i = 0; i < out.length; i++) out[i] = low + range * sigmoid(out[i] ?? 0);
}

/** A table of the sigmoid: how far it reaches on both sides, and its entries for 1. Between two it is straight. */
const TABLE_REACH = 24;
const TABLE_STEPS = 128;
const table = Float64Array.from(
  { length: 2 * TABLE_REACH * TABLE_STEPS + 2 },
  (_, at) => 1 / (1 + Math.exp(TABLE_REACH - at / TABLE_STEPS)),
);

/** 1 ∕ (1 + e⁻ˣ), to 10⁻⁶; what is not a number stays so. */
function sigmoid(x: number): number {
  const place = (Math.max(-TABLE_REACH, Math.min(TABLE_REACH, x)) + TABLE_REACH) * TABLE_STEPS;
  const at = place | 0;
  const below = table[at] ?? Number.NaN;
  return below + ((table[at + 1] ?? 0) - below) * (place - at);
}
