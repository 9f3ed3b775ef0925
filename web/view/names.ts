/** Names of columns and classes in the reader's language: the catalog's for its datasets, their own for own data. */
import type { DatasetRow, FeatureRow } from "../engine/types.js";
import type { State } from "../state/state.js";

export function datasetOf({ catalog, experiment }: Readonly<State>): DatasetRow | null {
  return catalog?.datasets.find((row) => row.id === experiment?.data.dataset) ?? null;
}

/** The dataset whose points are shown; none where the reader's own are, the engine knowing of them or not yet. */
export const shownDataset = (state: Readonly<State>): DatasetRow | null => (state.sketched ? null : datasetOf(state));

export function columnNames(state: Readonly<State>): string[] {
  const { data, experiment, language } = state;
  if (!data) return [];
  if (experiment?.data.columnNames) return data.columnNames;
  const columns = datasetOf(state)?.columns;
  return data.columnNames.map((name, column) => columns?.[column]?.label[language] ?? name);
}

/** A feature's formula, written with the names of own columns in place of x and y. */
export function featureName(state: Readonly<State>, feature: FeatureRow): string {
  const { data, experiment, language } = state;
  const label = feature.label[language];
  const own = experiment?.data.columnNames;
  if (!own || !data || feature.columns === 0) return label;
  const [x = "x", y = "y"] = data.columnNames;
  return label.replace("xy", "x·\u200by").replace(/(?<![a-z])[xy](?![a-z])/g, (letter) => (letter === "x" ? x : y));
}

/** One name a class; the engine's own where the catalog names fewer. */
export function classNames(state: Readonly<State>): string[] {
  const { data, experiment, language } = state;
  if (!data) return [];
  if (experiment?.data.classNames) return data.classNames;
  const names = datasetOf(state)?.classes?.names;
  return data.classNames.map((name, index) => names?.[index]?.[language] ?? name);
}
