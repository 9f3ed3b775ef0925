import type { ExperimentInput, Localized } from "../engine/types.js";

/** An experiment to begin with, and one sentence on what there is to see. Data only: the one place besides lessons where ids of the catalog stand. */
export interface Preset {
  id: string;
  kind: "good" | "bad" | "sheet";
  label: Localized;
  summary: Localized;
  experiment: ExperimentInput;
  /** Weights and biases to begin with, and to go back to, in the flat order; where they are left out they are drawn. */
  parameters?: readonly number[];
}

/** Where the experiment of a preset is found, and the parameters that it begins with. */
export interface PresetSource {
  experimentOf(id: string): ExperimentInput | undefined;
  parametersOf?(id: string): readonly number[] | undefined;
}
