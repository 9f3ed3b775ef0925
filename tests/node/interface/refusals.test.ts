/** The engine's refusals in Chinese: complete, with nothing of the English left. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type Engine, ExperimentError, loadEngine } from "../../../web/engine/index.js";
import { messageText, refusalText } from "../../../web/i18n/refusal.js";
import { messages as chineseMessages } from "../../../web/i18n/zh/messages.js";

type Trainer = ReturnType<Engine["createTrainer"]>;

let engine: Engine;

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

function refused(call: () => unknown): ExperimentError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(ExperimentError);
    return error as ExperimentError;
  }
  throw new Error("nothing was refused");
}

/** Anything at all, past the type checker. */
const fill = (experiment: unknown) => refused(() => engine.fill(experiment as never));

const points = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
  ],
  targets: [0, 1, 1],
};
const own = (data: object, more: object = {}) => ({ data: { ...points, ...data }, ...more });
const values = { task: "regression" };

const EXPERIMENTS: Record<string, unknown> = {
  "a number out of range": { optimizer: { name: "sgd", learningRate: -1 } },
  "half a unit": { network: { hidden: [{ units: 2.5 }] } },
  "a text for a whole number": { network: { hidden: [{ units: "four" }] } },
  "half a sample": { data: { dataset: "spiral", samples: 200.5 } },
  "a seed that is not whole": { network: { seed: 0.1 } },
  "half an epoch to stop at": { stop: { maxEpochs: 0.5 } },
  "half a sample in a batch": { batch: { size: 2.5 } },
  "NaN units": { network: { hidden: [{ units: Number.NaN }] } },
  "a text for a number": { optimizer: { learningRate: "0.1" } },
  "NaN for a number": { optimizer: { learningRate: Number.NaN } },
  "a list for an object": { network: [] },
  "an object for a text": { data: { dataset: {} } },
  "null for an object": { data: null },
  "a number for a boolean": { batch: { shuffle: 1 } },
  "an unknown name": { data: { dataset: "moon landing" } },
  "an unknown key": { data: { noize: 1 } },
  "an unknown word": { precision: "float16" },
  "another version": { version: 2 },
  "a feature twice": { features: ["x", "x"] },
  "a feature of two columns over one": { task: "regression", data: { dataset: "sine" }, features: ["y"] },
  "a thousand layers": { network: { hidden: Array.from({ length: 1000 }, () => ({ units: 1 })) } },
  "no list of layers": { network: { hidden: 3 } },
  "clipping by both": { gradientClipping: { norm: 1, value: 1 } },
  "clipping by neither": { gradientClipping: {} },
  "clipping by a text": { gradientClipping: "norm" },
  "a batch of none": { batch: { size: 0 } },
  "a batch by a word": { batch: { size: "all" } },
  "a dataset of the other task": { task: "regression", data: { dataset: "spiral" } },
  "classes of values": { task: "regression", data: { dataset: "plane", classes: 2 } },
  "a note on rows that are not there": { data: { dataset: "spiral", columns: 2 } },
  "a dataset and rows": own({ dataset: "spiral" }),
  "a loss of the other task": { task: "regression", loss: "cross-entropy" },
  "a loss and an output that do not go together": { loss: "cross-entropy", network: { outputActivation: "tanh" } },
  "no training rows": { data: { dataset: "spiral", samples: 10, trainFraction: 0.001 } },
  "a missing cell": own({
    inputs: [
      [0, 0],
      [0, null],
      [1, 0],
    ],
  }),
  "a text in a cell": own({
    inputs: [
      [0, 0],
      [0, "a"],
      [1, 0],
    ],
  }),
  "an infinite cell": own({
    inputs: [
      [0, 0],
      [0, Number.POSITIVE_INFINITY],
      [1, 0],
    ],
  }),
  "a short row": own({ inputs: [[0, 0], [0], [1, 0]] }),
  "an empty row": own({ inputs: [[], [0, 1]] }),
  "no rows": own({ inputs: [], targets: [] }),
  "rows of no list": own({ inputs: "0,1" }),
  "a row that is a text": own({ inputs: [[0, 0], "0,1"] }),
  "fewer targets than rows": own({ targets: [0, 1] }),
  "too few numbers for whole rows": own({ inputs: [0, 0, 1], columns: 2 }),
  "inputs alone": { data: { inputs: points.inputs } },
  "targets alone": { data: { targets: points.targets } },
  "test inputs alone": own({ testInputs: [[0, 0]] }),
  "half a class": own({ targets: [0, 0.5, 1] }),
  "a class beyond": own({ targets: [0, 1, 2], classes: 2 }),
  "a label of two": own({
    targets: [
      [0, 1],
      [2, 0],
      [1, 1],
    ],
  }),
  "two labels under softmax": own(
    {
      targets: [
        [0, 1],
        [1, 1],
        [1, 0],
      ],
    },
    { network: { outputActivation: "softmax" } },
  ),
  "classes and labels": own({
    targets: [
      [0, 1],
      [1, 1],
      [1, 0],
    ],
    classes: 3,
  }),
  "classes of own values": own({ classes: 2 }, values),
  "too few names": own({ classNames: ["a"] }),
  "names that are no list": own({ columnNames: "ab" }),
  "a domain of another shape": own({ domain: [[0, 1]] }),
  "a domain upside down": own({
    domain: [
      [1, 0],
      [0, 1],
    ],
  }),
  "a share beside test rows": own({ testInputs: [[0, 0]], testTargets: [1], trainFraction: 0.5 }),
  "only rows with a missing cell": own({
    inputs: [
      [null, 0],
      [0, null],
      [null, 0],
    ],
    missing: "drop",
  }),
};

