/**
 * An ONNX file: rows in data space in, outputs out; standardisation and features are nodes of the graph. Class names,
 * columns and five test rows stand in its metadata. onnx-proto is loaded when the first file is written.
 */
import type { onnx as Onnx } from "onnx-proto";
import { inputsOf, rowOf } from "./functions.js";
import type { Model } from "./model.js";

/** Operators as of ONNX 1.8, which every runtime has. */
const OPSET = 13;

interface Graph {
  node(operator: string, inputs: string[], attributes?: Record<string, number | { integer: number }>): string;
  tensor(values: readonly number[], shape: readonly number[]): string;
  indices(values: readonly number[]): string;
}

type Build = (graph: Graph, z: string) => string;

const one = (operator: string, attributes?: Record<string, number | { integer: number }>): Build => {
  return (graph, z) => graph.node(operator, [z], attributes);
};

/** Activations as nodes. */
const ACTIVATIONS: Record<string, Build> = {
  linear: (_, z) => z,
  relu: one("Relu"),
  "leaky-relu": one("LeakyRelu", { alpha: 0.01 }),
  elu: one("Elu", { alpha: 1 }),
  selu: one("Selu"),
  gelu: (graph, z) => {
    const erf = graph.node("Erf", [graph.node("Div", [z, graph.tensor([Math.SQRT2], [])])]);
    const share = graph.node("Mul", [graph.tensor([0.5], []), graph.node("Add", [erf, graph.tensor([1], [])])]);
    return graph.node("Mul", [z, share]);
  },
  silu: (graph, z) => graph.node("Mul", [z, graph.node("Sigmoid", [z])]),
  mish: (graph, z) => graph.node("Mul", [z, graph.node("Tanh", [graph.node("Softplus", [z])])]),
  softplus: one("Softplus"),
  softsign: one("Softsign"),
  tanh: one("Tanh"),
  sigmoid: one("Sigmoid"),
  sine: one("Sin"),
  softmax: one("Softmax", { axis: { integer: 1 } }),
};

/** Features of the first two columns as nodes. */
const FEATURES: Record<string, (graph: Graph, x: () => string, y: () => string) => string> = {
  x: (_, x) => x(),
  y: (_, __, y) => y(),
  "x^2": (graph, x) => graph.node("Mul", [x(), x()]),
  "y^2": (graph, _, y) => graph.node("Mul", [y(), y()]),
  "x*y": (graph, x, y) => graph.node("Mul", [x(), y()]),
  "sin(x)": (graph, x) => graph.node("Sin", [x()]),
  "sin(y)": (graph, _, y) => graph.node("Sin", [y()]),
};

export async function onnxFile(model: Model): Promise<Uint8Array> {
  const loaded = await import("onnx-proto");
  // In Node a CommonJS package is the default of its namespace.
  const onnx = loaded.onnx ?? (loaded as unknown as { default: typeof loaded }).default.onnx;
  const nodes: Onnx.INodeProto[] = [];
  const initializers: Onnx.ITensorProto[] = [];
  const graph = builder(onnx, nodes, initializers);
  const { columns, layers, standardization, features } = model;
  let rows = "points";
  if (standardization) {
    const centred = graph.node("Sub", [rows, graph.tensor(standardization.mean, [columns.length])]);
    rows = graph.node("Div", [centred, graph.tensor(standardization.deviation, [columns.length])]);
  }
  let a = featureNodes(graph, rows, features, columns.length);
  for (const { weights, biases, activation } of layers) {
    const w = graph.tensor(weights.flat(), [biases.length, weights[0]?.length ?? 0]);
    const z = graph.node("Gemm", [a, w, graph.tensor(biases, [biases.length])], { transB: { integer: 1 } });
    a = rowOf(ACTIVATIONS, activation)(graph, z);
  }
  nodes.push({ opType: "Identity", input: [a], output: ["outputs"], name: "outputs" });
  const outputs = layers.at(-1)?.biases.length ?? 0;
  const file: Onnx.IModelProto = {
    irVersion: 7,
    producerName: "Gradient Playground",
    opsetImport: [{ domain: "", version: OPSET }],
    graph: {
      name: "network",
      node: nodes,
      initializer: initializers,
      input: [port(onnx, "points", columns.length)],
      output: [port(onnx, "outputs", outputs)],
    },
    metadataProps: Object.entries({
      columns: model.columns,
      classNames: model.classNames,
      decision: model.decision,
      testInputs: model.tests.inputs,
      testOutputs: model.tests.outputs,
    }).map(([key, value]) => ({ key, value: JSON.stringify(value) })),
  };
  return Uint8Array.from(onnx.ModelProto.encode(file).finish());
}

function builder(onnx: typeof Onnx, nodes: Onnx.INodeProto[], initializers: Onnx.ITensorProto[]): Graph {
  const attribute = (name: string, value: number | { integer: number }): Onnx.IAttributeProto =>
    typeof value === "number"
      ? { name, f: value, type: onnx.AttributeProto.AttributeType.FLOAT }
      : { name, i: value.integer, type: onnx.AttributeProto.AttributeType.INT };
  return {
    node(operator, input, attributes = {}) {
      const output = `${operator.toLowerCase()}_${nodes.length}`;
      nodes.push({
        opType: operator,
        name: output,
        input,
        output: [output],
        attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      });
      return output;
    },
    tensor(values, dims) {
      const name = `tensor_${initializers.length}`;
      const rawData = new Uint8Array(Float32Array.from(values).buffer);
      initializers.push({ name, dims: [...dims], dataType: onnx.TensorProto.DataType.FLOAT, rawData });
      return name;
    },
    indices(values) {
      const name = `tensor_${initializers.length}`;
      const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      initializers.push({ name, dims: [values.length], dataType: onnx.TensorProto.DataType.INT64, rawData });
      return name;
    },
  };
}

/** A matrix of any number of rows. */
function port(onnx: typeof Onnx, name: string, width: number): Onnx.IValueInfoProto {
  const shape = { dim: [{ dimParam: "rows" }, { dimValue: width }] };
  return { name, type: { tensorType: { elemType: onnx.TensorProto.DataType.FLOAT, shape } } };
}

function featureNodes(graph: Graph, rows: string, features: readonly string[], columns: number): string {
  if (features.length === 1 && features[0] === "raw") return rows;
  const taken = new Map<number, string>();
  const column = (c: number): string => {
    const before = taken.get(c);
    if (before !== undefined) return before;
    const made = graph.node("Gather", [rows, graph.indices([c])], { axis: { integer: 1 } });
    taken.set(c, made);
    return made;
  };
  const parts = inputsOf(features, columns).map((input) =>
    "column" in input
      ? column(input.column)
      : rowOf(FEATURES, input.feature)(
          graph,
          () => column(0),
          () => column(1),
        ),
  );
  return parts.length === 1 ? parts[0]! : graph.node("Concat", parts, { axis: { integer: 1 } });
}
