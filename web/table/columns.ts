/** What a table's columns hold, and what each is likely meant for. */
import { isMissing, numberIn } from "./cells.js";
import type { Table } from "./parse.js";

export interface Column {
  name: string;
  /** `number` where nearly all its cells are numbers. */
  kind: "number" | "text";
  missing: number;
  /** Cells that hold something else than a number, in a column of numbers. */
  texts: number;
  /** Different values, at most {@link MOST_DISTINCT}; Infinity where there are more. */
  distinct: number;
  /** Whether its numbers only count the rows. */
  counts: boolean;
}

export type Role = "input" | "class" | "value" | "skip";

/** Beyond so many different values a column names no classes. */
export const MOST_DISTINCT = 200;
/** A column of numbers may hold so large a share of texts, such as remarks. */
const STRAY = 0.1;
/** Whole numbers with so few different values are classes rather than measurements. */
const FEW = 6;
/** Columns taken as inputs without being asked: so many the network still draws one by one. */
const MOST_INPUTS = 12;

const TARGET_NAMES =
  /^(class|classes|label|labels|target|species|y|category|type|group|outcome|variety|类别|类|标签|目标|品种|种类|分类)$/i;

/** Looks at all cells once; between pieces the page may draw. */
export async function describeColumns(table: Table, pause: () => Promise<void>): Promise<Column[]> {
  const columns: Column[] = [];
  for (const [index, name] of table.names.entries()) {
    columns.push(await describeColumn(table, index, name, pause));
  }
  return columns;
}

/** Rows looked at between two pauses. */
export const ROWS_AT_A_TIME = 10_000;

async function describeColumn(
  { rows, decimalMark }: Table,
  index: number,
  name: string,
  pause: () => Promise<void>,
): Promise<Column> {
  let missing = 0;
  let numbers = 0;
  let counts = true;
  let before = Number.NaN;
  const values = new Set<string>();
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await pause();
    const cell = row[index];
    if (isMissing(cell)) {
      missing++;
      continue;
    }
    if (values.size <= MOST_DISTINCT) values.add(cell.trim());
    const value = numberIn(cell, decimalMark);
    if (value === null) {
      counts = false;
      continue;
    }
    numbers++;
    if (numbers > 1 && value !== before + 1) counts = false;
    before = value;
  }
  const filled = rows.length - missing;
  const number = numbers > 0 && filled - numbers <= filled * STRAY;
  return {
    name,
    kind: number ? "number" : "text",
    missing,
    texts: number ? filled - numbers : 0,
    distinct: values.size > MOST_DISTINCT ? Number.POSITIVE_INFINITY : values.size,
    counts: number && counts && numbers > 2,
  };
}

/** Whether a column can be what a network is to say: classes of texts or whole numbers, or values. */
export const canBeClass = ({ distinct }: Column): boolean => distinct >= 1 && distinct <= MOST_DISTINCT;

/** A first guess: the target by its name, its texts or its place; all other numbers as inputs. */
export function guessRoles(columns: readonly Column[], rows: number): Role[] {
  const target = guessTarget(columns, rows);
  let inputs = 0;
  return columns.map((column, index) => {
    if (index === target) return isClasses(column, rows) ? "class" : column.kind === "number" ? "value" : "class";
    if (column.kind !== "number" || column.counts || column.distinct < 2) return "skip";
    return ++inputs <= MOST_INPUTS || columns.length > 3 * MOST_INPUTS ? "input" : "skip";
  });
}

function guessTarget(columns: readonly Column[], rows: number): number {
  const named = columns.findIndex((column) => TARGET_NAMES.test(column.name) && !column.counts && column.distinct > 1);
  if (named >= 0) return named;
  const texts = columns.flatMap((column, index) =>
    column.kind === "text" && column.distinct > 1 && isClasses(column, rows) ? [index] : [],
  );
  if (texts.length > 0) return texts.at(-1) as number;
  const numbers = columns.flatMap(({ kind, counts }, index) => (kind === "number" && !counts ? [index] : []));
  // One column of numbers is an input that lacks its target.
  return numbers.length > 1 ? (numbers.at(-1) as number) : -1;
}

function isClasses({ kind, distinct, texts }: Column, rows: number): boolean {
  if (kind === "text") return distinct <= Math.max(2, Math.min(MOST_DISTINCT, rows / 2));
  return texts === 0 && distinct <= FEW;
}
