/**
 * Weka's format: attributes by name, then rows separated by commas; `%` begins a remark, `?` is a missing value, and a
 * row in braces lists only what is not zero.
 * Source: the ARFF description of the Weka manual, "Attribute-Relation File Format".
 */
import { LIMITS } from "./limits.js";
import { uniqueNames } from "./names.js";
import { TableError } from "./problem.js";

interface Rows {
  names: string[];
  rows: string[][];
  lines: number[];
}

/** Whether a text begins as one, after remarks. */
export const isArff = (text: string): boolean => /^\ufeff?(?:\s*%[^\n]*\n)*\s*@relation\s/i.test(text.slice(0, 20_000));

/** A word, or one in either kind of quotation marks with backslashes. */
const WORD = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,\s{}'"][^,]*))\s*(?:,|$)/y;
const ATTRIBUTE = /^@attribute\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))\s+(.+)$/i;

const unescaped = (text: string): string => text.replace(/\\(.)/g, "$1");

/** @throws TableError with the line that is not understood */
export function arffRows(text: string): Rows {
  const names: string[] = [];
  /** What a sparse row means by leaving a value out: zero, or the first of the listed values. */
  const absent: string[] = [];
  const rows: string[][] = [];
  const lines: number[] = [];
  let data = false;
  for (const [at, whole] of text.split(/\r\n?|\n/).entries()) {
    const line = whole.replace(/^\ufeff/, "").trim();
    if (line === "" || line.startsWith("%")) continue;
    // Quotation marks that close so late are those of no word.
    if (line.length > LIMITS.cell && /['"]/.test(line))
      throw new TableError({ kind: "longCell", line: at + 1, most: LIMITS.cell });
    if (data) {
      if (rows.length >= LIMITS.rows) break;
      if (names.length * rows.length > LIMITS.cells) throw new TableError({ kind: "manyCells", most: LIMITS.cells });
      rows.push(line.startsWith("{") ? sparse(line, absent, at + 1) : row(line, at + 1));
      lines.push(at + 1);
    } else if (/^@data\s*$/i.test(line)) {
      data = true;
    } else if (/^@attribute\s/i.test(line)) {
      const [, single, double, bare, kind = ""] = ATTRIBUTE.exec(line) ?? [];
      if (kind === "") throw new TableError({ kind: "arff", line: at + 1 });
      names.push(unescaped(single ?? double ?? bare ?? ""));
      const listed = /^\{(.*)\}$/.exec(kind.trim());
      absent.push(listed ? (words(listed[1] ?? "", at + 1).next().value ?? "") : "0");
    } else if (!/^@relation\s/i.test(line)) {
      throw new TableError({ kind: "arff", line: at + 1 });
    }
    if (names.length > LIMITS.columns)
      throw new TableError({ kind: "manyColumns", columns: names.length, most: LIMITS.columns });
  }
  if (names.length === 0 || rows.length === 0)
    throw new TableError({ kind: rows.length === 0 ? "headerOnly" : "empty" });
  return { names: uniqueNames(names, names.length), rows, lines };
}

function* words(line: string, at: number): Generator<string, undefined> {
  for (let place = 0; place < line.length; ) {
    if (line.charAt(place) === ",") {
      yield "";
      place++;
      continue;
    }
    WORD.lastIndex = place;
    const match = WORD.exec(line);
    if (!match) throw new TableError({ kind: "arff", line: at });
    const [whole, single, double, bare] = match;
    yield unescaped(single ?? double ?? bare?.trim() ?? "");
    place += whole.length;
  }
  return undefined;
}

function row(line: string, at: number): string[] {
  const cells: string[] = [];
  for (const word of words(line, at)) {
    cells.push(word);
    if (cells.length > LIMITS.columns)
      throw new TableError({ kind: "manyColumns", columns: cells.length, most: LIMITS.columns });
  }
  return cells;
}

/** `{1 5.1, 3 apple}`: places from 0. */
function sparse(line: string, absent: readonly string[], at: number): string[] {
  const end = /\}\s*(?:,\s*\{[^{}]*\}\s*)?$/.exec(line)?.index;
  const inside = end === undefined ? undefined : line.slice(1, end);
  if (inside === undefined) throw new TableError({ kind: "arff", line: at });
  const cells = [...absent];
  for (const part of words(inside.trim(), at)) {
    const [, place, value] = /^(\d+)\s+(.+)$/.exec(part) ?? [];
    if (place === undefined || Number(place) >= cells.length) throw new TableError({ kind: "arff", line: at });
    cells[Number(place)] = (value ?? "").replace(/^(['"])(.*)\1$/, "$2");
  }
  return cells;
}
