/** `sweep`: every combination of some settings, on all cores, into one table that can be continued and ranked. */
import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { SingleBar } from "cli-progress";
import { loadEngine } from "../web/engine/index.js";
import {
  type Combination,
  doneRows,
  headOf,
  lineOf,
  MEASURES,
  planOf,
  RANKINGS,
  type Row,
  ranked,
  readRows,
  rowOf,
  shardOf,
  writeRows,
} from "./plan.js";
import { settingOf, stopRuleOf, withSettings } from "./settings.js";
import { sourceOf, type TableOptions } from "./sources.js";
import type { SweepResult, SweepTask } from "./sweep-worker.js";
import { wholeNumber } from "./train.js";
import { refuse, say } from "./words.js";

export interface SweepOptions extends TableOptions {
  set: string[];
  fix: string[];
  until: string[];
  epochs?: string;
  csv: string;
  cores?: string;
  shard?: string;
  top: string;
  by: string;
  json?: boolean;
}

/** @returns the exit code: 0 done, 1 where a combination failed, 130 interrupted with the rows so far kept */
export async function sweep(text: string, options: SweepOptions): Promise<number> {
  if (!(RANKINGS as readonly string[]).includes(options.by))
    refuse("badChoice", { name: "--by", text: options.by, allowed: RANKINGS.join(", ") });
  const top = wholeNumber("--top", options.top, 0);
  const cores = options.cores === undefined ? availableParallelism() : wholeNumber("--cores", options.cores, 1);
  if (options.epochs !== undefined) wholeNumber("--epochs", options.epochs, 0);
  const engine = await loadEngine();
  const { experiment } = await sourceOf(engine, text, options);
  const base = withSettings(experiment, [
    ...options.fix.map(settingOf),
    ...options.until.map((text) => stopRuleOf(text, engine.catalog)),
  ]);
  const plan = planOf(engine, base, options.set);
  const wanted = options.shard === undefined ? plan.combinations : shardOf(plan, options.shard);
  const rows = doneRows(plan, options.csv);
  const there = new Set(rows.map(({ index }) => index));
  const open = wanted.filter(({ index }) => !there.has(String(index)));
  if (rows.length > 0 && !options.json) console.error(say("skipped", { count: rows.length }));
  const fields = headOf(plan);
  writeRows(options.csv, fields, rows);

  const bar = options.json
    ? null
    : new SingleBar({ format: "{bar} {value}/{total} · {eta_formatted}", stream: process.stderr, noTTYOutput: false });
  bar?.start(wanted.length, wanted.length - open.length);
  const { failures, interrupted } = await trainAll(
    open,
    Math.min(cores, open.length),
    options,
    (combination, progress) => {
      const row = rowOf(plan, combination, progress);
      rows.push(row);
      appendFileSync(options.csv, lineOf(fields, row));
      if (options.json) console.log(JSON.stringify(row));
      bar?.increment();
    },
  );
  bar?.stop();
  writeRows(options.csv, fields, rows);
  for (const failure of failures) console.error(failure);
  if (!options.json) {
    console.error(say("done", { count: rows.length, all: plan.combinations.length, path: options.csv }));
    show(ranked(rows, options.by).slice(0, top), plan.paths);
  }
  if (interrupted) return 130;
  return failures.length > 0 ? 1 : 0;
}

interface Ended {
  failures: string[];
  interrupted: boolean;
}

function trainAll(
  open: readonly Combination[],
  cores: number,
  { epochs }: SweepOptions,
  done: (combination: Combination, progress: Extract<SweepResult, { progress: unknown }>["progress"]) => void,
): Promise<Ended> {
  const byIndex = new Map(open.map((combination) => [combination.index, combination]));
  const failures: string[] = [];
  let next = 0;
  let interrupted = false;
  let running = cores;
  return new Promise((resolve, reject) => {
    if (cores === 0) resolve({ failures, interrupted });
    const interrupt = (): void => {
      interrupted = true;
    };
    process.once("SIGINT", interrupt);
    for (let core = 0; core < cores; core++) {
      const worker = new Worker(new URL("./sweep-worker.js", import.meta.url));
      const send = (): void => {
        const combination = interrupted ? undefined : open[next++];
        if (combination) {
          const task: SweepTask = { index: combination.index, experiment: combination.experiment, epochs };
          worker.postMessage(task);
          return;
        }
        void worker.terminate();
        running -= 1;
        if (running > 0) return;
        process.removeListener("SIGINT", interrupt);
        resolve({ failures, interrupted });
      };
      worker.on("message", (result: SweepResult) => {
        const combination = byIndex.get(result.index);
        if ("error" in result) failures.push(`${result.index}: ${result.error}`);
        else if (combination) done(combination, result.progress);
        send();
      });
      worker.on("error", reject);
      send();
    }
  });
}

/** The ranking as columns. */
function show(rows: readonly Row[], paths: readonly string[]): void {
  const names = [...paths, ...MEASURES];
  const cell = (text: string): string => {
    const value = Number(text);
    return text !== "" && Number.isFinite(value) && !Number.isInteger(value) ? value.toPrecision(5) : text;
  };
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name] ?? "")))];
  const widths = names.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  for (const line of lines)
    console.log(
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}

/** `merge`: the tables of the shards as one. */
export function merge(paths: readonly string[], { csv }: { csv: string }): number {
  const parts = paths.map((path) => ({ path, ...readRows(path) }));
  const head = parts[0]?.fields ?? [];
  const rows = new Map<string, Row>();
  for (const { path, fields, rows: part } of parts) {
    if (fields.join() !== head.join() || part.length === 0) refuse("otherSweep", { path, line: 1 });
    for (const [at, row] of part.entries()) {
      const known = rows.get(row.index ?? "");
      if (known && known.link !== row.link) refuse("otherSweep", { path, line: at + 2 });
      rows.set(row.index ?? "", row);
    }
  }
  writeRows(csv, head, [...rows.values()]);
  console.error(say("saved", { path: csv }));
  return 0;
}
