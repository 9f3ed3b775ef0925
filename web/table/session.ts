/**
 * One table under way: read, its columns described, taken over. It holds the rows, which may be a million; what it
 * answers is small until the reader takes the table. The page drives it in a worker (`table-worker.ts`), or itself
 * where there are no workers.
 */
import type { Task } from "../engine/types.js";
import type { DecimalMark, ThousandsMark } from "./cells.js";
import type { ClassChoices } from "./classes.js";
import { type Column, canBeClass, canBeInput, guessRoles, type Role } from "./columns.js";
import type { Encoding } from "./decode.js";
import type { Table } from "./parse.js";
import type { RowProblem } from "./problem.js";
import { type ReadTable, readFile, readText } from "./read.js";
import { type Taken, take } from "./take.js";

export type Source = { kind: "file"; file: Blob } | { kind: "text"; text: string };

/** What the reader knows better than what is found. */
export interface ReadChoices {
  header?: boolean;
  encoding?: Encoding;
}

/** A table as the page shows it before it is taken over. */
export interface Look {
  rows: number;
  columns: (Omit<Column, "words"> & { roles: Role[] })[];
  /** The first rows. */
  sample: string[][];
  roles: Role[];
  kind: Table["kind"];
  delimiter: string | null;
  decimalMark: DecimalMark;
  thousandsMark: ThousandsMark;
  header: boolean;
  encoding: Encoding | null;
  /** Whether there are more rows than are read. */
  more: boolean;
}

/** What would be taken over, without the rows themselves. */
export interface Outcome extends Omit<Taken, "data" | "problems"> {
  /** The first of the rows left out, and how many there are. */
  problems: RowProblem[];
  leftOut: number;
  ready: boolean;
}

/** The data of an experiment, in arrays that can be handed over. */
export interface OwnData {
  task: Task;
  inputs: Float64Array;
  targets: Float64Array;
  columns: number;
  columnNames: string[];
  classNames?: string[];
}

/** Rows shown, and rows left out that are named. */
const SHOWN_ROWS = 3;
const SHOWN_PROBLEMS = 20;
/** Work goes on for so many milliseconds before others get their turn. */
const SLICE_MS = 12;

export class TableSession {
  #read: ReadTable | null = null;
  #taken: Taken | null = null;

  /**
   * @param told  is told how much of the text was read, from 0 to 1
   * @throws TableError
   */
  async read(source: Source, choices: ReadChoices, told: (share: number) => void): Promise<Look> {
    const rest = slices(told);
    this.#taken = null;
    this.#read = null;
    const read =
      source.kind === "file"
        ? await readFile(source.file, choices.header, choices.encoding, rest)
        : await readText(source.text, choices.header, rest);
    this.#read = read;
    const { table, columns, encoding } = read;
    return {
      rows: table.rows.length + table.ragged.length,
      columns: columns.map(({ words: _, ...column }, index) => ({
        ...column,
        roles: rolesOf(columns[index] as Column),
      })),
      sample: table.rows.slice(0, SHOWN_ROWS),
      roles: guessRoles(columns, table.rows.length),
      kind: table.kind,
      delimiter: table.delimiter,
      decimalMark: table.decimalMark,
      thousandsMark: table.thousandsMark,
      header: table.header,
      encoding,
      more: table.more,
    };
  }

  /** @throws Error before a table was read */
  async take(roles: readonly Role[], mostClasses: number, choices: ClassChoices): Promise<Outcome> {
    if (!this.#read) throw new Error("no table was read");
    const taken = await take(this.#read.table, roles, mostClasses, choices, slices());
    this.#taken = taken;
    const { data, problems, ...rest } = taken;
    return { ...rest, problems: problems.slice(0, SHOWN_PROBLEMS), leftOut: problems.length, ready: data !== null };
  }

  /** The data of the last {@link take}; null where something lacked. */
  data(): OwnData | null {
    const data = this.#taken?.data;
    if (!data || !this.#taken) return null;
    return {
      task: this.#taken.task,
      inputs: Float64Array.from(data.inputs as number[]),
      targets: Float64Array.from(data.targets as number[]),
      columns: data.columns ?? 1,
      columnNames: [...(data.columnNames ?? [])],
      ...(data.classNames ? { classNames: [...data.classNames] } : {}),
    };
  }
}

/** What a column can be used for. */
function rolesOf(column: Column): Role[] {
  return [
    ...(canBeInput(column) ? (["input"] as const) : []),
    ...(canBeClass(column) ? (["class"] as const) : []),
    ...(canBeInput(column) ? (["value"] as const) : []),
    "skip",
  ];
}

/** A pause that gives others their turn when the last one is some milliseconds ago. */
function slices(told?: (share: number) => void): (share?: number) => Promise<void> {
  let since = performance.now();
  return async (share) => {
    if (performance.now() - since < SLICE_MS) return;
    if (share !== undefined) told?.(share);
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
