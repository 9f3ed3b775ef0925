/**
 * A text as a table: CSV with whatever separates its cells, or rows of JSON. The page stays responsive meanwhile:
 * long texts are read in pieces with pauses between them.
 */
import type { ParseResult, Parser } from "papaparse";
import { type DecimalMark, decimalMarkOf, isMissing, numberIn } from "./cells.js";
import { jsonRows } from "./json.js";
import { TableError } from "./problem.js";

export interface Table {
  /** The first row's cells where it holds names, otherwise `column 1` and so on. */
  names: string[];
  /** Cells of every row that has any; each row as long as {@link names}, absent cells empty. */
  rows: string[][];
  /** The line in the text at which each row begins, from 1. For JSON its place in the list. */
  lines: number[];
  /** What separates the cells; null for JSON. */
  delimiter: string | null;
  decimalMark: DecimalMark;
  /** Whether the first row holds names. */
  header: boolean;
  /** Rows that have more cells than there are columns, by line; they are not among {@link rows}. */
  ragged: { line: number; cells: number }[];
}

/** In the order in which they are believed: a comma may also be a decimal mark, the others are hardly anything else. */
const DELIMITERS = ["\t", ";", "|", ","];
/** Characters read at a time, and looked at to find the delimiter. */
const PIECE = 200_000;
const LOOK = 20_000;
/** Rows looked at to tell names from values. */
const SAMPLE_ROWS = 200;

/** Lets the page draw and answer before the work goes on. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

interface RawRow {
  cells: string[];
  line: number;
}

/**
 * @param header whether the first row holds names; found where left out
 * @throws TableError
 */
export async function parseTable(text: string, header?: boolean): Promise<Table> {
  if (text.trim() === "") throw new TableError({ kind: "empty" });
  const json = /^\s*[[{]/.test(text) ? jsonRows(text) : null;
  if (json) return { ...json, delimiter: null, decimalMark: ".", header: true, ragged: [] };
  const module = await import("papaparse");
  const Papa = ("default" in module ? module.default : module) as Papa;
  const head = headOf(text);
  const split = (delimiter: string) =>
    Papa.parse<string[]>(head, { delimiter, header: false }).data.filter((cells) => cells.some((cell) => cell !== ""));
  const delimiter = bestDelimiter(new Map(DELIMITERS.map((each) => [each, split(each)])));
  const raw = await readAll(Papa, text, delimiter);
  return shaped(raw, delimiter, header);
}

type Papa = typeof import("papaparse");

async function readAll(Papa: Papa, text: string, delimiter: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  let line = 1;
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter,
      header: false,
      chunkSize: PIECE,
      chunk: ({ data, errors }: ParseResult<string[]>, parser: Parser) => {
        const before = rows.length;
        let at = line;
        for (const [index, cells] of data.entries()) {
          // Only the last row can lack its closing quote: everything behind the opening one belongs to its cell.
          if (index === data.length - 1 && errors.some(({ code }) => code === "MissingQuotes")) {
            reject(new TableError({ kind: "quote", line: at, column: cells.length }));
            parser.abort();
            return;
          }
          if (cells.some((cell) => cell.trim() !== "")) rows.push({ cells, line: at });
          at += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
        }
        line = at;
        if (rows.length === before) return;
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => resolve(),
    });
  });
  return rows;
}

function breaksIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count++;
  return count;
}

/** Whole lines from the beginning. */
function headOf(text: string): string {
  if (text.length <= LOOK) return text;
  const end = text.lastIndexOf("\n", LOOK);
  return text.slice(0, end > 0 ? end : LOOK);
}

/** The first that cuts nearly all rows, the first among them, into equally many cells, more than one. */
function bestDelimiter(split: ReadonlyMap<string, string[][]>): string {
  let best = { delimiter: ",", share: 0 };
  for (const [delimiter, rows] of split) {
    const counts = new Map<number, number>();
    for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [width, often] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
    const share = often / Math.max(1, rows.length);
    if (width < 2) continue;
    if (share >= 0.9 && rows[0]?.length === width) return delimiter;
    if (share > best.share) best = { delimiter, share };
  }
  return best.delimiter;
}

function shaped(raw: RawRow[], delimiter: string, wanted: boolean | undefined): Table {
  const [first, ...rest] = raw;
  if (!first) throw new TableError({ kind: "empty" });
  const decimalMark = delimiter === "," ? "." : decimalMarkOf(sampleCells(rest));
  const header = wanted ?? namesFirst(first.cells, rest, decimalMark);
  const values = header ? rest : raw;
  if (values.length === 0) throw new TableError({ kind: "headerOnly" });
  const width = header ? first.cells.length : commonWidth(values);
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
  const names = uniqueNames(header ? first.cells : [], width);
  return { names, rows, lines, delimiter, decimalMark, header, ragged };
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

/** Names without spaces around them; absent ones are numbered, and of two alike the second gets a number. */
export function uniqueNames(given: readonly string[], width: number): string[] {
  const seen = new Set<string>();
  return Array.from({ length: width }, (_, column) => {
    const name = given[column]?.trim().replace(/\s+/g, " ") || `x${column + 1}`;
    let unique = name;
    for (let n = 2; seen.has(unique); n++) unique = `${name} (${n})`;
    seen.add(unique);
    return unique;
  });
}
