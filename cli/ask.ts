/** `predict`, `check`, `export`, `catalog`, `presets`: one question each. */
import { writeFileSync } from "node:fs";
import Papa from "papaparse";
import { type ExportFormat, loadEngine } from "../web/engine/index.js";
import { PRESETS } from "../web/presets/index.js";
import { measureIn } from "../web/table/cells.js";
import { settingOf, withSettings } from "./settings.js";
import { savedRun, sourceOf, type TableOptions, tableOf, trainerOf } from "./sources.js";
import { language, refuse, say } from "./words.js";

/** The largest relative error at which a gradient counts as right: central differences in float64 reach 1e-8. */
const RIGHT = 1e-6;

/** A CSV on standard output: the rows' outputs, and for classes the one that wins. */
export async function predict(run: string, points: string, { json }: { json?: boolean }): Promise<number> {
  const engine = await loadEngine();
  const trainer = savedRun(engine, run);
  const data = trainer.data();
  const { table } = await tableOf(points);
  // By name where the table has the run's columns, otherwise by place.
  const named = data.columnNames.every((name) => table.names.includes(name));
  const places = data.columnNames.map((name, at) => (named ? table.names.indexOf(name) : at));
  if (places.some((place) => place >= table.names.length))
    refuse("noColumn", {
      path: points,
      name: data.columnNames[table.names.length] ?? "",
      columns: table.names.join(", "),
    });
  const rows = table.rows.map((cells, at) =>
    places.map((place) => {
      const value = measureIn(cells[place] ?? "", table.decimalMark, table.units[place] ?? "");
      const where = `${points}:${table.lines[at]} ${table.names[place]}`;
      return value ?? refuse("badNumber", { name: where, text: cells[place] ?? "", allowed: "−10³⁰ … 10³⁰" });
    }),
  );
  const outputs = trainer.predict(rows);
  const width = rows.length === 0 ? 1 : outputs.length / rows.length;
  const [middle] = trainer.experiment.network.outputActivation === "sigmoid" ? [0.5] : [0];
  const answers = rows.map((_, at) => {
    const row = Array.from(outputs.subarray(at * width, (at + 1) * width));
    const said = Object.fromEntries(
      row.map((value, k) => [width === 1 ? "output" : `output ${data.classNames[k] ?? k + 1}`, value]),
    );
    if (data.classes === 0) return said;
    const winner = width === 1 ? Number((row[0] ?? 0) > middle) : row.indexOf(Math.max(...row));
    return { class: data.classNames[winner] ?? winner, ...said };
  });
  if (json) for (const answer of answers) console.log(JSON.stringify(answer));
  else console.log(Papa.unparse(answers, { newline: "\n" }));
  trainer.dispose();
  return 0;
}

export interface CheckOptions extends TableOptions {
  set: string[];
  json?: boolean;
}

/** @returns 0 where the gradient is right, 1 where it is not */
export async function check(text: string, options: CheckOptions): Promise<number> {
  const engine = await loadEngine();
  const source = await sourceOf(engine, text, options);
  const trainer = trainerOf(engine, {
    ...source,
    experiment: withSettings(source.experiment, options.set.map(settingOf)),
  });
  const found = trainer.checkGradients();
  trainer.dispose();
  const right = found.worstRelativeError <= RIGHT;
  if (options.json) console.log(JSON.stringify({ ...found, passed: right }));
  else
    console.log(
      say(right ? "passed" : "failed", {
        error: found.worstRelativeError.toExponential(2),
        parameter: found.parameter,
        checked: found.checked,
        most: RIGHT,
      }),
    );
  return right ? 0 : 1;
}

/** A table of the catalog, or all of them. */
export async function catalog(name: string | undefined, { json }: { json?: boolean }): Promise<number> {
  const { catalog: all } = await loadEngine();
  const tables: [string, { id: string; label: { en: string; zh: string } }[]][] = Object.entries(all).flatMap(
    ([id, rows]) => (Array.isArray(rows) ? [[id, rows]] : []),
  );
  const chosen = tables.filter(([id]) => name === undefined || id === name);
  if (chosen.length === 0)
    refuse("badChoice", { name: "table", text: name ?? "", allowed: tables.map(([id]) => id).join(", ") });
  for (const [id, rows] of chosen) {
    if (!json) console.log(id);
    for (const row of rows)
      console.log(json ? JSON.stringify({ table: id, ...row }) : `  ${row.id.padEnd(24)} ${row.label[language]}`);
  }
  return 0;
}

export function presets({ json }: { json?: boolean }): number {
  for (const preset of PRESETS) {
    console.log(
      json ? JSON.stringify(preset) : `${preset.id.padEnd(28)} ${preset.label[language]}: ${preset.summary[language]}`,
    );
  }
  return 0;
}

/** Writes the file beside, or where `out` says. */
export async function exportRun(run: string, format: string, { out }: { out?: string }): Promise<number> {
  const engine = await loadEngine();
  const trainer = savedRun(engine, run);
  const { fileName, data } = await trainer.export(format as ExportFormat);
  const path = out ?? fileName;
  writeFileSync(path, data);
  console.error(say("saved", { path }));
  trainer.dispose();
  return 0;
}
