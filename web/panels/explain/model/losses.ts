/**
 * How a loss, and the error that it gives the output, are written with numbers: one entry for each loss of the catalog,
 * whose own formula stands in letters. `src/nn/losses.cpp` computes the same.
 */
import type { Numbers, Part } from "./equation.js";

/** One output: its pre-activation, its value, and what it is trained towards. */
export interface Output {
  z: Part;
  a: Part;
  t: Part;
}

/** TeX with places and how it is computed; places count into `parts`. */
export interface Piece {
  template: string;
  parts: readonly Part[];
  evaluate: (values: readonly number[]) => number;
}

/** A piece that is computed from just its parts: {@link Piece} forgets how many they are. */
const piece = <const Parts extends readonly Part[]>(
  template: string,
  parts: Parts,
  evaluate: (values: Numbers<Parts>) => number,
): Piece => ({ template, parts, evaluate: evaluate as Piece["evaluate"] });

export interface LossText {
  /** ∂L/∂z of one output in letters; `K` is the number of outputs. */
  delta: (outputs: number) => string;
  /** Whether the slope of the output's activation is a factor of it: the others are taken from z at once. */
  slope: boolean;
  /** The factor before everything: 1 over outputs, 2 over outputs, or ½. */
  factor: (outputs: number) => { template: string; value: number };
  /** One output's share of the loss. */
  share: (output: Output) => Piece;
  /** ∂L/∂a of one output (∂L/∂z where there is no slope) without its factor. */
  error: (output: Output) => Piece;
  /** The factor of the error. */
  errorFactor: (outputs: number) => { template: string; value: number };
  /** Whether one output alone, that of the class, has a share in the loss. */
  ofClass?: boolean;
}

const difference = ({ a, t }: Output): Piece => piece("(#0 - #(1))", [a, t], ([x, y]) => x - y);
const square = ({ a, t }: Output): Piece => piece("(#0 - #(1))^2", [a, t], ([x, y]) => (x - y) ** 2);

const one = { template: "", value: 1 };
const half = { template: "\\frac{1}{2}", value: 0.5 };
const share = (over: number) => (outputs: number) =>
  outputs === 1 && over === 1
    ? one
    : outputs === 1
      ? { template: String(over), value: over }
      : { template: `\\frac{${over}}{${outputs}}`, value: over / outputs };

/** Nearer to 0 or 1 than this, a probability does not show its digits: the loss is written from z. */
const NEAR = 1e-3;
const log1pExp = (z: number) => (z > 30 ? z : Math.log1p(Math.exp(z)));

const LOSSES: Record<string, LossText> = {
  "half-squared-error": {
    delta: () => "(a_k - t_k)\\, g'(z_k)",
    slope: true,
    factor: () => half,
    share: square,
    error: difference,
    errorFactor: () => one,
  },
  mse: {
    delta: (outputs) => `${share(2)(outputs).template}\\,(a_k - t_k)\\, g'(z_k)`,
    slope: true,
    factor: share(1),
    share: square,
    error: difference,
    errorFactor: share(2),
  },
  huber: {
    delta: (outputs) => `${share(1)(outputs).template}\\,\\max(-1, \\min(1, a_k - t_k))\\, g'(z_k)`,
    slope: true,
    factor: share(1),
    share: ({ a, t }) =>
      Math.abs(a.value - t.value) <= 1
        ? piece("\\tfrac{1}{2}(#0 - #(1))^2", [a, t], ([x, y]) => (x - y) ** 2 / 2)
        : piece("\\bigl(\\lvert #0 - #(1) \\rvert - \\tfrac{1}{2}\\bigr)", [a, t], ([x, y]) => Math.abs(x - y) - 0.5),
    error: (output) => {
      const { a, t } = output;
      if (Math.abs(a.value - t.value) <= 1) return difference(output);
      return piece("\\max(-1, ¦ \\min(1, #0 - #(1)))", [a, t], ([x, y]) => Math.max(-1, Math.min(1, x - y)));
    },
    errorFactor: share(1),
  },
  "binary-cross-entropy": {
    delta: (outputs) => (outputs === 1 ? "a_k - t_k" : `\\frac{1}{${outputs}}\\,(a_k - t_k)`),
    slope: false,
    factor: share(1),
    share: ({ z, a, t }) => {
      const right = t.value > 0.5;
      const probability = right ? a.value : 1 - a.value;
      if (probability > NEAR && probability < 1 - NEAR) {
        return right
          ? piece("(-\\ln #0)", [a], ([x]) => -Math.log(x))
          : piece("(-\\ln(1 - #0))", [a], ([x]) => -Math.log(1 - x));
      }
      return right
        ? piece("\\ln(1 + e^{-#(0)})", [z], ([x]) => log1pExp(-x))
        : piece("\\ln(1 + e^{#0})", [z], ([x]) => log1pExp(x));
    },
    error: difference,
    errorFactor: share(1),
  },
  "cross-entropy": {
    delta: () => "a_k - t_k",
    slope: false,
    factor: () => one,
    share: ({ a }) => piece("(-\\ln #0)", [a], ([x]) => -Math.log(x)),
    error: difference,
    errorFactor: () => one,
    ofClass: true,
  },
};

export const WRITTEN = Object.keys(LOSSES);

export function lossText(id: string): LossText {
  const found = LOSSES[id];
  if (!found) throw new Error(`nobody has written down the loss ${id}`);
  return found;
}
