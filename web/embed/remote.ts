/** The element's methods: what a program asks of a playground, each answered when the store shows its outcome. */
import type { Experiment, ExperimentInput, Progress } from "../engine/types.js";
import { failureText } from "../i18n/failure.js";
import { translate } from "../i18n/index.js";
import { refusalText } from "../i18n/refusal.js";
import { withLists } from "../protocol/rows.js";
import type { Playground } from "../state/playground.js";
import type { Store } from "../state/store.js";
import type { ElementFile, ElementFormat, ElementImageOptions } from "./public.js";

const UNITS = ["epoch", "batch", "sample"] as const;
const IMAGE_FORMATS = ["png", "svg"] as const;
/** Steps that one call may ask for. */
const MOST = 10_000;

/** Settles when there is a run to be asked. @throws Error where the engine could not start, or the element was removed */
export function ready(store: Store): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const look = () => {
      const { engine, experiment, language } = store.state;
      if (engine.phase === "loading" || engine.phase === "restarting" || (engine.phase === "ready" && !experiment))
        return;
      stop();
      if (engine.phase === "ready") resolve();
      else reject(new Error(engine.phase === "refused" ? engine.text : failureText(language, engine)));
    };
    stop = store.subscribe(["engine", "experiment"], look);
    look();
  });
}

/** The progress when everything asked for so far has been done. */
async function progressOf(playground: Playground): Promise<Progress> {
  await playground.settled();
  const { progress, engine } = playground.store.state;
  if (!progress) throw new Error("message" in engine ? engine.message : "there is no run");
  return structuredClone(progress);
}

export async function step(playground: Playground, unit: (typeof UNITS)[number], count: number): Promise<Progress> {
  if (!UNITS.includes(unit)) throw new RangeError(`unit = ${JSON.stringify(unit)}, allowed ${UNITS.join(", ")}`);
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw new RangeError(`count = ${String(count)}, allowed a whole number from 1 to ${MOST}`);
  }
  for (let k = 0; k < count; k++) playground.step(unit);
  return progressOf(playground);
}

export async function reset(playground: Playground): Promise<Progress> {
  playground.reset();
  return progressOf(playground);
}

export async function seek(playground: Playground, epoch: number): Promise<Progress> {
  if (!(typeof epoch === "number" && epoch >= 0)) throw new RangeError(`epoch = ${String(epoch)}, allowed 0 or more`);
  playground.seek(epoch);
  return progressOf(playground);
}

export async function open(playground: Playground, what: ExperimentInput | string): Promise<Experiment> {
  const { store, presets } = playground;
  if (typeof what === "string" && presets.experimentOf(what)) {
    playground.choosePreset(what);
    await playground.settled();
  } else {
    const read = reading(what);
    if ("link" in read) {
      if (!(await playground.openLink(read.link))) throw new Error(whyRefused(playground));
    } else {
      const refusal = await playground.change((draft) => become(draft, read.experiment), { preset: null });
      if (refusal) throw new Error(refusalText(store.state.language, refusal, store.state.catalog));
    }
  }
  return withLists(structuredClone(store.state.experiment as Experiment));
}

/** Experiments whose rows are typed arrays, as they are told outside: with lists, which JSON can write. */
const told = new WeakMap<Experiment, Experiment>();

/** The present experiment as the element tells it; the same object until it changes. */
export function experimentOf({ state: { experiment } }: Store): Experiment | null {
  if (!experiment) return null;
  const known = told.get(experiment) ?? withLists(experiment);
  told.set(experiment, known);
  return known;
}

/**
 * What is handed in as an experiment: an experiment that is checked as it is, or a text that holds one (a link, a saved
 * run). @throws Error where it looks like JSON and is none, or holds what is no data
 */
export function reading(what: ExperimentInput | string): { experiment: ExperimentInput } | { link: string } {
  if (typeof what !== "string") {
    if (typeof what !== "object" || what === null || Array.isArray(what)) {
      const told = Array.isArray(what) ? "a list" : String(what);
      throw new TypeError(`experiment = ${told}, allowed an object or a text`);
    }
    // A copy, which the caller cannot change later. Functions, symbols and getters that throw are no data.
    return { experiment: structuredClone(what) };
  }
  if (!what.trimStart().startsWith("{")) return { link: what };
  const read = JSON.parse(what) as ExperimentInput | { experiment: unknown };
  return "experiment" in read ? { link: what } : { experiment: read };
}

/** Makes one experiment the other, in place. */
function become(draft: object, experiment: ExperimentInput): void {
  for (const key of Object.keys(draft)) delete (draft as Record<string, unknown>)[key];
  Object.assign(draft, experiment);
}

/** What was told about the last refusal. */
export function whyRefused({ store }: Playground): string {
  const { toast, language, catalog, engine } = store.state;
  if (toast?.refusal) return refusalText(language, toast.refusal, catalog);
  if (toast?.text) return toast.text;
  return engine.phase === "failed" ? engine.message : "";
}

export async function exportAs(playground: Playground, format: ElementFormat): Promise<ElementFile> {
  const [run, { exported }] = await Promise.all([playground.exportRun(), import("../export/index.js")]);
  return exported(run, format);
}

/** A picture of a part of the playground, as it is now and in the colours shown. `frame` is what the part stands in. */
export async function image(
  playground: Playground,
  frame: ShadowRoot,
  kind: string,
  { format = "png" }: ElementImageOptions = {},
): Promise<ElementFile> {
  if (!IMAGE_FORMATS.includes(format)) {
    throw new RangeError(`format = ${JSON.stringify(format)}, allowed ${IMAGE_FORMATS.join(", ")}`);
  }
  const { imageOf, PICTURES, pictureOf } = await import("../panels/share/picture-of.js");
  const known = PICTURES.find(({ id }) => id === kind);
  if (!known) {
    throw new RangeError(`kind = ${JSON.stringify(kind)}, allowed ${PICTURES.map(({ id }) => id).join(", ")}`);
  }
  await playground.settled();
  const { store } = playground;
  const picture = await pictureOf(frame, store, kind, translate(store.state.language, known.label));
  const fileName = `${kind}.${format}`;
  if (format === "svg") return { fileName, mime: "image/svg+xml", data: picture.svg };
  const pixels = await (await imageOf(picture)).arrayBuffer();
  return { fileName, mime: "image/png", data: new Uint8Array(pixels) };
}
