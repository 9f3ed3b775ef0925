/** What happened during a run, as the chart marks it. */
import type { Catalog, CatalogRow, Localized } from "../engine/types.js";
import { type Language, type PlainKey, translate } from "../i18n/index.js";
import { significant } from "../i18n/numbers.js";
import type { RunEvent } from "../protocol/run.js";

const KINDS: Record<Exclude<RunEvent["kind"], "rate" | "change">, PlainKey> = {
  edit: "event.edit",
  rolledBack: "event.rolledBack",
  diverged: "event.diverged",
};

/** "Learning rate 0.02 → 3" for a number that changed; the name alone for anything else. */
export function eventText(language: Language, { kind, path = "", from, to, of }: RunEvent, catalog: Catalog): string {
  if (kind !== "rate" && kind !== "change") return translate(language, KINDS[kind]);
  const [part, own = ""] = path.split(".");
  const rows: readonly CatalogRow[] = part === "optimizer" ? catalog.optimizers : catalog.schedules;
  const named = (id: number | string | undefined): string =>
    rows.find((row) => row.id === id)?.label[language] ?? String(id);
  if (own === "name") return `${named(from)} → ${named(to)}`;
  const parameters = rows.find(({ id }) => id === of)?.parameters ?? [];
  const label: Localized | undefined =
    catalog.settings.find(({ id }) => id === path)?.label ?? parameters.find(({ id }) => id === own)?.label;
  const shown = (value: number | string): string => (typeof value === "number" ? significant(value) : value);
  const values = from === undefined || to === undefined ? "" : ` ${shown(from)} → ${shown(to)}`;
  return (label?.[language] ?? path) + values;
}
