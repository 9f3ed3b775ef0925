/** A script for NumPy: the network with its weights, what its answers are called, and five rows that it checks. */
import { ACTIVATIONS, FEATURES, inputsOf, rowOf } from "./functions.js";
import type { Model } from "./model.js";
import { list, rows } from "./numbers.js";
import { decisionPython, names, toleranceOf } from "./python.js";

export function numpyScript(model: Model): string {
  const { layers, precision, standardization } = model;
  const used = [...new Set(layers.map(({ activation }) => activation))].filter((id) => id !== "softmax");
  const functions = used.map((id) => `def ${identifier(id)}(z):\n    return ${rowOf(ACTIVATIONS, id).numpy}\n`);
  if (layers.at(-1)?.activation === "softmax") {
    functions.push(
      "def softmax(z):\n    e = np.exp(z - z.max(axis=1, keepdims=True))\n    return e / e.sum(axis=1, keepdims=True)\n",
    );
  }
  const calls = layers.map(
    ({ activation }, l) => `    a = ${identifier(activation)}(a @ WEIGHTS[${l}].T + BIASES[${l}])`,
  );
  return `"""A neural network trained in Gradient Playground, for NumPy.

    python3 network_numpy.py                        checks five rows
    from network_numpy import predict, classify     uses it
"""
${used.includes("gelu") ? "import math\n\n" : ""}import numpy as np

COLUMNS = ${names(model.columns)}
CLASS_NAMES = ${names(model.classNames)}
${
  standardization
    ? `MEAN = np.array(${list(standardization.mean, "float64")})\nDEVIATION = np.array(${list(standardization.deviation, "float64")})\n`
    : ""
}
# One matrix [units × inputs] and one list [units] per layer.
WEIGHTS = [
${layers.map(({ weights }) => `np.array(${rows(weights, precision)}, dtype=float),`).join("\n")}
]
BIASES = [
${layers.map(({ biases }) => `np.array(${list(biases, precision)}, dtype=float),`).join("\n")}
]


${functions.join("\n\n")}

def features(points):
    """Rows in data space [rows × columns] to network inputs [rows × features]."""
    points = np.atleast_2d(np.asarray(points, dtype=float))
${standardization ? "    points = (points - MEAN) / DEVIATION\n" : ""}${featureLines(model)}


def predict(points):
    """Rows in data space to outputs [rows × outputs]."""
    a = features(points)
${calls.join("\n")}
    return a

${decisionPython(model.decision, "np")}

TEST_INPUTS = np.array(${rows(model.tests.inputs, "float64")})
TEST_OUTPUTS = np.array(${rows(model.tests.outputs, precision)})


def check():
    np.testing.assert_allclose(predict(TEST_INPUTS), TEST_OUTPUTS, rtol=${toleranceOf(model)}, atol=${toleranceOf(model)})


if __name__ == "__main__":
    check()
    print("Five rows give the outputs that they had in Gradient Playground.")
`;
}

function featureLines({ features, columns }: Model): string {
  const inputs = inputsOf(features, columns.length);
  const needsX = inputs.some((input) => "feature" in input);
  const needsY = inputs.some((input) => "feature" in input && input.feature.includes("y"));
  const items = inputs.map((input) =>
    "column" in input ? `points[:, ${input.column}]` : rowOf(FEATURES, input.feature).python,
  );
  if (items.length === columns.length && inputs.every((input, c) => "column" in input && input.column === c)) {
    return "    return points";
  }
  return `${needsX ? "    x = points[:, 0]\n" : ""}${needsY ? "    y = points[:, 1]\n" : ""}    return np.stack([${items.join(", ")}], axis=1)`;
}

const identifier = (id: string) => id.replaceAll("-", "_");
