import { readFileSync } from "node:fs";
import type { OpenedLink } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { engine, thrownBy, withTrainer } from "../experiments.ts";

interface Case {
  link: string;
  shape: number[];
  features: string[];
  trainCount: number;
  /** The first rows: x, y, label (−1 or 1, or a value). */
  train: [number, number, number][];
  test: [number, number, number][];
  initial: { weights: number[][]; biases: number[] }[];
  /** Training and test loss after so many epochs. */
  losses: Record<string, [number, number]>;
}

const reference = (name: string) => readFileSync(new URL(`../../reference/${name}`, import.meta.url), "utf8");
const cases = JSON.parse(reference("tensorflow-playground-links.json")) as Case[];
/** One a line, below the line that says what is odd about it. */
const found = reference("links-found.txt")
  .split("\n")
  .filter((line) => line.trim() !== "" && !/^(#|\/\/)/.test(line));

function rowsOf({ experiment }: OpenedLink, part: "train" | "test"): number[][] {
  const { data, task } = experiment;
  const inputs = (part === "train" ? data.inputs : data.testInputs) as number[][];
  const targets = (part === "train" ? data.targets : data.testTargets) as number[];
  return inputs.map((row, i) => [...row, task === "regression" ? targets[i]! : 2 * targets[i]! - 1]);
}

/** Our names of its features. */
const FEATURES: Record<string, string> = {
  x: "x",
  y: "y",
  xSquared: "x^2",
  ySquared: "y^2",
  xTimesY: "x*y",
  sinX: "sin(x)",
  sinY: "sin(y)",
};

test("the file holds three links of full length, each with a trajectory", () => {
  expect(cases.map(({ losses }) => Object.keys(losses).join())).toEqual(Array(3).fill("0,1,2,10,50,100"));
});

describe.each(cases)("$link", ({ link, shape, features: named, trainCount, train, test: tested, initial, losses }) => {
  const opened = engine.openLink(`https://playground.tensorflow.org/${link}`);

  test("has the same points in the same order", () => {
    expect(rowsOf(opened, "train").length).toBe(trainCount);
    expect(rowsOf(opened, "train").slice(0, train.length)).toEqual(train);
    expect(rowsOf(opened, "test").slice(0, tested.length)).toEqual(tested);
  });

  test("has the same first weights", () => {
    const { features, network } = opened.experiment;
    expect(features).toEqual(named.map((name) => FEATURES[name]));
    expect([features.length, ...network.hidden.map(({ units }) => units), 1]).toEqual(shape);
    const weights = initial.flatMap((layer) => [...layer.weights.flat(), ...layer.biases]);
    expect(opened.parameters).toEqual(Float32Array.from(weights));
  });

  // 1e-5 over 100 epochs in float32, which rounds at 6e-8; measured 7e-8.
  test("has the same losses over 100 epochs", () => {
    withTrainer(opened.experiment, (trainer) => {
      trainer.setParameters(opened.parameters!);
      for (const [epoch, [trainLoss, testLoss]] of Object.entries(losses)) {
        trainer.trainEpochs(Number(epoch) - trainer.progress.epoch);
        expect(Math.abs(trainer.progress.trainLoss - trainLoss), `training, epoch ${epoch}`).toBeLessThan(1e-5);
        expect(Math.abs(trainer.progress.testLoss! - testLoss), `test, epoch ${epoch}`).toBeLessThan(1e-5);
      }
    });
  });

  test("opens from the fragment, pasted, and from any host with any query", () => {
    for (const text of [link, link.slice(1), `http://mirror.example/playground/?hl=ko&utm_source=x${link}`]) {
      expect(engine.openLink(text).experiment).toEqual(opened.experiment);
    }
  });
});

describe("Addresses as people post them", () => {
  const open = (line: number) => engine.openLink(found[line]!);
  const notices = (line: number) => open(line).notices.map(({ id }) => id);
  const plainCircle = engine.openLink(cases[0]!.link).experiment;

  test("all open", () => {
    expect(found.length).toBe(19);
    for (const line of found) expect(engine.openLink(line).experiment.data.inputs, line).toBeDefined();
  });

  const wide = ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"];
  const usual = {
    task: "classification",
    units: [4, 2],
    activation: "tanh",
    rate: 0.03,
    batch: 10,
    rows: [250, 250],
    features: ["x", "y"],
    penalty: [0, 0],
    notices: [] as string[],
    hide: undefined as string[] | undefined,
  };
  const values = { task: "regression", rows: [600, 600] };
  /** Line by line: what differs from the usual, and everything that is said about it. */
  const said: Partial<typeof usual>[] = [
    { ...values, units: [8], rate: 1, batch: 1 },
    { units: [8, 8, 8, 8, 8, 8], activation: "sigmoid", rate: 10, features: wide, penalty: [0, 3] },
    {},
    { notices: ["tf-value"] },
    { notices: ["mended"] },
    { units: [4, 4, 2], notices: ["mended"] },
    { notices: ["mended", "tf-value", "tf-defaults", "tf-no-seed"] },
    {
      units: [5, 3],
      rate: 0.3,
      batch: 15,
      rows: [400, 100],
      features: ["x", "y", "x*y", "sin(x)", "sin(y)"],
      notices: ["mended", "tf-leftover"],
    },
    {},
    { units: [1], activation: "sigmoid", batch: 7, notices: ["mended", "tf-leftover", "tf-view"] },
    { notices: ["tf-defaults", "tf-no-seed"] },
    { hide: ["noise", "activation", "batch-size", "regularization"] },
    { ...values, units: [], hide: ["data", "split", "shape", "activation", "batch-size"], notices: ["tf-hide"] },
    {
      units: [],
      rate: 0.01,
      batch: 7,
      rows: [100, 400],
      features: ["x", "y", "x^2", "y^2", "x*y"],
      penalty: [0, 0.1],
      hide: ["data", "shape", "activation"],
      notices: ["mended", "tf-leftover", "tf-view", "tf-unknown", "tf-hide"],
    },
    {
      units: [3, 2],
      activation: "relu",
      rate: 0.1,
      notices: ["tf-rate-unused", "tf-view", "tf-unknown", "tf-hide"],
    },
    {
      units: [1],
      activation: "linear",
      rate: 0.001,
      batch: 29,
      features: ["x^2", "y^2", "x*y"],
      penalty: [0.003, 0],
      notices: ["tf-l1", "tf-leftover", "tf-outside", "tf-view"],
    },
    { ...values, activation: "relu", batch: 13, notices: ["tf-rate-unused", "tf-leftover"] },
    { notices: ["tf-defaults", "tf-no-seed"] },
    { notices: ["tf-defaults", "tf-no-seed"] },
  ];

  test.each(said.map((differs, line) => ({ line, ...usual, ...differs })))(
    "line $line opens as the file says, with no other notice",
    ({ line, ...wanted }) => {
      const { experiment, notices: told, parameters, hide } = open(line);
      const { data, network, optimizer, regularization, batch, features, task } = experiment;
      expect({
        task,
        units: network.hidden.map(({ units }) => units),
        activation: network.hidden[0]?.activation ?? wanted.activation,
        rate: optimizer.learningRate,
        batch: batch.size,
        rows: [data.inputs?.length, data.testInputs?.length],
        features,
        penalty: [regularization.l1, regularization.l2],
        notices: told.map(({ id }) => id),
        hide,
      }).toEqual(wanted);
      withTrainer(experiment, (trainer) => {
        trainer.setParameters(parameters!);
        expect(trainer.progress.trainLoss).toBeGreaterThan(0);
      });
    },
  );

  test("the two that diverge there diverge here, and the run says of what", () => {
    for (const line of [0, 1]) {
      const { experiment, parameters } = open(line);
      withTrainer(experiment, (trainer) => {
        trainer.setParameters(parameters!);
        trainer.trainEpochs(100);
        expect(trainer.progress).toMatchObject({ status: "diverged", reason: { values: { quantity: "loss" } } });
      });
    }
  });

  test("the form of 2016 has nothing missing that decides anything", () => {
    const { experiment, notices: said } = open(0);
    expect(said).toEqual([]);
    expect(experiment).toMatchObject({
      task: "regression",
      optimizer: { learningRate: 1 },
      batch: { size: 1, shuffle: false },
      network: { hidden: [{ units: 8 }], outputActivation: "linear" },
    });
    expect(notices(8)).toEqual([]);
  });

  test("regularisation and six layers are taken over", () => {
    const { experiment } = open(1);
    expect(experiment.regularization).toEqual({ l1: 0, l2: 3 });
    expect(experiment.network.hidden).toHaveLength(6);
    expect(experiment.features).toEqual(["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"]);
  });

  test("a query in front changes nothing", () => expect(notices(2)).toEqual([]));

  test("learningRate=NaN is named", () => {
    const { experiment, notices: said } = open(3);
    expect(said).toEqual([{ id: "tf-value", values: { key: "learningRate", value: "NaN", used: "0.03" } }]);
    expect(experiment.optimizer.learningRate).toBe(0.03);
  });

  test("the registered sign is &reg again, percent-encoded or not, with &amp; or not", () => {
    expect(open(4).experiment).toEqual(engine.openLink(found[4]!.replaceAll("%C2%AE", "&reg")).experiment);
    expect(notices(4)).toEqual(["mended"]);
    expect(notices(5)).toEqual(["mended"]);
    expect(open(5).experiment.network.hidden.map(({ units }) => units)).toEqual([4, 4, 2]);
  });

  test("what an ellipsis swallowed is named", () => {
    expect(open(6).notices).toContainEqual({
      id: "tf-defaults",
      values: { keys: "learningRate, noise, networkShape, percTrainData, x, y" },
    });
    expect(notices(6)).toEqual(["mended", "tf-value", "tf-defaults", "tf-no-seed"]);
  });

  test("Markdown's escapes are undone, and the leaking last batch is told", () => {
    const { experiment, notices: said } = open(7);
    expect(experiment.data.inputs).toHaveLength(400);
    expect(experiment.batch.size).toBe(15);
    expect(said).toContainEqual({ id: "tf-leftover", values: { batch: 15, rows: 400, left: 10 } });
  });

  test("a bracket at the end is no part of it", () => {
    expect(open(9).experiment.task).toBe("classification");
    expect(notices(9)).toEqual(["mended", "tf-leftover", "tf-view"]);
  });

  test("two keys alone take the defaults of the others, and say so", () => {
    const { experiment, notices: said } = open(10);
    expect(experiment.network.hidden.map(({ units }) => units)).toEqual([4, 2]);
    expect(said.map(({ id }) => id)).toEqual(["tf-defaults", "tf-no-seed"]);
  });

  test("what it hides has our names; what has none is named", () => {
    expect(new Set(open(11).hide)).toEqual(new Set(["noise", "regularization", "activation", "batch-size"]));
    expect(new Set(open(12).hide)).toEqual(new Set(["activation", "data", "batch-size", "split", "shape"]));
    expect(open(12).notices).toContainEqual({ id: "tf-hide", values: { controls: "discretize, problem" } });
    expect(open(12).experiment.network.hidden).toEqual([]);
  });

  test("Crash Course's addresses open, tutorial and goals named as unknown", () => {
    const { experiment, notices: said } = open(13);
    expect(experiment.data.inputs).toHaveLength(100);
    expect(experiment.regularization.l2).toBe(0.1);
    expect(said.find(({ id }) => id === "tf-unknown")?.values.keys).toMatch(/tutorial, goalTrain/);
    expect(notices(14)).toContain("tf-rate-unused");
  });

  test("L1, points outside and a rate without a regularisation are told", () => {
    expect(open(15).experiment.features).toEqual(["x^2", "y^2", "x*y"]);
    expect(notices(15)).toEqual(["tf-l1", "tf-leftover", "tf-outside", "tf-view"]);
    expect(open(16).experiment.regularization).toEqual({ l1: 0, l2: 0 });
    expect(notices(16)).toContain("tf-rate-unused");
  });

  test("without a fragment it is the default experiment", () => {
    expect(notices(17)).toEqual(["tf-defaults", "tf-no-seed"]);
    expect(open(18).experiment.network).toEqual(plainCircle.network);
  });

  test("a batch larger than the set is all of it, and told", () => {
    const { experiment, notices: said } = engine.openLink("#dataset=xor&batchSize=500&seed=0.1");
    expect(experiment.batch.size).toBe("full");
    expect(said).toContainEqual({ id: "tf-batch-too-large", values: { batch: 500, rows: 250 } });
  });

  test("a network that no page could train is refused", () => {
    const shape = Array.from({ length: 60 }, () => 1000).join(",");
    expect(thrownBy(() => engine.openLink(`#dataset=xor&networkShape=${shape}`))).toMatchObject({ id: "too-large" });
  });
});
