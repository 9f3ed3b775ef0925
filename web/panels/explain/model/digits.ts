/**
 * Numbers in an equation: rounded, and yet what is shown computes to what is shown.
 *
 * An equation is written with three decimals; where those, computed with again, would give another result than the one
 * beside them, its operands get one more digit, and the result too where nothing else helps.
 */
import { MINUS, significant, superscript } from "../../../i18n/numbers.js";

/** Digits after the point of a result unless more are needed. */
export const DECIMALS = 3;
/** Operands get at most so many digits more than the result. */
const EXTRA = 5;
const MOST = 9;

export interface Operand {
  value: number;
  /** Known without rounding: a target, a count, a setting. Written as it is. */
  exact?: boolean;
}

/** One number for each operand, in their order. */
export type Numbers<Operands extends readonly Operand[]> = { readonly [At in keyof Operands]: number };

/** A number of each operand. */
const numbersOf = <Operands extends readonly Operand[]>(
  operands: Operands,
  number: (operand: Operand, at: number) => number,
): Numbers<Operands> => operands.map(number) as unknown as Numbers<Operands>;

export interface Written {
  operands: string[];
  result: string;
  /** Whether the shown operands compute to the shown result; false only where the numbers themselves do not. */
  holds: boolean;
}

/** A number with so many digits after the point, or as `a×10ⁿ` with as many digits in all where it is small or large. */
export function write(value: number, digits = DECIMALS): string {
  if (!Number.isFinite(value)) return significant(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return value.toFixed(digits).replace("-", MINUS);
  const [mantissa = "", exponent = "0"] = value.toExponential(digits - 1).split("e");
  return `${mantissa.replace("-", MINUS)}×10${superscript(Number(exponent))}`;
}

/** Whether a number has few digits, as one that was typed has and one that was measured or computed has not. */
export const isPlain = (value: number): boolean => Number(value.toPrecision(6)) === value;

/** A number known exactly, as it would be typed: `0.02`, `16`, `1×10⁻⁸`. */
export function writeExact(value: number): string {
  if (!Number.isFinite(value)) return significant(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
    const front = mantissa === "1" ? "" : `${mantissa.replace("-", MINUS)}×`;
    return `${front}10${superscript(Number(exponent))}`;
  }
  return String(value).replace("-", MINUS);
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The number that a text of {@link write}, {@link writeExact} or {@link writeCell} says. */
export function read(text: string): number {
  const [mantissa = "", exponent] = text
    .replaceAll(MINUS, "-")
    .replace(/^(-?)10(?=[⁻⁰¹²³⁴-⁹])/, (_, sign: string) => `${sign}1×10`)
    .split("×10");
  if (mantissa.endsWith("∞")) return mantissa === "∞" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (exponent === undefined) return Number(mantissa);
  return Number(
    `${mantissa}e${[...exponent].map((char) => (char === "⁻" ? "-" : SUPERSCRIPTS.indexOf(char))).join("")}`,
  );
}

const text = ({ value, exact }: Operand, digits: number): string => (exact ? writeExact(value) : write(value, digits));

/**
 * The fewest digits with which an equation holds as it is shown.
 * @param evaluate the equation's left side, from its operands
 * @param result its right side
 */
export function consistent<const Operands extends readonly Operand[]>(
  operands: Operands,
  evaluate: (values: Numbers<Operands>) => number,
  result: number,
  least = DECIMALS,
): Written {
  for (let digits = least; digits <= MOST; digits++) {
    const shown = write(result, digits);
    for (let more = 0; more <= EXTRA; more++) {
      const written: string[] = [];
      const values = numbersOf(operands, (operand) => {
        const shownOperand = text(operand, digits + more);
        written.push(shownOperand);
        return operand.exact ? operand.value : read(shownOperand);
      });
      if (write(evaluate(values), digits) === shown) return { operands: written, result: shown, holds: true };
    }
  }
  // Terms that all but cancel each other: their sum is known only where they are written in full.
  const full = write(evaluate(numbersOf(operands, ({ value }) => value)), least);
  if (full === write(result, least)) {
    return { operands: operands.map(({ value }) => writeExact(value)), result: full, holds: true };
  }
  return {
    operands: operands.map((operand) => text(operand, least)),
    result: write(result, least),
    holds: false,
  };
}

/** A number in a cell of at most six characters where that can be: fewer decimals the larger it is. */
export function writeCell(value: number, decimals = DECIMALS): string {
  if (!Number.isFinite(value)) return significant(value);
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 0.5 * 10 ** -decimals || size >= 1e4) {
    const [mantissa = "", exponent = "0"] = value.toExponential(0).split("e");
    return `${mantissa.replace("-", MINUS)}×10${superscript(Number(exponent))}`;
  }
  const fit = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? Math.min(2, decimals) : decimals;
  return value.toFixed(fit).replace("-", MINUS);
}
