/**
 * Plain settings: numbers of the experiment that the catalog says everything about. They are drawn from its rows, so that
 * one more row is drawn, changed, restored and told without a line here.
 */
import type { Catalog, Experiment, Setting } from "../engine/types.js";
import type { PlainKey } from "../i18n/index.js";
import { significant } from "../i18n/numbers.js";

/** Groups of the sheet of all settings. */
export type Group = "task" | "descent" | "weights" | "stop" | "seeds" | "numbers";

/** The group of a part of the experiment; seeds stand together. */
const GROUP_OF: Readonly<Record<string, Group>> = {
  data: "task",
  batch: "task",
  optimizer: "descent",
  schedule: "descent",
  gradientClipping: "descent",
  network: "weights",
  regularization: "weights",
  stop: "stop",
};

/** Labels that say it shorter or as part of a sentence; every other setting has its row's own. */
const LABELS: Readonly<Record<string, PlainKey>> = {
  "data.seed": "sheet.seedData",
  "network.seed": "sheet.seedWeights",
  "batch.seed": "sheet.seedBatches",
  "regularization.l1": "reg.l1",
  "regularization.l2": "reg.l2",
  "stop.maxEpochs": "stop.maxEpochs",
  "stop.trainLoss": "stop.trainLoss",
  "stop.gradientNorm": "stop.gradientNorm",
  "stop.patience": "stop.patience",
  "stop.minDelta": "stop.minDelta",
};

interface Words {
  t(key: PlainKey): string;
  text(text: Setting["label"]): string;
}

const isSeed = ({ id }: Setting): boolean => id.endsWith(".seed");
const partOf = ({ id }: Setting): string => id.split(".", 1).join();

export const labelOf = (setting: Setting, words: Words): string => {
  const own = LABELS[setting.id];
  return own === undefined ? words.text(setting.label) : words.t(own);
};

/** Those of a group of the sheet, in the order of the table. */
export const plainOfGroup = ({ settings }: Catalog, group: Group): Setting[] =>
  settings.filter(
    (setting) =>
      setting.plain && (isSeed(setting) ? group === "seeds" : group === (GROUP_OF[partOf(setting)] ?? "numbers")),
  );

/** Those of a part of the experiment, seeds and these left out. */
export const plainOfPart = ({ settings }: Catalog, part: string, without: readonly string[] = []): Setting[] =>
  settings.filter(
    (setting) => setting.plain && partOf(setting) === part && !isSeed(setting) && !without.includes(setting.id),
  );

export function valueIn(experiment: Experiment, { id }: Setting): number | null {
  const value = id.split(".").reduce<unknown>((place, key) => (place as Record<string, unknown>)[key], experiment);
  return typeof value === "number" ? value : null;
}

/** Writes it into a draft. Nothing, where a setting cannot be off, is its default. */
export function write(draft: Experiment, { id, nullable, default: byDefault }: Setting, value: number | null): void {
  const keys = id.split(".");
  const last = keys.pop() as string;
  const place = keys.reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], draft);
  (place as Record<string, unknown>)[last] = nullable ? value : (value ?? byDefault);
}

/** What is not as the engine has it by default, in short: "Label 0.1". */
export const told = (settings: readonly Setting[], experiment: Experiment, words: Words): string[] =>
  settings.flatMap((setting) => {
    const value = valueIn(experiment, setting);
    return value === null || value === setting.default ? [] : [`${labelOf(setting, words)} ${significant(value)}`];
  });
