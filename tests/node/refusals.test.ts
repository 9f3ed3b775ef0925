/** What is refused: where the error points, that nothing aborts, and that the engine works on. */
import { ExperimentError } from "gradient-playground";
import { afterEach, describe, expect, test } from "vitest";
import { bits, engine, five, small, thrownBy, withTrainer } from "./experiments.ts";

/** Anything at all, past the type checker: callers in JavaScript can hand in what they like. */
const refused = (experiment: unknown): unknown => thrownBy(() => engine.createTrainer(experiment as never).dispose());

afterEach(() => {
  withTrainer(five, (trainer) => expect(trainer.trainEpochs(1).step).toBe(3));
});

const layer = { units: 4, activation: "tanh" };
const rows = (cell: unknown) => ({
  ...five,
  data: {
    ...five.data,
    inputs: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, cell],
      [0.5, -1],
    ],
  },
});
const targets = (...values: unknown[]) => ({ ...five, data: { ...five.data, targets: values } });

describe("an experiment is refused at the place that is wrong", () => {
  test.each<[string, unknown, string]>([
    ["negative units", { network: { hidden: [layer, { units: -1, activation: "tanh" }] } }, "network.hidden[1].units"],
    ["half a unit", { network: { hidden: [{ units: 2.5 }] } }, "network.hidden[0].units"],
    ["an unknown dataset", { data: { dataset: "moon landing" } }, "data.dataset"],
    ["an unknown key", { data: { dataset: "spiral", noize: 1 } }, "data.noize"],
    ["an unknown key at the top", { epochs: 3 }, "epochs"],
    [
      "an unknown activation",
      { network: { hidden: [{ units: 2, activation: "tan" }] } },
      "network.hidden[0].activation",
    ],
    ["an unknown optimizer", { optimizer: { name: "sdg" } }, "optimizer.name"],
    ["another optimizer's parameter", { optimizer: { name: "sgd", beta1: 0.9 } }, "optimizer.beta1"],
    ["a parameter out of range", { optimizer: { name: "adam", beta1: 1.5 } }, "optimizer.beta1"],
    ["an unknown feature", { features: ["x", "z"] }, "features[1]"],
    ["a NaN coordinate", rows(Number.NaN), "data.inputs[3][1]"],
    ["an infinite coordinate", rows(Number.POSITIVE_INFINITY), "data.inputs[3][1]"],
    ["a missing cell", rows(null), "data.inputs[3][1]"],
    ["a text for a number", rows("1"), "data.inputs[3][1]"],
    ["a row that is too short", rows(undefined), "data.inputs[3][1]"],
    [
      "a target out of range",
      { ...targets(0, 1, 2, 0, 1), data: { ...targets(0, 1, 2, 0, 1).data, classes: 2 } },
      "data.targets[2]",
    ],
    ["a negative class", targets(0, -1, 1, 0, 1), "data.targets[1]"],
    ["half a class", targets(0, 0.5, 1, 0, 1), "data.targets[1]"],
    ["too few targets", targets(0, 1), "data.targets"],
    ["no rows", { ...five, data: { ...five.data, inputs: [], targets: [] } }, "data.inputs"],
    ["a batch of none", { batch: { size: 0 } }, "batch.size"],
    ["a batch named otherwise", { batch: { size: "all" } }, "batch.size"],
    ["ten thousand layers", { network: { hidden: Array.from({ length: 10_000 }, () => layer) } }, "network.hidden"],
    ["a loss that does not fit", { loss: "cross-entropy", network: { outputActivation: "tanh" } }, "loss"],
    ["a learning rate of NaN", { optimizer: { learningRate: Number.NaN } }, "optimizer.learningRate"],
    ["a number as a text", { optimizer: { learningRate: "0.1" } }, "optimizer.learningRate"],
    ["two clippings at once", { gradientClipping: { norm: 1, value: 1 } }, "gradientClipping"],
    ["another version", { version: 2 }, "version"],
    ["an unknown task", { task: "clustering" }, "task"],
    ["a list for an object", { network: [] }, "network"],
    ["null for an object", { data: null }, "data"],
    ["a seed that is no whole number", { network: { seed: 0.5 } }, "network.seed"],
    ["a training part of nothing", { data: { trainFraction: 0 } }, "data.trainFraction"],
    ["noise beyond the range", { data: { dataset: "spiral", noise: 7 } }, "data.noise"],
    ["an unknown precision", { precision: "float16" }, "precision"],
  ])("%s", (_, experiment, path) => {
    const error = refused(experiment);
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error).toBeInstanceOf(Error);
    const { path: place, message, code, stack } = error as ExperimentError;
    expect(place).toBe(path);
    expect(code).toBe("experiment");
    expect(message.startsWith(path)).toBe(true);
    expect(message.length).toBeGreaterThan(path.length + 5);
    expect(stack).toContain("refusals.test");
  });

  test("messages say what was given and what is allowed", () => {
    expect((refused({ batch: { size: 0 } }) as Error).message).toMatch(/0.*allowed.*1/);
    expect((refused({ network: { hidden: [{ units: -1 }] } }) as Error).message).toMatch(/-1.*allowed.*1/);
    const message = (refused({ optimizer: { name: "sdg" } }) as Error).message;
    expect(message).toContain('"sdg"');
    for (const { id } of engine.catalog.optimizers) expect(message).toContain(id);
  });
});

