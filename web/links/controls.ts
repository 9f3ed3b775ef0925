/**
 * The controls that a link and the element may hide, the one list of their names: `hide` and `show` of
 * `<gradient-playground>`, `hide` of links. Hiding a control never hides its number. Names are never used again for
 * something else.
 */
export const CONTROLS = [
  "data",
  "noise",
  "split",
  "features",
  "shape",
  "activation",
  "learning-rate",
  "optimizer",
  "batch-size",
  "loss",
  "initializer",
  "regularization",
  "stop",
  "network",
  "biases",
  "picture",
  "chart",
  "timeline",
  "step",
  "reset",
  "seed",
  "speed",
  "inspector",
  "share",
  "lessons",
  "legend",
] as const;

export type Control = (typeof CONTROLS)[number];

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
