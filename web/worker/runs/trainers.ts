/** Trainers that begin or continue in a given way. */
import { type Engine, ExperimentError, type Trainer } from "../../engine/index.js";
import type { Experiment, NumberArray, Snapshot } from "../../engine/types.js";
import type { Stop } from "./record.js";

/**
 * @param parameters to begin with; null for those of the experiment
 * @throws ExperimentError where the experiment is refused, or the parameters do not go with it
 */
export function trainerWith(engine: Engine, experiment: Experiment, parameters: NumberArray | null): Trainer {
  const trainer = engine.createTrainer(experiment);
  try {
    if (parameters) trainer.setParameters(parameters);
  } catch (error) {
    trainer.dispose();
    throw error;
  }
  return trainer;
}

/** The way back to the start of a run. @throws ExperimentError as {@link trainerWith} */
export function startOf(engine: Engine, experiment: Experiment, parameters: NumberArray | null): Stop {
  const trainer = trainerWith(engine, experiment, parameters);
  const state = trainer.checkpoint();
  trainer.dispose();
  return { epoch: 0, step: 0, state };
}

/** What a snapshot saved, or null where it cannot be read. */
export function restored(engine: Engine, snapshot: Snapshot): Trainer | null {
  try {
    return engine.restore(snapshot);
  } catch (error) {
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}

export const sameNumbers = (a: NumberArray, b: NumberArray): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);
