/** What a table's columns hold, and what each is likely meant for. */
import { isCode, isDate, isMissing, measureIn } from "./cells.js";
import type { Table } from "./parse.js";

export interface Column {
  name: string;
  /** `number` where more than half of its cells are numbers, `date` where nearly all are dates. */
  kind: "number" | "text" | "date";
  /** Cells that are empty or say so. */
  missing: number;
  /** Words among the missing cells that could be values after all, as NA or none, with how often they occur. */
  words: Map<string, number>;
  /** Cells that hold a number. */
  numbers: number;
  /** Cells that hold something else than a number, in a column of numbers. */
  texts: number;
  /** Different values, at most {@link MOST_DISTINCT}; Infinity where there are more. */
  distinct: number;
  /** Whether all its numbers are whole. */
  whole: boolean;
  /** Whether its numbers only count the rows. */
  counts: boolean;
  /** Whether its numbers are written with zeros in front, as post codes are. */
  code: boolean;
  /** Whether the table gives it no name. */
  nameless: boolean;
}

export type Role = "input" | "class" | "value" | "skip";

/** Beyond so many different values a column names no classes. */
export const MOST_DISTINCT = 200;
/** A column is of numbers where more than this share of its cells are. */
const HALF = 0.5;
/** A column is of dates where so large a share of its cells are. */
const NEARLY_ALL = 0.9;
/** Whole numbers with so few different values are classes rather than measurements. */
const FEW = 6;
/** Whole numbers in a column that is called a class may be so many, if each occurs several times. */
const FEW_NAMED = 30;
/** Columns taken as inputs without being asked: so many the network still draws one by one. */
const MOST_INPUTS = 12;

/** What columns of classes are called. */
const CLASS_NAMES =
  /^(class|classes|classification|label|labels|species|category|type|group|variety|kind|klasse|art|kategorie|gruppe|classe|catégorie|étiquette|clase|etiqueta|类别|类|标签|品种|种类|分类)$/i;
/** What columns to be learnt are called, of classes or of values. */
const TARGET_NAMES = /^(target|y|outcome|output|outputs|result|response|ziel|cible|objetivo|目标|输出|结果)$/i;
/** What running numbers are called. */
const INDEX_NAMES =
  /^(id|ids|index|idx|no\.?|nr\.?|num|number|row|rows|rownames|row ?number|#|unnamed:? ?\d*|序号|编号|行号)$/i;

/** No name that says what a column is for is longer. */
const LONGEST_NAME = 200;

/** Looks at all cells once; between pieces the page may draw. */
export async function describeColumns(table: Table, pause: () => Promise<void>): Promise<Column[]> {
  const columns: Column[] = [];
  let looked = 0;
  for (const [index, name] of table.names.entries()) {
    columns.push(await describeColumn(table, index, name, pause));
    looked += table.rows.length;
    if (looked < ROWS_AT_A_TIME) continue;
    looked = 0;
    await pause();
  }
  return columns;
}

/** Rows looked at between two pauses. */
export const ROWS_AT_A_TIME = 10_000;

async function describeColumn(
  { rows, decimalMark, units, nameless }: Table,
  index: number,
  name: string,
  pause: () => Promise<void>,
): Promise<Column> {
  const unit = units[index] ?? "";
  const words = new Map<string, number>();
  const values = new Set<string>();
  let missing = 0;
  let numbers = 0;
  let dates = 0;
  let codes = 0;
  let counts = true;
  let whole = true;
  let before = Number.NaN;
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await pause();
    const cell = row[index] ?? "";
    if (isMissing(cell)) {
      missing++;
      const word = cell.trim();
      if (word !== "") words.set(word, (words.get(word) ?? 0) + 1);
      continue;
    }
    if (values.size <= MOST_DISTINCT) values.add(cell.trim());
    const value = measureIn(cell, decimalMark, unit);
    if (value === null) {
      counts = false;
      if (isDate(cell)) dates++;
      continue;
    }
    numbers++;
    if (isCode(cell)) codes++;
    if (!Number.isInteger(value)) whole = false;
    if (numbers > 1 && value !== before + 1) counts = false;
    before = value;
  }
  const filled = rows.length - missing;
  const number = numbers > filled * HALF;
  return {
    name,
    kind: number ? "number" : dates > 0 && dates >= filled * NEARLY_ALL ? "date" : "text",
    missing,
    words,
    numbers,
    texts: number ? filled - numbers : 0,
    distinct: values.size > MOST_DISTINCT ? Number.POSITIVE_INFINITY : values.size,
    whole: number && whole,
    counts: number && counts && numbers > 2,
    code: number && codes > 0 && whole,
    nameless: nameless.includes(index),
  };
}