test("every setting that counts asks for whole numbers of its range", () => {
  const counting = engine.catalog.settings.filter(({ id, scale }) => scale === "integer" && id !== "network.hidden");
  expect(counting.length).toBeGreaterThan(7);
  for (const { id, min } of counting) {
    const half = min + 0.5;
    // network.hidden[].units → { network: { hidden: [{ units: half }] } }
    const experiment = id
      .split(".")
      .reverse()
      .reduce<unknown>((inner, key) => (key.endsWith("[]") ? { [key.slice(0, -2)]: [inner] } : { [key]: inner }), half);
    const error = refused(experiment) as ExperimentError;
    expect(error, id).toBeInstanceOf(ExperimentError);
    expect(error.message).toBe(
      `${id.replace("[]", "[0]")} is ${half}, allowed ${error.message.split(", allowed ")[1]}`,
    );
    expect(error.message).toMatch(/allowed whole numbers from \d+ to \d|allowed "full" or \d+ to \d+, whole$/);
  }
});

describe("what is no plain JSON is refused with its place", () => {
  const cyclic: Record<string, unknown> = { data: {} };
  cyclic.network = { hidden: [cyclic] };
  let deep: unknown = 1;
  for (let level = 0; level < 100; level++) deep = [deep, level];

  test.each<[string, unknown, string]>([
    ["a function", { network: { seed: () => 1 } }, "network.seed"],
    ["a symbol", { task: Symbol("task") }, "task"],
    ["a BigInt", { data: { seed: 1n } }, "data.seed"],
    ["a hole in a list", { features: Array(2) }, "features[0]"],
    ["undefined in a list", { features: ["x", undefined] }, "features[1]"],
    ["a date", { data: new Date() }, "data"],
    ["a map", { optimizer: new Map() }, "optimizer"],
    [
      "an array of BigInts",
      rows(0).data && { ...five, data: { ...five.data, targets: new BigInt64Array(5) } },
      "data.targets",
    ],
    ["an object within itself", cyclic, "network.hidden[0]"],
    ["nothing", undefined, "experiment"],
  ])("%s", (_, experiment, path) => {
    const error = refused(experiment);
    expect(error).toBeInstanceOf(ExperimentError);
    expect((error as ExperimentError).path).toBe(path);
  });

  test("depth without end", () => {
    const error = refused({ features: deep }) as ExperimentError;
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error.path).toMatch(/^features/);
    expect(error.message).toContain("64");
  });

  test("an error of the caller's own getter comes through as it is", () => {
    const own = new RangeError("mine");
    const experiment = {
      get task(): string {
        throw own;
      },
    };
    expect(refused(experiment)).toBe(own);
  });

  test("a member that is undefined is left out", () => {
    expect(engine.fill({ data: undefined, loss: undefined } as never)).toEqual(engine.catalog.defaults);
  });

  test.each([null, 3, "spiral", true, [], [1, 2]])("%j is no experiment", (experiment) => {
    expect(refused(experiment)).toBeInstanceOf(ExperimentError);
  });
});

