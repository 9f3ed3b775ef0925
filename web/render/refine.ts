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

/** Where the samples of a finer row lie: the coarse sample before each, and the share of the way to the next. */
interface Places {
  before: Int32Array;
  share: Float32Array;
}

export class Refiner {
  #coarse = new Float32Array(0);
  #rows = new Float32Array(0);
  #fine = new Float32Array(0);
  readonly #places = new Map<string, Places>();

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
    const across = this.#placesOf(width, factor);
    const down = this.#placesOf(height, factor);
    for (let k = 0; k < count; k++) {
      spread(planes, k * area, this.#coarse, spacing);
      const out = this.#fine.subarray(k * fine, (k + 1) * fine);
      interpolate(this.#coarse, height, width, 1, width, across, this.#rows, width * factor, 1);
      interpolate(this.#rows, width * factor, height, width * factor, 1, down, out, 1, width * factor);
      gather(out, spacing);
    }
    return this.#fine;
  }

  #placesOf(count: number, factor: number): Places {
    const key = `${count} ${factor}`;
    let places = this.#places.get(key);
    if (!places) {
      const before = new Int32Array(count * factor);
      const share = new Float32Array(count * factor);
      for (let at = 0; at < count * factor; at++) {
        const place = (at + 0.5) / factor - 0.5;
        const first = Math.max(0, Math.min(count - 2, Math.floor(place)));
        before[at] = first;
        share[at] = place - first;
      }
      places = { before, share };
      this.#places.set(key, places);
    }
    return places;
  }
}

/**
 * `lines` runs of `count` samples, each `step` apart and the runs `stride` apart, on finer places. A cubic that never
 * leaves the two samples it lies between, so that it makes no crossing of its own; straight beyond the outermost.
 */
function interpolate(
  from: Float32Array,
  lines: number,
  count: number,
  step: number,
  stride: number,
  { before, share }: Places,
  to: Float32Array,
  toStride: number,
  toStep: number,
): void {
  const last = count - 1;
  for (let line = 0; line < lines; line++) {
    const first = line * stride;
    const out = line * toStride;
    for (let at = 0; at < before.length; at++) {
      const k = before[at] ?? 0;
      const t = share[at] ?? 0;
      const b = from[first + k * step] ?? 0;
      const c = from[first + (k + 1) * step] ?? 0;
      let value = b + (c - b) * t;
      if (t > 0 && t < 1) {
        const a = from[first + (k > 0 ? k - 1 : 0) * step] ?? 0;
        const d = from[first + (k + 1 < last ? k + 2 : last) * step] ?? 0;
        value = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
        const low = Math.min(b, c);
        const high = Math.max(b, c);
        if (value < low) value = low;
        else if (value > high) value = high;
      }
      to[out + at * toStep] = value;
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
      out[i] = Math.log(share / (1 - share)) / 2;
    }
  }
}

function gather(out: Float32Array, spacing: Spacing): void {
  if (spacing.kind === "plain") return;
  if (spacing.kind === "shares") {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(out[i] ?? 0);
    return;
  }
  const middle = (spacing.low + spacing.high) / 2;
  const reach = (spacing.high - spacing.low) / 2;
  for (let i = 0; i < out.length; i++) out[i] = middle + reach * Math.tanh(out[i] ?? 0);
}
