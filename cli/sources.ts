/** Where an experiment comes from: a file of JSON or CSV, a preset, or a link. */
import { existsSync, readFileSync } from "node:fs";
import type { Engine, ExperimentInput, NumberArray, Snapshot, Trainer } from "../web/engine/index.js";
import { PRESETS } from "../web/presets/index.js";
import { guessRoles, type Role } from "../web/table/columns.js";
import { TableError } from "../web/table/problem.js";
import { readFile } from "../web/table/read.js";
import { take } from "../web/table/take.js";
import { refuse } from "./words.js";

export interface Source {
  experiment: ExperimentInput;
  /** To begin with. */
  parameters?: NumberArray;
  /** A run to be continued. */
  snapshot?: Snapshot;
  /** What opening a link has to say, one line each. */
  notices: string[];
}

/** How a CSV file is to be understood. */
export interface TableOptions {
  target?: string;
  inputs?: string;
  as?: string;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws UsageError */
function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse("noFile", { path, reason: reasonOf(error) });
  }
}

/** @throws UsageError, or what the engine refuses */
export async function sourceOf(engine: Engine, text: string, options: TableOptions): Promise<Source> {
  const preset = PRESETS.find(({ id }) => id === text);
  if (preset) return { experiment: preset.experiment, notices: [] };
  if (existsSync(text)) {
    const bytes = bytesOf(text);
    const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
    if (/\.json$/i.test(text) || start.startsWith("{")) return opened(engine, new TextDecoder().decode(bytes));
    return { experiment: await fromTable(engine, text, options), notices: [] };
  }
  if (/#|^https?:|^\{/.test(text)) return opened(engine, text);
  if (/\.(json|csv|tsv|txt|arff|data)$/i.test(text)) bytesOf(text);
  return refuse("noSource", { source: text, presets: PRESETS.map(({ id }) => id).join(", ") });
}

function opened(engine: Engine, text: string): Source {
  const { experiment, parameters, snapshot, notices } = engine.openLink(text);
  return {
    experiment,
    ...(parameters ? { parameters } : {}),
    ...(snapshot ? { snapshot: snapshot as Snapshot } : {}),
    notices: notices.map(({ id, values }) =>
      [id, ...Object.entries(values).map(([key, value]) => `${key}: ${value}`)].join(" · "),
    ),
  };
}

/** A trainer of the source, continued where the source is a run. */
export function trainerOf(engine: Engine, { experiment, parameters, snapshot }: Source): Trainer {
  if (snapshot) return engine.restore(snapshot);
  const trainer = engine.createTrainer(experiment);
  if (parameters) trainer.setParameters(parameters);
  return trainer;
}

/** A saved run. @throws UsageError */
export function savedRun(engine: Engine, path: string): Trainer {
  const text = new TextDecoder().decode(bytesOf(path));
  if (!text.trimStart().startsWith("{")) refuse("notARun", { path });
  const source = opened(engine, text);
  if (!source.snapshot && !source.parameters) refuse("notARun", { path });
  return trainerOf(engine, source);
}

/** The table of a CSV file. @throws UsageError */
export async function tableOf(path: string): Promise<Awaited<ReturnType<typeof readFile>>> {
  try {
    return await readFile(new Blob([bytesOf(path) as BlobPart]));
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const { kind, ...values } = error.fault;
    const words = Object.entries(values).map(([key, value]) => `${key} ${value}`);
    return refuse("badTable", { path, reason: [kind, ...words].join(", ") });
  }
}

async function fromTable(engine: Engine, path: string, { target, inputs, as }: TableOptions): Promise<ExperimentInput> {
  const { table, columns } = await tableOf(path);
  const names = table.names.join(", ");
  const place = (name: string): number => {
    const index = table.names.indexOf(name.trim());
    return index < 0 ? refuse("noColumn", { path, name: name.trim(), columns: names }) : index;
  };
  if (as !== undefined && as !== "class" && as !== "value")
    refuse("badChoice", { name: "--as", text: as, allowed: "class, value" });
  const roles =
    target === undefined ? guessRoles(columns, table.rows.length) : rolesFor(columns, table.rows.length, place(target));
  if (inputs !== undefined) {
    const chosen = inputs.split(",").map(place);
    for (const [index, role] of roles.entries()) {
      if (role === "input" || (role === "skip" && chosen.includes(index)))
        roles[index] = chosen.includes(index) ? "input" : "skip";
    }
  }
  const learnt = roles.findIndex((role) => role === "class" || role === "value");
  if (learnt < 0) refuse("noTarget", { path, columns: names });
  if (as !== undefined) roles[learnt] = as;
  const most = engine.catalog.settings.find(({ id }) => id === "data.classes")?.max ?? 2;
  const taken = await take(table, roles, most);
  if (!taken.data) return refuse("lacking", { path, reason: taken.lack ?? "" });
  return { task: taken.task, data: { ...taken.data, standardize: true } };
}

/** Roles with another target than the guessed one: what was learnt becomes an input where it holds numbers. */
function rolesFor(columns: Parameters<typeof guessRoles>[0], rows: number, target: number): Role[] {
  const others = columns.map((column, index) =>
    index === target ? { ...column, name: "class" } : { ...column, name: "" },
  );
  return guessRoles(others, rows);
}
