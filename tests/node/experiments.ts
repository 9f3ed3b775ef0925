/** Experiments that several tests use, and the engine that they share. */
import { type Engine, type ExperimentInput, loadEngine, type Trainer } from "gradient-playground";

export const engine: Engine = await loadEngine();

/** A small run on the spiral: 100 training rows, 100 test rows. */
export const small = {
  data: { dataset: "spiral", samples: 200, seed: 1 },
  features: ["x", "y"],
  network: {
    hidden: [
      { units: 4, activation: "tanh" },
      { units: 3, activation: "tanh" },
    ],
    seed: 2,
  },
  batch: { size: 10, seed: 3 },
} satisfies ExperimentInput;

/** Five rows of two columns with two classes, all of them trained on. */
export const five = {
  task: "classification",
  data: {
    inputs: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [0.5, -1],
    ],
    targets: [0, 1, 1, 0, 1],
    trainFraction: 1,
  },
  features: ["raw"],
  network: { hidden: [{ units: 3, activation: "tanh" }], outputActivation: "sigmoid", seed: 5 },
  loss: "binary-cross-entropy",
  batch: { size: 2 },
} satisfies ExperimentInput;

/** Makes a trainer, uses it, and lets it go. */
export function withTrainer<T>(experiment: ExperimentInput, use: (trainer: Trainer) => T): T {
  const trainer = engine.createTrainer(experiment);
  try {
    return use(trainer);
  } finally {
    trainer.dispose();
  }
}

/** The exact bits of numbers, for comparisons that no rounding may pass. */
export function bits(numbers: ArrayBufferView): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("hex");
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The error that `action` throws. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
