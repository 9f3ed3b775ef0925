/** How much of a table is read: beyond these it is refused with a word, before it costs the reader time or memory. */
export const LIMITS = {
  /** Size of a file in MB. */
  megabytes: 200,
  /** Columns of a table, whatever they are used for. */
  columns: 5000,
  /** Cells in all. */
  cells: 30_000_000,
  /** Rows that are read; the engine takes no more. What lies beyond is said, not read. */
  rows: 1_000_000,
  /** Characters of one cell: a longer one is a quotation mark that closes too late. */
  cell: 1_000_000,
  /** Lists within lists of JSON. */
  depth: 64,
} as const;
