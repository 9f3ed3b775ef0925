/**
 * The lines of the network: their curves, and how a number becomes width, colour and opacity.
 */

import { css } from "./color.js";
import { divergingCss, type Palette } from "./palette.js";

/** Width of a zero weight, and what one of the full size adds to it, in pixels. */
export const THINNEST = 0.6;
export const WIDEST = 5;
/** Steps between nothing and the full size: finer differences of width (0.1 px) cannot be seen. */
const STEPS = 50;
/** A line grows on beyond its full size, up to twice the width. */
const BEYOND = 2;

/** The curve from the right side of one node to the left side of the next. */
export interface Curve {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** SVG path data: a cubic that leaves and arrives level. */
export function curvePath({ x0, y0, x1, y1 }: Curve): string {
  const bend = (x1 - x0) * 0.5;
  return `M${round(x0)} ${round(y0)}C${round(x0 + bend)} ${round(y0)} ${round(x1 - bend)} ${round(y1)} ${round(x1)} ${round(y1)}`;
}

/** The point at `share` (0 to 1) of the curve's parameter. */
export function pointOnCurve({ x0, y0, x1, y1 }: Curve, share: number): { x: number; y: number } {
  const bend = (x1 - x0) * 0.5;
  const rest = 1 - share;
  const a = rest * rest * rest;
  const b = 3 * rest * rest * share;
  const c = 3 * rest * share * share;
  const d = share * share * share;
  return {
    x: a * x0 + b * (x0 + bend) + c * (x1 - bend) + d * x1,
    y: (a + b) * y0 + (c + d) * y1,
  };
}

/** The largest finite size among `count` values from `from` on; 0 where there is none. */
export function largestSize(values: ArrayLike<number>, from = 0, count = values.length - from): number {
  let most = 0;
  for (let i = from; i < from + count; i++) {
    const size = Math.abs(values[i] ?? 0);
    if (size > most && size < Number.POSITIVE_INFINITY) most = size;
  }
  return most;
}

/**
 * A value over the full size as a whole number from −{@link EDGE_LEVELS} to +{@link EDGE_LEVELS}: everything that is drawn of a line
 * follows from it, so that a line is touched only when this changes. What is not a number is 0; infinities are ends.
 */
export function edgeLevel(value: number, largest: number): number {
  if (value === 0 || Number.isNaN(value) || !(largest > 0)) return 0;
  const share = Math.min(BEYOND, Math.abs(value) / largest);
  const level = Math.max(1, Math.round(share * STEPS));
  return value < 0 ? -level : level;
}

export const EDGE_LEVELS = STEPS * BEYOND;

/**
 * The weight whose line has the full width: three times the bound of Glorot's uniform initialization of the smallest
 * layer, as a power of 2. It depends on the network's shape alone, so that a width means the same throughout a run.
 */
export function fullWeight(layers: readonly { inputs: number; units: number }[]): number {
  const bound = Math.max(0, ...layers.map(({ inputs, units }) => Math.sqrt(6 / Math.max(1, inputs + units))));
  return bound > 0 ? 2 ** Math.ceil(Math.log2(3 * bound)) : 1;
}

/** How a line of a level looks. */
export interface EdgeStyle {
  stroke: string;
  width: number;
}

/** The looks of all levels of one theme: entry `level + EDGE_LEVELS`. `widest` is larger when presenting. */
export function edgeStyles(palette: Palette, widest = WIDEST): EdgeStyle[] {
  const styles: EdgeStyle[] = [];
  for (let level = -EDGE_LEVELS; level <= EDGE_LEVELS; level++) {
    const share = Math.abs(level) / STEPS;
    const root = Math.sqrt(Math.min(1, share));
    if (level === 0) {
      styles.push({ stroke: css(palette.faint, 0.6), width: THINNEST });
    } else {
      const alpha = Math.round((0.4 + 0.6 * root) * 100) / 100;
      styles.push({
        stroke: divergingCss(palette, Math.sign(level) * (0.42 + 0.58 * root), alpha),
        width: Math.round((THINNEST + widest * share) * 100) / 100,
      });
    }
  }
  return styles;
}

/** Width that the largest weight adds in a net of so many lines: many lines are drawn finer, or they hide each other. */
export function widestOf(lines: number): number {
  return Math.max(2.6, Math.min(WIDEST, WIDEST * Math.sqrt(200 / Math.max(1, lines))));
}

/** A bias as a share of the bar's half length, −1 to 1, on one scale for the whole net. */
export function biasShare(value: number, largest: number): number {
  if (Number.isNaN(value) || !(largest > 0)) return 0;
  return Math.max(-1, Math.min(1, value / largest));
}