/** Whether a column can be what a network is to say: classes of texts or whole numbers, or values. */
export const canBeClass = ({ distinct, words }: Column): boolean =>
  distinct + words.size >= 1 && distinct <= MOST_DISTINCT;

/** Whether a column can be an input: it has at least one number. */
export const canBeInput = ({ numbers, kind }: Column): boolean => kind === "number" || numbers > 0;

/** A first guess: the target by its name, its texts or its place; all other numbers as inputs. */
export function guessRoles(columns: readonly Column[], rows: number): Role[] {
  const target = guessTarget(columns, rows);
  const measures = (column: Column, index: number): boolean =>
    index !== target && column.kind === "number" && !column.code && column.distinct > 1 && !isIndex(column);
  // A running number without such a name is left out only where other inputs remain.
  const others = columns.some((column, index) => measures(column, index) && !column.counts);
  let inputs = 0;
  return columns.map((column, index) => {
    if (index === target) return isClasses(column, rows) || column.kind !== "number" ? "class" : "value";
    if (!measures(column, index) || (column.counts && others)) return "skip";
    return ++inputs <= MOST_INPUTS || columns.length > 3 * MOST_INPUTS ? "input" : "skip";
  });
}

/** Whether a column only numbers the rows, as its name or its lack of one says. */
const isIndex = ({ name, nameless, counts, whole, distinct }: Column): boolean =>
  (nameless && (counts || whole)) ||
  (INDEX_NAMES.test(name) && whole && (counts || distinct === Number.POSITIVE_INFINITY));

function guessTarget(columns: readonly Column[], rows: number): number {
  const places = columns.map((_, index) => index);
  const at = (index: number): Column => columns[index] as Column;
  // Of several that are called so the last, but one of texts before one of numbers, and a class before a value.
  for (const names of [CLASS_NAMES, TARGET_NAMES]) {
    const named = places.filter((index) => names.test(baseName(at(index).name)) && canBeLearnt(at(index)));
    const found = named.filter((index) => at(index).kind === "text").at(-1) ?? named.at(-1);
    if (found !== undefined) return found;
  }
  const texts = places.filter((index) => {
    const { kind, distinct } = at(index);
    return kind === "text" && distinct > 1 && isClasses(at(index), rows);
  });
  if (texts.length > 0) return texts.at(-1) as number;
  const numbers = places.filter((index) => at(index).kind === "number" && !at(index).code && !isIndex(at(index)));
  // One column of numbers is an input that lacks its target.
  return numbers.length > 1 ? (numbers.at(-1) as number) : -1;
}

const baseName = (name: string): string => (name.length > LONGEST_NAME ? name : name.replace(/ (?:\(.*\)|\d+)$/, ""));

/** Even a column with one class, which is said: another one instead would be a surprise. */
const canBeLearnt = (column: Column): boolean => column.kind !== "date" && column.distinct + column.words.size > 0;

function isClasses(column: Column, rows: number): boolean {
  const { kind, distinct, texts, whole, numbers } = column;
  const named = CLASS_NAMES.test(baseName(column.name));
  if (kind === "text" || texts > 0)
    return named ? distinct <= MOST_DISTINCT : distinct <= Math.max(2, Math.min(MOST_DISTINCT, rows / 2));
  if (kind !== "number" || !whole) return false;
  if (named && distinct <= FEW_NAMED && (distinct <= FEW || distinct * 3 <= numbers)) return true;
  return distinct <= 2 || (distinct <= FEW && distinct * 2 <= numbers);
}
