/** Round places for the ticks of an axis, and how an axis puts values to pixels. Pure. */
import { nice, ticks } from "d3-array";
import { superscript } from "../i18n/numbers.js";

export interface Axis {
  low: number;
  high: number;
  log: boolean;
  ticks: number[];
  /** 0 at `low`, 1 at `high`; values that are no numbers, or lie outside, go to the nearer end. */
  share(value: number): number;
}

/** An even axis that ends at round values; about `wanted` parts, each 1, 2 or 5 times a power of ten. */
export function linearAxis(low: number, high: number, wanted: number): Axis {
  const [from, to] = nice(low, high > low ? high : low + 1, wanted);
  return axis(from, to, false, ticks(from, to, wanted));
}

/** Whole numbers from 0, not rounded up: epochs. */
export function countAxis(high: number, wanted: number): Axis {
  const to = Math.max(high, 1);
  return axis(0, to, false, ticks(0, to, wanted).filter(Number.isInteger));
}

/** A logarithmic axis around positive values; its ends lie on 1, 2 or 5 of a decade. */
export function logAxis(least: number, greatest: number, most: number): Axis {
  const low = roundDown(Math.max(least, 1e-12));
  const high = Math.max(roundUp(Math.max(greatest, 1e-12)), low * 2);
  const decades = Math.log10(high / low);
  const marks = decades <= 1.35 && most > 3 ? [1, 2, 5] : [1];
  const all: number[] = [];
  const apart = Math.max(1, Math.ceil(decades / most));
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const mark of marks) {
      const value = Number(`${mark}e${power}`);
      if (value < low * 0.999 || value > high * 1.001) continue;
      if (mark === 1 && ((power % apart) + apart) % apart !== 0) continue;
      all.push(value);
    }
  }
  const far = (value: number) => all.every((tick) => Math.abs(Math.log10(tick / value)) > decades / (most * 2));
  const ends = [low, high].filter((value) => !all.includes(value) && far(value));
  return axis(
    low,
    high,
    true,
    [...all, ...ends].sort((a, b) => a - b),
  );
}

function axis(low: number, high: number, log: boolean, ticks: number[]): Axis {
  const scale = log ? Math.log10 : (value: number) => value;
  const [from, to] = [scale(low), scale(high)];
  return {
    low,
    high,
    log,
    ticks,
    share: (value) => {
      if (Number.isNaN(value)) return 1;
      const at = log && value <= 0 ? from : scale(value);
      return Math.max(0, Math.min(1, (at - from) / (to - from || 1)));
    },
  };
}

const digits = [1, 2, 5, 10];
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return (digits.findLast((digit) => digit * power <= value * 1.0001) ?? 1) * power;
}
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return (digits.find((digit) => digit * power >= value * 0.9999) ?? 10) * power;
}

/** A tick of a loss axis: `0.02`, `1`, `10³`. */
export function tickText(value: number): string {
  const power = Math.log10(value);
  if (value > 0 && Math.abs(power - Math.round(power)) < 1e-9 && (power >= 3 || power <= -4))
    return `10${superscript(Math.round(power))}`;
  if (value !== 0 && (Math.abs(value) >= 1e4 || Math.abs(value) < 1e-3)) {
    const exponent = Math.floor(power);
    return `${Number((value / 10 ** exponent).toPrecision(2))}·10${superscript(exponent)}`;
  }
  return String(Number(value.toPrecision(6))).replace("-", "\u2212");
}
