/** The training set-up and the state of a run as plain values: what a script needs to train on from here. */
import type { Experiment, ExperimentInput } from "../engine/experiment.js";
import type { DataPart, NumberArray, Position, Trace } from "../engine/types.js";
import { type Model, modelOf, type Predictor } from "./model.js";

/** What is asked of a `Trainer` for the training set-up. */
export interface Run extends Predictor {
  readonly position: Position;
  fixed(): Uint8Array;
  trace(subject: { batch: true }): Trace;
  /** A second trainer at the same point. */
  copy(): Run;
  configure(experiment: ExperimentInput): void;
  nextBatch(): Uint32Array;
  advance(steps: number): Position;
  dispose(): void;
}

export interface Training {
  experiment: Experiment;
  data: DataPart;
  /** Rows that train. */
  rows: number;
  epoch: number;
  /** Rows of the running epoch that are used already. */
  used: number;
  /** Updates done. */
  step: number;
  /** Arrays of the optimizer by PyTorch's names, flat in the parameters' order; empty before the first update. */
  optimizerState: Record<string, number[]>;
  /** Indices of parameters that no update moves. */
  frozen: number[];
  /** The rows of the next updates, to the end of an epoch; empty where every batch is all rows. */
  batches: number[][];
  parameters: NumberArray;
}

export interface TrainedRun {
  model: Model;
  training: Training;
}

/** Updates whose batches are told at least. */
const UPDATES = 20;

export function runOf(trainer: Run): TrainedRun {
  const { experiment, position } = trainer;
  const data = trainer.data();
  const rows = data.trainInputs.length / data.columns;
  const { batches, used } = nextBatches(trainer, rows);
  return {
    model: modelOf(trainer),
    training: {
      experiment,
      data,
      rows,
      epoch: position.epoch,
      used,
      step: position.step,
      optimizerState: position.step > 0 ? trainer.trace({ batch: true }).update.before : {},
      frozen: [...trainer.fixed()].flatMap((fixed, i) => (fixed ? [i] : [])),
      batches,
      parameters: trainer.parameters(),
    },
  };
}

/** The batches to come, drawn by a second trainer, so that the run itself does not move. */
function nextBatches(trainer: Run, rows: number): { batches: number[][]; used: number } {
  const ahead = trainer.copy();
  try {
    // No stop rule ends it before the last of them.
    const { experiment } = ahead;
    ahead.configure({ ...experiment, stop: {} });
    const batches: number[][] = [];
    const { size } = experiment.batch;
    // A batch that takes every row needs no order.
    if (ahead.nextBatch().length === rows && (size === "full" || size >= rows)) return { batches: [], used: 0 };
    for (let ended = false; batches.length < UPDATES || !ended; ) {
      const batch = ahead.nextBatch();
      const before = ahead.position;
      const now = ahead.advance(1);
      if (now.step === before.step) break; // diverged
      batches.push([...batch]);
      ended = now.epoch > before.epoch;
    }
    return { batches, used: usedRows(batches, rows) };
  } finally {
    ahead.dispose();
  }
}

/** The told batches run to the end of an epoch: what they lack of whole epochs was used before. */
function usedRows(batches: readonly number[][], rows: number): number {
  const told = batches.reduce((sum, batch) => sum + batch.length, 0);
  return (rows - (told % rows)) % rows;
}
