import type { ExperimentInput, Localized } from "../engine/types.js";

/** An experiment to begin with, and one sentence on what there is to see. Data only: the one place besides lessons where ids of the catalog stand. */
export interface Preset {
  id: string;
  kind: "good" | "bad";
  label: Localized;
  summary: Localized;
  experiment: ExperimentInput;
}

/** Where the experiment of a preset is found. */
export interface PresetSource {
  experimentOf(id: string): ExperimentInput | undefined;
}
