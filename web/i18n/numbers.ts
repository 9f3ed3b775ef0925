/**
 * How numbers are written and read: one rule a kind, the same in every view.
 *
 * A true minus (U+2212), a decimal point in every language, `a×10ⁿ` for the very small and the very large.
 * Nothing here draws or touches the page, so tests and the worker may use it too.
 */

export const MINUS = "\u2212";
const THIN_SPACE = "\u2009";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const trueMinus = (text: string): string => text.replaceAll("-", MINUS);

function notFinite(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "∞" : `${MINUS}∞`;
}

/** `−12` as `⁻¹²`. */
export function superscript(exponent: number): string {
  return String(exponent)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit);
}

/** Losses, errors, activations: `fixed(0.0251)` is `0.025`, `fixed(-0.4712, 2)` is `−0.47`. Never `−0`. */
export function fixed(value: number, decimals = 3): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : trueMinus(text);
}

/** Losses over many orders of size: three decimals, or `a×10ⁿ` where those would show only zeros. */
export function loss(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 5e-4 || size >= 1e5) ? significant(value, 2) : fixed(value, 3);
}

/** Weights, rates, norms: three significant digits, `−8.3×10⁻⁴` below 10⁻³ or from 10⁵. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [mantissa = "", exponent = "0"] = value.toExponential(Math.max(0, Math.min(digits - 2, 1))).split("e");
    return `${trueMinus(mantissa.replace(/\.0$/, ""))}×10${superscript(Number(exponent))}`;
  }
  return trueMinus(String(Number(value.toPrecision(digits))));
}

/** `0.993` as `99.3%`. */
export function percent(share: number, decimals = 1): string {
  return Number.isFinite(share) ? `${trueMinus((share * 100).toFixed(decimals))}%` : notFinite(share);
}

/** Whole numbers, grouped by a thin space from 10 000. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const digits = String(Math.round(Math.abs(value)));
  const grouped = digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE) : digits;
  return value < 0 ? MINUS + grouped : grouped;
}

/** A negative factor after an operator stands in parentheses: `−0.470 × (−0.012)`. */
export function factor(value: number, decimals = 3): string {
  const text = fixed(value, decimals);
  return text.startsWith(MINUS) ? `(${text})` : text;
}

/** What a field shows back for a setting: digits a reader could type again, such as `0.02`, `−0.5` or `1e-8`. */
export function canonical(value: number): string {
  if (value === 0) return "0";
  if (value < 0) return MINUS + canonical(-value);
  if (value >= 1e-4 && value < 1e7) return String(Number(value.toPrecision(7)));
  return value
    .toExponential(6)
    .replace(/\.?0+e/, "e")
    .replace("e+", "e");
}

/**
 * Reads a number as people type it: `1e-3`, `.02`, a comma as decimal mark, full-width digits, a true minus,
 * `2×10⁻³`. Returns null where the text is not one number.
 */
export function parseNumber(text: string): number | null {
  const plain = text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2013\u2012]/g, "-")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (run) =>
      run.replace("⁻", "-").replace(/[⁰-⁹¹²³]/g, (char) => String(SUPERSCRIPTS.indexOf(char))),
    )
    .replace(/[\s\u2009\u3000]/g, "")
    .replace(/[×x*]10\^?(?=-?\d)/i, "e")
    .replace("。", ".")
    .replace(/^([+-]?\d*),(\d*)/, "$1.$2");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** How large a file is, or what memory is needed: `12 KB`, `1.3 MB`. */
export function kilobytes(bytes: number): string {
  const size = bytes / 1024;
  return size < 1000 ? `${count(Math.max(1, Math.round(size)))} KB` : `${(size / 1024).toFixed(1)} MB`;
}
