import { loadEngine } from "gradient-playground";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog, Experiment } from "../../../web/engine/types.js";
import { Choices } from "../../../web/state/choices.js";
import { chooseClasses, chooseDataset, useOwnRows } from "../../../web/state/fit.js";

const engine = await loadEngine();
const { catalog } = engine as { catalog: Catalog };
let home: Experiment;

beforeAll(() => {
  home = engine.fill({
    data: { dataset: "spiral" },
    features: ["x", "y", "sin(x)"],
    loss: "binary-cross-entropy",
    network: { hidden: [{ units: 4 }], outputActivation: "sigmoid" },
  });
});

/** What becomes of an experiment, taken over by the engine after each step. */
function changed(start: Experiment, ...steps: ((draft: Experiment) => void)[]): Experiment {
  return steps.reduce((experiment, step) => {
    const draft = structuredClone(experiment);
    step(draft);
    return engine.fill(draft);
  }, start);
}
const dataset = (id: string) => (draft: Experiment) => chooseDataset(draft, catalog, id);
const judged = ({ loss, network }: Experiment) => [loss, network.outputActivation];

describe("Data in place of others", () => {
  it("bring back the coordinate that data of one column had no use for", () => {
    expect(changed(home, dataset("sine")).features).toEqual(["x", "sin(x)"]);
    expect(changed(home, dataset("sine"), dataset("saddle")).features).toEqual(["x", "y", "sin(x)"]);
    expect(changed(home, dataset("sine"), dataset("circle")).features).toEqual(["x", "y", "sin(x)"]);
  });

  it("leave out what the reader had left out", () => {
    const plain = { ...home, features: ["x", "sin(x)"] };
    expect(changed(plain, dataset("circle")).features).toEqual(["x", "sin(x)"]);
  });

  it("of one's own with two columns have both after a curve", () => {
    const rows = { inputs: [1, 2, 3, 4], targets: [0, 1], columns: 2 };
    const own = changed(home, dataset("step"), (draft) => useOwnRows(draft, catalog, rows, "classification"));
    expect(own.features).toEqual(["x", "y", "sin(x)"]);
    expect(judged(own)).toEqual(["binary-cross-entropy", "sigmoid"]);
  });

  it("with more than two classes share 1 among them, and two have one output again", () => {
    expect(judged(changed(home, dataset("iris")))).toEqual(["cross-entropy", "softmax"]);
    expect(judged(changed(home, dataset("iris"), dataset("circle")))).toEqual(["binary-cross-entropy", "sigmoid"]);
    const more = (classes: number) => (draft: Experiment) => chooseClasses(draft, catalog, classes);
    expect(judged(changed(home, more(4)))).toEqual(["cross-entropy", "softmax"]);
    expect(judged(changed(home, more(4), more(2)))).toEqual(["binary-cross-entropy", "sigmoid"]);
  });

  it("keep a loss that serves any number of classes, and one that was chosen among the same number", () => {
    const squared = engine.fill({ ...home, loss: "half-squared-error" });
    expect(changed(squared, dataset("iris")).loss).toBe("half-squared-error");
    const many = changed(home, dataset("iris"), (draft) => {
      draft.loss = "binary-cross-entropy";
      draft.network.outputActivation = "sigmoid";
    });
    expect(judged(changed(many, dataset("penguins")))).toEqual(["binary-cross-entropy", "sigmoid"]);
  });

  it("keep the share that rows of one's own came to, not that all of them train", () => {
    const rows = { inputs: [1, 2, 3, 4, 5, 6], targets: [0, 1, 1], columns: 2, trainFraction: 1 };
    const own = (more: object) => (draft: Experiment) =>
      useOwnRows(draft, catalog, { ...rows, ...more }, "classification");
    const split = own({ testInputs: [1, 2], testTargets: [1] });
    expect(changed(home, split, dataset("circle")).data.trainFraction).toBe(0.75);
    const usual = engine.fill({ data: { dataset: "circle" } }).data.trainFraction;
    expect(changed(home, own({}), dataset("circle")).data.trainFraction).toBe(usual);
    const asked = { ...home, data: { ...home.data, trainFraction: 0.6 } };
    expect(changed(asked, dataset("circle")).data.trainFraction).toBe(0.6);
  });

  it("find again what was chosen for them: features, points, noise, loss and output", () => {
    const choices = new Choices();
    const to = (id: string) => (draft: Experiment) => chooseDataset(draft, catalog, id, choices);
    const chosen = engine.fill({
      ...home,
      data: { dataset: "spiral", samples: 360, noise: 0.25 },
      features: ["x", "y", "sin(x)", "sin(y)"],
      loss: "half-squared-error",
      network: { ...home.network, outputActivation: "tanh" },
    });
    const back = changed(chosen, to("sine"), to("spiral"));
    expect(back.features).toEqual(["x", "y", "sin(x)", "sin(y)"]);
    expect(back.data).toMatchObject({ samples: 360, noise: 0.25 });
    expect(judged(back)).toEqual(["half-squared-error", "tanh"]);
    expect(changed(chosen, to("iris"), to("spiral")).features).toEqual(back.features);
  });

  it("of another kind have their own noise", () => {
    const noisy = engine.fill({ ...home, data: { dataset: "spiral", noise: 0.4 } });
    const usual = engine.fill({ data: { dataset: "circle" } }).data.noise;
    expect(changed(noisy, dataset("circle")).data.noise).toBe(usual);
  });

  it("of one's own leave the batch as it was chosen: a larger one is all of the rows", () => {
    const batched = engine.fill({ ...home, batch: { size: 64 } });
    const rows = { inputs: [1, 2, 3, 4, 5, 6], targets: [0, 1, 1], columns: 2, trainFraction: 1 };
    const few = changed(batched, (draft) => useOwnRows(draft, catalog, rows, "classification"));
    const stepped = engine.createTrainer(few);
    expect(stepped.trainEpochs(1)).toMatchObject({ epoch: 1, step: 1 });
    stepped.dispose();
    expect(changed(few, dataset("circle")).batch.size).toBe(64);
  });

  it("of another task begin with a loss for it", () => {
    expect(judged(changed(home, dataset("plane")))).toEqual(["half-squared-error", "linear"]);
    expect(judged(changed(home, dataset("plane"), dataset("circle")))).toEqual(["binary-cross-entropy", "sigmoid"]);
    expect(judged(changed(home, dataset("plane"), dataset("digits")))).toEqual(["cross-entropy", "softmax"]);
  });
});
