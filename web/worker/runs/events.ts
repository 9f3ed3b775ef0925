/** The words for what happened during a run, in both languages, as the chart marks it. */
import type { Catalog, Experiment, Localized } from "../../engine/types.js";
import { type PlainKey, translate } from "../../i18n/index.js";
import { significant } from "../../i18n/numbers.js";
import type { RunEvent } from "../../protocol/run.js";

const KINDS: Record<Exclude<RunEvent["kind"], "rate" | "change">, PlainKey> = {
  edit: "event.edit",
  rolledBack: "event.rolledBack",
  diverged: "event.diverged",
};

const both = (write: (language: keyof Localized) => string): Localized => ({ en: write("en"), zh: write("zh") });

export const eventText = (kind: keyof typeof KINDS): Localized => both((language) => translate(language, KINDS[kind]));

/** "learning rate 0.02 → 3" for a number that changed; the label alone for anything else; null where nothing is known. */
export function changeText(path: string, before: Experiment, after: Experiment, catalog: Catalog): Localized | null {
  if (path.endsWith(".name")) {
    const [from, to] = [labelOf(path, before, catalog), labelOf(path, after, catalog)];
    return from && to ? both((language) => `${from[language]} → ${to[language]}`) : null;
  }
  const label = labelOf(path, after, catalog);
  if (!label) return null;
  const from = valueAt(before, path);
  const to = valueAt(after, path);
  const shown = (value: unknown) =>
    typeof value === "number" ? significant(value) : typeof value === "string" ? value : null;
  const values = shown(from) !== null && shown(to) !== null ? ` ${shown(from)} → ${shown(to)}` : "";
  return both((language) => label[language] + values);
}

function labelOf(path: string, experiment: Experiment, catalog: Catalog): Localized | undefined {
  const setting = catalog.settings.find(({ id }) => id === path);
  if (setting) return setting.label;
  const [place = "", parameter = ""] = path.split(".");
  const rows = place === "optimizer" ? catalog.optimizers : place === "schedule" ? catalog.schedules : [];
  const chosen = place === "optimizer" ? experiment.optimizer.name : experiment.schedule.name;
  const row = rows.find(({ id }) => id === chosen);
  return parameter === "name" ? row?.label : row?.parameters.find(({ id }) => id === parameter)?.label;
}

function valueAt(experiment: Experiment, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], experiment);
}
