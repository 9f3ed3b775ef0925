/** Which control a setting belongs to, by the beginning of its path: where that is hidden the setting is a text. */
import type { Control } from "../state/state.js";

const CONTROL_OF: readonly (readonly [path: string, control: Control])[] = [
  ["optimizer.learningRate", "learning-rate"],
  ["schedule", "learning-rate"],
  ["optimizer", "optimizer"],
  ["gradientClipping", "optimizer"],
  ["batch", "batch-size"],
  ["regularization", "regularization"],
  ["network.hidden[].dropout", "regularization"],
  ["network.hidden[].activation", "activation"],
  ["network.initializer", "initializer"],
  ["network.seed", "seed"],
  ["network.outputActivation", "loss"],
  ["loss", "loss"],
  ["task", "loss"],
  ["data", "data"],
  ["stop", "stop"],
];

export const controlOf = (path: string): Control | undefined =>
  CONTROL_OF.find(([beginning]) => path.startsWith(beginning))?.[1];
