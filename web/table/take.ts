/** From a table and the roles of its columns to the data of an experiment, with a word on every row left out. */
import type { DataSettings, Task } from "../engine/types.js";
import { isMissing, numberIn } from "./cells.js";
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
  inputNames: string[];
  lack: Lack | null;
  /** The data of the experiment; null while something lacks. */
  data: Pick<DataSettings, "inputs" | "targets" | "columns" | "columnNames" | "classNames" | "missing"> | null;
}

/** @param mostClasses as many as the engine takes */
export async function take(table: Table, roles: readonly Role[], mostClasses: number): Promise<Taken> {
  const inputs = roles.flatMap((role, column) => (role === "input" ? [column] : []));
  const target = roles.findIndex((role) => role === "class" || role === "value");
  const classes = roles[target] !== "value";
  const task: Task = classes ? "classification" : "regression";
  const inputNames = inputs.map((column) => table.names[column]);
  const total = table.rows.length + table.ragged.length;
  const none: Taken = { task, usable: 0, total, problems: [], classNames: [], inputNames, lack: null, data: null };
  if (target < 0) return { ...none, lack: "noTarget" };

  const classNames = classes ? namesOf(table, target) : [];
  const classOf = new Map(classNames.map((name, index) => [name, index]));
  const problems: RowProblem[] = table.ragged.map(({ line, cells }) => ({
    kind: "tooManyCells",
    line,
    cells,
    expected: table.names.length,
  }));
  const x: number[] = [];
  const t: number[] = [];
  for (const [at, cells] of table.rows.entries()) {
    if (at % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await pause();
    const line = table.lines[at];
    const start = x.length;
    const problem =
      targetProblem(cells[target], classes, table, line, target) ?? pushInputs(table, cells, inputs, line, x);
    if (problem) {
      problems.push(problem);
      x.length = start;
      continue;
    }
    t.push(
      classes ? (classOf.get(cells[target].trim()) as number) : (numberIn(cells[target], table.decimalMark) as number),
    );
  }
  problems.sort((a, b) => a.line - b.line);
  const taken: Taken = { ...none, usable: t.length, problems, classNames };
  if (inputs.length === 0) return { ...taken, usable: 0, problems: [], lack: "noInput" };
  if (t.length === 0) return { ...taken, lack: "noRows" };
  if (classes && classNames.length > mostClasses) return { ...taken, lack: "tooManyClasses" };
  if (classes && new Set(t).size < 2) return { ...taken, lack: "oneClass" };
  const data: Taken["data"] = {
    inputs: x,
    targets: t,
    columns: inputs.length,
    columnNames: inputNames,
    ...(classes ? { classNames } : {}),
    missing: "refuse",
  };
  return { ...taken, data };
}

/** The classes that occur: whole numbers in their order, texts in the order in which they come. */
function namesOf({ rows, decimalMark }: Table, target: number): string[] {
  const names = new Set<string>();
  for (const cells of rows) if (!isMissing(cells[target])) names.add(cells[target].trim());
  const list = [...names];
  const numbers = list.map((name) => numberIn(name, decimalMark));
  if (!numbers.every((value) => value !== null)) return list;
  return list.sort((a, b) => (numberIn(a, decimalMark) as number) - (numberIn(b, decimalMark) as number));
}

function targetProblem(cell: string, classes: boolean, table: Table, line: number, target: number): RowProblem | null {
  if (isMissing(cell)) return classes ? { kind: "noClass", line } : { kind: "noTarget", line };
  if (classes || numberIn(cell, table.decimalMark) !== null) return null;
  return { kind: "notNumber", line, column: table.names[target], text: cell.trim() };
}

/** Appends a row's inputs; answers what was wrong with the first that could not be read. */
function pushInputs(
  { names, decimalMark }: Table,
  cells: readonly string[],
  inputs: readonly number[],
  line: number,
  x: number[],
): RowProblem | null {
  for (const column of inputs) {
    const cell = cells[column];
    if (isMissing(cell)) return { kind: "missing", line, column: names[column] };
    const value = numberIn(cell, decimalMark);
    if (value === null) return { kind: "notNumber", line, column: names[column], text: cell.trim() };
    x.push(value);
  }
  return null;
}
