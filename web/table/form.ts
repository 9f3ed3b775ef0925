/** What a text's lines show of its form before it is cut into rows: remarks, `sep=`, what separates the cells. */
import { isMissing, numberIn } from "./cells.js";
import { type Papa, SPACES, wordsOf } from "./split.js";

export interface Form {
  /** The text with remarks and `sep=` emptied; its lines keep their numbers. */
  text: string;
  delimiter: string;
}

/** In the order in which they are believed: a comma may also be a decimal mark, the others are hardly anything else. */
const DELIMITERS = ["\t", ";", "|", ","];
/** Characters looked at to find the delimiter. */
const LOOK = 20_000;
/** So large a share of rows must have the same number of cells. */
const REGULAR = 0.9;

export function formOf(Papa: Papa, given: string): Form {
  const { text: named, separator } = withoutSeparator(given);
  const remarks = remarkLines(named);
  const bare = emptied(named, remarks);
  const delimiter = separator ?? delimiterOf(Papa, headOf(bare.replace(/^\s*\n/, "")));
  const names = namesInRemark(named, remarks, bare, delimiter);
  return { text: names ? restored(bare, named, names) : bare, delimiter };
}

/** `sep=;` in the first line, which Excel reads and other programs take for a row. */
function withoutSeparator(text: string): { text: string; separator: string | null } {
  const match = /^\ufeff?"?sep=(.)"?[ \t]*(?=\r?\n|$)/i.exec(text);
  return match ? { text: text.slice(match[0].length), separator: match[1] ?? null } : { text, separator: null };
}

interface Span {
  from: number;
  to: number;
}

/** Lines that begin with `#` outside quotation marks. Where most lines do, they are rows. */
function remarkLines(text: string): Span[] {
  if (!/(?:^|\n)[ \t]*#/.test(text)) return [];
  const found: Span[] = [];
  let lines = 0;
  let quoted = false;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    let first = from;
    while (first < to && (text.charCodeAt(first) <= 32 || text.charCodeAt(first) === 0xfeff)) first++;
    const remark = !quoted && text.charCodeAt(first) === 35;
    if (first < to) lines++;
    if (remark) found.push({ from, to });
    else for (let at = text.indexOf('"', from); at >= 0 && at < to; at = text.indexOf('"', at + 1)) quoted = !quoted;
    from = to + 1;
  }
  return found.length * 2 > lines ? [] : found;
}

function emptied(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    pieces.push(text.slice(at, from));
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

/** The last remark above the first row, where it names as many columns as the row of numbers below has cells. */
function namesInRemark(text: string, remarks: readonly Span[], bare: string, delimiter: string): Span | null {
  let last: Span | null = null;
  let above = 0;
  for (const remark of remarks) {
    if (text.slice(above, remark.from).replace("\ufeff", "").trim() !== "") break;
    last = remark;
    above = remark.to;
  }
  if (!last) return null;
  const cut = (line: string): string[] => (delimiter === SPACES ? wordsOf(line) : line.split(delimiter));
  const names = cut(text.slice(last.from, last.to).replace(/^\s*#+\s*/, ""));
  const row = cut(bare.trimStart().split("\n", 1)[0] ?? "");
  return names.length === row.length && names.length > 1 && row.some((cell) => isNumber(cell)) ? last : null;
}

const isNumber = (cell: string): boolean => numberIn(cell, ".") !== null || numberIn(cell, ",") !== null;

/** Puts the names back in, without their mark. Only empty lines stand before them, so the place is the same. */
function restored(bare: string, text: string, { from, to }: Span): string {
  const line = text.slice(0, from).split("\n").length - 1;
  const lines = bare.split("\n", line + 1);
  const place = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  return bare.slice(0, place) + text.slice(from, to).replace(/^\s*#+\s*/, "") + bare.slice(place);
}

/** Whole lines from the beginning. */
function headOf(text: string): string {
  if (text.length <= LOOK) return text;
  const end = text.lastIndexOf("\n", LOOK);
  return text.slice(0, end > 0 ? end : LOOK);
}

/** The number of cells that most rows below the first have, the share of those rows, and the cells of the first. */
function regularity(rows: readonly string[][]): { width: number; share: number; first: number } {
  const counts = new Map<number, number>();
  const below = rows.length > 1 ? rows.slice(1) : rows;
  for (const { length } of below) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, often] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
  return { width, share: often / Math.max(1, below.length), first: rows[0]?.length ?? 0 };
}

/** The first that cuts nearly all rows, the first among them, into equally many cells, more than one. */
function delimiterOf(Papa: Papa, head: string): string {
  const spaced = head
    .split("\n")
    .map(wordsOf)
    .filter((words) => words.length > 0);
  const spaces = regularity(spaced);
  let best = { delimiter: ",", share: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = Papa.parse<string[]>(head, { delimiter, header: false }).data.filter((cells) =>
      cells.some((cell) => cell.trim() !== ""),
    );
    const { width, share, first } = regularity(rows);
    if (width < 2) continue;
    if (spaces.share >= REGULAR && spaces.width >= width && rows.every(hidesNumbers)) return SPACES;
    // R leaves the column of row names out of the row of names.
    if (share >= REGULAR && (first === width || first === width - 1)) return delimiter;
    if (share > best.share) best = { delimiter, share };
  }
  if (spaces.share >= REGULAR && spaces.width > 1 && best.share < REGULAR) return SPACES;
  return best.delimiter;
}

/** Whether a cell of the row is several numbers with spaces between them: the spaces are what separates. */
const hidesNumbers = (row: readonly string[]): boolean =>
  row.some((cell) => {
    const words = wordsOf(cell);
    return words.length > 1 && words.filter((word) => isNumber(word) || isMissing(word)).length > 1;
  });
