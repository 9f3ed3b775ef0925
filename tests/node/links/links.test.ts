import { readFileSync } from "node:fs";
import { type ExperimentInput, LinkError } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { bits, engine, five, thrownBy, withTrainer } from "../experiments.ts";

interface Golden {
  name: string;
  link: string;
  experiment: object;
  /** Hexadecimal, little-endian. */
  parameters?: string;
}
const golden = JSON.parse(readFileSync(new URL("../../golden/links-1.json", import.meta.url), "utf8")) as Golden[];

const typical: ExperimentInput = {
  data: { dataset: "moons", noise: 0.15, seed: 8 },
  features: ["x", "y", "x^2", "sin(x)"],
  network: {
    hidden: [
      { units: 8, activation: "relu", dropout: 0.1 },
      { units: 6, activation: "tanh" },
    ],
    outputActivation: "sigmoid",
    initializer: { name: "normal", std: 0.3 },
    seed: 4_294_967_295,
  },
  loss: "binary-cross-entropy",
  regularization: { l2: 0.003 },
  optimizer: { name: "adam", learningRate: 0.004, beta2: 0.99 },
  schedule: { name: "cosine", totalEpochs: 300 },
  gradientClipping: { norm: 1.5 },
  batch: { size: 32, seed: 9 },
  stop: { maxEpochs: 300, patience: 40 },
};

