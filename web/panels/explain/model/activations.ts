/**
 * How an activation and its slope are written with numbers. The formulas in letters are the catalog's; the slopes are
 * those that `src/nn/activations.cpp` computes, with PyTorch's choice at a kink.
 */
export interface ActivationText {
  /** g of one number, in TeX, around the number's place. */
  value: (z: string) => string;
  compute: (z: number) => number;
  /** g′ in letters. */
  slope: string;
  /** g′ with numbers; `#0` is z, `#1` is a. */
  slopeNumbers: string;
  slopeOf: (z: number, a: number) => number;
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** The error function, by its series near 0 and a continued fraction elsewhere. */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  if (Math.abs(x) < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 100 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -(x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (Math.abs(x) + fraction);
  return Math.sign(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / (Math.abs(x) + fraction));
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softplus = (z: number) => (z > 30 ? z : Math.log1p(Math.exp(z)));
const normalCdf = (z: number) => 0.5 * (1 + erf(z / Math.SQRT2));

const TEXTS: Record<string, ActivationText> = {
  linear: { value: (z) => z, compute: (z) => z, slope: "1", slopeNumbers: "1", slopeOf: () => 1 },
  relu: {
    value: (z) => `\\max(0, ${z})`,
    compute: (z) => Math.max(0, z),
    slope: "\\begin{cases} 1 & z > 0 \\\\ 0 & z \\le 0 \\end{cases}",
    slopeNumbers: "g'(#0)",
    slopeOf: (z) => (z > 0 ? 1 : 0),
  },
  "leaky-relu": {
    value: (z) => `\\max(0, ${z}) + 0.01 \\min(0, ${z})`,
    compute: (z) => (z > 0 ? z : 0.01 * z),
    slope: "\\begin{cases} 1 & z > 0 \\\\ 0.01 & z \\le 0 \\end{cases}",
    slopeNumbers: "g'(#0)",
    slopeOf: (z) => (z > 0 ? 1 : 0.01),
  },
  elu: {
    value: (z) => `g(${z})`,
    compute: (z) => (z > 0 ? z : Math.expm1(z)),
    slope: "\\begin{cases} 1 & z > 0 \\\\ e^{z} & z \\le 0 \\end{cases}",
    slopeNumbers: "g'(#0)",
    slopeOf: (z) => (z > 0 ? 1 : Math.exp(z)),
  },
  selu: {
    value: (z) => `g(${z})`,
    compute: (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z)),
    slope: "\\lambda \\begin{cases} 1 & z > 0 \\\\ \\alpha e^{z} & z \\le 0 \\end{cases}",
    slopeNumbers: "g'(#0)",
    slopeOf: (z) => SELU_SCALE * (z > 0 ? 1 : SELU_ALPHA * Math.exp(z)),
  },
  gelu: {
    value: (z) => `${z} \\cdot \\Phi(${z})`,
    compute: (z) => z * normalCdf(z),
    slope: "\\Phi(z) + z\\,\\varphi(z)",
    slopeNumbers: "\\Phi(#0) + #(0)\\,\\varphi(#0)",
    slopeOf: (z) => normalCdf(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  },
  silu: {
    value: (z) => `${z} \\cdot \\sigma(${z})`,
    compute: (z) => z * sigmoid(z),
    slope: "\\sigma(z)\\,\\bigl(1 + z\\,(1 - \\sigma(z))\\bigr)",
    slopeNumbers: "\\sigma(#0)\\,\\bigl(1 + #(0)\\,(1 - \\sigma(#0))\\bigr)",
    slopeOf: (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z))),
  },
  mish: {
    value: (z) => `${z} \\cdot \\tanh\\bigl(\\ln(1 + e^{${z}})\\bigr)`,
    compute: (z) => z * Math.tanh(softplus(z)),
    slope: "\\omega + z\\,(1 - \\omega^2)\\,\\sigma(z),\\ \\omega = \\tanh(\\ln(1 + e^{z}))",
    slopeNumbers: "g'(#0)",
    slopeOf: (z) => {
      const omega = Math.tanh(softplus(z));
      return omega + z * (1 - omega * omega) * sigmoid(z);
    },
  },
  softplus: {
    value: (z) => `\\ln(1 + e^{${z}})`,
    compute: softplus,
    slope: "\\sigma(z)",
    slopeNumbers: "\\sigma(#0)",
    slopeOf: sigmoid,
  },
  softsign: {
    value: (z) => `\\frac{${z}}{1 + \\lvert ${z} \\rvert}`,
    compute: (z) => z / (1 + Math.abs(z)),
    slope: "(1 - \\lvert a \\rvert)^2",
    slopeNumbers: "(1 - \\lvert #1 \\rvert)^2",
    slopeOf: (_, a) => (1 - Math.abs(a)) ** 2,
  },
  tanh: {
    value: (z) => `\\tanh(${z})`,
    compute: Math.tanh,
    slope: "1 - a^2",
    slopeNumbers: "1 - #(1)^2",
    slopeOf: (_, a) => 1 - a * a,
  },
  sigmoid: {
    value: (z) => `\\sigma(${z})`,
    compute: sigmoid,
    slope: "a\\,(1 - a)",
    slopeNumbers: "#1 \\times (1 - #1)",
    slopeOf: (_, a) => a * (1 - a),
  },
  sine: {
    value: (z) => `\\sin(${z})`,
    compute: Math.sin,
    slope: "\\cos z",
    slopeNumbers: "\\cos(#0)",
    slopeOf: (z) => Math.cos(z),
  },
};

/** The ids that can be written out. */
export const WRITTEN = Object.keys(TEXTS);

/** How an activation is written; one that is not known stands as g, with its numbers as they are. */
export function activationText(id: string): ActivationText {
  return (
    TEXTS[id] ?? {
      value: (z) => `g(${z})`,
      compute: () => Number.NaN,
      slope: "g'(z)",
      slopeNumbers: "g'(#0)",
      slopeOf: () => Number.NaN,
    }
  );
}
