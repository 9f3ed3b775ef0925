/** An experiment, or a whole run, as JSON that the page and `engine.openLink` open again. */
import type { Experiment } from "../engine/experiment.js";
import type { ExportedFile } from "../engine/exporter.js";
import type { NumberArray, Snapshot } from "../engine/types.js";

/** A run that can go on where it was saved. */
export interface SavedRun {
  experiment: Experiment;
  epoch: number;
  step: number;
  /** The flat vector in the contract's order, for other programs. */
  parameters: NumberArray;
  /** The parameters that it began with, where they are not those that the experiment says; else null. */
  start: NumberArray | null;
  /** What `engine.restore` continues. */
  snapshot: Snapshot;
  /** History and ways back, as the page keeps them. */
  record: unknown;
}

const JSON_TYPE = "application/json";

export const savedExperiment = (experiment: Experiment): ExportedFile => ({
  fileName: "experiment.json",
  mime: JSON_TYPE,
  data: `${JSON.stringify(experiment, asList, 1)}\n`,
});

export const savedRun = (run: SavedRun): ExportedFile => ({
  fileName: "run.json",
  mime: JSON_TYPE,
  data: JSON.stringify({ version: 1, ...run }, asList),
});

/** Numbers in typed arrays are lists in JSON. */
const asList = (_: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
