import fc from "fast-check";
import { ExperimentError, type ExperimentInput } from "gradient-playground";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { engine } from "../experiments.ts";

const experiment: ExperimentInput = {
  data: { dataset: "gauss", noise: 0.2 },
  network: { hidden: [{ units: 6, activation: "relu" }], seed: 12 },
  optimizer: { name: "rmsprop", learningRate: 0.003 },
};
const original = JSON.stringify(engine.fill(experiment));
const link = `https://example.org/${engine.makeLink(experiment)}`;
const json = JSON.stringify(experiment);
const playground =
  "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=xor&regDataset=reg-plane&learningRate=0.03" +
  "&regularizationRate=0&noise=0&networkShape=4,2&seed=0.42821&showTestData=false&discretize=false&percTrainData=50" +
  "&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false" +
  "&collectStats=false&problem=classification&initZero=false&hideText=false";

/** How many changes in all: a tenth of what `npm run fuzz` makes, unless that says how many. */
const CHANGES = Number(process.env.GP_FUZZ ?? 10_000);
const LINKS = Math.round(CHANGES * 0.85);
const JSONS = Math.round(CHANGES * 0.12);
const ADDRESSES = Math.round(CHANGES * 0.03);
/** A long run takes what it takes. */
const TIME = 60_000 + CHANGES * 5;

/** Whoever makes code of a text calls one of these. */
const made = vi.fn();
beforeAll(() => {
  vi.spyOn(globalThis, "eval").mockImplementation(made);
  vi.stubGlobal("Function", made);
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  expect(made).not.toHaveBeenCalled();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

type Change = (text: string) => string;
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const letters = fc.oneof(
  fc.string({ minLength: 1, maxLength: 4 }),
  fc.constantFrom("&amp;", "®", "%25", "\n", "\u200b", "…", "#1.", "javascript:", "$&", "__proto__", "—", "\ud800"),
);
const at = (text: string, share: number) => Math.floor(share * (text.length + 1));

/** What may befall a text. */
const change: fc.Arbitrary<Change> = fc.oneof(
  place.map(
    (p): Change =>
      (text) =>
        text.slice(0, at(text, p)),
  ),
  place.map(
    (p): Change =>
      (text) =>
        text.slice(at(text, p)),
  ),
  fc.tuple(place, letters).map(
    ([p, inserted]): Change =>
      (text) =>
        text.slice(0, at(text, p)) + inserted + text.slice(at(text, p)),
  ),
  fc.tuple(place, letters).map(
    ([p, put]): Change =>
      (text) =>
        text.slice(0, at(text, p)) + put + text.slice(at(text, p) + put.length),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 9 })).map(
    ([p, count]): Change =>
      (text) =>
        text.slice(0, at(text, p)) + text.slice(at(text, p) + count),
  ),
  fc.tuple(place, place).map(
    ([p, q]): Change =>
      (text) =>
        text.slice(0, at(text, p)) + text.slice(at(text, q)),
  ),
  place.map(
    (p): Change =>
      (text) =>
        text.slice(0, at(text, p)) + text.slice(at(text, p)).toUpperCase(),
  ),
  fc.constantFrom<Change>(
    encodeSafely,
    (text) => encodeSafely(encodeSafely(text)),
    (text) => text.replaceAll("&reg", "®"),
    (text) => text.replaceAll("&", "&amp;"),
    (text) => `(${text}).`,
    (text) => `“${text}”`,
    (text) => text.replace(/.{40}/g, "$&\n"),
    (text) => [...text].reverse().join(""),
    (text) => text + text,
  ),
);

function encodeSafely(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

const changed = (text: string) =>
  fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => changes.reduce((whole, one) => one(whole), text));

const FEATURES: Record<string, string> = {
  x: "x",
  y: "y",
  xSquared: "x^2",
  ySquared: "y^2",
  xTimesY: "x*y",
  sinX: "sin(x)",
  sinY: "sin(y)",
};

