/** One equation in two readings: in letters, and with the numbers of the moment. */
import { consistent, type Numbers, type Operand, write } from "./digits.js";

export type { Numbers } from "./digits.js";

export interface Equation {
  /** TeX with letters. */
  symbols: string;
  /**
   * TeX with places for numbers, `\data{slot=i}{0}`; the same as long as only the numbers change. Broken at `¦` where
   * a line may end.
   */
  numbers: string;
  /** What stands in the places, the result last. */
  values: readonly string[];
  /** Whether the shown numbers compute to the shown result. */
  holds: boolean;
}

export interface Part extends Operand {
  /** What it is elsewhere on the page; see `keys.ts`. */
  key?: string | null;
}

/**
 * Writes an equation.
 *
 * In `template`, `#i` is the place of operand i, `#(i)` the same after an operator, where a negative number stands in
 * parentheses, and `#=` the place of the result.
 */
export function equation<const Parts extends readonly Part[]>(
  symbols: string,
  template: string,
  parts: Parts,
  evaluate: (values: Numbers<Parts>) => number,
  result: Part,
): Equation {
  const written = consistent(parts, evaluate, result.value);
  const values: string[] = [];
  const slot = (part: Part, text: string) => {
    values.push(text);
    const key = part.key ? `, key=${part.key}` : "";
    return `\\data{slot=${values.length - 1}${key}}{0}`;
  };
  const numbers = template.replace(/#(?:(\()(\d+)\)|(\d+|=))/g, (_, open?: string, inner?: string, plain?: string) => {
    if (plain === "=") return slot(result, written.result);
    const index = Number(inner ?? plain);
    const part = parts[index];
    const text = written.operands[index];
    if (!part || text === undefined) throw new Error(`${symbols} has no operand ${index}`);
    return slot(part, open && part.value < 0 ? `(${text})` : text);
  });
  return { symbols, numbers, values, holds: written.holds };
}

/** A statement of one number, `symbols = 0.143`. */
export function statement(symbols: string, value: number, key: string | null = null): Equation {
  const slot = `\\data{slot=0${key ? `, key=${key}` : ""}}{0}`;
  return { symbols, numbers: `${symbols} = ${slot}`, values: [write(value)], holds: true };
}

/** One summand of a long sum: factors that are multiplied. */
export type Summand = readonly Part[];

const product = (values: readonly number[]) => values.reduce((all, value) => all * value, 1);

/** A sum of products, from the numbers of their factors one after the other and how many each product has. */
export const sumOf =
  (lengths: readonly number[]) =>
  (values: readonly number[]): number => {
    let next = 0;
    return lengths.reduce((sum, length) => sum + product(values.slice(next, (next += length))), 0);
  };

/** Where so many summands or fewer stand, all are written out; of more, some around the one that is looked at. */
const WRITTEN_OUT = 5;

/**
 * A sum of products with its numbers, written out where it is short; the rest of a long one stands as one number.
 * @param at the summand that is looked at
 * @param more the TeX of a word for the rest, such as `\text{27 more}`, from their number
 */
export function sumOfProducts(
  symbols: string,
  summands: readonly Summand[],
  at: number,
  result: Part,
  more: (count: number) => string,
): Equation {
  const keep = shownOf(summands.length, at);
  const parts: Part[] = [];
  const lengths: number[] = [];
  let template = "";
  for (const index of keep) {
    const factors = summands[index] ?? [];
    const places = factors.map((_, i) =>
      lengths.length === 0 && i === 0 ? `#${parts.length + i}` : `#(${parts.length + i})`,
    );
    template += `${template === "" ? "" : " ¦ + "}${places.join(" \\times ")}`;
    parts.push(...factors);
    lengths.push(factors.length);
  }
  const rest = summands.filter((_, index) => !keep.includes(index));
  if (rest.length > 0) {
    const value = rest.reduce((sum, factors) => sum + product(factors.map((factor) => factor.value)), 0);
    template += ` ¦ + \\underbrace{#(${parts.length})}_{${more(rest.length)}}`;
    parts.push({ value });
    lengths.push(1);
  }
  return equation(symbols, `${template} ¦ = #=`, parts, sumOf(lengths), result);
}

/** The summands that are written out, in order: all, or the last (often a bias) and those around the one looked at. */
function shownOf(count: number, at: number): number[] {
  if (count <= WRITTEN_OUT) return Array.from({ length: count }, (_, i) => i);
  const first = Math.max(0, Math.min(count - 4, at - 1));
  return [...new Set([first, first + 1, first + 2, count - 1])];
}
