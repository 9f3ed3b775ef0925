/** Formats of other programs that a trained network can be written in; `web/export` writes them. */

export type ExportFormat = "pytorch" | "numpy" | "onnx" | "javascript" | "c" | "json";

/** A file, ready to be saved. */
export interface ExportedFile {
  fileName: string;
  mime: string;
  data: string | Uint8Array;
}