/** What an address of TensorFlow Playground means, read without anything of ours. */
function meant(said: URLSearchParams) {
  // A value that is left empty is not said: that program then takes its own, and so does this one.
  const value = (key: string, otherwise: string) => said.get(key)?.trim() || otherwise;
  const units = (said.get("networkShape") ?? "").split(",").filter((each) => each !== "");
  const rows = value("problem", "classification") === "regression" ? 1200 : 500;
  const train = Math.floor((rows * Number(value("percTrainData", "50"))) / 100);
  return {
    rate: Number(value("learningRate", "0.03")),
    size: Number(value("batchSize", "10")),
    units: units.map(Number),
    activations: units.map(() => value("activation", "tanh")),
    rows: [train, rows - train],
    features: Object.keys(FEATURES)
      .filter((key) => said.get(key) === "true")
      .map((key) => FEATURES[key])
      .sort(),
    loss: "half-squared-error",
  };
}

/** What came out of it; undefined where it was refused as documented. Anything else that is thrown fails the test. */
function opened(text: string): ReturnType<typeof engine.openLink> | undefined {
  try {
    return engine.openLink(text);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    expect(error.path).not.toBe("");
    return undefined;
  }
}

const run = (text: string, runs: number, holds: (result: ReturnType<typeof opened>, mutation: string) => boolean) =>
  fc.assert(
    fc.property(changed(text), (mutation) => holds(opened(mutation), mutation)),
    { numRuns: runs },
  );

/** Whether nothing of a link is left, and what is there instead is an experiment of its own. */
function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

// A checksum guards our links: what opens is the experiment that was written, or says otherwise.
test(
  `${LINKS} changes of a link give the same experiment, a notice or a refusal`,
  () => {
    let same = 0;
    run(link, LINKS, (result, mutation) => {
      if (!result || isJson(mutation)) return true;
      if (JSON.stringify(result.experiment) === original) same += 1;
      return JSON.stringify(result.experiment) === original || result.notices.length > 0;
    });
    expect(same).toBeGreaterThan(LINKS / 9); // else nothing would be mended
  },
  TIME,
);

test(
  `${JSONS} changes of JSON throw nothing but the documented error, and what opens can be trained`,
  () => {
    let opens = 0;
    run(json, JSONS, (result, mutation) => {
      if (!result) return true;
      opens += 1;
      // Nothing is replaced or left out without a word: it is what the text says, with the defaults, or told.
      if (result.notices.length === 0) expect(result.experiment).toEqual(engine.fill(JSON.parse(mutation.trim())));
      if (opens % 10 > 0) return true;
      const trainer = engine.createTrainer(result.experiment);
      const { step } = trainer.trainSteps(1);
      trainer.dispose();
      return step === 1;
    });
    expect(opens).toBeGreaterThan(JSONS / 100);
  },
  TIME,
);

test(
  `${ADDRESSES} changes of a TensorFlow Playground address throw nothing but the documented error`,
  () => {
    run(playground, ADDRESSES, (result, mutation) => {
      if (!result || result.notices.length > 0) return true;
      // Whatever opens without a word is what the address says, key by key.
      const said = new URLSearchParams(mutation.slice(mutation.indexOf("#") + 1));
      const { data, features, network, optimizer, batch, loss } = result.experiment;
      expect({
        rate: optimizer.learningRate,
        size: batch.size,
        units: network.hidden.map(({ units }) => units),
        activations: network.hidden.map(({ activation }) => activation),
        rows: [data.inputs?.length, data.testInputs?.length],
        features: [...features].sort(),
        loss,
      }).toEqual(meant(said));
      return true;
    });
  },
  TIME,
);

test("a TensorFlow Playground address cut off anywhere is the same, has a notice or is refused", () => {
  const whole = JSON.stringify(engine.openLink(playground).experiment);
  for (let length = 0; length < playground.length; length++) {
    const result = opened(playground.slice(0, length));
    if (result && result.notices.length === 0) {
      expect(JSON.stringify(result.experiment), playground.slice(0, length)).toBe(whole);
    }
  }
});
