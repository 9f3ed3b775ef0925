/** Formats of other programs that a trained network can be written in; `web/export` writes them. */
import { EngineError } from "./errors.js";
import type { Trainer } from "./trainer.js";

export type ExportFormat = "pytorch" | "numpy" | "onnx" | "javascript" | "c" | "json";

/** A file, ready to be saved. */
export interface ExportedFile {
  fileName: string;
  mime: string;
  data: string | Uint8Array;
}

/** Writes the files; the package's entry brings it, so that a worker need not. */
let exporter: typeof exported | null = null;

/** @internal */
export function setExporter(exports: NonNullable<typeof exporter>): void {
  exporter = exports;
}

/** @throws EngineError "unsupported" where nobody has brought what writes files @internal */
export async function exported(trainer: Trainer, format: ExportFormat): Promise<ExportedFile> {
  if (exporter === null) throw new EngineError("unsupported", "Files are written outside of the worker");
  return exporter(trainer, format);
}
