/** A file, or pasted text, from its bytes to a table with its columns described. Nothing leaves the machine. */
import { type Column, describeColumns } from "./columns.js";
import { decode, type Encoding } from "./decode.js";
import { LIMITS } from "./limits.js";
import { parseTable, pause, type Table } from "./parse.js";
import { TableError } from "./problem.js";
import type { Pause } from "./split.js";

export interface ReadTable {
  table: Table;
  columns: Column[];
  /** null for pasted text. */
  encoding: Encoding | null;
}

/** @throws TableError */
export async function readFile(
  file: Blob,
  header?: boolean,
  encoding?: Encoding,
  rest: Pause = pause,
): Promise<ReadTable> {
  const megabytes = Math.ceil(file.size / 1e6);
  if (megabytes > LIMITS.megabytes) throw new TableError({ kind: "tooLarge", megabytes, most: LIMITS.megabytes });
  const decoded = decode(new Uint8Array(await file.arrayBuffer()), encoding);
  return { ...(await readText(decoded.text, header, rest)), encoding: decoded.encoding };
}

/** @throws TableError */
export async function readText(text: string, header?: boolean, rest: Pause = pause): Promise<ReadTable> {
  const table = await parseTable(text, header, rest);
  if (table.names.length === 1) throw new TableError({ kind: "oneColumn", name: table.names[0] ?? "" });
  return { table, columns: await describeColumns(table, () => rest(1)), encoding: null };
}
