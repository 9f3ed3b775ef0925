/**
 * Datasets whose rows are a file beside this one instead of a part of the WebAssembly, so that only who asks for them
 * loads them. The catalog names the file (`DatasetRow.file`), files.ts knows where it lies.
 */
import { shown } from "./arguments.js";
import type { DatasetRow } from "./catalog.js";
import { bytesFrom, type FileSource, messageOf, nodeModule } from "./compile.js";
import { EngineError, refusal } from "./errors.js";
import { addressOf } from "./files.js";

/** What was fetched, once for every engine. A failed load is forgotten. */
const fetched = new Map<string, Promise<Uint8Array>>();

/** The bytes of a dataset's file, fetched or (in Node) read. @throws EngineError with code "load" */
export async function fetchRows(row: DatasetRow, source?: FileSource): Promise<Uint8Array> {
  if (source !== undefined) return named(row, bytesFrom(source));
  const file = row.file ?? "";
  const known = fetched.get(file);
  if (known) return known;
  const loading = named(row, bytesFrom(addressOf(file)));
  fetched.set(file, loading);
  loading.catch(() => fetched.delete(file));
  return loading;
}

/**
 * The bytes of a dataset's file, read on the spot where that is possible: in Node.
 * @throws EngineError with code "load" where the file cannot be read, or only be waited for
 */
export function readRows(row: DatasetRow): Uint8Array {
  const address = addressOf(row.file ?? "");
  const fs = address.protocol === "file:" ? nodeModule("node:fs") : undefined;
  if (!fs) {
    throw new EngineError(
      "load",
      `Dataset "${row.id}" is a file of its own that has not been loaded: await engine.prepare(experiment) first`,
    );
  }
  try {
    return fs.readFileSync(address);
  } catch (cause) {
    throw failed(row, cause);
  }
}

/** The row that `dataset` names. @throws ExperimentError */
export function rowOf(datasets: readonly DatasetRow[], dataset: unknown): DatasetRow {
  const row = datasets.find(({ id }) => id === dataset);
  const allowed = datasets.map(({ id }) => id);
  if (!row) throw refusal("dataset", "notOneOf", { given: shown(dataset), allowed });
  return row;
}

async function named(row: DatasetRow, loading: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await loading;
  } catch (cause) {
    throw failed(row, cause);
  }
}

/** What was loaded is not the dataset's file; the next time it is loaded again. */
export function damaged(row: DatasetRow, cause: Error): EngineError {
  fetched.delete(row.file ?? "");
  return failed(row, cause);
}

function failed(row: DatasetRow, cause: unknown): EngineError {
  return new EngineError("load", `Dataset "${row.id}" could not be loaded: ${messageOf(cause)}`, { cause });
}
