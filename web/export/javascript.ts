/** A plain JavaScript module without imports: Node, browsers, anything with ES2020. */
import { ACTIVATIONS, FEATURES, inputsOf, rowOf } from "./functions.js";
import type { Decision, Model } from "./model.js";
import { list, rows } from "./numbers.js";
import { toleranceOf } from "./python.js";

/** The error function to 1e-13: its series below 3, a continued fraction from there on. */
const ERF = `function erf(x) {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 80; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / (size + fraction));
}

`;

const SOFTMAX = `function softmax(row) {
  const largest = Math.max(...row);
  const powers = row.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

`;

export function javascriptModule(model: Model): string {
  const { layers, precision, standardization } = model;
  const used = [...new Set(layers.map(({ activation }) => activation))];
  const unitwise = used.filter((id) => id !== "softmax");
  return `/**
 * A neural network trained in Gradient Playground: a plain JavaScript module that needs nothing else.
 *
 *     import { predict, classify } from "./network.js";
 *
 * When it is loaded it checks five rows and throws where they give other outputs than in Gradient Playground.
 */
export const columns = ${JSON.stringify(model.columns)};
export const classNames = ${JSON.stringify(model.classNames)};
${
  standardization
    ? `const mean = ${list(standardization.mean, "float64")};\nconst deviation = ${list(standardization.deviation, "float64")};\n`
    : ""
}
${used.includes("gelu") ? ERF : ""}${used.includes("softmax") ? SOFTMAX : ""}const activations = {
${unitwise.map((id) => `  ${JSON.stringify(id)}: (z) => ${rowOf(ACTIVATIONS, id).javascript},`).join("\n")}
};

/** One matrix [units × inputs], one list [units] and an activation per layer. */
const layers = [
${layers
  .map(
    ({ weights, biases, activation }) =>
      `{\nactivation: ${JSON.stringify(activation)},\nweights: ${rows(weights, precision)},\nbiases: ${list(biases, precision)},\n},`,
  )
  .join("\n")}
];

/** A row in data space to network inputs. */
export function features(point) {
${standardization ? "  const row = point.map((value, c) => (value - mean[c]) / deviation[c]);\n" : "  const row = point;\n"}${featureLines(model)}
}

/** A row in data space to outputs. */
export function predict(point) {
  let row = features(point);
  for (const { weights, biases, activation } of layers) {
    const sums = weights.map((line, u) => line.reduce((sum, weight, k) => sum + weight * row[k], biases[u]));
    row = ${used.includes("softmax") ? 'activation === "softmax" ? softmax(sums) : ' : ""}sums.map(activations[activation]);
  }
  return row;
}
${decisionText(model.decision)}
/** Throws where one of five rows gives other outputs than it did in Gradient Playground. */
export function check() {
  const inputs = ${rows(model.tests.inputs, "float64")};
  const outputs = ${rows(model.tests.outputs, precision)};
  inputs.forEach((point, r) => {
    predict(point).forEach((value, k) => {
      const wanted = outputs[r][k];
      if (!(Math.abs(value - wanted) <= ${toleranceOf(model)} * (1 + Math.abs(wanted)))) {
        throw new Error(\`row \${r}, output \${k}: \${value} instead of \${wanted}\`);
      }
    });
  });
}

check();
`;
}

function featureLines({ features, columns }: Model): string {
  const inputs = inputsOf(features, columns.length);
  const items = inputs.map((input) =>
    "column" in input ? `row[${input.column}]` : rowOf(FEATURES, input.feature).javascript,
  );
  const named = inputs.some((input) => "feature" in input) ? "  const [x, y] = row;\n" : "";
  return `${named}  return [${items.join(", ")}];`;
}

function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case "values":
      return "";
    case "two":
      return `\n/** A row in data space to the name of its class. */\nexport const classify = (point) => classNames[predict(point)[0] > ${decision.threshold} ? 1 : 0];\n`;
    case "largest":
      return "\n/** A row in data space to the name of its class. */\nexport function classify(point) {\n  const outputs = predict(point);\n  return classNames[outputs.indexOf(Math.max(...outputs))];\n}\n";
    case "labels":
      return `\n/** A row in data space to the names of its labels. */\nexport function classify(point) {\n  const outputs = predict(point);\n  return classNames.filter((_, k) => outputs[k] > ${decision.threshold});\n}\n`;
  }
}
