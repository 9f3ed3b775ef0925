/**
 * A text as a table: CSV with whatever separates its cells, Weka's format, or rows of JSON. The page stays responsive
 * meanwhile: long texts are read in pieces with pauses between them.
 */
import { arffRows, isArff } from "./arff.js";
import { type DecimalMark, isMissing, marksOf, numberIn, type ThousandsMark, unitOf } from "./cells.js";
import { formOf } from "./form.js";
import { jsonRows } from "./json.js";
import { LIMITS } from "./limits.js";
import { uniqueNames } from "./names.js";
import { TableError } from "./problem.js";
import { loadPapa, type Pause, type RawRow, splitRows } from "./split.js";

export interface Table {
  /** The first row's cells where it holds names, otherwise `x1` and so on, with the unit of the numbers behind. */
  names: string[];
  /** Columns whose name the table left empty, by place. */
  nameless: number[];
  /** Unit of each column's numbers, as `%` or `kg`; empty where they have none. */
  units: string[];
  /** Cells of every row that has any; each row as long as {@link names}, absent cells empty. */
  rows: string[][];
  /** The line in the text at which each row begins, from 1. For JSON its place in the list. */
  lines: number[];
  /** How the rows were written. */
  kind: "text" | "json" | "arff";
  /** What separates the cells; null for JSON and Weka's format. */
  delimiter: string | null;
  decimalMark: DecimalMark;
  thousandsMark: ThousandsMark;
  /** Whether the first row holds names. */
  header: boolean;
  /** Rows that have more cells than there are columns, by line; they are not among {@link rows}. */
  ragged: { line: number; cells: number }[];
  /** Whether the text holds more rows than are read. */
  more: boolean;
}

/** Rows looked at to tell names from values, and units from texts. */
const SAMPLE_ROWS = 200;

/** Lets the page draw and answer before the work goes on. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * @param header whether the first row holds names; found where left out
 * @param rest what is done between two pieces
 * @param most rows that are read
 * @throws TableError
 */
export async function parseTable(
  given: string,
  header?: boolean,
  rest: Pause = pause,
  most: number = LIMITS.rows,
): Promise<Table> {
  if (given.trim() === "") throw new TableError({ kind: "empty" });
  // Files that were put together have line breaks of several kinds: each ends a row.
  if (given.includes("\r")) return parseTable(given.replace(/\r\n?/g, "\n"), header, rest, most);
  if (/^\ufeff?\s*[[{]/.test(given)) return complete({ ...jsonRows(given.replace(/^\ufeff/, "")), kind: "json" });
  if (isArff(given)) return complete({ ...arffRows(given), kind: "arff" });
  const Papa = await loadPapa();
  const { text, delimiter } = formOf(Papa, given);
  // One row more, which may hold the names.
  const { rows, more } = await splitRows(Papa, text, delimiter, rest, most + 1);
  const table = shaped(rows, delimiter, header);
  table.more = more || table.rows.length > most;
  table.rows.length = table.lines.length = Math.min(table.rows.length, most);
  return table;
}

/** A table of a format that says itself what its columns are called. */
function complete(rows: Pick<Table, "names" | "rows" | "lines" | "kind">): Table {
  const ragged: Table["ragged"] = [];
  const kept = rows.rows.filter((cells, at) => {
    if (cells.length > rows.names.length) ragged.push({ line: rows.lines[at] ?? 0, cells: cells.length });
    return cells.length <= rows.names.length;
  });
  const lines = rows.lines.filter((_, at) => (rows.rows[at]?.length ?? 0) <= rows.names.length);
  for (const cells of kept) while (cells.length < rows.names.length) cells.push("");
  const more = kept.length > LIMITS.rows;
  if (more) kept.length = LIMITS.rows;
  return measured({
    names: rows.names,
    nameless: [],
    units: [],
    rows: kept,
    lines,
    kind: rows.kind,
    delimiter: null,
    decimalMark: ".",
    thousandsMark: null,
    header: true,
    ragged,
    more,
  });
}

function shaped(raw: RawRow[], delimiter: string, wanted: boolean | undefined): Table {
  const [first, ...rest] = raw;
  if (!first) throw new TableError({ kind: "empty" });
  const marks = marksOf(sampleCells(rest.length > 0 ? rest : raw), delimiter !== ",");
  const header = wanted ?? namesFirst(first.cells, rest, marks.decimal);
  const values = header ? rest : raw;
  if (values.length === 0) throw new TableError({ kind: "headerOnly" });
  const width = header ? Math.max(first.cells.length, indexed(first.cells, values)) : commonWidth(values);
  const given = header ? (width > first.cells.length ? ["", ...first.cells] : first.cells) : [];
  // Short rows are filled up to this width.
  if (width * values.length > LIMITS.cells) throw new TableError({ kind: "manyCells", most: LIMITS.cells });
  const rows: string[][] = [];
  const lines: number[] = [];
  const ragged: Table["ragged"] = [];
  for (const { cells, line } of values) {
    // A delimiter at a line's end makes one empty cell too many.
    while (cells.length > width && cells.at(-1) === "") cells.pop();
    if (cells.length > width) {
      ragged.push({ line, cells: cells.length });
      continue;
    }
    while (cells.length < width) cells.push("");
    rows.push(cells);
    lines.push(line);
  }
  if (rows.length === 0) throw new TableError({ kind: "headerOnly" });
  return measured({
    names: uniqueNames(given, width),
    nameless: header ? Array.from({ length: width }, (_, k) => k).filter((k) => (given[k] ?? "").trim() === "") : [],
    units: [],
    rows,
    lines,
    kind: "text",
    delimiter,
    decimalMark: marks.decimal,
    thousandsMark: marks.thousands,
    header,
    ragged,
    more: false,
  });
}

/** R writes the names of rows in a first column that the row of names leaves out: every row is one cell longer. */
function indexed(names: readonly string[], rows: readonly RawRow[]): number {
  return rows.every(({ cells }) => cells.length === names.length + 1 && cells.at(-1) !== "") ? names.length + 1 : 0;
}

/** Finds the units of the columns' numbers and writes them behind the names. */
function measured(table: Table): Table {
  const sample = table.rows.slice(0, SAMPLE_ROWS);
  table.units = table.names.map((_, column) =>
    unitOf(
      sample.map((cells) => cells[column] ?? ""),
      table.decimalMark,
    ),
  );
  table.names = uniqueNames(
    table.names.map((name, column) => {
      const unit = table.units[column];
      return unit && !name.includes(unit) ? `${name} (${unit})` : name;
    }),
    table.names.length,
  );
  return table;
}

function* sampleCells(rows: readonly RawRow[]): Iterable<string> {
  for (const { cells } of rows.slice(0, SAMPLE_ROWS)) yield* cells;
}

function commonWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

/** A first row with a number in it holds values; one of texts over numbers, or of texts that never recur, holds names. */
function namesFirst(first: readonly string[], rest: readonly RawRow[], mark: DecimalMark): boolean {
  if (rest.length === 0) return !first.some((cell) => numberIn(cell, mark) !== null);
  if (first.some((cell) => cell.trim() !== "" && numberIn(cell, mark) !== null)) return false;
  const sample = rest.slice(0, SAMPLE_ROWS);
  return first.every((name, column) => {
    const cells = sample.map(({ cells }) => cells[column] ?? "").filter((cell) => !isMissing(cell));
    return !cells.includes(name);
  });
}
