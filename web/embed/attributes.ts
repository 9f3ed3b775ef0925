/** What the attributes may say. A value that is not allowed is refused with the list of those that are. */
import type { ExperimentInput } from "../engine/types.js";
import { type Language, translate } from "../i18n/index.js";
import { CHANGING, CONTROLS, type Control, controlsIn, hiddenBy } from "../links/index.js";
import { PANELS } from "../panels/registry.js";
import { PRESETS, presetSource } from "../presets/index.js";

/** Seeds are 32 bits wide. */
const LARGEST_SEED = 2 ** 32 - 1;
/** Letters of a refused value that are told again. */
const TOLD = 60;

/** The attributes that are checked here, as they stand in the element. */
export interface Asked {
  preset: string;
  seed: number | string | null;
  speed: number | string | null;
  theme: string;
  panel: string;
  autoplay: boolean | string;
  show: string;
  hide: string;
}

type Check = (value: Asked[keyof Asked], language: Language) => string | null;

const oneOf =
  (allowed: () => readonly string[]): Check =>
  (value) =>
    value === "" || value === null || value === false || value === true || allowed().includes(String(value))
      ? null
      : allowed().join(", ");

/** For each attribute what is allowed, where its value is not; null where it is. */
const CHECKS: Record<keyof Asked, Check> = {
  preset: oneOf(() => PRESETS.map(({ id }) => id)),
  seed: (value, language) => {
    if (value === null) return null;
    const right = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LARGEST_SEED;
    return right ? null : translate(language, "embed.wholeNumber");
  },
  speed: (value, language) =>
    value === null || (typeof value === "number" && value > 0) ? null : translate(language, "embed.speed"),
  theme: oneOf(() => ["light", "dark"]),
  panel: oneOf(() => PANELS.map(({ id }) => id)),
  autoplay: oneOf(() => ["visible"]),
  show: listOfControls,
  hide: listOfControls,
};

/** The controls that `show`, `hide` and `readonly` leave out. */
export function hiddenControls({
  show,
  hide,
  readonly,
}: Pick<Asked, "show" | "hide"> & { readonly: boolean }): Control[] {
  const { controls } = controlsIn([...namesIn(hide), ...(readonly ? CHANGING : [])]);
  return hiddenBy({ hide: controls, ...(show.trim() === "" ? {} : { show: controlsIn(namesIn(show)).controls }) });
}

/** The names of a list, between spaces or commas. */
const namesIn = (list: string): string[] => list.split(/[\s,]+/).filter((name) => name !== "");

function listOfControls(value: Asked[keyof Asked]): string | null {
  return controlsIn(namesIn(String(value))).unknown.length > 0 ? CONTROLS.join(", ") : null;
}

/** Why an attribute's value is refused; null where it is allowed. */
export function refusalOf<K extends keyof Asked>(name: K, value: Asked[K], language: Language): string | null {
  const allowed = CHECKS[name](value, language);
  if (allowed === null) return null;
  const text = String(value);
  const told = text.length > TOLD ? `${text.slice(0, TOLD)}…` : text;
  return translate(language, "embed.notAllowed", { name, value: told, allowed });
}

/** A text; an attribute that is removed leaves an empty one. */
export const textOrNone = { fromAttribute: (value: string | null): string => value ?? "" };

/** A number as an attribute writes it; what is none stays the text that it is, to be refused with its own words. */
export const numberOrText = {
  fromAttribute(value: string | null): number | string | null {
    if (value === null) return null;
    if (value.trim() === "max") return Number.POSITIVE_INFINITY;
    const number = Number(value);
    return value.trim() === "" || Number.isNaN(number) ? value : number;
  },
};

/** `true` for an attribute without a value, otherwise its value. */
export const flagOrText = {
  fromAttribute: (value: string | null): boolean | string => (value === null ? false : value === "" ? true : value),
};

/** The experiment of a preset, the first one where none is named, with the first weights of a seed where one is given. */
export function experimentFor({ preset, seed }: Pick<Asked, "preset" | "seed">): {
  preset: string;
  experiment: ExperimentInput;
} {
  const id = preset || PRESETS[0]?.id || "";
  const experiment = presetSource.experimentOf(id) ?? {};
  return { preset: id, experiment: withSeed(experiment, seed) };
}

export function withSeed(experiment: ExperimentInput, seed: Asked["seed"]): ExperimentInput {
  return typeof seed === "number" ? { ...experiment, network: { ...experiment.network, seed } } : experiment;
}

/** A preset with parameters of its own, opened as a text that holds both. */
export function sheetOf(id: string): { link?: string; sheet?: boolean } {
  const parameters = presetSource.parametersOf?.(id);
  return parameters
    ? { link: JSON.stringify({ experiment: presetSource.experimentOf(id), parameters }), sheet: true }
    : {};
}
