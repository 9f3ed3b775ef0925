/** A run's history as columns: an empty one, and a walk over two side by side. */
import type { History } from "./answers.js";

export const emptyHistory = (): History => ({
  epoch: [],
  step: [],
  trainLoss: [],
  testLoss: [],
  trainMetric: [],
  testMetric: [],
  learningRate: [],
  gradientNorms: [],
});

type Column = unknown[];

/** Visits each column of a history together with the same column of another, making missing ones. */
export function eachColumn(own: History, other: History, visit: (own: Column, other: Column) => void): void {
  for (const key of Object.keys(other) as (keyof History)[]) {
    const theirs = other[key];
    if (theirs === undefined) continue;
    if (key === "gradientNorms") {
      for (const [layer, column] of other.gradientNorms.entries()) visit((own.gradientNorms[layer] ??= []), column);
    } else {
      visit((own[key] ??= []) as Column, theirs);
    }
  }
}
