/** What the attributes may say. A value that is not allowed is refused with the list of those that are. */
import type { ExperimentInput } from "../engine/types.js";
import { type Language, translate } from "../i18n/index.js";
import { CHANGING, CONTROLS, type Control, controlsIn, hiddenBy } from "../links/controls.js";
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

/** A property takes any value that a program sets, whatever its type says. */
type Check = (value: unknown, language: Language) => string | null;

/** Frameworks set null or nothing where they have no value. */
const isNone = (value: unknown): boolean => value === "" || value === null || value === undefined;

const oneOf =
  (allowed: () => readonly string[]): Check =>
  (value) =>
    isNone(value) || (typeof value === "string" && allowed().includes(value)) ? null : allowed().join(", ");

/** For each attribute what is allowed, where its value is not; null where it is. */
const CHECKS: Record<keyof Asked, Check> = {
  preset: oneOf(() => PRESETS.map(({ id }) => id)),
  seed: (value, language) => {
    if (value === null || value === undefined) return null;
    const right = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LARGEST_SEED;
    return right ? null : translate(language, "embed.wholeNumber");
  },
  speed: (value, language) =>
    value === null || value === undefined || (typeof value === "number" && value > 0)
      ? null
      : translate(language, "embed.speed"),
  theme: oneOf(() => ["light", "dark"]),
  panel: oneOf(() => PANELS.map(({ id }) => id)),
  autoplay: (value) => (typeof value === "boolean" || value === "visible" ? null : "visible"),
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
  const shown = namesIn(show);
  return hiddenBy({ hide: controls, ...(shown.length === 0 ? {} : { show: controlsIn(shown).controls }) });
}

/** The names of a list, between spaces or commas; of what is no text there are none. */
const namesIn = (list: unknown): string[] =>
  typeof list === "string" ? list.split(/[\s,]+/).filter((name) => name !== "") : [];

function listOfControls(value: unknown): string | null {
  const right = isNone(value) || (typeof value === "string" && controlsIn(namesIn(value)).unknown.length === 0);
  return right ? null : CONTROLS.join(", ");
}

/** A value in words, also one that cannot be made a text. */
function toldOf(value: unknown): string {
  if (typeof value === "object" || typeof value === "function") return value === null ? "null" : typeof value;
  const text = String(value);
  return text.length > TOLD ? `${text.slice(0, TOLD)}…` : text;
}

/** Why an attribute's value is refused; null where it is allowed. */
export function refusalOf<K extends keyof Asked>(name: K, value: Asked[K], language: Language): string | null {
  const allowed = CHECKS[name](value, language);
  if (allowed === null) return null;
  return translate(language, "embed.notAllowed", { name, value: toldOf(value), allowed });
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
