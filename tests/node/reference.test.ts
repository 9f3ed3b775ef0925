import { describe, expect, test } from "vitest";
import { withTrainer } from "./experiments.ts";
import { cases, experimentOf, flattened } from "./reference.ts";

/**
 * Every number within `tolerance` of the reference, relative to it, or absolutely where it is below 1e-3: there the
 * rounding of the sums that made it, not of the number itself, decides.
 */
function expectClose(actual: ArrayLike<number>, reference: readonly number[], tolerance: number, what: string): void {
  expect(actual.length, `${what}: how many`).toBe(reference.length);
  for (const [i, wanted] of reference.entries()) {
    const allowed = Math.abs(wanted) < 1e-3 ? tolerance : tolerance * Math.abs(wanted);
    const off = Math.abs(actual[i]! - wanted);
    if (!(off <= allowed)) expect.fail(`${what}[${i}] is ${actual[i]}, PyTorch says ${wanted}`);
  }
}

/** float64 here and there: both round at 1e-16, and the longest case adds up 50 steps of it. */
const EXACT = 1e-9;
/** float32 rounds at 6e-8; the deepest case passes through seven layers both ways. */
const SINGLE = 1e-4;

describe("PyTorch's numbers in float64", () => {
  test("there are 46 cases", () => expect(cases.length).toBe(46));

  test.each(cases.map((reference) => [reference.name, reference] as const))("%s", (_, reference) => {
    const { expected } = reference;
    withTrainer(experimentOf(reference, "float64"), (trainer) => {
      trainer.setParameters(flattened(reference.weights, reference.biases));

      const { preActivations, activations } = trainer.forward(reference.inputs);
      expect(preActivations.length).toBe(reference.layerSizes.length - 1);
      for (const [l, layer] of expected.preActivations.entries()) {
        expect(preActivations[l]).toBeInstanceOf(Float64Array);
        expectClose(preActivations[l]!, layer.flat(), EXACT, `preActivations[${l}]`);
        expectClose(activations[l]!, expected.activations[l]!.flat(), EXACT, `activations[${l}]`);
      }
      expectClose([trainer.progress.trainLoss], [expected.loss], EXACT, "loss");
      expectClose([trainer.objective()], [expected.objective], EXACT, "objective");
      const gradients = flattened(expected.weightGradients, expected.biasGradients);
      expectClose(trainer.gradients(), gradients, EXACT, "gradients");

      const losses: number[] = [];
      for (let step = 0; step < expected.steps; step++) {
        losses.push(trainer.progress.trainLoss);
        trainer.trainSteps(1);
      }
      expectClose(losses, expected.lossPerStep, EXACT, "lossPerStep");
      const after = flattened(expected.weightsAfter, expected.biasesAfter);
      expectClose(trainer.parameters(), after, EXACT, "parameters after the steps");
    });
  });
});

describe("PyTorch's gradients in float32", () => {
  test.each(cases.map((reference) => [reference.name, reference] as const))("%s", (_, reference) => {
    withTrainer(experimentOf(reference, "float32"), (trainer) => {
      trainer.setParameters(flattened(reference.weights, reference.biases));
      const gradients = trainer.gradients();
      expect(gradients).toBeInstanceOf(Float32Array);
      const { weightGradients, biasGradients } = reference.expected;
      expectClose(gradients, flattened(weightGradients, biasGradients), SINGLE, "gradients");
    });
  });
});
