/** A run as JSON that `engine.openLink` opens again: experiment, parameters, and the network in plain numbers. */
import type { TrainedRun } from "./training.js";

export function runJson({ model, training }: TrainedRun): string {
  const { experiment, parameters, epoch, step } = training;
  const run = { version: 1, experiment, epoch, step, parameters: Array.from(parameters), network: model };
  // Rows in typed arrays are lists in JSON.
  return JSON.stringify(run, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
  );
}
