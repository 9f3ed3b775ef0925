/**
 * Rows of one's own as they cross the thread: once with their values, by their name from then on. Page and worker have
 * a book each; what one has named the other knows by that name.
 */
import type { DataRows, DataSettings, ExperimentInput, NumberArray } from "../engine/types.js";
import { type Change, TABLES, type Table, tableAt } from "./changes.js";

/** A table by its name, with its values the first time. */
export interface NamedRows {
  rows: string;
  values?: DataRows;
}

/** An experiment whose tables are named. */
export type Packed<T extends ExperimentInput = ExperimentInput> = Omit<T, "data"> & {
  data?: Omit<DataSettings, Table> & { [K in Table]?: NamedRows };
};

export class RowsBook {
  readonly #names = new Map<DataRows, string>();
  readonly #tables = new Map<string, DataRows>();
  #next = 0;

  /** @param end distinguishes the names that page and worker give */
  constructor(readonly end: "page" | "worker") {}

  pack<T extends ExperimentInput>(experiment: T): Packed<T> {
    return withTables(experiment, (table: DataRows) => this.#named(table)) as Packed<T>;
  }

  /** With all values, for one who knows no name yet. */
  packWhole<T extends ExperimentInput>(experiment: T): Packed<T> {
    return withTables(experiment, (table: DataRows) => ({ ...this.#named(table), values: table })) as Packed<T>;
  }

  /** @throws Error where a name is not known */
  unpack<T extends ExperimentInput>(experiment: Packed<T>): T {
    return withTables(experiment as object, (table: NamedRows) => this.#table(table)) as T;
  }

  packChanges(changes: readonly Change[]): Change[] {
    return changes.map((change) =>
      tableAt(change.path) && change.value !== undefined
        ? { ...change, value: this.#named(change.value as DataRows) }
        : change,
    );
  }

  unpackChanges(changes: readonly Change[]): Change[] {
    return changes.map((change) =>
      tableAt(change.path) && change.value !== undefined
        ? { ...change, value: this.#table(change.value as NamedRows) }
        : change,
    );
  }

  /** Names of tables that are in use nowhere. */
  unused(used: ReadonlySet<DataRows>): string[] {
    return [...this.#tables].flatMap(([name, table]) => (used.has(table) ? [] : [name]));
  }

  /** Names mean nothing from now on: their tables may go, and would travel again. */
  forget(names: readonly string[]): void {
    for (const name of names) {
      const table = this.#tables.get(name);
      this.#tables.delete(name);
      if (table && this.#names.get(table) === name) this.#names.delete(table);
    }
  }

  #named(table: DataRows): NamedRows {
    const known = this.#names.get(table);
    if (known !== undefined) return { rows: known };
    const rows = `${this.end} ${this.#next++}`;
    this.#note(rows, table);
    return { rows, values: table };
  }

  #table({ rows, values }: NamedRows): DataRows {
    if (values !== undefined) this.#note(rows, values);
    const table = this.#tables.get(rows);
    if (!table) throw new Error(`no rows are known as ${rows}`);
    return table;
  }

  #note(name: string, table: DataRows): void {
    this.#names.set(table, name);
    this.#tables.set(name, table);
  }
}

/** Rows of one's own that an experiment holds. */
export function tablesOf({ data }: ExperimentInput): DataRows[] {
  return TABLES.flatMap((member) => {
    const table = data?.[member];
    return table === undefined ? [] : [table];
  });
}

/** How many rows a table holds: one a list, or as many as `columns` go into a flat one. */
export function rowsIn(table: DataRows, columns: number | undefined): number {
  return typeof table[0] === "number" && columns !== undefined ? table.length / columns : table.length;
}

/** With plain lists where rows are typed arrays, which JSON would write as objects. */
export function withLists<T extends ExperimentInput>(experiment: T): T {
  if (!tablesOf(experiment).some((table) => ArrayBuffer.isView(table))) return experiment;
  return withTables(experiment, (table: DataRows) =>
    ArrayBuffer.isView(table) ? listOf(table as NumberArray) : table,
  ) as T;
}

/** As `Array.from`, but several times as fast for a million numbers. */
function listOf(numbers: NumberArray): number[] {
  const list = new Array<number>(numbers.length);
  for (let at = 0; at < list.length; at++) list[at] = numbers[at] as number;
  return list;
}

function withTables<From, To>(experiment: { data?: object }, turned: (table: From) => To): object {
  const { data } = experiment;
  if (typeof data !== "object" || data === null) return experiment;
  const tables = TABLES.flatMap((member) => {
    const table = (data as { [K in Table]?: From })[member];
    return table === undefined ? [] : [[member, turned(table)] as const];
  });
  return tables.length === 0 ? experiment : { ...experiment, data: { ...data, ...Object.fromEntries(tables) } };
}
