/** What can be wrong with a table: a kind, which the page puts into words, and the place. */

/** Faults that leave nothing to take over. */
export type Fault =
  | { kind: "empty" }
  | { kind: "binary"; what: string }
  | { kind: "encoding" }
  | { kind: "quote"; line: number; column: number }
  | { kind: "json"; text: string }
  | { kind: "jsonShape" }
  | { kind: "jsonCell"; row: number; name: string }
  | { kind: "headerOnly" }
  | { kind: "oneColumn"; name: string }
  | { kind: "tooLarge"; megabytes: number; most: number };

/** Why one row is left out. Lines count from 1, as an editor shows them. */
export type RowProblem =
  | { kind: "missing"; line: number; column: string }
  | { kind: "notNumber"; line: number; column: string; text: string }
  | { kind: "noClass"; line: number }
  | { kind: "noTarget"; line: number }
  | { kind: "tooManyCells"; line: number; cells: number; expected: number };

export class TableError extends Error {
  constructor(readonly fault: Fault) {
    super(`The table cannot be read: ${fault.kind}`);
    this.name = "TableError";
  }
}
