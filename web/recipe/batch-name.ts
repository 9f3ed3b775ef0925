import type { PlainKey } from "../i18n/index.js";

/** The name of a batch size. Without any rows a number is not yet all of them. */
export function batchName(size: number | "full", rows: number): PlainKey {
  if (size === "full" || (rows > 0 && size >= rows)) return "batch.full";
  return size === 1 ? "batch.single" : "batch.mini";
}
