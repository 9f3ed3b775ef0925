/** What can be wrong with a table: a kind, which the page puts into words, and the place. */

/** Faults that leave nothing to take over. */
export type Fault =
  | { kind: "empty" }
  | { kind: "binary"; what: string }
  | { kind: "encoding" }
  | { kind: "quote"; line: number; column: number }
  | { kind: "longCell"; line: number; most: number }
  | { kind: "json"; text: string }
  | { kind: "jsonDeep"; most: number }
  | { kind: "jsonShape" }
  | { kind: "jsonCell"; row: number; name: string }
  | { kind: "arff"; line: number }
  | { kind: "headerOnly" }
  | { kind: "oneColumn"; name: string }
  | { kind: "manyColumns"; columns: number; most: number }
  | { kind: "manyCells"; most: number }
  | { kind: "tooLarge"; megabytes: number; most: number }
  /** Something that should not happen, in its own words. */
  | { kind: "failed"; text: string };

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
