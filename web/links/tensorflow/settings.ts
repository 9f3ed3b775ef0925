/** What an address says, read as its page reads it; what means nothing is told and replaced by the default. */
import { ACTIVATIONS, DATASETS, FEATURES, REGRESSION_DATASETS, VIEW } from "./keys.js";

export interface Settings {
  problem: "classification" | "regression";
  /** By its name there. */
  dataset: string;
  /** Per cent. */
  noise: number;
  trainPercent: number;
  seed: string;
  seedSaid: boolean;
  /** By their ids here. */
  features: string[];
  hidden: number[];
  activation: string;
  initZero: boolean;
  learningRate: number;
  regularization: "none" | "L1" | "L2";
  l1: number;
  l2: number;
  batchSize: number;
}

/** Told of every value that could not be used. */
export type Complain = (key: string, value: string, used: string | number | boolean) => void;

/** The seed where the address has none. */
const SEED = "0.50000";
const HIDDEN = [4, 2];
/** Layers and units that this program has at most. */
const MOST_LAYERS = 64;
const MOST_UNITS = 1024;

export function settingsOf(said: ReadonlyMap<string, string>, complain: Complain): Settings {
  const value = (key: string): string | undefined => {
    const text = said.get(key);
    return text === undefined || text.trim() === "" ? undefined : text;
  };
  const oneOf = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T => {
    const text = value(key);
    if (text === undefined) return otherwise;
    if ((allowed as readonly string[]).includes(text)) return text as T;
    complain(key, text, otherwise);
    return otherwise;
  };
  const number = (key: string, allowed: (value: number) => boolean, otherwise: number): number => {
    const text = value(key);
    if (text === undefined) return otherwise;
    const found = Number(text);
    if (Number.isFinite(found) && allowed(found)) return found;
    complain(key, text, otherwise);
    return otherwise;
  };
  /** There anything but "false" is true. */
  const truth = (key: string, otherwise: boolean): boolean => {
    const text = value(key);
    if (text === undefined) return otherwise;
    if (text !== "true" && text !== "false") complain(key, text, true);
    return text !== "false";
  };

  const problem = oneOf("problem", ["classification", "regression"], "classification");
  const dataset = oneOf("dataset", DATASETS, "circle");
  const regDataset = oneOf("regDataset", REGRESSION_DATASETS, "reg-plane");
  const regularization = oneOf("regularization", ["none", "L1", "L2"], "none");
  const rate = number("regularizationRate", (v) => v >= 0 && v <= 1000, 0);
  const features = FEATURES.filter(([key], i) => truth(key, i < 2)).map(([, id]) => id as string);
  if (features.length === 0) {
    complain("x", "false", true);
    complain("y", "false", true);
    features.push("x", "y");
  }
  for (const key of VIEW) truth(key, false);
  return {
    problem,
    dataset: problem === "classification" ? dataset : regDataset,
    noise: noiseOf(value("noise"), complain),
    trainPercent: number("percTrainData", (v) => v >= 1 && v <= 100, 50),
    seed: value("seed") ?? SEED,
    seedSaid: value("seed") !== undefined,
    features,
    hidden: hiddenOf(said.get("networkShape"), complain),
    activation: oneOf("activation", ACTIVATIONS, "tanh"),
    initZero: truth("initZero", false),
    learningRate: number("learningRate", (v) => v >= 1e-12 && v <= 1e12, 0.03),
    regularization,
    l1: regularization === "L1" ? rate : 0,
    l2: regularization === "L2" ? rate : 0,
    batchSize: number("batchSize", (v) => Number.isInteger(v) && v >= 1 && v <= 1_000_000, 10),
  };
}

/** Above 80 its page takes 50, below 0 it takes 0. */
function noiseOf(text: string | undefined, complain: Complain): number {
  if (text === undefined) return 0;
  const noise = Number(text);
  if (noise >= 0 && noise <= 80) return noise;
  const used = noise > 80 ? 50 : 0;
  complain("noise", text, used);
  return used;
}

/** `8,4`; empty: no hidden layers. */
function hiddenOf(text: string | undefined, complain: Complain): number[] {
  if (text === undefined) return HIDDEN;
  if (text.trim() === "") return [];
  const units = text.split(",").map(Number);
  if (units.length <= MOST_LAYERS && units.every((n) => Number.isInteger(n) && n >= 1 && n <= MOST_UNITS)) return units;
  complain("networkShape", text, HIDDEN.join(","));
  return HIDDEN;
}
