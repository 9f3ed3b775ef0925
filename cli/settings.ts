/** Settings given on the command line: `path=value`, lists and ranges of values, stop rules. */
import type { Catalog, ExperimentInput } from "../web/engine/index.js";
import { refuse } from "./words.js";

export interface Setting {
  path: string;
  value: unknown;
}

/** A value as JSON where it is, otherwise as text: `0.03`, `true`, `null`, `adam`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function halves(text: string): [path: string, value: string] {
  const at = text.indexOf("=");
  const path = text.slice(0, at).trim();
  if (at < 1 || !/^[A-Za-z]\w*(?:\.[A-Za-z]\w*|\[\d+\])*$/.test(path)) refuse("badSetting", { text });
  return [path, text.slice(at + 1).trim()];
}

/** @throws UsageError */
export function settingOf(text: string): Setting {
  const [path, value] = halves(text);
  return { path, value: parsed(value) };
}

/** The most values that one setting of a sweep may take. */
const MOST_VALUES = 100_000;

/**
 * `a,b,c`, `from..to` in whole numbers, or `from..to:step`.
 * @throws UsageError
 */
export function valuesOf(text: string): { path: string; values: unknown[] } {
  const [path, given] = halves(text);
  const range = /^([-+.\deE]+)\.\.([-+.\deE]+?)(?::([-+.\deE]+))?$/.exec(given);
  if (!range) {
    if (given === "" || given.split(",").some((one) => one.trim() === "")) refuse("badRange", { text });
    // A list in brackets is one value.
    const values = /^[[{]/.test(given) ? [parsed(given)] : given.split(",").map((one) => parsed(one.trim()));
    return { path, values };
  }
  const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)];
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (![from, to, step].every(Number.isFinite) || !(count >= 1) || count > MOST_VALUES) refuse("badRange", { text });
  // Fifteen digits: 0.1 · 3 is 0.3 for whoever wrote 0.1..0.5:0.1.
  return { path, values: Array.from({ length: count }, (_, k) => Number((from + k * step).toPrecision(15))) };
}

/** The experiment with settings put in; the engine checks them. */
export function withSettings(experiment: ExperimentInput, settings: readonly Setting[]): ExperimentInput {
  const copy = structuredClone(experiment) as Record<string, unknown>;
  for (const { path, value } of settings) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
    let place: Record<string, unknown> = copy;
    for (const [at, step] of steps.slice(0, -1).entries()) {
      const next = Object.hasOwn(place, step) ? place[step] : undefined;
      // `optimizer: "adam"` is short for `{ name: "adam" }`, as the engine reads it.
      if (typeof next === "string") place[step] = { name: next };
      else if (typeof next !== "object" || next === null) put(place, step, /^\d+$/.test(steps[at + 1] ?? "") ? [] : {});
      place = place[step] as Record<string, unknown>;
    }
    put(place, steps.at(-1) as string, value);
  }
  return copy as ExperimentInput;
}

/** A member of its own, also where it is called `__proto__`: the engine then refuses it by its name. */
function put(place: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(place, name, { value, writable: true, enumerable: true, configurable: true });
}

const STOP = "stop.";

/** `trainLoss=0.05` as the setting `stop.trainLoss`. @throws UsageError */
export function stopRuleOf(text: string, { settings }: Pick<Catalog, "settings">): Setting {
  const { path, value } = settingOf(text);
  const allowed = settings.flatMap(({ id }) => (id.startsWith(STOP) ? [id.slice(STOP.length)] : []));
  if (!allowed.includes(path)) refuse("badUntil", { text, allowed: allowed.join(", ") });
  return { path: `${STOP}${path}`, value };
}
