/** From any text to an experiment: our link, our JSON, or an address of TensorFlow Playground. */
import type { Experiment } from "../engine/experiment.js";
import { checked, type Fill } from "./check.js";
import { type Control, controlsIn } from "./controls.js";
import { looksLikeLink, readFragment } from "./fragment.js";
import { isObject, type Plain, type PlainObject } from "./plain.js";
import { LinkError, type LinkNotice, shown } from "./problem.js";
import { addressIn } from "./tensorflow/keys.js";
import { openPlayground } from "./tensorflow/open.js";
import type { Contents } from "./version1.js";

/** What a text holds. */
export interface OpenedLink {
  /** Every default filled in. */
  experiment: Experiment;
  /** To begin with, where the text says them: `trainer.setParameters`. */
  parameters?: Float32Array | Float64Array;
  /** Controls that it hides, by the names of the element's attribute `hide`. */
  hide?: Control[];
  /** What `trainer.save()` gave, where the text is a saved run: `engine.restore` continues it. */
  snapshot?: unknown;
  /** History and ways back of the saved run, as the page writes and reads them. */
  record?: unknown;
  /** The parameters that the saved run began with, where they are not those that the experiment says. */
  start?: Float32Array | Float64Array;
  /** What the reader should know; empty where all was taken over as it stands. */
  notices: LinkNotice[];
}

/** Letters of the longest text that is looked at. */
const LONGEST = 64 * 1024 * 1024;

/**
 * @param text a whole address, its fragment, or any text that a link or JSON stands in
 * @throws LinkError (an ExperimentError) where nothing can be opened with certainty; ExperimentError with the place
 * where what is in it can neither be used nor left out
 */
export function openLink(text: string, fill: Fill): OpenedLink {
  if (text.length > LONGEST) throw new LinkError("too-large", { what: `${text.length} letters` });
  const plain = text.replace(/^\ufeff/, "").trim();
  if (plain.startsWith("{")) return openJson(plain, fill);
  const ours = readFragment(plain);
  if (ours) {
    const notices: LinkNotice[] = ours.mended ? [{ id: "mended", values: {} }] : [];
    return opened(ours.contents, notices, fill);
  }
  const address = addressIn(plain);
  if (address) {
    const { experiment, parameters, hide, notices } = openPlayground(address);
    const contents = { experiment: experiment as PlainObject, parameters: Float32Array.from(parameters), hide };
    return opened(contents, notices, fill);
  }
  throw new LinkError(looksLikeLink(plain) ? "damaged" : "nothing");
}

/** An experiment, a run with weights as `trainer.export("json")` writes it, or a snapshot. */
function openJson(text: string, fill: Fill): OpenedLink {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new LinkError("not-json", { what: error instanceof Error ? error.message : "damaged" });
  }
  if (!isObject(json)) throw new LinkError("not-json", { what: "not an object" });
  if (!isObject(json.experiment)) return opened({ experiment: json }, [], fill);
  const { experiment, parameters, snapshot, state, hide, record, start } = json;
  const contents: Contents = { experiment };
  if (Array.isArray(hide)) contents.hide = hide.map(String);
  if (parameters !== undefined) contents.parameters = numbersIn(parameters, "parameters", experiment);
  const link = opened(contents, [], fill);
  if (isObject(snapshot)) {
    link.snapshot = snapshot;
    if (record !== undefined) link.record = record;
    if (Array.isArray(start)) link.start = numbersIn(start, "start", experiment);
  } else if (typeof state === "string") link.snapshot = json;
  return link;
}

function numbersIn(value: Plain, name: string, { precision }: PlainObject): Float32Array | Float64Array {
  if (!Array.isArray(value) || !value.every((number) => typeof number === "number" && Number.isFinite(number))) {
    throw new LinkError("not-json", { what: `${name} is not a list of numbers` });
  }
  return precision === "float64" ? Float64Array.from(value as number[]) : Float32Array.from(value as number[]);
}

function opened({ experiment, parameters, hide }: Contents, before: readonly LinkNotice[], fill: Fill): OpenedLink {
  if (parameters && !parameters.every(Number.isFinite)) throw new LinkError("damaged", {}, "parameters");
  const { experiment: filled, notices } = checked(experiment, fill);
  const { controls, unknown } = controlsIn(hide ?? []);
  const unhidden: LinkNotice[] =
    unknown.length > 0 ? [{ id: "unknown-control", values: { controls: shown(unknown.join(", ")) } }] : [];
  return {
    experiment: filled,
    ...(parameters ? { parameters } : {}),
    ...(controls.length > 0 ? { hide: controls } : {}),
    notices: [...before, ...notices, ...unhidden],
  };
}
