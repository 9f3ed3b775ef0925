/** What happened during a run, as ids and values: whoever shows it finds the words. */
import type { Catalog, Difference, Experiment } from "../../engine/types.js";
import type { RunEvent } from "../../protocol/run.js";

/** A change of the experiment that the network survived; null where the catalog has no name for what changed. */
export function changeEvent(
  { path }: Difference,
  before: Experiment,
  after: Experiment,
  catalog: Catalog,
): Pick<RunEvent, "kind" | "path" | "from" | "to" | "of"> | null {
  const [part = "", own = ""] = path.split(".");
  const rows = part === "optimizer" ? catalog.optimizers : part === "schedule" ? catalog.schedules : [];
  const of = part === "optimizer" ? after.optimizer.name : part === "schedule" ? after.schedule.name : undefined;
  const setting = catalog.settings.some(({ id }) => id === path);
  const row = setting ? undefined : rows.find(({ id }) => id === of);
  if (!setting && !row?.parameters.some(({ id }) => id === own) && !(row && own === "name")) return null;
  const [from, to] = [valueAt(before, path), valueAt(after, path)];
  return {
    kind: path === "optimizer.learningRate" ? "rate" : "change",
    path,
    ...(from === null || to === null ? {} : { from, to }),
    ...(row ? { of: row.id } : {}),
  };
}

/** The number or name at a path, null where there is neither. */
function valueAt(experiment: Experiment, path: string): number | string | null {
  const value = path
    .split(".")
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], experiment);
  return typeof value === "number" || typeof value === "string" ? value : null;
}
