/** Rows of one's own are large and rarely change: what is the same table stays the same array. */
import type { DataRows, Experiment, ExperimentInput } from "../../engine/types.js";
import { TABLES } from "../../protocol/changes.js";

/** An experiment as the engine filled it in, with the very tables that it was given where they came back as they were. */
export function withTablesOf(given: ExperimentInput, filled: Experiment): Experiment {
  const kept = TABLES.flatMap((member) => {
    const [before, after] = [given.data?.[member], filled.data[member]];
    return before && after && sameRows(before, after) ? [[member, before] as const] : [];
  });
  return kept.length === 0 ? filled : { ...filled, data: { ...filled.data, ...Object.fromEntries(kept) } };
}

function sameRows(a: DataRows, b: DataRows): boolean {
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) if (!sameRow(a[row], b[row])) return false;
  return true;
}

function sameRow(a: DataRows[number] | undefined, b: DataRows[number] | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  for (let column = 0; column < a.length; column++) if (a[column] !== b[column]) return false;
  return true;
}
