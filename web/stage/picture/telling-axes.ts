import type { DataPart } from "../../engine/types.js";

/**
 * Which two of many columns to show first: those whose training values spread most over their own domain, in the
 * table's order. Readers choose others at the axes.
 */
export function tellingAxes({ trainInputs, columns, domain }: DataPart): [number, number] {
  const rows = trainInputs.length / columns;
  const spread = Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      const value = trainInputs[row * columns + column] ?? 0;
      sum += value;
      squares += value * value;
    }
    const [low, high] = domain[column] ?? [0, 1];
    const variance = squares / rows - (sum / rows) ** 2;
    return { column, share: variance / (high - low) ** 2 || 0 };
  });
  spread.sort((a, b) => b.share - a.share || a.column - b.column);
  const [first = 0, second = 1] = spread.map(({ column }) => column);
  return first < second ? [first, second] : [second, first];
}
