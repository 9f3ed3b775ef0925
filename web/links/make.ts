/** From an experiment to a link. */
import { attached, flatNumbers, isList, isNumericArray, isObject, shown } from "../engine/arguments.js";
import { refusal } from "../engine/errors.js";
import type { Experiment, ExperimentInput } from "../engine/experiment.js";
import type { Fill } from "./check.js";
import { CONTROLS, controlsIn } from "./controls.js";
import type { PlainObject } from "./plain.js";
import { write } from "./version1.js";

export interface LinkOptions {
  /** Parameters to begin with, as `trainer.parameters()` gives them; they make the link long: see its `length`. */
  parameters?: Float32Array | Float64Array | readonly number[];
  /** Controls that the page hides where it opens the link: names of the element's attribute `hide`. */
  hide?: readonly string[];
}

/**
 * The fragment of an address that `openLink` reads: `#1.…`.
 * @throws ExperimentError where the experiment is refused, or a control that there is not
 */
export function makeLink(experiment: ExperimentInput, { parameters, hide = [] }: LinkOptions, fill: Fill): string {
  const place = "options.hide";
  if (!isObject(hide) || !isList(hide, place) || !hide.every((name) => typeof name === "string"))
    throw refusal(place, "notTexts", { given: shown(hide) });
  const { controls, unknown } = controlsIn(hide);
  if (unknown.length > 0) throw refusal(place, "notOneOf", { given: unknown[0]!, allowed: CONTROLS });
  // Through JSON, so that rows in typed arrays become lists and what is undefined is absent.
  const plain = JSON.parse(JSON.stringify(fill(experiment), asList)) as Experiment;
  return `#${write(plain as unknown as PlainObject, parameters && exact(parameters), controls)}`;
}

function asList(_: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
}

/** In four bytes each where that is all there is to them. */
function exact(parameters: Float32Array | Float64Array | readonly number[]): Float32Array | Float64Array {
  const place = "options.parameters";
  if (isNumericArray(parameters) && parameters instanceof Float32Array) return attached(parameters, place);
  const double = flatNumbers(parameters, place);
  const single = Float32Array.from(double);
  return single.every((number, i) => Object.is(number, double[i])) ? single : double;
}
