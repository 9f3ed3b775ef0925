/** Rows of JSON: a list of objects, a list of lists, an object of columns, or one object a line. */
import { uniqueNames } from "./parse.js";
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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fromObjects(list: readonly unknown[]): Rows {
  if (list.length === 0) throw new TableError({ kind: "empty" });
  if (!list.every(isObject)) throw new TableError({ kind: "jsonShape" });
  const keys = [...new Set(list.flatMap((row) => Object.keys(row)))];
  return {
    names: uniqueNames(keys, keys.length),
    rows: list.map((row, at) => keys.map((key) => cell(row[key], at, key))),
    lines: list.map((_, at) => at + 1),
  };
}

function fromLists(list: readonly unknown[][]): Rows {
  const width = Math.max(0, ...list.map(({ length }) => length));
  if (width === 0) throw new TableError({ kind: "empty" });
  const [first] = list;
  const named = list.length > 1 && first.every((value) => typeof value === "string" && !Number.isFinite(Number(value)));
  const values = named ? list.slice(1) : list;
  const names = uniqueNames(named ? first.map(String) : [], width);
  return {
    names,
    rows: values.map((row, at) => names.map((name, column) => cell(row[column], at, name))),
    lines: values.map((_, at) => at + (named ? 2 : 1)),
  };
}

/** `{ "height": [1, 2], "class": ["a", "b"] }` */
function fromColumns(columns: Record<string, unknown>): Rows {
  const keys = Object.keys(columns);
  const lists = keys.map((key) => columns[key]);
  if (keys.length === 0 || !lists.every(Array.isArray)) throw new TableError({ kind: "jsonShape" });
  const length = Math.max(...lists.map((list) => list.length));
  if (length === 0) throw new TableError({ kind: "empty" });
  return {
    names: uniqueNames(keys, keys.length),
    rows: Array.from({ length }, (_, row) => lists.map((list, column) => cell(list[row], row, keys[column]))),
    lines: Array.from({ length }, (_, row) => row + 1),
  };
}

function cell(value: unknown, row: number, name: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") throw new TableError({ kind: "jsonCell", row: row + 1, name });
  return String(value);
}
