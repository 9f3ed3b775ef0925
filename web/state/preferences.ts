/** How a reader likes the page to look, kept from one visit to the next. Each part is checked by itself. */
import { LANGUAGES } from "../i18n/index.js";
import type { State } from "./state.js";

export type Preferences = Pick<
  State,
  "language" | "theme" | "chart" | "display" | "singleKeys" | "speed" | "granularity" | "hints"
>;

type Check = (value: unknown) => boolean;
type Checks<T> = { [K in keyof T]?: Check };

const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const truth: Check = (value) => typeof value === "boolean";

const PLAIN: Checks<Preferences> = {
  language: oneOf(...LANGUAGES.map(({ id }) => id)),
  theme: oneOf("system", "light", "dark"),
  singleKeys: truth,
  hints: truth,
  // JSON writes null for as fast as it goes.
  speed: (value) => value === null || (typeof value === "number" && value > 0),
  granularity: oneOf("epoch", "batch", "sample", "phase"),
};
const CHART: Checks<State["chart"]> = {
  measure: oneOf("loss", "metric"),
  log: truth,
  axis: oneOf("epochs", "updates"),
};
/** What belongs to one run, such as the neuron that is large, is not kept. */
const DISPLAY: Checks<State["display"]> = {
  testPoints: truth,
  boundary: truth,
  bands: truth,
  discrete: truth,
  hiddenLines: truth,
  wrongPoints: truth,
  pointSize: oneOf("same", "loss", "gradient"),
  lines: oneOf("weight", "gradient", "change"),
  signsAsDashes: truth,
  components: truth,
};

/** Of what was kept all that means something here; the rest is as if it had not been kept. */
export function preferencesFrom(kept: unknown, { chart, display }: State): Partial<Preferences> {
  if (!isObject(kept)) return {};
  const preferences: Partial<Preferences> = usable(kept, PLAIN);
  if (preferences.speed === null) preferences.speed = Number.POSITIVE_INFINITY;
  if (isObject(kept.chart)) preferences.chart = { ...chart, ...usable(kept.chart, CHART) };
  if (isObject(kept.display)) preferences.display = { ...display, ...usable(kept.display, DISPLAY) };
  return preferences;
}

/** Whether all that was kept means something here. */
export function allMean(kept: object): boolean {
  const parts: [unknown, Record<string, Check | undefined>][] = [
    [kept, PLAIN],
    [(kept as { chart?: unknown }).chart ?? {}, CHART],
    [(kept as { display?: unknown }).display ?? {}, DISPLAY],
  ];
  return parts.every(
    ([part, checks]) =>
      isObject(part) &&
      Object.entries(checks).every(([name, check]) => !Object.hasOwn(part, name) || check?.(part[name])),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function usable<T>(kept: Record<string, unknown>, checks: Checks<T>): Partial<T> {
  const entries = Object.entries<Check | undefined>(checks).filter(
    ([name, check]) => Object.hasOwn(kept, name) && check?.(kept[name]),
  );
  return Object.fromEntries(entries.map(([name]) => [name, kept[name]])) as Partial<T>;
}
