/** The combinations of a sweep, and their table: the same rows whoever trains them, in the same order. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import Papa from "papaparse";
import type { Engine, ExperimentInput, Progress } from "../web/engine/index.js";
import { type Setting, valuesOf, withSettings } from "./settings.js";
import { refuse } from "./words.js";

export interface Combination {
  /** Counted from 0 over the whole sweep. */
  index: number;
  values: unknown[];
  experiment: ExperimentInput;
  /** The experiment as a link: what the row is known by, and how it is opened. */
  link: string;
}

export interface Plan {
  paths: string[];
  combinations: Combination[];
}

const MOST = 1_000_000;
export const MEASURES = ["epoch", "status", "trainLoss", "testLoss", "trainMetric", "testMetric"] as const;
export const RANKINGS = ["testLoss", "trainLoss", "testMetric", "trainMetric"] as const;

/** Every combination, the last setting varying fastest; each checked before any is trained. @throws UsageError */
export function planOf(engine: Engine, base: ExperimentInput, sets: readonly string[]): Plan {
  const axes = sets.map(valuesOf);
  if (axes.length === 0) refuse("noSet");
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST) refuse("tooMany", { count, most: MOST });
  const combinations = Array.from({ length: count }, (_, index): Combination => {
    const settings: Setting[] = [];
    let rest = index;
    for (const { path, values } of [...axes].reverse()) {
      settings.unshift({ path, value: values[rest % values.length] });
      rest = Math.floor(rest / values.length);
    }
    const experiment = withSettings(base, settings);
    return { index, values: settings.map(({ value }) => value), experiment, link: engine.makeLink(experiment) };
  });
  return { paths: axes.map(({ path }) => path), combinations };
}

/** `2/4`: every fourth combination from the second on, so that each part has its share of the slow ones. */
export function shardOf({ combinations }: Plan, text: string): Combination[] {
  const [, part, parts] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [i, n] = [Number(part), Number(parts)];
  if (!(i >= 1 && i <= n)) refuse("badShard", { text });
  return combinations.filter(({ index }) => index % n === i - 1);
}

export type Row = Record<string, string>;

const cellOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** A row of the table; numbers in full, so that the same run gives the same text. */
export function rowOf({ paths }: Plan, { index, values, link }: Combination, progress: Progress): Row {
  return {
    index: String(index),
    ...Object.fromEntries(paths.map((path, at) => [path, cellOf(values[at])])),
    ...Object.fromEntries(MEASURES.map((name) => [name, cellOf(progress[name])])),
    link,
  };
}

export const headOf = ({ paths }: Plan): string[] => ["index", ...paths, ...MEASURES, "link"];

export function readRows(path: string): { fields: string[]; rows: Row[] } {
  if (!existsSync(path)) return { fields: [], rows: [] };
  const text = readFileSync(path, "utf8");
  // A last line without its end was being written when the sweep was ended: it is trained again.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const { data, meta } = Papa.parse<Row>(whole, { header: true, skipEmptyLines: true });
  return { fields: meta.fields ?? [], rows: data };
}

/** Sorted by their place in the sweep. */
export function writeRows(path: string, fields: string[], rows: readonly Row[]): void {
  const sorted = [...rows].sort((a, b) => Number(a.index) - Number(b.index));
  writeFileSync(
    path,
    `${Papa.unparse({ fields, data: sorted.map((row) => fields.map((field) => row[field] ?? "")) }, { newline: "\n" })}\n`,
  );
}

export const lineOf = (fields: string[], row: Row): string =>
  `${Papa.unparse([fields.map((field) => row[field] ?? "")], { newline: "\n" })}\n`;

/** The rows that a table holds already. @throws UsageError where it belongs to another sweep */
export function doneRows(plan: Plan, path: string): Row[] {
  const { fields, rows } = readRows(path);
  if (rows.length === 0) return [];
  const links = new Map(plan.combinations.map(({ index, link }) => [String(index), link]));
  for (const [at, row] of rows.entries()) {
    if (fields.join() !== headOf(plan).join() || links.get(row.index ?? "") !== row.link)
      refuse("otherSweep", { path, line: at + 2 });
  }
  return rows;
}

/** Best first: losses ascend, metrics descend; what has none, as a diverged run, comes last. */
export function ranked(rows: readonly Row[], by: string): Row[] {
  const sign = by.endsWith("Metric") ? -1 : 1;
  const key = (row: Row): number => {
    const value = row[by] === "" || row[by] === "null" ? Number.NaN : Number(row[by]);
    return Number.isFinite(value) && row.status !== "diverged" ? sign * value : Number.POSITIVE_INFINITY;
  };
  return [...rows].sort((a, b) => {
    const [ka, kb] = [key(a), key(b)];
    return ka === kb ? Number(a.index) - Number(b.index) : ka - kb;
  });
}
