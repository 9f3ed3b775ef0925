/** A file, or pasted text, from its bytes to a table with its columns described. Nothing leaves the machine. */
import { type Column, describeColumns } from "./columns.js";
import { decode, type Encoding } from "./decode.js";
import { parseTable, pause, type Table } from "./parse.js";
import { TableError } from "./problem.js";

export interface ReadTable {
  table: Table;
  columns: Column[];
  /** null for pasted text. */
  encoding: Encoding | null;
}

/** Larger files are refused before they are read: their rows are more than the engine takes. */
const LARGEST_MB = 200;

/** @throws TableError */
export async function readFile(file: Blob, header?: boolean): Promise<ReadTable> {
  const megabytes = Math.ceil(file.size / 1e6);
  if (megabytes > LARGEST_MB) throw new TableError({ kind: "tooLarge", megabytes, most: LARGEST_MB });
  const { text, encoding } = decode(new Uint8Array(await file.arrayBuffer()));
  return { ...(await readText(text, header)), encoding };
}

/** @throws TableError */
export async function readText(text: string, header?: boolean): Promise<ReadTable> {
  const table = await parseTable(text, header);
  if (table.names.length === 1) throw new TableError({ kind: "oneColumn", name: table.names[0] });
  return { table, columns: await describeColumns(table, pause), encoding: null };
}
