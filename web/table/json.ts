/**
 * Rows of JSON: a list of objects, a list of lists, an object of columns, or one object a line. Objects and lists
 * within a row become columns of their own: `{"input": [0, 1]}` is `input 1` and `input 2`.
 */
import { LIMITS } from "./limits.js";
import { uniqueNames } from "./names.js";
import { TableError } from "./problem.js";

interface Rows {
  names: string[];
  rows: string[][];
  lines: number[];
}

/** @throws TableError where the text is JSON of another shape, or begins like JSON and is none */
export function jsonRows(text: string): Rows {
  const value = read(text);
  if (Array.isArray(value)) return value.every(Array.isArray) ? fromLists(value) : fromObjects(value);
  if (isObject(value)) return fromColumns(value);
  throw new TableError({ kind: "jsonShape" });
}

function read(text: string): unknown {
  checkDepth(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    // JSON Lines: every line is an object of its own.
    if (lines.length > 1 && lines[0]?.trimEnd().endsWith("}")) {
      return lines.map((line) => {
        try {
          return JSON.parse(line) as unknown;
        } catch (inner) {
          throw new TableError({ kind: "json", text: messageOf(inner) });
        }
      });
    }
    throw new TableError({ kind: "json", text: messageOf(error) });
  }
}

/** A reader of JSON calls itself once for each list within a list; a hundred thousand of them would end the page. */
function checkDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    else if (quoted) {
      if (code === 92) at++;
    } else if (code === 91 || code === 123) {
      if (++depth > LIMITS.depth) throw new TableError({ kind: "jsonDeep", most: LIMITS.depth });
    } else if (code === 93 || code === 125) depth--;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Columns in the order in which they come, each with its place. */
class Columns {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  place(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.names.length;
    if (place >= LIMITS.columns) throw manyColumns(place + 1);
    this.#places.set(key, place);
    this.names.push(key);
    return place;
  }
}

const manyColumns = (columns: number): TableError =>
  new TableError({ kind: "manyColumns", columns, most: LIMITS.columns });

/** Whether a key holds a list or an object in every row that has it. */
function nestedKeys(list: readonly Record<string, unknown>[]): Set<string> {
  const nested = new Map<string, boolean>();
  for (const row of list) {
    for (const key of Object.keys(row)) {
      const value = row[key];
      if (value === null) continue;
      nested.set(key, (nested.get(key) ?? true) && typeof value === "object");
    }
  }
  return new Set([...nested].flatMap(([key, all]) => (all ? [key] : [])));
}

function fromObjects(list: readonly unknown[]): Rows {
  if (list.length === 0) throw new TableError({ kind: "empty" });
  if (!list.every(isObject)) throw new TableError({ kind: "jsonShape" });
  const nested = nestedKeys(list);
  const columns = new Columns();
  const rows = list.map((row, at) => {
    const cells: string[] = [];
    for (const key of Object.keys(row)) {
      if (nested.has(key)) spread(row[key], key, at, columns, cells);
      else cells[columns.place(key)] = cell(row[key], at, key);
    }
    return cells;
  });
  return filled(uniqueNames(columns.names, columns.names.length), rows, 1);
}

/** A list or an object within a row, as columns called after it. A list of one keeps its name. */
function spread(value: unknown, name: string, row: number, columns: Columns, cells: string[]): void {
  if (Array.isArray(value)) {
    const alone = value.length === 1;
    for (let k = 0; k < value.length; k++) spread(value[k], alone ? name : `${name} ${k + 1}`, row, columns, cells);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) spread(value[key], `${name}.${key}`, row, columns, cells);
  } else {
    cells[columns.place(name)] = cell(value, row, name);
  }
}

function fromLists(list: readonly unknown[][]): Rows {
  const first = list[0] ?? [];
  const named = list.length > 1 && first.every((value) => typeof value === "string" && !Number.isFinite(Number(value)));
  const values = named ? list.slice(1) : list;
  const nested = values.some((row) => row.some((value) => typeof value === "object" && value !== null));
  if (nested && !named)
    return fromObjects(values.map((row) => Object.fromEntries(row.map((value, k) => [`x${k + 1}`, value]))));
  let width = 0;
  for (const { length } of list) if (length > width) width = length;
  if (width === 0) throw new TableError({ kind: "empty" });
  if (width > LIMITS.columns) throw manyColumns(width);
  const names = uniqueNames(named ? first.map(String) : [], width);
  return filled(
    names,
    values.map((row, at) => row.map((value, column) => cell(value, at, names[column] ?? ""))),
    named ? 2 : 1,
  );
}

/** `{ "height": [1, 2], "class": ["a", "b"] }` */
function fromColumns(columns: Record<string, unknown>): Rows {
  const keys = Object.keys(columns);
  if (keys.length > LIMITS.columns) throw manyColumns(keys.length);
  const lists = keys.map((key) => columns[key]);
  if (keys.length === 0 || !lists.every(Array.isArray)) throw new TableError({ kind: "jsonShape" });
  let length = 0;
  for (const list of lists) if (list.length > length) length = list.length;
  if (length === 0) throw new TableError({ kind: "empty" });
  checkCells(keys.length, length);
  const rows = Array.from({ length }, (_, row) =>
    lists.map((list, column) => cell(list[row], row, keys[column] ?? "")),
  );
  return filled(uniqueNames(keys, keys.length), rows, 1);
}

/** Each row as long as the names; absent cells empty. */
function filled(names: string[], rows: string[][], line: number): Rows {
  checkCells(names.length, rows.length);
  for (const cells of rows) for (let k = 0; k < names.length; k++) cells[k] ??= "";
  return { names, rows, lines: rows.map((_, at) => at + line) };
}

function checkCells(columns: number, rows: number): void {
  if (columns * rows > LIMITS.cells) throw new TableError({ kind: "manyCells", most: LIMITS.cells });
}

function cell(value: unknown, row: number, name: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") throw new TableError({ kind: "jsonCell", row: row + 1, name });
  return String(value);
}
