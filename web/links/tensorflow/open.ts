/**
 * A TensorFlow Playground address as an experiment: its points, its first weights, its settings, and a notice of
 * everything that is otherwise here.
 */
import seedrandom from "seedrandom";
import { LinkError, type LinkNotice, shown } from "../problem.js";
import { hiddenHere } from "./hide.js";
import { type Address, DECIDING, isIdle, isKnown, VIEW } from "./keys.js";
import { firstParameters, type Point, pointsOf } from "./points.js";
import { type Settings, settingsOf } from "./settings.js";

export interface Playground {
  experiment: Record<string, unknown>;
  parameters: number[];
  hide: string[];
  notices: LinkNotice[];
}

/** Weights that are drawn at most: its own page could not train more. */
const MOST_PARAMETERS = 200_000;

/** @throws LinkError where the network is larger than any that its page could train */
export function openPlayground({ pairs, mended }: Address): Playground {
  const notices: LinkNotice[] = mended ? [{ id: "mended", values: {} }] : [];
  const said = new Map<string, string>();
  for (const [key, value] of pairs) {
    const before = said.get(key);
    if (before !== undefined && before !== value) notices.push({ id: "tf-twice", values: { key, used: shown(value) } });
    said.set(key, value);
  }
  const settings = settingsOf(said, (key, value, used) => {
    notices.push({ id: "tf-value", values: { key, value: shown(value), used: shown(used) } });
  });
  const shape = [settings.features.length, ...settings.hidden, 1];
  const count = shape.slice(1).reduce((sum, units, l) => sum + units * (shape[l]! + 1), 0);
  if (count > MOST_PARAMETERS) {
    throw new LinkError("too-large", { what: `${count} parameters, allowed ${MOST_PARAMETERS}` });
  }
  const draw = seedrandom(settings.seed);
  const points = pointsOf(settings.dataset, settings.noise / 100, () => draw());
  const training = Math.floor((points.length * settings.trainPercent) / 100);
  const parameters = firstParameters(shape, settings.initZero, () => draw());
  notices.push(...absent(said), ...otherwise(settings, points, training, said));
  const { hide, unhidden } = hidden(said);
  if (unhidden.length > 0) notices.push({ id: "tf-hide", values: { controls: unhidden.join(", ") } });
  return { experiment: experimentOf(settings, points, training), parameters, hide, notices };
}

/** What the link leaves to TensorFlow Playground. */
function absent(said: ReadonlyMap<string, string>): LinkNotice[] {
  const notices: LinkNotice[] = [];
  const keys = DECIDING.filter((key) => !said.has(key));
  if (said.get("problem") === "regression" && !said.has("regDataset")) keys.push("regDataset" as never);
  if (keys.length > 0) notices.push({ id: "tf-defaults", values: { keys: keys.join(", ") } });
  return notices;
}

/** What the same settings do there and not here. */
function otherwise(
  settings: Settings,
  points: readonly Point[],
  training: number,
  said: ReadonlyMap<string, string>,
): LinkNotice[] {
  const notices: LinkNotice[] = [];
  const add = (id: LinkNotice["id"], values: LinkNotice["values"]) => notices.push({ id, values });
  if (!settings.seedSaid) add("tf-no-seed", { seed: settings.seed });
  const rate = Number(said.get("regularizationRate") ?? 0);
  if (settings.regularization === "none" && rate > 0) add("tf-rate-unused", { rate });
  if (settings.l1 > 0) add("tf-l1", {});
  const { batchSize } = settings;
  if (batchSize > training) add("tf-batch-too-large", { batch: batchSize, rows: training });
  else if (training % batchSize > 0) {
    add("tf-leftover", { batch: batchSize, rows: training, left: training % batchSize });
  }
  const outside = points.filter(([x, y]) => Math.abs(x) > 6 || Math.abs(y) > 6).length;
  if (outside > 0) add("tf-outside", { count: outside });
  const shownThere = VIEW.filter((key) => said.has(key) && said.get(key) !== "false");
  if (shownThere.length > 0) add("tf-view", { keys: shownThere.join(", ") });
  const unknown = [...said.keys()].filter((key) => {
    if (isKnown(key) || key.endsWith("_hide")) return false;
    return !isIdle(key) || said.get(key) !== "false";
  });
  if (unknown.length > 0) add("tf-unknown", { keys: unknown.map(shown).join(", ") });
  return notices;
}

function hidden(said: ReadonlyMap<string, string>): { hide: string[]; unhidden: string[] } {
  const hide = new Set<string>();
  const unhidden: string[] = [];
  for (const [key, value] of said) {
    if (!key.endsWith("_hide") || value === "false" || value === "") continue;
    const control = key.slice(0, -"_hide".length);
    const name = hiddenHere(control);
    if (name === null) unhidden.push(shown(control));
    else hide.add(name);
  }
  return { hide: [...hide], unhidden };
}

function experimentOf(settings: Settings, points: readonly Point[], training: number): Record<string, unknown> {
  const classifies = settings.problem === "classification";
  const rows = (part: readonly Point[]) => part.map(([x, y]) => [x, y]);
  const targets = (part: readonly Point[]) => part.map(([, , label]) => (classifies ? (label > 0 ? 1 : 0) : label));
  const train = points.slice(0, training);
  const test = points.slice(training);
  return {
    version: 1,
    task: settings.problem,
    data: {
      inputs: rows(train),
      targets: targets(train),
      ...(test.length > 0 ? { testInputs: rows(test), testTargets: targets(test) } : { trainFraction: 1 }),
      ...(classifies ? { classes: 2, classNames: ["−1", "+1"] } : {}),
      columnNames: ["x", "y"],
      domain: [
        [-6, 6],
        [-6, 6],
      ],
    },
    features: settings.features,
    network: {
      hidden: settings.hidden.map((units) => ({ units, activation: settings.activation })),
      outputActivation: classifies ? "tanh" : "linear",
      initializer: settings.initZero ? "zeros" : "uniform",
    },
    loss: "half-squared-error",
    regularization: { l1: settings.l1, l2: settings.l2 },
    optimizer: { name: "sgd", learningRate: settings.learningRate },
    batch: { size: settings.batchSize > training ? "full" : settings.batchSize, shuffle: false },
    precision: "float32",
  };
}
