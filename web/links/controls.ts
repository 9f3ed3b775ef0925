/**
 * The controls that a link and the element may hide, the one list of them: `hide` and `show` of `<gradient-playground>`,
 * `hide` of links. Hiding a control never hides its number. Names are never used again for something else.
 */

/** The bars of the page; one all of whose controls are hidden goes with them. */
type Bar = "recipe" | "data" | "transport";

const ROWS = [
  { id: "data", changes: true, bars: ["recipe", "data"] },
  { id: "noise", changes: true, bars: ["data"] },
  { id: "split", changes: true, bars: ["data"] },
  { id: "features", changes: true, bars: [] },
  { id: "shape", changes: true, bars: [] },
  { id: "activation", changes: true, bars: ["recipe"] },
  { id: "learning-rate", changes: true, bars: ["recipe"] },
  { id: "optimizer", changes: true, bars: ["recipe"] },
  { id: "batch-size", changes: true, bars: ["recipe"] },
  { id: "loss", changes: true, bars: ["recipe"] },
  { id: "initializer", changes: true, bars: ["recipe"] },
  { id: "regularization", changes: true, bars: ["recipe"] },
  { id: "stop", changes: true, bars: ["recipe"] },
  { id: "network", changes: false, bars: [] },
  { id: "biases", changes: true, bars: [] },
  { id: "picture", changes: false, bars: [] },
  { id: "chart", changes: false, bars: [] },
  { id: "timeline", changes: false, bars: ["transport"] },
  { id: "step", changes: false, bars: ["transport"] },
  { id: "reset", changes: false, bars: ["transport"] },
  { id: "seed", changes: true, bars: ["transport"] },
  { id: "speed", changes: false, bars: ["transport"] },
  { id: "inspector", changes: false, bars: [] },
  { id: "share", changes: false, bars: [] },
  { id: "lessons", changes: false, bars: [] },
  { id: "legend", changes: false, bars: [] },
] as const satisfies readonly {
  readonly id: string;
  /** Whether it changes the experiment: a reader of a `readonly` playground does not get it. */
  readonly changes: boolean;
  /** Where it stands, if in a bar. */
  readonly bars: readonly Bar[];
}[];

export type Control = (typeof ROWS)[number]["id"];

export const CONTROLS: readonly Control[] = ROWS.map(({ id }) => id);

/** What changes the experiment. */
export const CHANGING: readonly Control[] = ROWS.filter(({ changes }) => changes).map(({ id }) => id);

/** What stands in a bar. */
export const controlsOf = (bar: Bar): readonly Control[] =>
  ROWS.filter(({ bars }: { bars: readonly Bar[] }) => bars.includes(bar)).map(({ id }) => id);

export const isControl = (name: string): name is Control => (CONTROLS as readonly string[]).includes(name);

/** Names from elsewhere: those that there are, each once and in this file's order, and those that there are not. */
export function controlsIn(names: readonly string[]): { controls: Control[]; unknown: string[] } {
  return {
    controls: CONTROLS.filter((control) => names.includes(control)),
    unknown: [...new Set(names.filter((name) => !isControl(name)))],
  };
}

/** What `show` and `hide` come to: with `show` all that is not in it is hidden, and in any case what is in `hide`. */
export function hiddenBy({ show, hide = [] }: { show?: readonly Control[]; hide?: readonly Control[] }): Control[] {
  return CONTROLS.filter((control) => hide.includes(control) || (show !== undefined && !show.includes(control)));
}