/** Ids, paths and values stay; two English words in a row are a clause that was forgotten. */
const english = (text: string) => /[a-z]{2,} (?!= )[a-z]{2,}/i.test(text.replace(/"[^"]*"/g, ""));
/** What must not get lost: numbers and quoted texts. */
const facts = (text: string) => text.match(/"[^"]*"|\d[\d.e+-]*/g) ?? [];

describe("A refusal in Chinese", () => {
  it.each(Object.keys(EXPERIMENTS))("names the place, the value and what is allowed: %s", (name) => {
    const error = fill(EXPERIMENTS[name]);
    const text = refusalText("zh", error, engine.catalog);
    expect(text).toContain(error.path);
    expect(english(text), text).toBe(false);
    expect(text).not.toContain("原话");
    const complaint = error.message.slice(error.path.length);
    for (const fact of facts(complaint)) expect(text, error.message).toContain(fact);
    expect(text.includes("允许")).toBe(/allowed/.test(complaint));
  });

  it("has words for every message that the engine can send, in both languages, with the same values", () => {
    expect(engine.catalog.messages.length).toBeGreaterThan(90);
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { id, english: words } of engine.catalog.messages) {
      expect(messageText("en", id, {}, engine.catalog), id).toBe(words);
      const chinese = messageText("zh", id, {}, null);
      expect(chinese, id).toMatch(id === "undefinedValue" ? /./ : /[一-鿿]/u);
      expect(new Set(places(chinese ?? "")), id).toEqual(new Set(places(words)));
    }
    expect(Object.keys(chineseMessages).sort()).toEqual(engine.catalog.messages.map(({ id }) => id).sort());
  });

  it.each(Object.keys(EXPERIMENTS))("says in English what the engine's own sentence says: %s", (name) => {
    const error = fill(EXPERIMENTS[name]);
    const complaint = error.message.slice(error.path.length + 1);
    expect(messageText("en", error.id, error.values, engine.catalog)).toBe(complaint);
  });

  it("of the last feature is a plain sentence, for it is a click that asks for it", () => {
    const error = fill({ features: [] });
    expect(refusalText("zh", error, engine.catalog)).toBe("至少选择一个特征");
    expect(refusalText("en", error, engine.catalog)).toBe("Choose at least one feature");
  });

  it("calls a setting by the name it has in the recipe", () => {
    const error = fill({ optimizer: { learningRate: -1 } });
    expect(refusalText("zh", error, engine.catalog)).toMatch(/^学习率（optimizer\.learningRate）是 -1，允许：\S+ 到 /);
    expect(refusalText("en", error, engine.catalog)).toMatch(
      /^Learning rate \(optimizer\.learningRate\) is -1, allowed \S+ to /,
    );
    const layer = fill({ network: { hidden: [{ units: -1 }] } });
    expect(refusalText("zh", layer, engine.catalog)).toContain("（network.hidden[0].units）是 -1");
  });

  it("reads as a sentence where two choices do not go together", () => {
    const error = fill({ loss: "cross-entropy", network: { outputActivation: "tanh" } });
    expect(refusalText("zh", error, null)).toMatch(
      /^loss 是 "cross-entropy"，它与 softmax 搭配；但 network\.outputActivation 是 "tanh"，后者与 half-squared-error、mse、huber 搭配$/,
    );
  });

  it("of a kind that nobody put into words gives the engine's own words behind a Chinese lead", () => {
    const error = { path: "snapshot", id: "fishy", values: {}, message: "snapshot smells of fish, allowed fresh ones" };
    expect(refusalText("zh", error, null)).toBe(
      "snapshot 未被接受。计算引擎的原话是：snapshot smells of fish, allowed fresh ones",
    );
    expect(refusalText("en", error, null)).toBe(error.message);
  });

  it("asks for whole numbers where only such will do", () => {
    const error = fill({ network: { hidden: [{ units: 2.5 }] } });
    expect(error.message).toBe("network.hidden[0].units is 2.5, allowed whole numbers from 1 to 1024");
    expect(refusalText("zh", error, null)).toBe("network.hidden[0].units 是 2.5，允许：1 到 1024 的整数");
  });

  /** Calls past the type checker, each refused for its own reason. */
  const CALLS: Record<string, (trainer: Trainer) => unknown> = {
    "an infinite parameter": (trainer) => trainer.setParameter(0, Number.POSITIVE_INFINITY),
    "a parameter beyond the last": (trainer) => trainer.setParameter(9999, 1),
    "half a parameter": (trainer) => trainer.setParameter(0.5, 1),
    "half a row": (trainer) => trainer.predict([0, 1, 2]),
    "a row that is not a number": (trainer) => trainer.outputPartsAt([Number.NaN, 0]),
    "a row too long": (trainer) => trainer.activationsAt([[0, 1, 2]]),
    "a row that is a text": (trainer) => trainer.predict([[0, 1], "0, 1"] as never),
    "too few parameters": (trainer) => trainer.setParameters([1, 2]),
    "no list of parameters": (trainer) => trainer.setParameters("all" as never),
    "bytes that are no checkpoint": (trainer) => trainer.rewind(new Uint8Array(3)),
    "a checkpoint that is no bytes": (trainer) => trainer.rewind([1, 2] as never),
    "a change that needs a new start": (trainer) => trainer.configure({ data: { dataset: "spiral" } }),
    "fewer than no steps": (trainer) => trainer.advance(-1),
    "half an epoch": (trainer) => trainer.trainEpochs(0.5),
    "a text for steps": (trainer) => trainer.trainSteps("ten" as never),
    "a width of 2.5": (trainer) => trainer.field({ width: 2.5, height: 4 }),
    "a width too large": (trainer) => trainer.field({ width: 5000, height: 4 }),
    "half a neuron": (trainer) => trainer.field({ width: 4, height: 4, neuron: { layer: 1, index: 0.5 } }),
    "a layer beyond": (trainer) => trainer.field({ width: 4, height: 4, neuron: { layer: 9, index: 0 } }),
    "one axis": (trainer) => trainer.field({ width: 4, height: 4, axes: [0] as never }),
    "an axis twice": (trainer) => trainer.field({ width: 4, height: 4, axes: [1, 1] }),
    "an axis of no column": (trainer) => trainer.field({ width: 4, height: 4, axes: [0, 7] }),
    "other columns at too few values": (trainer) => trainer.field({ width: 4, height: 4, at: [0, 1, 2, 3] }),
    "other columns at infinity": (trainer) => trainer.field({ width: 4, height: 4, at: [0, Number.POSITIVE_INFINITY] }),
    "a request with an unknown key": (trainer) => trainer.field({ width: 4, height: 4, depth: 4 } as never),
    "a thumbnail that does not divide": (trainer) => trainer.view({ width: 12, height: 8, thumbnail: 3 }),
    "a buffer that is none": (trainer) => trainer.view({ width: 8, height: 8, thumbnail: 2 }, [] as never),
    "an unknown part": (trainer) => trainer.confusion("all" as never),
    "a gradient of no parameter": (trainer) => trainer.sampleGradients(-2),
    "half a sample's trace": (trainer) => trainer.trace({ sample: 0.5 }),
    "a trace of nothing": (trainer) => trainer.trace({} as never),
    "history from nowhere": (trainer) => trainer.history(Number.NaN),
    "a hold that is neither": (trainer) => trainer.setFixed(0, "yes" as never),
    "an experiment around itself": (trainer) => {
      const round: Record<string, unknown> = {};
      round.network = round;
      trainer.configure(round);
    },
    "an experiment with a symbol": (trainer) => trainer.configure({ [Symbol("x")]: 1 } as never),
    "an experiment with a function": (trainer) => trainer.configure({ network: () => 1 } as never),
    "a snapshot that is none": () => engine.restore(3 as never),
    "a snapshot of another version": (trainer) => engine.restore({ ...trainer.save(), version: 99 } as never),
    "a snapshot with another text": (trainer) => engine.restore({ ...trainer.save(), history: "what?" } as never),
    "a snapshot without its experiment": (trainer) =>
      engine.restore({ ...trainer.save(), experiment: undefined } as never),
    ...Object.fromEntries(
      Object.entries({
        "a history of nothing": () => [],
        "a history of other layers": (saved) => [9, ...saved.slice(1)],
        "a history with half an entry": (saved) => saved.slice(0, -1),
        "a history without a stride": (saved) => [...saved.slice(0, 3), 0, ...saved.slice(4)],
        "a history that goes back": (saved) => saved.map((value, at) => (at === 4 ? 7 : value)),
      } satisfies Record<string, (saved: number[]) => number[]>).map(([name, damage]) => [
        name,
        (trainer: Trainer) => {
          trainer.trainEpochs(3);
          const snapshot = trainer.save() as unknown as { history: string };
          // How many numbers follow, then the numbers, eight bytes each.
          const bytes = new Uint8Array(Buffer.from(snapshot.history, "base64")).buffer;
          const numbers = new Float64Array(damage([...new Float64Array(bytes, 8)]));
          const count = new BigUint64Array([BigInt(numbers.length)]);
          const parts = [count, numbers].map(({ buffer }) => Buffer.from(buffer));
          const history = Buffer.concat(parts).toString("base64");
          return engine.restore({ ...snapshot, history } as never);
        },
      ]),
    ),
  };

  it.each(Object.entries(CALLS))("is of a trainer's arguments too: %s", (_, call) => {
    const trainer = engine.createTrainer({ data: { dataset: "circle", samples: 20 } });
    const error = refused(() => call(trainer));
    const text = refusalText("zh", error, engine.catalog);
    expect(text).toContain(error.path);
    expect(english(text), text).toBe(false);
    expect(text, error.message).not.toContain("原话");
    const complaint = error.message.slice(error.path.length);
    for (const fact of facts(complaint)) expect(text, error.message).toContain(fact);
    expect(text.includes("允许")).toBe(/allowed/.test(complaint));
    // A Chinese word follows another without a space.
    expect(text).not.toMatch(/[一-鿿] [一-鿿]/u);
    trainer.dispose();
  });
});
