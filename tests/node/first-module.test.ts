/** The module that a page begins with: all that the whole engine has but float64 and the gradient check, in the same bits. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ExperimentInput, loadEngine } from "../../web/engine/index.js";
import { hashes } from "../reference/same-bits.mjs";

const read = (name: string) => readFileSync(new URL(`../../build/engine/${name}`, import.meta.url));
const bytes = read("engine-float32.wasm");
const whole = await loadEngine({ module: read("engine.wasm") });
const wasm = { headers: { "content-type": "application/wasm" } };
const begin = () => loadEngine({ module: bytes });
const recorded = JSON.parse(readFileSync(new URL("../reference/same-bits.json", import.meta.url), "utf8"));
const experiment = {
  data: { dataset: "spiral", samples: 60 },
  network: { hidden: [{ units: 3 }] },
} satisfies ExperimentInput;
const inFloat64 = { ...experiment, precision: "float64" } satisfies ExperimentInput;

let engine: Awaited<ReturnType<typeof begin>>;
beforeEach(async () => {
  engine = await begin();
});
afterEach(() => vi.restoreAllMocks());

it("has the same catalog, refusals and bits", async () => {
  expect(engine.catalog).toEqual(whole.catalog);
  const refused = (from: typeof engine) => {
    try {
      from.createTrainer({ network: { hidden: [{ units: -1 }] } });
    } catch (error) {
      return error;
    }
  };
  expect(refused(engine)).toEqual(refused(whole));
  await engine.loadWhole();
  expect(hashes(engine)).toEqual(recorded.hashes);
});

it("answers every question that takes no longer than a frame as the whole engine does", () => {
  const [here, there] = [engine, whole].map((from) => {
    const trainer = from.createTrainer(experiment);
    trainer.trainEpochs(3);
    const point = [[0.5, -1]];
    const answers = [
      trainer.data(),
      trainer.layers(),
      trainer.progress,
      trainer.history(),
      trainer.parameters(),
      trainer.gradients(),
      trainer.objective(),
      trainer.nextBatch(),
      trainer.activationsAt(point),
      trainer.preActivationsAt(point),
      trainer.outputPartsAt(point),
      trainer.predict(point),
      trainer.field({ width: 8, height: 8 }),
      trainer.view({ width: 20, height: 20, thumbnail: 5 }).planes,
      trainer.confusion("train"),
      trainer.sampleLosses("test"),
      trainer.sampleGradients(-1),
      trainer.trace({ batch: true }),
      trainer.components({ part: "train" }),
      trainer.save(),
      trainer.checkpoint(),
    ];
    trainer.dispose();
    return answers;
  });
  expect(here).toEqual(there);
});

describe("what it lacks", () => {
  it("is named, and for a run what to wait for", () => {
    const load = (message: string) =>
      expect.objectContaining({ code: "load", message: expect.stringContaining(message) });
    expect(() => engine.createTrainer(inFloat64)).toThrow(load("await engine.prepare(experiment)"));
    const trainer = engine.createTrainer(experiment);
    expect(() => trainer.checkGradients()).toThrow(load("has not been loaded"));
    expect(() => trainer.start("checkGradients")).toThrow(load("has not been loaded"));
    expect(trainer.trainSteps(1).step).toBe(1);
    trainer.dispose();
  });

  it("is there after it was prepared: runs in float64, by themselves and saved, with rows that are a file", async () => {
    const digits = { data: { dataset: "digits", samples: 60 }, precision: "float64" } satisfies ExperimentInput;
    await engine.prepare(digits);
    const [here, there] = [engine, whole].map((from) => {
      const trainer = from.createTrainer(digits);
      trainer.trainSteps(5);
      const restored = from.restore(trainer.save());
      restored.trainSteps(5);
      const parameters = restored.copy().parameters();
      for (const one of [trainer, restored]) one.dispose();
      return parameters;
    });
    expect(here).toBeInstanceOf(Float64Array);
    expect(here).toEqual(there);
  });

  it("is refused as a load that failed while it does not come, and comes when it is asked for again", async () => {
    const compile = vi.spyOn(WebAssembly, "compile").mockRejectedValueOnce(new Error("no luck"));
    vi.resetModules();
    const { loadEngine: load } = await import("../../web/engine/index.js");
    const own = await load({ module: await WebAssembly.compileStreaming(new Response(bytes, wasm)) });
    await expect(own.prepare(inFloat64)).rejects.toMatchObject({
      code: "load",
      message: expect.stringMatching("no luck"),
    });
    await own.prepare(inFloat64);
    expect(compile).toHaveBeenCalledTimes(2);
    expect(own.createTrainer(inFloat64).parameters()).toBeInstanceOf(Float64Array);
  });

  it("is loaded once, however many ask for it, with the rows that were given before", async () => {
    const rows = readFileSync(new URL("../../data/digits8x8.csv", import.meta.url));
    await engine.loadDataset("digits", rows);
    const [here, there] = await Promise.all([engine.loadWhole(), engine.loadWhole()]);
    expect(here).toBe(there);
    expect([...here.rows]).toEqual(["digits"]);
  });

  it("is asked of a copy of the run in the whole engine", async () => {
    const [here, there] = [engine, whole].map((from) => {
      const trainer = from.createTrainer(experiment);
      trainer.trainSteps(7);
      return trainer;
    });
    const copy = await here!.copyInWhole();
    expect(copy.checkGradients()).toEqual(there!.checkGradients());
    copy.trainSteps(3);
    expect(here!.position.step).toBe(7);
    for (const trainer of [here!, there!, copy]) trainer.dispose();
  });
});
