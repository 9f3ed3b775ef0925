/**
 * Plain settings: numbers of the experiment that the catalog says everything about. They are drawn from its rows, so that
 * one more row is drawn, changed, restored and told without a line here.
 */
import type { Catalog, Experiment, Setting } from "../engine/types.js";
import { numberIn } from "../state/lookup.js";
import { toldOf, type Words } from "../view/setting-words.js";

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

const isSeed = ({ id }: Setting): boolean => id.endsWith(".seed");
const partOf = ({ id }: Setting): string => id.split(".", 1).join();

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

/** Writes it into a draft. Nothing, where a setting cannot be off, is its default. */
export function write(draft: Experiment, { id, nullable, default: byDefault }: Setting, value: number | null): void {
  const keys = id.split(".");
  const last = keys.pop() as string;
  const place = keys.reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], draft);
  (place as Record<string, unknown>)[last] = nullable ? value : (value ?? byDefault);
}

/** What is not as the engine has it by default, in short. */
export const told = (settings: readonly Setting[], experiment: Experiment, words: Words): string[] =>
  settings.flatMap((setting) => {
    const value = numberIn(experiment, setting.id);
    return value === null || value === setting.default ? [] : [toldOf(setting, value, words)];
  });