describe("A link", () => {
  test("is the experiment again, whatever it says", () => {
    const { catalog } = engine;
    const each: ExperimentInput[] = [
      {},
      typical,
      five,
      { data: five.data, features: ["raw"], task: "classification" },
      { precision: "float64", batch: { size: "full" }, network: { hidden: [] } },
      ...catalog.datasets.map(({ id, task, columns }) => ({
        task,
        data: { dataset: id },
        features: [columns.length === 1 ? "x" : columns.length === 2 ? "y" : "raw"],
        network: { outputActivation: task === "regression" ? "linear" : "softmax" },
        loss: task === "regression" ? "mse" : "cross-entropy",
      })),
      ...catalog.optimizers.map(({ id }) => ({ optimizer: { name: id } })),
      ...catalog.schedules.map(({ id }) => ({ schedule: { name: id } })),
      ...catalog.initializers.map(({ id }) => ({ network: { initializer: id } })),
    ];
    for (const experiment of each) {
      const link = engine.makeLink(experiment);
      expect(link).toMatch(/^#1\.[\w-]+$/);
      expect(engine.openLink(link), link).toEqual({ experiment: engine.fill(experiment), notices: [] });
    }
  });

  test("of a typical experiment is shorter than 400 characters, of the default one shorter than 30", () => {
    expect(engine.makeLink(typical).length).toBeLessThan(400);
    expect(engine.makeLink({}).length).toBeLessThan(30);
  });

  test.each(["float32", "float64"] as const)("holds parameters in %s to the bit", (precision) => {
    withTrainer({ ...typical, precision }, (trainer) => {
      trainer.trainEpochs(3);
      const parameters = trainer.parameters();
      const opened = engine.openLink(engine.makeLink(trainer.experiment, { parameters }));
      expect(opened.notices).toEqual([]);
      expect(opened.parameters?.constructor).toBe(parameters.constructor);
      expect(bits(opened.parameters!)).toBe(bits(parameters));
    });
  });

  test("of eight layers of 32 units with their weights opens too", () => {
    const hidden = Array.from({ length: 8 }, () => ({ units: 32 }));
    withTrainer({ network: { hidden } }, (trainer) => {
      const link = engine.makeLink(trainer.experiment, { parameters: trainer.parameters() });
      expect(link.length).toBeLessThan(6 * trainer.parameterCount);
      expect(bits(engine.openLink(`https://example.org/${link}`).parameters!)).toBe(bits(trainer.parameters()));
    });
  });

  test("of an experiment that is refused is refused with its place", () => {
    expect(thrownBy(() => engine.makeLink({ batch: { size: 0 } }))).toMatchObject({ path: "batch.size" });
  });

  test.each(golden)("of version 1 is read for ever: $name", ({ link, experiment, parameters }) => {
    const opened = engine.openLink(link);
    expect(opened.notices).toEqual([]);
    expect(opened.experiment).toMatchObject(experiment);
    expect(opened.parameters && bits(opened.parameters)).toBe(parameters);
  });
});

describe("A link that was changed on its way", () => {
  const link = engine.makeLink(typical);
  const payload = link.slice(3);
  const half = payload.length >> 1;
  const broken = `${link.slice(0, 60)}\r\n${link.slice(60, 120)}\n  ${link.slice(120)}`;
  const twice = encodeURIComponent(encodeURIComponent(`https://example.org/p/${link}`));

  test.each([
    ["a whole address", `https://example.org/play/?lang=zh${link}`],
    ["without its number sign", link.slice(1)],
    ["in brackets, with a full stop", `(see https://example.org/${link}).`],
    ["in angle brackets", `<https://example.org/${link}>`],
    ["in Chinese quotes", `“https://example.org/${link}”。`],
    ["as Markdown", `[a spiral](https://example.org/${link})`],
    ["with Markdown's escapes", `https://example.org/\\${link.replaceAll("_", "\\_").replaceAll("-", "\\-")}`],
    ["broken into lines", broken],
    ["quoted in a mail", `> ${broken.replaceAll("\n", "\n> ")}`],
    ["percent-encoded", encodeURIComponent(link)],
    ["percent-encoded twice", twice],
    ["as HTML entities", link.replace("#", "&#35;").replaceAll("-", "&#x2D;").replaceAll("_", "&amp;lowbar;")],
    ["with a zero-width space", `https://example.org/${link.slice(0, 40)}\u200b${link.slice(40)}`],
    ["in the middle of a sentence", `Look at https://example.org/${link} and press play, 3.5 times`],
    ["with typographic dashes", link.replaceAll("--", "—").replaceAll("-", "–")],
  ])("is mended: %s", (_, text) => {
    expect(engine.openLink(text).experiment).toEqual(engine.fill(typical));
  });

  test("says so where it was mended, and not where it was not", () => {
    expect(engine.openLink(`https://example.org/${link}`).notices).toEqual([]);
    expect(engine.openLink(`(${link})`).notices).toEqual([{ id: "mended", values: {} }]);
  });

  test("is refused wherever it was cut off", () => {
    for (let length = 4; length < link.length; length++) {
      const error = thrownBy(() => engine.openLink(link.slice(0, length)));
      expect(error, link.slice(0, length)).toBeInstanceOf(LinkError);
    }
  });

  test.each([
    [
      "damaged",
      "damaged",
      `#1.${payload.slice(0, half)}${payload[half] === "A" ? "B" : "A"}${payload.slice(half + 1)}`,
    ],
    ["of a later version", "newer", `#2.${payload}`],
    ["an empty text", "nothing", "  "],
    ["some other address", "nothing", "https://example.org/?a=b#top"],
    ["half a JSON", "not-json", '{"data": '],
  ])("is refused in words: %s", (_, id, text) => {
    const error = thrownBy(() => engine.openLink(text)) as LinkError;
    expect(error).toBeInstanceOf(LinkError);
    expect(error).toMatchObject({ id, path: "link", code: "experiment" });
    expect(error.message).toMatch(/^link .{20,}/);
  });
});

describe("JSON", () => {
  test("of an experiment opens", () => {
    const opened = engine.openLink(`\ufeff ${JSON.stringify(typical, null, 2)}\n`);
    expect(opened).toEqual({ experiment: engine.fill(typical), notices: [] });
  });

  test("of a saved run opens with what continues it", () => {
    withTrainer(typical, (trainer) => {
      trainer.trainEpochs(2);
      const opened = engine.openLink(JSON.stringify(trainer.save()));
      expect(opened.experiment).toEqual(trainer.experiment);
      const restored = engine.restore(opened.snapshot as ReturnType<typeof trainer.save>);
      expect(bits(restored.parameters())).toBe(bits(trainer.parameters()));
      restored.dispose();
    });
  });

  test("says what is unknown or impossible, and what stands there instead", () => {
    const text =
      '{"batch":{"size":0},"optimizer":{"name":"lion"},"colour":"red","__proto__":{"polluted":1},"loss":"mse"}';
    const { experiment, notices } = engine.openLink(text);
    expect(experiment).toEqual(engine.fill({ loss: "mse" }));
    expect(notices).toContainEqual({ id: "value-replaced", values: { path: "batch.size", value: "0", used: "10" } });
    expect(notices).toContainEqual({
      id: "value-replaced",
      values: { path: "optimizer.name", value: "lion", used: "sgd" },
    });
    expect(notices).toContainEqual({ id: "unknown-key", values: { path: "colour", value: "red" } });
    expect(notices.length).toBe(4);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("with rows that cannot be read is refused, not emptied", () => {
    const data = { inputs: [[0, 1], [2]], targets: [0, 1] };
    expect(thrownBy(() => engine.openLink(JSON.stringify({ data })))).toMatchObject({ code: "experiment" });
  });
});

describe("Controls that a link hides", () => {
  test("come back with it, each once and in one order, beside the experiment and its parameters", () => {
    withTrainer(typical, (trainer) => {
      const parameters = trainer.parameters();
      const link = engine.makeLink(typical, { parameters, hide: ["seed", "noise", "seed", "batch-size"] });
      const opened = engine.openLink(link);
      expect(opened.hide).toEqual(["noise", "batch-size", "seed"]);
      expect(opened.parameters).toEqual(parameters);
      expect(opened.experiment).toEqual(trainer.experiment);
    });
    expect(engine.openLink(engine.makeLink(typical)).hide).toBeUndefined();
  });

  test("are named in a notice where there are none of that name, and refused where a link is made of them", () => {
    const opened = engine.openLink(JSON.stringify({ experiment: typical, hide: ["sun", "noise", "moon"] }));
    expect(opened.hide).toEqual(["noise"]);
    expect(opened.notices).toEqual([{ id: "unknown-control", values: { controls: "sun, moon" } }]);
    expect(thrownBy(() => engine.makeLink(typical, { hide: ["sun"] }))).toMatchObject({
      path: "options.hide",
      values: { given: "sun" },
    });
  });
});
