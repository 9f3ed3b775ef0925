/** What stands in a cell: nothing, a number, or a text. */

export type DecimalMark = "." | ",";

/** How tables write that a value is not there; compared without regard to case. */
const MISSING = new Set(["", ".", "-", "–", "—", "?", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "缺失", "无"]);

export const isMissing = (cell: string): boolean => MISSING.has(cell.trim().toLowerCase());

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i;
/** `1,234.5` and `1.234,5`: digits in groups of three. */
const GROUPED_POINT = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const GROUPED_COMMA = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;

/** The number that a cell holds, or null where it holds none. Beyond ±10³⁰ nothing can be learnt from it. */
export function numberIn(cell: string, mark: DecimalMark): number | null {
  let text = cell.trim();
  if (text === "") return null;
  // Full-width digits and a true minus, as input methods and typesetters write them.
  if (text.charCodeAt(0) > 127 || /[\uff01-\uff5e\u2212]/.test(text)) {
    text = text
      .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replace(/\u2212/g, "-");
  }
  let plain: string;
  if (mark === "." ? POINT.test(text) : COMMA.test(text)) plain = mark === "." ? text : text.replace(",", ".");
  else if (mark === "." && GROUPED_POINT.test(text)) plain = text.replaceAll(",", "");
  else if (mark === "," && GROUPED_COMMA.test(text)) plain = text.replaceAll(".", "").replace(",", ".");
  else return null;
  const value = Number(plain);
  return Math.abs(value) <= 1e30 ? value : null;
}

/** Decimal commas, where cells have them and none has a point: `1,5` beside `2` and `3,25`. */
export function decimalMarkOf(cells: Iterable<string>): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (/^[+-]?\d*,\d+$/.test(text)) commas++;
    else if (/^[+-]?\d*\.\d+$/.test(text)) points++;
  }
  return commas > points ? "," : ".";
}
