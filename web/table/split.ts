/** The rows of a text by what separates its cells, in pieces with pauses between them. */
import type { ParseResult, Parser } from "papaparse";
import { LIMITS } from "./limits.js";
import { TableError } from "./problem.js";

export interface RawRow {
  cells: string[];
  line: number;
}

export interface Split {
  rows: RawRow[];
  /** Whether rows beyond the most that are read were left in the text. */
  more: boolean;
}

/** What is done between two pieces; it may throw to end the reading. */
export type Pause = (share: number) => Promise<void>;

/** Cells separated by spaces and tabs, however many. */
export const SPACES = " ";

/** Characters read at a time. */
const PIECE = 200_000;
/** Lines cut at spaces between two pauses. */
const LINES = 10_000;

export type Papa = typeof import("papaparse");

export async function loadPapa(): Promise<Papa> {
  const module = await import("papaparse");
  return ("default" in module ? module.default : module) as Papa;
}

/**
 * @param most  rows that are read
 * @throws TableError
 */
export async function splitRows(
  Papa: Papa,
  text: string,
  delimiter: string,
  pause: Pause,
  most: number,
): Promise<Split> {
  if (delimiter === SPACES) return splitAtSpaces(text, pause, most);
  checkQuotes(text, delimiter);
  const rows: RawRow[] = [];
  let cells = 0;
  let line = 1;
  let more = false;
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter,
      header: false,
      chunkSize: PIECE,
      chunk: ({ data, meta }: ParseResult<string[]>, parser: Parser) => {
        const before = rows.length;
        try {
          for (const row of data) {
            if (rows.length >= most && row.some((cell) => cell.trim() !== "")) {
              more = true;
              parser.abort();
              break;
            }
            if (row.length > LIMITS.columns)
              throw new TableError({ kind: "manyColumns", columns: row.length, most: LIMITS.columns });
            if (row.some((cell) => cell.trim() !== "")) {
              rows.push({ cells: row, line });
              cells += row.length;
            }
            if (cells > LIMITS.cells) throw new TableError({ kind: "manyCells", most: LIMITS.cells });
            line += 1 + row.reduce((sum, cell) => sum + breaksIn(cell), 0);
          }
        } catch (error) {
          reject(error);
          parser.abort();
          return;
        }
        if (rows.length === before || more) return;
        parser.pause();
        pause(meta.cursor / text.length).then(
          () => parser.resume(),
          (error: unknown) => {
            parser.abort();
            reject(error);
          },
        );
      },
      complete: () => resolve(),
    });
  });
  return { rows, more };
}

function breaksIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count++;
  return count;
}

/**
 * Refuses a text with a quotation mark that never closes, or closes so late that what lies between is no cell. Walking
 * from mark to mark costs no more than reading; the parser would look through the rest again for every piece.
 * @throws TableError with the place at which the mark stands
 */
export function checkQuotes(text: string, delimiter: string): void {
  let at = 0;
  while (true) {
    const open = text.indexOf('"', at);
    if (open < 0) return;
    const before = open === 0 ? "\n" : text.charAt(open - 1);
    if (before !== "\n" && before !== "\r" && before !== delimiter && before !== "\ufeff") {
      at = open + 1; // a mark within a cell stands for itself
      continue;
    }
    let close = open + 1;
    while (true) {
      close = text.indexOf('"', close);
      if (close < 0) throw new TableError(quoteAt(text, open, delimiter));
      if (text.charAt(close + 1) === '"') close += 2;
      else if (endsCell(text, close + 1, delimiter)) break;
      else close += 1;
      if (close - open > LIMITS.cell)
        throw new TableError({ kind: "longCell", line: lineAt(text, open), most: LIMITS.cell });
    }
    if (close - open > LIMITS.cell)
      throw new TableError({ kind: "longCell", line: lineAt(text, open), most: LIMITS.cell });
    at = close + 1;
  }
}

/** Whether nothing but spaces stands before the cell's end: for the parser, any other mark stands for itself. */
function endsCell(text: string, place: number, delimiter: string): boolean {
  for (let at = place; ; at++) {
    const next = text.charAt(at);
    if (next === "" || next === delimiter || next === "\n" || next === "\r") return true;
    if (next.trim() !== "") return false;
  }
}

const lineAt = (text: string, place: number): number => breaksIn(text.slice(0, place)) + 1;

function quoteAt(text: string, place: number, delimiter: string): { kind: "quote"; line: number; column: number } {
  const start = text.lastIndexOf("\n", place) + 1;
  return { kind: "quote", line: lineAt(text, place), column: text.slice(start, place).split(delimiter).length };
}

const WORDS = /"((?:[^"]|"")*)"|'([^']*)'|(\S+)/g;

/** The words of a line; words in quotation marks may hold spaces. Longer ones than a cell may be are not looked for. */
export const wordsOf = (line: string): string[] =>
  line.length > LIMITS.cell ? (line.match(/\S+/g) ?? []) : quotedWordsOf(line);

const quotedWordsOf = (line: string): string[] =>
  Array.from(line.matchAll(WORDS), ([, double, single, bare]) => double?.replaceAll('""', '"') ?? single ?? bare ?? "");

async function splitAtSpaces(text: string, pause: Pause, most: number): Promise<Split> {
  const rows: RawRow[] = [];
  let line = 0;
  let cells = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    line++;
    if (to - from > LIMITS.cell && text.slice(from, to).includes('"'))
      throw new TableError({ kind: "longCell", line, most: LIMITS.cell });
    const row = wordsOf(text.slice(from, to));
    from = to + 1;
    if (row.length > LIMITS.columns)
      throw new TableError({ kind: "manyColumns", columns: row.length, most: LIMITS.columns });
    if (row.length > 0) rows.push({ cells: row, line });
    cells += row.length;
    if (cells > LIMITS.cells) throw new TableError({ kind: "manyCells", most: LIMITS.cells });
    if (rows.length >= most) return { rows, more: text.slice(from).trim() !== "" };
    if (line % LINES === 0) await pause(from / text.length);
  }
  return { rows, more: false };
}
