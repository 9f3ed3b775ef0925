/** Finding rows and settings in the catalog. Elements take every label, range and default from there. */
import type { Catalog, CatalogRow, Choice, Experiment, Setting } from "../engine/types.js";

export function rowOf<Row extends CatalogRow>(rows: readonly Row[], id: string): Row {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new Error(`The catalog has no row "${id}"`);
  return row;
}

/** A number of the experiment by its path; `[]` stands for any index. */
export function settingOf(catalog: Catalog, path: string): Setting {
  const setting = catalog.settings.find(({ id }) => id === path);
  if (!setting) throw new Error(`The catalog has no setting "${path}"`);
  return setting;
}

/** The number at a path of the experiment; null where there is none, because it is off or something else. */
export function numberIn(experiment: Experiment, path: string): number | null {
  const value = path
    .split(".")
    .reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], experiment);
  return typeof value === "number" ? value : null;
}

/** A table's row chosen by name, as `{ name, …its own parameters }`, or by the name alone. */
export const nameOf = (choice: string | Choice): string => (typeof choice === "string" ? choice : choice.name);

/** The value of a row's own parameter in a choice; its default where the choice does not say. */
export function parameterOf(choice: string | Choice, parameter: { id: string; default: number | null }): number {
  const given = typeof choice === "string" ? undefined : choice[parameter.id];
  return typeof given === "number" ? given : (parameter.default ?? 0);
}
