/** The classes in a column: their names and sizes, words that may mean a missing cell, names that are nearly the same. */
import { isMissing, numberIn } from "./cells.js";
import type { Table } from "./parse.js";

/** What the reader decided about a column of classes; absent: as it is guessed. */
export interface ClassChoices {
  /** Words such as NA are classes. */
  keepWords?: boolean;
  /** Names that differ by a full stop, capitals or spaces are one class. */
  join?: boolean;
}

export interface Classes {
  /** Whole numbers in their order, texts in the order in which they come. */
  names: string[];
  /** Rows of each class. */
  counts: number[];
  /** Words that stand for a missing value in other tables, with how many rows have them, and whether they are classes. */
  words: { text: string; rows: number }[];
  keepWords: boolean;
  /** Names that differ by a full stop, capitals or spaces alone. */
  twins: string[][];
  join: boolean;
  /** The class of a cell; null where it has none. */
  of(cell: string): number | null;
}

/** A word counts as a class where it is so frequent beside the mean of the others. */
const FREQUENT = 0.25;

function plain(name: string): string {
  const text = name.toLowerCase().replace(/\s+/g, " ");
  let end = text.length;
  while (end > 0 && ".。．".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end).trim();
}

export function classesOf({ rows, decimalMark }: Table, column: number, choices: ClassChoices = {}): Classes {
  const values = new Map<string, number>();
  const words = new Map<string, number>();
  let empty = 0;
  for (const cells of rows) {
    const text = (cells[column] ?? "").trim();
    if (text === "") empty++;
    else if (isMissing(text)) words.set(text, (words.get(text) ?? 0) + 1);
    else values.set(text, (values.get(text) ?? 0) + 1);
  }
  const keepWords = choices.keepWords ?? wordsAreClasses(values, words, empty);
  if (keepWords) {
    // In the order of the rows, as the others.
    values.clear();
    for (const cells of rows) {
      const text = (cells[column] ?? "").trim();
      if (text !== "") values.set(text, (values.get(text) ?? 0) + 1);
    }
  }
  const twins = twinsAmong([...values.keys()]);
  const join = choices.join ?? false;
  const first = new Map<string, string>();
  if (join) for (const group of twins) for (const name of group) first.set(name, group[0] as string);
  const sizes = new Map<string, number>();
  for (const [name, often] of values) {
    const kept = first.get(name) ?? name;
    sizes.set(kept, (sizes.get(kept) ?? 0) + often);
  }
  const names = inOrder([...sizes.keys()], (name) => numberIn(name, decimalMark));
  const places = new Map(names.map((name, index) => [name, index]));
  return {
    names,
    counts: names.map((name) => sizes.get(name) ?? 0),
    words: [...words].map(([text, often]) => ({ text, rows: often })),
    keepWords: keepWords && words.size > 0,
    twins,
    join: join && twins.length > 0,
    of: (cell) => {
      const text = cell.trim();
      return places.get(first.get(text) ?? text) ?? null;
    },
  };
}

/** Where empty cells are the missing ones, or a word is as frequent as classes are, it names one. */
function wordsAreClasses(
  values: ReadonlyMap<string, number>,
  words: ReadonlyMap<string, number>,
  empty: number,
): boolean {
  if (words.size === 0 || values.size === 0) return false;
  const mean = [...values.values()].reduce((sum, often) => sum + often, 0) / values.size;
  const most = Math.max(...words.values());
  return most >= 2 && (empty > 0 || most >= FREQUENT * mean);
}

function twinsAmong(names: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = plain(name);
    const group = groups.get(key);
    if (group) group.push(name);
    else groups.set(key, [name]);
  }
  return [...groups].filter(([key, group]) => key !== "" && group.length > 1).map(([, group]) => group);
}

function inOrder(names: string[], numberOf: (name: string) => number | null): string[] {
  const numbers = new Map(names.map((name) => [name, numberOf(name)]));
  if (![...numbers.values()].every((value) => value !== null)) return names;
  return names.sort((a, b) => (numbers.get(a) as number) - (numbers.get(b) as number));
}