describe("arguments are refused by name, and the run stays as it was", () => {
  const trainer = engine.createTrainer(small);
  const start = bits(trainer.parameters());
  const count = trainer.parameterCount;
  const list = (length: number, value: unknown = 0) => Array.from({ length }, (_, i) => (i === 4 ? value : 0));
  // biome-ignore lint/suspicious/noExplicitAny: what no type allows is what is tried here
  const any = trainer as any;

  test.each<[string, () => unknown, string]>([
    ["negative epochs", () => any.trainEpochs(-1), "epochs"],
    ["half an epoch", () => any.trainEpochs(0.5), "epochs"],
    ["no number of epochs", () => any.trainEpochs(), "epochs"],
    ["a text of steps", () => any.trainSteps("10"), "steps"],
    ["NaN steps", () => any.trainSteps(Number.NaN), "steps"],
    ["endless steps", () => any.trainSteps(Number.POSITIVE_INFINITY), "steps"],
    ["too few parameters", () => any.setParameters([1, 2, 3]), "parameters"],
    ["no parameters", () => any.setParameters(), "parameters"],
    ["a NaN parameter", () => any.setParameters(list(count, Number.NaN)), "parameters[4]"],
    ["a missing parameter", () => any.setParameters(list(count, null)), "parameters[4]"],
    ["an index past the end", () => any.setParameter(count, 1), "index"],
    ["half an index", () => any.setParameter(1.5, 1), "index"],
    ["an infinite value", () => any.setParameter(0, Number.POSITIVE_INFINITY), "value"],
    ["a text to fix", () => any.setFixed(0, "yes"), "fixed"],
    ["points of three", () => any.predict([[1, 2, 3]]), "points[0]"],
    ["a ragged list", () => any.predict([[1, 2], [3]]), "points[1]"],
    ["half a point", () => any.predict([1, 2, 3]), "points"],
    [
      "a missing coordinate",
      () =>
        any.predict([
          [1, 2],
          [3, null],
        ]),
      "points[1][1]",
    ],
    [
      "a NaN coordinate",
      () =>
        any.predict([
          [1, 2],
          [3, Number.NaN],
        ]),
      "points[1][1]",
    ],
    ["a point that is none", () => any.predict([[1, 2], "here"]), "points[1]"],
    ["features of three", () => any.forward([[1, 2, 3]]), "inputs[0]"],
    ["no width", () => any.field({ height: 3 }), "width"],
    ["no height to speak of", () => any.field({ width: 3, height: 0 }), "height"],
    ["a huge picture", () => any.field({ width: 1e9, height: 3 }), "width"],
    ["a picture by another word", () => any.field({ width: 3, height: 3, depth: 3 }), "depth"],
    ["nothing for a picture", () => any.field(), "request"],
    [
      "a layer that is not there",
      () => any.field({ width: 3, height: 3, neuron: { layer: 9, index: 0 } }),
      "neuron.layer",
    ],
    ["a negative layer", () => any.field({ width: 3, height: 3, neuron: { layer: -1, index: 0 } }), "neuron.layer"],
    [
      "a neuron that is not there",
      () => any.field({ width: 3, height: 3, neuron: { layer: 1, index: 4 } }),
      "neuron.index",
    ],
    ["an axis that is not there", () => any.field({ width: 3, height: 3, axes: [0, 2] }), "axes[1]"],
    ["three axes", () => any.field({ width: 3, height: 3, axes: [0, 1, 1] }), "axes"],
    ["one direction", () => any.field({ width: 3, height: 3, directions: [[1, 0]] }), "directions"],
    [
      "directions of three columns",
      () =>
        any.field({
          width: 3,
          height: 3,
          directions: [
            [1, 0, 0],
            [0, 1, 0],
          ],
        }),
      "directions[0]",
    ],
    [
      "directions beside axes",
      () =>
        any.field({
          width: 3,
          height: 3,
          axes: [0, 1],
          directions: [
            [1, 0],
            [0, 1],
          ],
        }),
      "arguments",
    ],
    ["a small picture that does not fit", () => any.view({ width: 10, height: 10, thumbnail: 3 }), "thumbnail"],
    ["a text for a buffer", () => any.view({ width: 4, height: 4, thumbnail: 2 }, "abc"), "into"],
    ["an unknown part", () => any.confusion("all"), "part"],
    ["no part", () => any.sampleLosses(), "part"],
    ["a parameter that is not there", () => any.sampleGradients(count), "parameter"],
    ["a trace of nothing", () => any.trace({}), "subject"],
    ["a row that is not there", () => any.trace({ sample: 100 }), "subject.sample"],
    ["a checkpoint of nothing", () => any.rewind(new Uint8Array()), "checkpoint"],
    ["a checkpoint of noise", () => any.rewind(Uint8Array.from({ length: 999 }, (_, i) => i)), "checkpoint"],
    ["no checkpoint", () => any.rewind("abc"), "checkpoint"],
  ])("%s", (_, call, path) => {
    const error = thrownBy(call);
    expect(error).toBeInstanceOf(ExperimentError);
    expect((error as ExperimentError).path).toBe(path);
    expect(bits(trainer.parameters())).toBe(start);
    expect(trainer.position.step).toBe(0);
  });

  test.each<[string, () => unknown, string]>([
    ["half an epoch", () => any.trainEpochs(0.5), "epochs is 0.5, allowed whole numbers from 0 to 9"],
    ["a width", () => any.field({ width: 2.5, height: 3 }), "width is 2.5, allowed whole numbers from 1 to 2048"],
    ["a height", () => any.field({ width: 3, height: 0.5 }), "height is 0.5, allowed whole numbers from 1 to 2048"],
    [
      "an axis",
      () => any.field({ width: 3, height: 3, axes: [0, 0.5] }),
      "axes[1] is 0.5, allowed whole numbers from 0 to 1",
    ],
    [
      "a layer",
      () => any.field({ width: 3, height: 3, neuron: { layer: 0.5, index: 0 } }),
      `neuron.layer is 0.5, allowed whole numbers from 0 to ${trainer.layers().length}`,
    ],
    [
      "a neuron",
      () => any.field({ width: 3, height: 3, neuron: { layer: 0, index: 0.5 } }),
      "neuron.index is 0.5, allowed whole numbers from 0 to 1",
    ],
    [
      "a small picture",
      () => any.view({ width: 10, height: 20, thumbnail: 2.5 }),
      "thumbnail is 2.5, allowed 0 or a whole divisor of 10 and 20",
    ],
    ["an index", () => any.setFixed(1.5, true), `index is 1.5, allowed whole numbers from 0 to ${count - 1}`],
    ["a row", () => any.trace({ sample: 0.5 }), "subject.sample is 0.5, allowed whole numbers from 0 to "],
  ])("%s that is not whole is told the range of whole numbers", (_, call, message) => {
    expect((thrownBy(call) as Error).message.slice(0, message.length)).toBe(message);
  });

  test("a hundred thousand errors leave no trace", () => {
    for (let i = 0; i < 100_000; i++) thrownBy(() => trainer.trainEpochs(-1));
    withTrainer(small, (fresh) => {
      fresh.trainEpochs(2);
      trainer.trainEpochs(2);
      expect(bits(trainer.parameters())).toBe(bits(fresh.parameters()));
      trainer.reset();
    });
  });
});

