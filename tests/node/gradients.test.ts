import { loadEngine } from "gradient-playground";
import { expect, it } from "vitest";

it("gradients agree with central differences for every activation, loss and output, up to 8 layers of 32", async () => {
  const engine = await loadEngine();
  // A linear congruential generator, its high bits: the networks are the same every time.
  let state = 12345;
  const below = (bound: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 12) % bound;
  };
  let checked = 0;
  let kinks = 0;
  for (const { id: activation } of engine.catalog.activations)
    for (const loss of engine.catalog.losses)
      for (const outputActivation of loss.outputs) {
        const hidden = Array.from({ length: 1 + below(8) }, () => ({ units: 1 + below(32), activation }));
        const trainer = engine.createTrainer({
          precision: "float64",
          data: { dataset: "blobs", samples: 16, classes: 2 + below(3), seed: below(1000) },
          network: { hidden, outputActivation, initializer: "xavier-normal", seed: below(1000) },
          loss: loss.id,
        });
        trainer.trainSteps(3);
        const check = trainer.checkGradients();
        const units = hidden.map((layer) => layer.units).join("-");
        expect(check.worstRelativeError, `${activation} ${units} ${outputActivation}, ${loss.id}`).toBeLessThan(1e-6);
        expect(check.checked + check.kinks).toBe(trainer.parameterCount);
        checked += check.checked;
        kinks += check.kinks;
        trainer.dispose();
      }
  expect(checked).toBeGreaterThan(100_000);
  // A kink inside a step of 1e-6 is rare: leaving parameters out must not be how the check passes.
  expect(kinks).toBeLessThan(checked / 1000);
});
