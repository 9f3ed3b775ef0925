/** Rows of one's own are large and rarely change: what is the same table stays the same array. */
import type { DataRows, DataSettings, Experiment, ExperimentInput } from "../../engine/types.js";
import { TABLES, type Table } from "../../protocol/changes.js";

/**
 * An experiment as the engine filled it in, with the very tables that it was given where they came back as they were.
 * Rows that were given flat come back as lists; they stay flat, with `columns`, and travel as one block.
 */
export function withTablesOf(given: ExperimentInput, filled: Experiment): Experiment {
  const { data } = given;
  if (!data) return filled;
  const kept = TABLES.flatMap((member) => {
    const [before, after] = [data[member], filled.data[member]];
    return before && after && sameRows(before, after, columnsOf(member, data)) ? [[member, before] as const] : [];
  });
  if (kept.length === 0) return filled;
  const flat = kept.some(([member, table]) => columnsOf(member, data) !== undefined && isFlat(table));
  return {
    ...filled,
    data: { ...filled.data, ...Object.fromEntries(kept), ...(flat ? { columns: data.columns } : {}) } as DataSettings,
  };
}

/** How many numbers of a flat table make a row, where the experiment says it: of targets it never does. */
const columnsOf = (member: Table, { columns }: Partial<DataSettings>): number | undefined =>
  member === "inputs" || member === "testInputs" ? columns : undefined;

const isFlat = (table: DataRows): boolean => table.length > 0 && typeof table[0] === "number";

function sameRows(a: DataRows, b: DataRows, columns: number | undefined): boolean {
  if (columns !== undefined && isFlat(a) && !isFlat(b)) return sameFlat(a as ArrayLike<number>, b as Lists, columns);
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) if (!sameRow(a[row], b[row])) return false;
  return true;
}

type Lists = readonly ArrayLike<number | null>[];

function sameFlat(a: ArrayLike<number>, b: Lists, columns: number): boolean {
  if (a.length !== b.length * columns) return false;
  let at = 0;
  for (const row of b) {
    if (row.length !== columns) return false;
    for (let column = 0; column < columns; column++) if (a[at++] !== row[column]) return false;
  }
  return true;
}

function sameRow(a: DataRows[number] | undefined, b: DataRows[number] | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  for (let column = 0; column < a.length; column++) if (a[column] !== b[column]) return false;
  return true;
}
