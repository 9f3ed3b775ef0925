/** A C header of one file: C99 and C++, nothing but math.h, no memory taken. */
import { ACTIVATIONS, FEATURES, inputsOf, rowOf } from "./functions.js";
import type { Decision, Model } from "./model.js";
import { list, type Precision, rows } from "./numbers.js";
import { toleranceOf } from "./python.js";

export function cHeader(model: Model): string {
  const { layers, precision, standardization } = model;
  const type = precision === "float32" ? "float" : "double";
  const inputs = inputsOf(model.features, model.columns.length);
  const outputs = layers.at(-1)?.biases.length ?? 0;
  const widest = Math.max(inputs.length, ...layers.map(({ biases }) => biases.length));
  const used = [...new Set(layers.map(({ activation }) => activation))].filter((id) => id !== "softmax");
  return `/* A neural network trained in Gradient Playground: C99 and C++, nothing but <math.h> and no memory taken.
 *
 *     #include "network.h"
 *     double point[GP_COLUMNS] = { ... }, output[GP_OUTPUTS];
 *     gp_predict(point, output);
 *
 * Five rows that it must give the outputs for which they had in Gradient Playground:
 *
 *     cc -x c -DGP_CHECK network.h -lm -o check && ./check
 */
#ifndef GP_NETWORK_H
#define GP_NETWORK_H

#include <math.h>

#define GP_COLUMNS ${model.columns.length}
#define GP_INPUTS ${inputs.length}
#define GP_OUTPUTS ${outputs}
#define GP_WIDEST ${widest}
${model.classNames.length > 0 ? `#define GP_CLASSES ${model.classNames.length}\n` : ""}
static const char *const gp_columns[GP_COLUMNS] = ${texts(model.columns)};
${model.classNames.length > 0 ? `static const char *const gp_class_names[GP_CLASSES] = ${texts(model.classNames)};\n` : ""}${
  standardization
    ? `static const double gp_mean[GP_COLUMNS] = ${braced(standardization.mean, "float64")};\nstatic const double gp_deviation[GP_COLUMNS] = ${braced(standardization.deviation, "float64")};\n`
    : ""
}
/* Per layer one matrix [units x inputs] and one list [units]. */
${layers
  .map(
    ({ weights, biases }, l) =>
      `static const ${type} gp_weights_${l}[] = ${braced(weights.flat(), precision)};\nstatic const ${type} gp_biases_${l}[] = ${braced(biases, precision)};`,
  )
  .join("\n")}

${used.map((id) => `static double gp_${id.replaceAll("-", "_")}(double z) { return ${rowOf(ACTIVATIONS, id).c}; }`).join("\n")}

/* A row in data space to network inputs. */
static void gp_features(const double *point, double *input) {
  double row[GP_COLUMNS];
  int c;
  for (c = 0; c < GP_COLUMNS; c++) row[c] = ${standardization ? "(point[c] - gp_mean[c]) / gp_deviation[c]" : "point[c]"};
  {
${inputs.some((input) => "feature" in input) ? `    const double x = row[0];\n` : ""}${inputs.some((input) => "feature" in input && input.feature.includes("y")) ? "    const double y = row[1];\n" : ""}${
  inputs.some((input) => "feature" in input) ? "    (void)x;\n" : ""
}${inputs
  .map(
    (input, i) => `    input[${i}] = ${"column" in input ? `row[${input.column}]` : rowOf(FEATURES, input.feature).c};`,
  )
  .join("\n")}
  }
}

/* a = W * below + b; returns a, ready for the activation. */
static void gp_dense(const ${type} *weights, const ${type} *biases, int units, int inputs, const double *below, double *a) {
  int u, k;
  for (u = 0; u < units; u++) {
    double z = biases[u];
    for (k = 0; k < inputs; k++) z += weights[u * inputs + k] * below[k];
    a[u] = z;
  }
}

/* A row in data space [GP_COLUMNS] to outputs [GP_OUTPUTS]. */
static void gp_predict(const double *point, double *output) {
  double first[GP_WIDEST], second[GP_WIDEST];
  int u;
  gp_features(point, first);
${layers.map((layer, l) => layerText(layer.activation, layer.biases.length, layer.weights[0]?.length ?? 0, l)).join("\n")}
  for (u = 0; u < GP_OUTPUTS; u++) output[u] = ${layers.length % 2 === 0 ? "first" : "second"}[u];
}
${decisionText(model.decision)}
#ifdef GP_CHECK
#include <stdio.h>
int main(void) {
  static const double inputs[][GP_COLUMNS] = ${rows(model.tests.inputs, "float64", "{}")};
  static const double outputs[][GP_OUTPUTS] = ${rows(model.tests.outputs, precision, "{}")};
  int r, k;
  for (r = 0; r < (int)(sizeof inputs / sizeof inputs[0]); r++) {
    double output[GP_OUTPUTS];
    gp_predict(inputs[r], output);
    for (k = 0; k < GP_OUTPUTS; k++) {
      if (!(fabs(output[k] - outputs[r][k]) <= ${toleranceOf(model)} * (1 + fabs(outputs[r][k])))) {
        printf("row %d, output %d: %.9g instead of %.9g\\n", r, k, output[k], outputs[r][k]);
        return 1;
      }
    }
  }
  (void)gp_columns;
${model.classNames.length > 0 ? "  (void)gp_class_names;\n  (void)gp_classify;\n" : ""}  printf("Five rows give the outputs that they had in Gradient Playground.\\n");
  return 0;
}
#endif

#endif
`;
}

const braced = (values: readonly number[], precision: Precision) => list(values, precision, "{}");

/** Letters beyond ASCII as octal bytes of UTF-8, so that no compiler reads them otherwise. */
function texts(all: readonly string[]): string {
  const quoted = all.map((text) => {
    const bytes = [...new TextEncoder().encode(text)];
    const letters = bytes.map((byte) =>
      byte < 32 || byte > 126 || byte === 34 || byte === 92 || byte === 63
        ? `\\${byte.toString(8).padStart(3, "0")}`
        : String.fromCharCode(byte),
    );
    return `"${letters.join("")}"`;
  });
  return `{${quoted.join(", ")}}`;
}

function layerText(activation: string, units: number, inputs: number, l: number): string {
  const [below, above] = l % 2 === 0 ? ["first", "second"] : ["second", "first"];
  const dense = `  gp_dense(gp_weights_${l}, gp_biases_${l}, ${units}, ${inputs}, ${below}, ${above});`;
  if (activation !== "softmax") {
    return `${dense}\n  for (u = 0; u < ${units}; u++) ${above}[u] = gp_${activation.replaceAll("-", "_")}(${above}[u]);`;
  }
  return `${dense}
  {
    double largest = ${above}[0], sum = 0;
    for (u = 1; u < ${units}; u++) if (${above}[u] > largest) largest = ${above}[u];
    for (u = 0; u < ${units}; u++) sum += ${above}[u] = exp(${above}[u] - largest);
    for (u = 0; u < ${units}; u++) ${above}[u] /= sum;
  }`;
}

function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case "values":
      return "";
    case "two":
      return `
/* A row in data space to its class, an index of gp_class_names. */
static int gp_classify(const double *point) {
  double output[GP_OUTPUTS];
  gp_predict(point, output);
  return output[0] > ${decision.threshold};
}
`;
    case "largest":
      return `
/* A row in data space to its class, an index of gp_class_names. */
static int gp_classify(const double *point) {
  double output[GP_OUTPUTS];
  int k, best = 0;
  gp_predict(point, output);
  for (k = 1; k < GP_OUTPUTS; k++) if (output[k] > output[best]) best = k;
  return best;
}
`;
    case "labels":
      return `
/* A row in data space to 0 or 1 for each of gp_class_names. */
static void gp_classify(const double *point, int *labels) {
  double output[GP_OUTPUTS];
  int k;
  gp_predict(point, output);
  for (k = 0; k < GP_OUTPUTS; k++) labels[k] = output[k] > ${decision.threshold};
}
`;
  }
}
