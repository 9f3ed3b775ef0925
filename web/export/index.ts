/**
 * A trained network in other programs' formats. `runOf(trainer)` takes everything as plain values, which may cross to
 * another thread; `exported` writes a format from them.
 */

import { pictureOf } from "../engine/arguments.js";
import { refusal } from "../engine/errors.js";
import type { ExportedFile, ExportFormat } from "../engine/exporter.js";
import { cHeader } from "./c.js";
import { javascriptModule } from "./javascript.js";
import { runJson } from "./json.js";
import { numpyScript } from "./numpy.js";
import { onnxFile } from "./onnx.js";
import { pytorchScript } from "./pytorch.js";
import type { TrainedRun } from "./training.js";

export { dataCsv, historyCsv } from "./csv.js";
export { type Run, runOf, type TrainedRun } from "./training.js";

interface Format {
  fileName: string;
  mime: string;
  write(run: TrainedRun): string | Uint8Array | Promise<Uint8Array>;
}

const FORMATS = {
  pytorch: { fileName: "network_pytorch.py", mime: "text/x-python", write: pytorchScript },
  numpy: { fileName: "network_numpy.py", mime: "text/x-python", write: ({ model }) => numpyScript(model) },
  onnx: { fileName: "network.onnx", mime: "application/octet-stream", write: ({ model }) => onnxFile(model) },
  javascript: { fileName: "network.js", mime: "text/javascript", write: ({ model }) => javascriptModule(model) },
  c: { fileName: "network.h", mime: "text/x-c", write: ({ model }) => cHeader(model) },
  json: { fileName: "run.json", mime: "application/json", write: runJson },
} satisfies Record<ExportFormat, Format>;

export const EXPORT_FORMATS = Object.keys(FORMATS) as readonly ExportFormat[];

/** @throws ExperimentError where there is no such format */
export async function exported(run: TrainedRun, format: ExportFormat): Promise<ExportedFile> {
  if (!Object.hasOwn(FORMATS, format)) {
    throw refusal("format", `is ${pictureOf(format)}, allowed ${EXPORT_FORMATS.join(", ")}`);
  }
  const { fileName, mime, write }: Format = FORMATS[format];
  return { fileName, mime, data: await write(run) };
}
