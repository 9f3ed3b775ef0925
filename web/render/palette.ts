/**
 * The data colours of one theme, read once from the design tokens and kept as tables.
 */
import { css, mix, pack, parseColor, type Rgb, ramp, unpack } from "./color.js";

export interface Palette {
  /** 256 pixels from the strongest negative (ember) through paper to the strongest positive (lake). */
  diverging: Uint32Array;
  /** 256 pixels for sizes that have no sign: log loss, gradient norms. */
  dusk: Uint32Array;
  /** The middle of the diverging scale: "undecided". */
  paper: Rgb;
  /** One a class; more classes than colours start again, told apart by their shapes. */
  classes: readonly Rgb[];
  ink: Rgb;
  contour: Rgb;
  /** Between a mark and the picture under it. */
  rim: Rgb;
  mark: Rgb;
  markLine: Rgb;
  /** What zero weights are drawn in. */
  faint: Rgb;
  /** The status colour that wrong points are ringed with. */
  bad: Rgb;
  surface: Rgb;
  line: Rgb;
  lineStrong: Rgb;
}

const DIVERGING = ["n6", "n5", "n4", "n3", "n2", "n1", "0", "p1", "p2", "p3", "p4", "p5", "p6"];
const DUSK = 9;
/** How many classes have a colour of their own. */
export const CLASS_COLORS = 6;

/** Builds the palette from a reader of custom properties, such as `getComputedStyle(el).getPropertyValue`. */
export function readPalette(token: (name: string) => string): Palette {
  const color = (name: string): Rgb => {
    const text = token(name);
    if (text.trim() === "") throw new Error(`the design token ${name} is missing`);
    return parseColor(text);
  };
  return {
    diverging: ramp(DIVERGING.map((step) => color(`--div-${step}`))),
    dusk: ramp(Array.from({ length: DUSK }, (_, step) => color(`--seq-${step}`))),
    paper: color("--div-0"),
    classes: Array.from({ length: CLASS_COLORS }, (_, index) => color(`--c${index + 1}`)),
    ink: color("--ink"),
    contour: color("--contour"),
    rim: color("--point-rim"),
    mark: color("--mark"),
    markLine: color("--mark-line"),
    faint: color("--ink-4"),
    bad: color("--bad"),
    surface: color("--surface"),
    line: color("--line"),
    lineStrong: color("--line-strong"),
  };
}

/** Place of a value from −1 to 1 in a table of 256; what is not a number falls on the middle. */
export function divergingIndex(value: number): number {
  if (!(value > -1)) return Number.isNaN(value) ? 128 : 0;
  if (value >= 1) return 255;
  return Math.round(127.5 + 127.5 * value);
}

/** The colour of the diverging scale at a value from −1 to 1. */
export function divergingColor(palette: Palette, value: number): Rgb {
  return unpack(palette.diverging[divergingIndex(value)] ?? 0);
}

/** The same as CSS text. */
export function divergingCss(palette: Palette, value: number, alpha = 1): string {
  return css(divergingColor(palette, value), alpha);
}

/** Colour of a class by its index. */
export function classColor(palette: Palette, index: number): Rgb {
  return palette.classes[index % palette.classes.length] ?? palette.ink;
}

/** One table of 256 pixels from paper to a colour: the share of a class that is painted at a margin. */
export function fade(palette: Palette, to: Rgb): Uint32Array {
  const table = new Uint32Array(256);
  for (let i = 0; i < 256; i++) table[i] = pack(mix(palette.paper, to, i / 255));
  return table;
}
