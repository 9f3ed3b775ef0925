/** Controls that a TensorFlow Playground address hides, by the names that `hide` has for them here. */

const NAMES: Record<string, string> = {
  dataset: "data",
  regDataset: "data",
  noise: "noise",
  percTrainData: "split",
  stepButton: "step",
  resetButton: "reset",
  learningRate: "learning-rate",
  activation: "activation",
  regularization: "regularization",
  regularizationRate: "regularization",
  batchSize: "batch-size",
  numHiddenLayers: "shape",
  networkShape: "shape",
  seed: "seed",
};

/** The control's name here; null where it has no counterpart. */
export const hiddenHere = (control: string): string | null => (Object.hasOwn(NAMES, control) ? NAMES[control]! : null);
