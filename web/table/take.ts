/** From a table and the roles of its columns to the data of an experiment, with a word on every row left out. */
import type { DataSettings, Task } from "../engine/types.js";
import { isMissing, measureIn } from "./cells.js";
import { type ClassChoices, type Classes, classesOf } from "./classes.js";
import { ROWS_AT_A_TIME, type Role } from "./columns.js";
import { pause, type Table } from "./parse.js";
import type { RowProblem } from "./problem.js";

/** Why roles do not make a dataset. */
export type Lack = "noInput" | "noTarget" | "oneClass" | "noRows" | "tooManyClasses";

export interface Taken {
  task: Task;
  /** Rows that can be used, of {@link total}. */
  usable: number;
  total: number;
  /** One a row that is left out, by line. */
  problems: RowProblem[];
  classNames: string[];
  /** What stands in the column of classes; null for a regression. */
  classes: Omit<Classes, "of"> | null;
  inputNames: string[];
  /** The column to be learnt; empty where there is none. */
  targetName: string;
  lack: Lack | null;
  /** The data of the experiment; null while something lacks. */
  data: Pick<DataSettings, "inputs" | "targets" | "columns" | "columnNames" | "classNames" | "missing"> | null;
}

/**
 * @param mostClasses as many as the engine takes
 * @param choices what the reader decided about the classes
 */
export async function take(
  table: Table,
  roles: readonly Role[],
  mostClasses: number,
  choices: ClassChoices = {},
  rest: () => Promise<void> = pause,
): Promise<Taken> {
  const inputs = roles.flatMap((role, column) => (role === "input" ? [column] : []));
  const target = roles.findIndex((role) => role === "class" || role === "value");
  const learnsClasses = roles[target] !== "value";
  const task: Task = learnsClasses ? "classification" : "regression";
  const inputNames = inputs.map((column) => table.names[column] ?? "");
  const total = table.rows.length + table.ragged.length;
  const targetName = table.names[target] ?? "";
  const none: Taken = {
    ...{ task, usable: 0, total, problems: [], classNames: [], classes: null, inputNames, targetName },
    ...{ lack: null, data: null },
  };
  if (target < 0) return { ...none, lack: "noTarget" };

  const found = learnsClasses ? classesOf(table, target, choices) : null;
  const classNames = found?.names ?? [];
  const problems: RowProblem[] = table.ragged.map(({ line, cells }) => ({
    kind: "tooManyCells",
    line,
    cells,
    expected: table.names.length,
  }));
  const x: number[] = [];
  const t: number[] = [];
  for (const [at, cells] of table.rows.entries()) {
    if (at % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await rest();
    const line = table.lines[at] ?? 0;
    const start = x.length;
    const wanted = targetOf(table, cells[target] ?? "", found, line, target);
    const problem = typeof wanted === "object" ? wanted : pushInputs(table, cells, inputs, line, x);
    if (problem) {
      problems.push(problem);
      x.length = start;
      continue;
    }
    t.push(wanted as number);
  }
  problems.sort((a, b) => a.line - b.line);
  const classes = found && shown(found);
  const taken: Taken = { ...none, usable: t.length, problems, classNames, classes };
  if (inputs.length === 0) return { ...taken, usable: 0, problems: [], lack: "noInput" };
  if (found && classNames.length === 1) return { ...taken, lack: "oneClass" };
  if (t.length === 0) return { ...taken, lack: "noRows" };
  if (found && classNames.length > mostClasses) return { ...taken, lack: "tooManyClasses" };
  if (found && new Set(t).size < 2) return { ...taken, lack: "oneClass" };
  const data: Taken["data"] = {
    inputs: x,
    targets: t,
    columns: inputs.length,
    columnNames: inputNames,
    ...(found ? { classNames } : {}),
    missing: "refuse",
  };
  return { ...taken, data };
}

const shown = ({ of: _, ...classes }: Classes): Omit<Classes, "of"> => classes;

/** The class or value of a row, or what is wrong with it. */
function targetOf(
  table: Table,
  cell: string,
  classes: Classes | null,
  line: number,
  target: number,
): number | RowProblem {
  if (classes) return classes.of(cell) ?? { kind: "noClass", line };
  if (isMissing(cell)) return { kind: "noTarget", line };
  const value = measureIn(cell, table.decimalMark, table.units[target] ?? "");
  return value ?? { kind: "notNumber", line, column: table.names[target] ?? "", text: cell.trim() };
}

/** Appends a row's inputs; answers what was wrong with the first that could not be read. */
function pushInputs(
  { names, decimalMark, units }: Table,
  cells: readonly string[],
  inputs: readonly number[],
  line: number,
  x: number[],
): RowProblem | null {
  for (const column of inputs) {
    const cell = cells[column] ?? "";
    if (isMissing(cell)) return { kind: "missing", line, column: names[column] ?? "" };
    const value = measureIn(cell, decimalMark, units[column] ?? "");
    if (value === null) return { kind: "notNumber", line, column: names[column] ?? "", text: cell.trim() };
    x.push(value);
  }
  return null;
}
