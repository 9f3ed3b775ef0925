/** A matrix as a spreadsheet: heads, numbers with colour, and what lies beyond the fold. */
import { writeCell } from "./digits.js";

/** What a number is, so that it can be named aloud: `explain.is.{quantity}`. */
export type Quantity =
  | "activation"
  | "preActivation"
  | "weight"
  | "bias"
  | "target"
  | "slope"
  | "outputSlope"
  | "delta"
  | "sum"
  | "mask"
  | "passedOn"
  | "gradient"
  | "product"
  | "change"
  | "after"
  | "one";

export interface NumberCell {
  kind: "number";
  value: number;
  text: string;
  quantity: Quantity;
  /** What it is elsewhere on the page. */
  key: string | null;
  /** −1 to 1: where it lies on the diverging scale; 0 for what has no colour. */
  tone: number;
  /** Stands out as an operand at the table's edge, or as its result. */
  edge?: boolean;
  /** Struck through: dropped out, or left alone by the update. */
  off?: boolean;
}
export interface HeadCell {
  kind: "head";
  tex: string;
  /** The matrix's shape, `4 × 6`. */
  shape?: string;
  span?: number;
  key?: string | null;
}
export interface NoteCell {
  kind: "note";
  /** A message without places. */
  message: "columnRule" | "sampleRule";
  span: number;
}
export type Cell = NumberCell | HeadCell | NoteCell | { kind: "gap"; count: number } | { kind: "empty"; span?: number };

export interface Ledger {
  /** What the whole is, `explain.table.{id}`. */
  id: "forward" | "output" | "propagate" | "gradients" | "samples" | "update";
  columns: number;
  rows: Cell[][];
}

/** A run of indices of which some are shown. */
export interface Fold {
  shown: number[];
  /** Left out before and after. */
  before: number;
  after: number;
}

/** All indices where they fit, otherwise `fit` of them around one. */
export function fold(count: number, at: number, most: number, fit = most - 2): Fold {
  if (count <= most) return { shown: Array.from({ length: count }, (_, i) => i), before: 0, after: 0 };
  const first = Math.max(0, Math.min(count - fit, at - Math.floor(fit / 2)));
  return {
    shown: Array.from({ length: fit }, (_, i) => first + i),
    before: first,
    after: count - fit - first,
  };
}

/** Cells of a folded run: a gap where something was left out before, the cells, a gap after. */
export function folded({ shown, before, after }: Fold, cell: (index: number) => Cell): Cell[] {
  return [
    ...(before > 0 ? [{ kind: "gap", count: before } as const] : []),
    ...shown.map(cell),
    ...(after > 0 ? [{ kind: "gap", count: after } as const] : []),
  ];
}

/** How many cells a folded run takes. */
export const widthOf = ({ shown, before, after }: Fold): number =>
  shown.length + (before > 0 ? 1 : 0) + (after > 0 ? 1 : 0);

/** The largest finite size, as the end of a colour scale; 1 where everything is 0. */
export function reach(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > most && Number.isFinite(size)) most = size;
  }
  return most > 0 ? most : 1;
}

export function numberCell(
  quantity: Quantity,
  value: number,
  key: string | null,
  scale: number,
  options: { decimals?: number; edge?: boolean; off?: boolean } = {},
): NumberCell {
  const { decimals, ...flags } = options;
  const tone = scale === 0 || Number.isNaN(value) ? 0 : Math.max(-1, Math.min(1, value / scale));
  return { kind: "number", quantity, value, text: writeCell(value, decimals), key, tone, ...flags };
}

export const head = (tex: string, options: Omit<HeadCell, "kind" | "tex"> = {}): HeadCell => ({
  kind: "head",
  tex,
  ...options,
});

/** Rows of a folded run: a row of its own says how many were left out. */
export function foldedRows(down: Fold, columns: number, row: (index: number) => Cell[]): Cell[][] {
  const gap = (count: number): Cell[] => [
    { kind: "gap", count },
    { kind: "empty", span: columns - 1 },
  ];
  return [
    ...(down.before > 0 ? [gap(down.before)] : []),
    ...down.shown.map(row),
    ...(down.after > 0 ? [gap(down.after)] : []),
  ];
}
