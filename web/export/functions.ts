/**
 * Activations and features in every language that is written: one row each. ONNX has its own table, of nodes.
 * A new row of the core's tables needs a row here; a test goes through all of them.
 */

export interface FunctionText {
  /** Body of `lambda z:` over a NumPy array. */
  numpy: string;
  /** A module of torch.nn, or of the script itself. */
  torch: string;
  /** Expression of a number `z`. */
  javascript: string;
  /** Expression of a double `z`. */
  c: string;
}

/** Activations of hidden and output layers; softmax, which is not taken unit by unit, aside. */
export const ACTIVATIONS: Record<string, FunctionText> = {
  linear: { numpy: "z", torch: "nn.Identity()", javascript: "z", c: "z" },
  relu: {
    numpy: "np.maximum(z, 0)",
    torch: "nn.ReLU()",
    javascript: "Math.max(z, 0)",
    c: "z > 0 ? z : 0",
  },
  "leaky-relu": {
    numpy: "np.where(z > 0, z, 0.01 * z)",
    torch: "nn.LeakyReLU(0.01)",
    javascript: "z > 0 ? z : 0.01 * z",
    c: "z > 0 ? z : 0.01 * z",
  },
  elu: {
    numpy: "np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
    torch: "nn.ELU()",
    javascript: "z > 0 ? z : Math.expm1(z)",
    c: "z > 0 ? z : expm1(z)",
  },
  selu: {
    numpy: "1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0)))",
    torch: "nn.SELU()",
    javascript: "1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z))",
    c: "1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * expm1(z))",
  },
  gelu: {
    numpy: "0.5 * z * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))",
    torch: "nn.GELU()",
    javascript: "0.5 * z * (1 + erf(z / Math.SQRT2))",
    c: "0.5 * z * (1 + erf(z / sqrt(2.0)))",
  },
  silu: {
    numpy: "z / (1 + np.exp(-np.maximum(z, -700)))",
    torch: "nn.SiLU()",
    javascript: "z / (1 + Math.exp(-z))",
    c: "z / (1 + exp(-z))",
  },
  mish: {
    numpy: "z * np.tanh(np.logaddexp(0, z))",
    torch: "nn.Mish()",
    javascript: "z * Math.tanh(Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))))",
    c: "z * tanh((z > 0 ? z : 0) + log1p(exp(-fabs(z))))",
  },
  softplus: {
    numpy: "np.logaddexp(0, z)",
    torch: "nn.Softplus()",
    javascript: "Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))",
    c: "(z > 0 ? z : 0) + log1p(exp(-fabs(z)))",
  },
  softsign: {
    numpy: "z / (1 + np.abs(z))",
    torch: "nn.Softsign()",
    javascript: "z / (1 + Math.abs(z))",
    c: "z / (1 + fabs(z))",
  },
  tanh: { numpy: "np.tanh(z)", torch: "nn.Tanh()", javascript: "Math.tanh(z)", c: "tanh(z)" },
  sigmoid: {
    numpy: "0.5 * (1 + np.tanh(0.5 * z))",
    torch: "nn.Sigmoid()",
    javascript: "1 / (1 + Math.exp(-z))",
    c: "1 / (1 + exp(-z))",
  },
  sine: { numpy: "np.sin(z)", torch: "Sine()", javascript: "Math.sin(z)", c: "sin(z)" },
};

export interface FeatureText {
  /** Expression of columns `x` and `y`, the same in NumPy and PyTorch but for the name of the package, `np`. */
  python: string;
  javascript: string;
  c: string;
}

/** Features of the first two columns; `raw`, all columns as they are, aside. */
export const FEATURES: Record<string, FeatureText> = {
  x: { python: "x", javascript: "x", c: "x" },
  y: { python: "y", javascript: "y", c: "y" },
  "x^2": { python: "x * x", javascript: "x * x", c: "x * x" },
  "y^2": { python: "y * y", javascript: "y * y", c: "y * y" },
  "x*y": { python: "x * y", javascript: "x * y", c: "x * y" },
  "sin(x)": { python: "np.sin(x)", javascript: "Math.sin(x)", c: "sin(x)" },
  "sin(y)": { python: "np.sin(y)", javascript: "Math.sin(y)", c: "sin(y)" },
};

/** The row of a table. @throws RangeError where a format does not know it: a fault of this table */
export function rowOf<T>(table: Readonly<Record<string, T>>, id: string): T {
  const row = Object.hasOwn(table, id) ? table[id] : undefined;
  if (row === undefined) throw new RangeError(`${id} has no row in this format`);
  return row;
}

/** A network input: a feature of the first two columns by its id, or one column as it is. */
export type Input = { feature: string } | { column: number };

/** Every network input in order, `raw` taken apart into its columns. */
export function inputsOf(features: readonly string[], columns: number): Input[] {
  return features.flatMap((id): Input[] =>
    id === "raw" ? Array.from({ length: columns }, (_, column) => ({ column })) : [{ feature: id }],
  );
}
