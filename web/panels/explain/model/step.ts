/** What a step of the panel shows, without a word of any language. */
import type { Equation } from "./equation.js";
import type { Ledger } from "./ledger.js";

/** The steps in their order: forward, then the four of backpropagation. */
export const STEPS = ["forward", "output", "propagate", "gradients", "update"] as const;
export type StepId = (typeof STEPS)[number];

/** Words that stand inside formulas, in the reader's language as TeX. */
export interface Words {
  /** "27 more". */
  more: (count: number) => string;
}

export interface StepContent {
  /** In letters, from the catalog where it has them. */
  formulas: string[];
  /** The same with the numbers of the moment. */
  equations: Equation[];
  ledger: Ledger | null;
  /** A second table: the samples of a batch whose shares add up. */
  samples?: Ledger;
}

/** What a closed step says of its result. */
export interface Outcome {
  tex: string;
  value: number;
}
