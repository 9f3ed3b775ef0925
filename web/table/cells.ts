/** What stands in a cell: nothing, a number with or without its unit, a date, or a text. */

export type DecimalMark = "." | ",";
/** What stands between groups of three digits; null where nothing does. */
export type ThousandsMark = "." | "," | "'" | " " | null;

/** How the numbers of a table are written. */
export interface Marks {
  decimal: DecimalMark;
  thousands: ThousandsMark;
}

/** How tables write that a value is not there; compared without regard to case. */
const MISSING = new Set(["", ".", "-", "–", "—", "?", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "缺失", "无"]);

export const isMissing = (cell: string): boolean => {
  const word = cell.trim();
  return word.length <= LONGEST_WORD && MISSING.has(word.toLowerCase());
};
const LONGEST_WORD = Math.max(...Array.from(MISSING, (word) => word.length));

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i;
/** Digits in groups of three: `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`. */
const GROUPED_POINT = /^[+-]?\d{1,3}(?:([,' ])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const GROUPED_COMMA = /^[+-]?\d{1,3}(?:([.' ])\d{3})(?:\1\d{3})*(?:,\d+)?$/;

/** Longer than any number is written: looking for one in a longer text would take time that grows with its square. */
const LONGEST_NUMBER = 400;

/** Full-width digits, a true minus and the spaces that typesetters put between groups, as plain ASCII. */
function plainText(cell: string): string {
  const text = cell.trim();
  if (text.length > LONGEST_NUMBER) return text;
  if (!/[^\x20-\x7e]/.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, "-")
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/\u2019/g, "'");
}

/** The number that a cell holds, or null where it holds none. Beyond ±10³⁰ nothing can be learnt from it. */
export function numberIn(cell: string, mark: DecimalMark): number | null {
  const text = plainText(cell);
  if (text === "" || text.length > LONGEST_NUMBER) return null;
  let plain: string;
  if (mark === "." ? POINT.test(text) : COMMA.test(text)) plain = mark === "." ? text : text.replace(",", ".");
  else if (mark === "." && GROUPED_POINT.test(text)) plain = text.replace(/[,' ]/g, "");
  else if (mark === "," && GROUPED_COMMA.test(text)) plain = text.replace(/[.' ]/g, "").replace(",", ".");
  else return null;
  const value = Number(plain);
  return Math.abs(value) <= 1e30 ? value : null;
}

/** Decimal commas, where cells have them and none has a point: `1,5` beside `2` and `3,25`. */
export function decimalMarkOf(cells: Iterable<string>): DecimalMark {
  return marksOf(cells, true).decimal;
}

const BOTH_COMMA = /^[+-]?\d{1,3}(?:[.' ]\d{3})+,\d+$/;
const BOTH_POINT = /^[+-]?\d{1,3}(?:[,' ]\d{3})+\.\d+$/;
const ONLY_COMMA = /^[+-]?\d*,\d+$/;
const ONLY_POINT = /^[+-]?\d*\.\d+$/;
const COMMA_GROUPS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/;
const GROUP_MARK = /^[+-]?\d{1,3}([.,' ])\d{3}/;

/**
 * The marks of a table's numbers. A cell with both marks decides for all: the last is the decimal one. `1,234` alone
 * reads either way: a decimal comma where commas do not separate the cells (`commas`), else a thousand.
 */
export function marksOf(cells: Iterable<string>, commas: boolean): Marks {
  let comma = 0;
  let point = 0;
  let decided = 0;
  const groups = new Map<string, number>();
  for (const cell of cells) {
    const text = numeral(plainText(cell));
    if (BOTH_COMMA.test(text)) decided++;
    else if (BOTH_POINT.test(text)) decided--;
    else if (!commas && COMMA_GROUPS.test(text)) point++;
    else if (ONLY_COMMA.test(text)) comma++;
    else if (ONLY_POINT.test(text)) point++;
    const mark = GROUP_MARK.exec(text)?.[1];
    if (mark) groups.set(mark, (groups.get(mark) ?? 0) + 1);
  }
  const decimal: DecimalMark = decided !== 0 ? (decided > 0 ? "," : ".") : comma > point ? "," : ".";
  // A single `1.234` is a fraction where the point is the decimal mark; groups are marked by something else.
  const [thousands] = [...groups.keys()].filter((mark) => mark !== decimal);
  return { decimal, thousands: (thousands as ThousandsMark | undefined) ?? null };
}

const NUMERAL = /^([^\d+\-.,]*)([+-]?)([^\d+\-.,]*)([\d.,' ]*\d[.,]?(?:e[+-]?\d+)?)\s*(\D*)$/i;
const CURRENCY = /^(?:[$€£¥￥₹₽₩₺฿₫₴₦]|US\$|A\$|C\$|HK\$|R\$|CHF|EUR|USD|GBP|JPY|CNY|RMB)$/i;
const SUFFIX = /^(?:[%‰°]|°[CFKcfk]|[$€£¥￥₹₽₩₺฿₫₴₦元]|[\p{L}µμΩ/²³·]{1,8})$/u;

/** A number and what is written around it; null where the text is not one. */
function parts(text: string): { number: string; unit: string } | null {
  if (text.length > LONGEST_NUMBER) return null;
  const [, outside, sign, inside, digits, after] = NUMERAL.exec(text) ?? [];
  if (digits === undefined) return null;
  const before = `${outside}${inside}`.trim();
  const suffix = (after ?? "").trim();
  if (before !== "" && !CURRENCY.test(before)) return null;
  if (suffix !== "" && !SUFFIX.test(suffix)) return null;
  if (before !== "" && suffix !== "") return null;
  return { number: `${sign}${digits.trim()}`, unit: before || suffix };
}

/** The digits of a cell without a unit around them. */
const numeral = (text: string): string => parts(text)?.number ?? text;

/**
 * The one unit that the numbers of a column carry, as `%`, `$` or `kg`; empty where they carry none or several.
 * A unit counts only where nearly all cells carry it: 70 kg and 154 lb are not to be mixed.
 */
export function unitOf(cells: readonly string[], mark: DecimalMark): string {
  const units = new Map<string, number>();
  let filled = 0;
  for (const cell of cells) {
    if (isMissing(cell)) continue;
    filled++;
    const found = parts(plainText(cell));
    if (!found || found.unit === "" || numberIn(found.number, mark) === null) continue;
    units.set(found.unit, (units.get(found.unit) ?? 0) + 1);
  }
  for (const [unit, often] of units) if (often >= 0.9 * filled) return unit;
  return "";
}

/** The number of a cell whose column carries a unit; null where the cell carries another one, or none. */
export function measureIn(cell: string, mark: DecimalMark, unit: string): number | null {
  if (unit === "") return numberIn(cell, mark);
  const found = parts(plainText(cell));
  return found && found.unit === unit ? numberIn(found.number, mark) : null;
}

const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\d{2,4})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$|^\d{1,2}:\d{2}(?::\d{2})?$/i;

/** Whether a cell holds a date or a time of day. */
export const isDate = (cell: string): boolean => cell.length <= LONGEST_NUMBER && DATE.test(cell.trim());

/** `00123`: a number as it is never written, so a code such as a post code. */
export const isCode = (cell: string): boolean => /^0\d+$/.test(cell.trim());
