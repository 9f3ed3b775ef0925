/** The engine's refusals in Chinese: complete, with nothing of the English left. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type Engine, ExperimentError, loadEngine } from "../../../web/engine/index.js";
import { refusalText } from "../../../web/i18n/refusal.js";

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
  "an empty list of features": { features: [] },
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
    const error = { path: "snapshot", message: "snapshot smells of fish, allowed fresh ones" };
    expect(refusalText("zh", error, null)).toBe(
      "snapshot 未被接受。计算引擎的原话是：snapshot smells of fish, allowed fresh ones",
    );
    expect(refusalText("en", error, null)).toBe(error.message);
  });

  it("is of a trainer's arguments too", () => {
    const trainer = engine.createTrainer({ data: { dataset: "circle", samples: 20 } });
    const calls = [
      () => trainer.setParameter(0, Number.POSITIVE_INFINITY),
      () => trainer.setParameter(9999, 1),
      () => trainer.predict([0, 1, 2]),
      () => trainer.predict([Number.NaN, 0]),
      () => trainer.setParameters([1, 2]),
      () => trainer.rewind(new Uint8Array(3)),
      () => trainer.configure({ data: { dataset: "spiral" } }),
      () => trainer.advance(-1),
    ];
    for (const call of calls) {
      const error = refused(call);
      const text = refusalText("zh", error, engine.catalog);
      expect(english(text), text).toBe(false);
      expect(text, error.message).not.toContain("原话");
    }
    trainer.dispose();
  });
});
