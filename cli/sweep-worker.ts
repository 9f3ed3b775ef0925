/** One core of a sweep: trains what it is sent, one experiment after the other. */
import { parentPort } from "node:worker_threads";
import { type ExperimentInput, loadEngine, type Progress } from "../web/engine/index.js";
import { lastEpoch } from "./train.js";

export interface SweepTask {
  index: number;
  experiment: ExperimentInput;
  epochs: string | undefined;
}

export type SweepResult = { index: number } & ({ progress: Progress } | { error: string });

const engine = loadEngine();

parentPort?.on("message", async ({ index, experiment, epochs }: SweepTask) => {
  let result: SweepResult;
  try {
    const trainer = (await engine).createTrainer(experiment);
    const end = lastEpoch(trainer, epochs);
    // Without an end a stop rule says it, so one call runs to it.
    trainer.trainEpochs(end ?? Number.MAX_SAFE_INTEGER);
    result = { index, progress: trainer.progress };
    trainer.dispose();
  } catch (error) {
    result = { index, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(result);
});
