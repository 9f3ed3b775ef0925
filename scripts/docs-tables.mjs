/**
 * Prints the tables of docs/equations.md from the catalog. Between `<!-- table: NAME -->` and `<!-- end -->` stands what
 * the core says; everything else is written by hand.
 *
 *   node scripts/docs-tables.mjs           writes the tables
 *   node scripts/docs-tables.mjs --check   exits with 1 where they differ
 */
import { readFileSync, writeFileSync } from "node:fs";
import { loadEngine } from "gradient-playground";

const file = new URL("../docs/equations.md", import.meta.url);
const { catalog } = await loadEngine();

const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (cells) => `| ${cells.map(cell).join(" | ")} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => "---")), ...rows.map(row)].join("\n");

const range = ({ id, default: value, min, max, scale }) =>
  `\`${id}\` ${value ?? "off"} (${min} … ${max}${scale === "integer" ? ", whole" : ""})`;
const formulas = (rows, more = []) =>
  table(
    ["id", "formula", ...more.map(([head]) => head), "source"],
    rows.map((r) => [`\`${r.id}\``, `$${r.formula}$`, ...more.map(([, of]) => of(r)), r.source]),
  );
const parameters = ["parameters: default (range)", (r) => r.parameters.map(range).join("; ") || "–"];

const tables = {
  datasets: () =>
    formulas(catalog.datasets, [
      ["columns", (r) => (r.columns.length > 4 ? r.columns.length : r.columns.map((c) => c.id).join(", "))],
      ["classes", (r) => (r.classes ? [...new Set([r.classes.min, r.classes.max])].join(" to ") : "–")],
      ["rows", (r) => r.samples.default],
    ]),
  features: () => formulas(catalog.features),
  activations: () =>
    formulas(catalog.activations, [["range", (r) => r.range.map((bound, i) => bound ?? (i ? "∞" : "−∞")).join(" … ")]]),
  outputs: () => formulas(catalog.outputActivations),
  losses: () =>
    formulas(catalog.losses, [
      ["outputs", (r) => r.outputs.join(", ")],
      ["tasks", (r) => r.tasks.join(", ")],
    ]),
  initializers: () => formulas(catalog.initializers, [parameters]),
  optimizers: () => formulas(catalog.optimizers, [["`learningRate`: default", (r) => r.learningRate], parameters]),
  schedules: () => formulas(catalog.schedules, [parameters]),
  settings: () =>
    table(
      ["path", "default", "range", "a change"],
      catalog.settings.map((s) => [
        `\`${s.id}\``,
        s.default ?? "off",
        `${s.min} … ${s.max}${s.scale === "integer" ? ", whole" : ""}${s.nullable ? ", or null" : ""}`,
        s.restarts ? "starts anew" : "keeps the network",
      ]),
    ),
};

const before = readFileSync(file, "utf8");
const after = before.replace(/<!-- table: (\S+) -->[\s\S]*?<!-- end -->/g, (_, name) => {
  if (!tables[name]) throw new Error(`docs/equations.md asks for table ${name}; there are ${Object.keys(tables)}`);
  return `<!-- table: ${name} -->\n${tables[name]()}\n<!-- end -->`;
});

if (!process.argv.includes("--check")) {
  writeFileSync(file, after);
} else if (before !== after) {
  const was = before.split("\n");
  const at = after.split("\n").findIndex((line, i) => line !== was[i]);
  console.error(`docs/equations.md differs from the catalog at line ${at + 1}; run: node scripts/docs-tables.mjs`);
  process.exit(1);
}
