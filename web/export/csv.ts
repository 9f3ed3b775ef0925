/** History and data as CSV (RFC 4180): numbers with a point, one header line, lines ended by CRLF. */
import type { DataPart, History } from "../engine/types.js";

type Cell = string | number | null | undefined;

/** One line per recorded epoch. What was not measured is empty. */
export function historyCsv(history: History): string {
  const layers = history.gradientNorms.length;
  const columns: [string, (row: number) => Cell][] = [
    ["epoch", (r) => history.epoch[r]],
    ["step", (r) => history.step[r]],
    ["train_loss", (r) => history.trainLoss[r]],
    ["test_loss", (r) => history.testLoss[r]],
    ["train_metric", (r) => history.trainMetric[r]],
    ["test_metric", (r) => history.testMetric[r]],
  ];
  const { trainError, testError } = history;
  if (trainError) columns.push(["train_mean_absolute_error", (r) => trainError[r]]);
  if (testError) columns.push(["test_mean_absolute_error", (r) => testError[r]]);
  columns.push(["learning_rate", (r) => history.learningRate[r]]);
  for (let l = 0; l < layers; l++) columns.push([`gradient_norm_layer_${l + 1}`, (r) => history.gradientNorms[l]?.[r]]);
  return table(
    columns.map(([name]) => name),
    history.epoch.map((_, r) => columns.map(([, cell]) => cell(r))),
  );
}

/** One line per row: its columns, its target (a class by its name), and the part that it belongs to. */
export function dataCsv(data: DataPart): string {
  const targets =
    data.targetColumns === 1
      ? [data.classes > 0 ? "class" : "target"]
      : Array.from({ length: data.targetColumns }, (_, k) => data.classNames[k] ?? `target_${k + 1}`);
  const lines: Cell[][] = [];
  for (const part of ["train", "test"] as const) {
    const inputs = part === "train" ? data.trainInputs : data.testInputs;
    const wanted = part === "train" ? data.trainTargets : data.testTargets;
    for (let r = 0; r < inputs.length / data.columns; r++) {
      const row: Cell[] = Array.from(inputs.subarray(r * data.columns, (r + 1) * data.columns));
      const target = Array.from(wanted.subarray(r * data.targetColumns, (r + 1) * data.targetColumns));
      lines.push([...row, ...(data.classes > 0 ? target.map((k) => data.classNames[k] ?? k) : target), part]);
    }
  }
  return table([...data.columnNames, ...targets, "part"], lines);
}

function table(header: readonly string[], lines: readonly (readonly Cell[])[]): string {
  return [header, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** Quoted where a comma, a quote, a line break or a space at an end stands in it. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