describe("snapshots are refused where they are damaged", () => {
  const snapshot = withTrainer(small, (trainer) => {
    trainer.trainEpochs(1);
    return trainer.save();
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["no object", "abc"],
    ["an empty one", {}],
    ["another version", { ...snapshot, version: 99 }],
    ["no state", { ...snapshot, state: undefined }],
    ["a state that is no base64", { ...snapshot, state: "*" }],
    ["half a state", { ...snapshot, state: snapshot.state.slice(0, snapshot.state.length / 2) }],
    ["another network's state", { ...snapshot, experiment: { ...snapshot.experiment, network: { hidden: [] } } }],
    ["a wrong experiment", { ...snapshot, experiment: { ...snapshot.experiment, task: "none" } }],
  ])("%s", (_, damaged) => {
    expect(thrownBy(() => engine.restore(damaged as never).dispose())).toBeInstanceOf(ExperimentError);
  });
});

test("a network too large for the machine is refused before memory is asked for", () => {
  // 64 layers of 1024 units would be 67 million weights; the limit stands in the message.
  const hidden = Array.from({ length: 64 }, () => ({ units: 1024, activation: "tanh" }));
  const error = refused({ network: { hidden } });
  expect(error).toBeInstanceOf(ExperimentError);
  expect((error as ExperimentError).path).toMatch(/^network/);
  expect((error as ExperimentError).message).toMatch(/allowed.*\d/);
});
