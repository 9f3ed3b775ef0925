/**
 * The keys of a TensorFlow Playground address, their types and defaults as its state.ts has them, and how they are
 * found in a text. Source: github.com/tensorflow/playground, src/state.ts and src/playground.ts.
 */
import { mended, withoutTail } from "../mend.js";

export const ACTIVATIONS = ["relu", "tanh", "sigmoid", "linear"] as const;
export const DATASETS = ["circle", "xor", "gauss", "spiral"] as const;
export const REGRESSION_DATASETS = ["reg-plane", "reg-gauss"] as const;

/** Its features in the order of its inputs, each by the id that it has here. */
export const FEATURES = [
  ["x", "x"],
  ["y", "y"],
  ["xSquared", "x^2"],
  ["ySquared", "y^2"],
  ["xTimesY", "x*y"],
  ["sinX", "sin(x)"],
  ["sinY", "sin(y)"],
] as const;

/** Keys that decide what is trained, all but the seed; a link without them means their defaults. */
export const DECIDING = [
  "activation",
  "batchSize",
  "dataset",
  "learningRate",
  "noise",
  "networkShape",
  "percTrainData",
  "problem",
  "x",
  "y",
] as const;

/** Keys of how it is shown. */
export const VIEW = ["showTestData", "discretize", "hideText"] as const;

/** Every key that decides something or is shown, `<control>_hide` aside. */
const KNOWN = new Set<string>([
  ...DECIDING,
  ...VIEW,
  ...FEATURES.map(([key]) => key),
  "regularization",
  "regDataset",
  "regularizationRate",
  "seed",
  "initZero",
]);
/** Keys that do nothing there. */
const IDLE = new Set(["cosX", "cosY", "collectStats"]);

export const isKnown = (key: string): boolean => KNOWN.has(key);
export const isIdle = (key: string): boolean => IDLE.has(key);

/** The pairs of an address in the order in which they stand. */
export interface Address {
  pairs: [key: string, value: string][];
  /** Whether the text was not the bare address. */
  mended: boolean;
}

/** Its pages: they mean its defaults where nothing stands behind them. */
const PAGE =
  /(?:^|[\s"'(<[])(?:https?:\/\/)?(?:playground\.tensorflow\.org|[\w.-]+\/machine-learning\/crash-course\/playground)(?:[/?#\s]|$)/i;

/** @returns null where the text is no address of TensorFlow Playground */
export function addressIn(text: string): Address | null {
  const plain = text.trim();
  // "&reg" without a semicolon is ® in HTML: three keys begin with it.
  const clear = mended(plain).replaceAll("®", "&reg");
  const pairs = pairsOf(clear);
  if (pairs.some(([key, value]) => isKnown(key) && value !== "")) {
    return { pairs, mended: !sameAsPlain(plain, pairs) };
  }
  return PAGE.test(clear) && !clear.includes("#") ? { pairs: [], mended: false } : null;
}

function pairsOf(text: string): [string, string][] {
  const hash = text.indexOf("#");
  const fragment = hash >= 0 ? text.slice(hash + 1) : /^[\w-]+=/.test(text) ? text : "";
  return withoutTail(unwrapped(fragment))
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
}

/** The first word, and the lines after it that go on with it. */
function unwrapped(fragment: string): string {
  const [first = "", ...words] = fragment.trim().split(/\s+/);
  let address = first;
  for (const word of words) {
    if (!/^[\w&,.%-]*=[^=]*(&|$)/.test(word) && !/[&=,]$/.test(address)) break;
    address += word;
  }
  return address;
}

/** Whether the pairs stand in the text letter by letter, and nothing behind them. */
function sameAsPlain(plain: string, pairs: readonly [string, string][]): boolean {
  return plain.endsWith(pairs.map(([key, value]) => `${key}=${value}`).join("&"));
}
