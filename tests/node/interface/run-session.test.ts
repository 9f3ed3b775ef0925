import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Engine, loadEngine } from "../../../web/engine/index.js";
import type { ExperimentInput } from "../../../web/engine/types.js";
import { brokeWords } from "../../../web/view/broke-words.js";
import { RunSession } from "../../../web/worker/runs/session.js";

const experiment: ExperimentInput = {
  data: { dataset: "spiral", samples: 200, trainFraction: 0.5 },
  network: { hidden: [{ units: 4, activation: "tanh" }] },
  optimizer: { name: "sgd", learningRate: 0.03 },
  batch: { size: 10 },
};
/** Half of 200 rows in batches of ten. */
const STEPS = 10;

let engine: Engine;
let session: RunSession;
let now = 0;

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

afterEach(() => session.dispose());

/** A clock that stands still but for what a test adds: changes merge or not as the test says. */
function open(input = experiment): RunSession {
  now = 0;
  session = new RunSession(engine, input, () => now);
  return session;
}

const parameters = (): number[] => [...session.trainer.parameters()];
const epochs = (count: number): void => {
  for (let i = 0; i < count; i++) session.step("epoch");
};

describe("parameters that a link brings", () => {
  const begun = Float32Array.from({ length: 17 }, (_, i) => i / 10 - 1);

  it("are where the run begins, and where the way back to the start leads", () => {
    open();
    epochs(2);
    const before = parameters();
    session.change(experiment, undefined, begun);
    expect(parameters()).toEqual([...begun]);
    expect([...session.startParameters]).toEqual([...begun]);
    epochs(3);
    session.reset();
    expect(parameters()).toEqual([...begun]);
    session.undo(); // the way back to the start
    session.undo(); // the link
    expect(parameters()).toEqual(before);
    session.reset();
    expect(parameters()).toEqual([...session.trainer.initialParameters()]);
  });

  it("that do not go with the experiment are refused, and the run stays", () => {
    open();
    epochs(1);
    const before = parameters();
    expect(() => session.change(experiment, undefined, begun.subarray(1))).toThrow(/parameters/);
    expect(parameters()).toEqual(before);
  });
});

describe("going back", () => {
  it("reaches every recorded epoch to the bit, and the end again", () => {
    open();
    const seen = [parameters()];
    for (let i = 0; i < 6; i++) {
      epochs(1);
      seen.push(parameters());
    }
    for (const epoch of [3, 0, 5, 6, 1]) {
      session.seek(epoch);
      expect(parameters(), `epoch ${epoch}`).toEqual(seen[epoch]);
    }
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("keeps the future until training goes on, then branches; undo brings the future back", () => {
    open();
    epochs(6);
    session.seek(2);
    expect(session.run.hasFuture).toBe(true);
    session.step("epoch");
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3]);
    session.undo();
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(session.run.at.epoch).toBe(2);
    session.redo();
    expect(session.run.at.epoch).toBe(3);
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3]);
  });

  it("from the middle of an epoch finds the middle again", () => {
    open();
    epochs(1);
    for (let i = 0; i < 3; i++) session.step("batch");
    const middle = parameters();
    session.seek(0);
    session.seek(1);
    session.seek(99);
    expect(session.run.at.step).toBe(STEPS + 3);
    expect(parameters()).toEqual(middle);
  });

  it("travels by recorded states from wherever the run stands, and rests there", () => {
    open();
    epochs(4);
    session.step("batch");
    const to = (by: number) => {
      session.play(true);
      session.travel(by);
      expect(session.playing).toBe(false);
      return session.run.at.step;
    };
    expect(to(-1)).toBe(4 * STEPS);
    expect(to(-1)).toBe(3 * STEPS);
    expect(to(-2)).toBe(STEPS);
    expect(to(-10)).toBe(0);
    expect(to(-1)).toBe(0);
    expect(to(2)).toBe(2 * STEPS);
    expect(to(Number.POSITIVE_INFINITY)).toBe(4 * STEPS + 1);
    expect(to(1)).toBe(4 * STEPS + 1);
    expect(to(Number.NEGATIVE_INFINITY)).toBe(0);
  });
});

describe("changes", () => {
  it("of a setting keep the run; their undo keeps what was trained since", () => {
    open();
    epochs(2);
    const { restarted } = session.change({ ...session.experiment, optimizer: { name: "sgd", learningRate: 0.1 } });
    expect(restarted).toBe(false);
    epochs(1);
    const trained = parameters();
    session.undo();
    expect(session.experiment.optimizer.learningRate).toBe(0.03);
    expect(parameters()).toEqual(trained);
  });

  it("with one merge key in quick succession are one step of undo, and two once time has passed", () => {
    open();
    const rate = (learningRate: number) =>
      session.change({ ...session.experiment, optimizer: { name: "sgd", learningRate } }, "rate");
    rate(0.1);
    now += 100;
    rate(0.2);
    now += 5000;
    rate(0.3);
    session.undo();
    expect(session.experiment.optimizer.learningRate).toBe(0.2);
    session.undo();
    expect(session.experiment.optimizer.learningRate).toBe(0.03);
    expect(session.undoStack.undoable).toEqual({ undo: false, redo: true });
  });

  const inputs = Array.from({ length: 4000 }, (_, i) => [Math.sin(i), Math.cos(i)]);
  const targets = inputs.map((_, i) => i % 2);
  const undoAll = (): number => {
    let undone = 0;
    for (; session.undoStack.undoable.undo; undone++) session.undo();
    return undone;
  };

  it("of many own rows keep what can be undone within its budget, though there are many steps", () => {
    open({ data: { inputs, targets }, network: { hidden: [] } });
    for (let change = 1; change <= 101; change++) {
      const moved = inputs.map(([x, y]) => [x! + change, y!]);
      session.change({ ...session.experiment, data: { ...session.experiment.data, inputs: moved } });
    }
    const undone = undoAll();
    // A row takes two numbers of 8 bytes and the list around them: 4000 of them some 0.32 MB, 24 MB some 75.
    expect(undone).toBeGreaterThan(20);
    expect(undone).toBeLessThan(90);
  });

  it("that share their own rows take them once: all that can be undone are kept", () => {
    open({ data: { inputs, targets }, network: { hidden: [] } });
    for (let seed = 1; seed <= 101; seed++) {
      session.change({ ...session.experiment, network: { ...session.experiment.network, seed: seed + 1000 } });
    }
    expect(undoAll()).toBe(100);
  });

  it("say whether the run began again from the same parameters and data, or from others", () => {
    open();
    epochs(4);
    const { optimizer, network, data } = session.experiment;
    const another = (patch: object) => session.change({ ...session.experiment, ...patch }).another ?? false;
    const other = optimizer.name === "sgd" ? "adam" : "sgd";
    expect(another({ optimizer: { name: other, learningRate: optimizer.learningRate } })).toBe(false);
    epochs(1);
    expect(another({ network: { ...network, seed: 78 } })).toBe(true);
    epochs(1);
    expect(another({ data: { ...data, seed: 12345 } })).toBe(true);
  });

  it("of the network restart; undo brings back the run with its record, redo the new start", () => {
    open();
    epochs(4);
    const before = parameters();
    const changed = session.change({ ...session.experiment, network: { ...session.experiment.network, seed: 77 } });
    expect(changed).toEqual({ refused: null, restarted: true, lost: true, another: true });
    expect(session.run.at.epoch).toBe(0);
    session.undo();
    expect(parameters()).toEqual(before);
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3, 4]);
    session.redo();
    expect([session.run.at.epoch, session.experiment.network.seed]).toEqual([0, 77]);
  });

  it("that are refused leave everything as it was", () => {
    open();
    epochs(1);
    const before = parameters();
    expect(() => session.change({ ...session.experiment, batch: { ...session.experiment.batch, size: 0 } })).toThrow(
      /batch\.size/,
    );
    expect(parameters()).toEqual(before);
    expect(session.undoStack.undoable.undo).toBe(false);
  });

  it("of one weight are undone with all that followed from them, and redone", () => {
    open();
    epochs(1);
    const before = parameters();
    session.setParameter(3, 2.5);
    expect(parameters()[3]).toBe(2.5);
    epochs(1);
    const after = parameters();
    session.undo();
    expect(parameters()).toEqual(before);
    session.redo();
    expect(parameters()).toEqual(after);
  });

  it("hold a parameter fixed through training until let go or undone", () => {
    open();
    const held = parameters()[5];
    session.hold(5, true);
    epochs(2);
    expect(parameters()[5]).toBe(held);
    expect(session.run.held).toEqual([5]);
    session.undo();
    epochs(1);
    expect(parameters()[5]).not.toBe(held);
  });
});

it("samples are stepped through without moving a weight until the batch is complete", () => {
  open();
  const before = parameters();
  const batch = [...session.trainer.nextBatch()];
  for (const sample of batch) {
    session.step("sample");
    expect(session.turn?.sample).toBe(sample);
  }
  expect(parameters()).toEqual(before);
  session.step("sample");
  expect(session.turn).toBeNull();
  expect(session.run.at.step).toBe(1);
  expect(parameters()).not.toEqual(before);
});

it("reset is the same start to the bit, and can be undone", () => {
  open();
  const start = parameters();
  epochs(3);
  const trained = parameters();
  session.reset();
  expect(parameters()).toEqual(start);
  session.undo();
  expect(parameters()).toEqual(trained);
});

describe("a divergence", () => {
  /** Squares grow without bound under a linear output and a rate far too high. */
  const wild: ExperimentInput = {
    ...experiment,
    task: "classification",
    network: { hidden: [{ units: 4, activation: "tanh" }], outputActivation: "linear" },
    loss: "half-squared-error",
  };

  it("goes back to before the rate was raised, says so, and offers a tenth of it", () => {
    open(wild);
    epochs(5);
    const good = parameters();
    session.change({ ...session.experiment, optimizer: { name: "sgd", learningRate: 50 } });
    epochs(5);
    expect(session.divergence).toMatchObject({ epoch: 5, rate: 50, safeRate: 5, rateBefore: 0.03 });
    expect(parameters()).toEqual(good);
    session.play(true);
    expect(session.playing).toBe(false);
    session.recover("lowerRate");
    expect(session.divergence).toBeNull();
    expect(session.experiment.optimizer.learningRate).toBe(5);
    expect(session.run.record.history.epoch.at(-1)).toBe(5);
    session.play(true);
    expect(session.playing).toBe(true);
  });

  /** A linear network of two hidden units on one row, its parameters all zero but those given. */
  function explode(inputs: number[], target: number, learningRate: number, set: Record<number, number>) {
    open({
      task: "regression",
      features: ["x", "y"],
      data: { inputs: [inputs], targets: [target], trainFraction: 1 },
      network: { hidden: [{ units: 2, activation: "linear" }] },
      optimizer: { name: "sgd", learningRate },
    });
    session.trainer.setParameters(parameters().map((_, index) => set[index] ?? 0));
    epochs(1);
    const broke = session.divergence!.broke;
    return { broke, words: (["en", "zh"] as const).map((language) => brokeWords(language, broke, 2)) };
  }

  it("names the weight whose gradient broke first, counted as the page counts", () => {
    // δ of the output is −1e18, that of the second hidden unit the same, times the second column: −1e43.
    const { broke, words } = explode([0, 1e25], 1e18, 0.1, { 7: 1 });
    expect(broke).toEqual({ quantity: "gradient", step: 1, at: { kind: "weight", layer: 1, to: 1, from: 1 } });
    expect(words).toEqual([
      "The first to fail, in update 1, was the gradient of the weight from feature 2 to neuron 2 in layer 1.",
      "最先出问题的是从特征 2 到第 1 层神经元 2 的权重的梯度（第 1 次更新）。",
    ]);
  });

  it("names the weight that a finite gradient carried off", () => {
    // The gradient of the weight is −1e18·1e12; the rate makes 1e39 of it.
    const { broke, words } = explode([1e12, 0], 1e18, 1e9, { 6: 1 });
    expect(broke).toEqual({ quantity: "parameter", step: 1, at: { kind: "weight", layer: 1, to: 0, from: 0 } });
    expect(words).toEqual([
      "The first to fail, in update 1, was the weight from feature 1 to neuron 1 in layer 1.",
      "最先出问题的是从特征 1 到第 1 层神经元 1 的权重（第 1 次更新）。",
    ]);
  });

  it("names the bias", () => {
    // The inputs are 0: of the hidden layer only the bias has a gradient, −1e18·1e10; the rate makes 1e40 of it.
    const { broke, words } = explode([0, 0], 1e18, 1e12, { 7: 1e10 });
    expect(broke).toEqual({ quantity: "parameter", step: 1, at: { kind: "bias", layer: 1, to: 1 } });
    expect(words).toEqual([
      "The first to fail, in update 1, was the bias of neuron 2 in layer 1.",
      "最先出问题的是第 1 层神经元 2 的偏置（第 1 次更新）。",
    ]);
    const ofOutput = { quantity: "gradient", step: 1200, at: { kind: "bias", layer: 2, to: 0 } } as const;
    expect(brokeWords("en", ofOutput, 2)).toBe(
      "The first to fail, in update 1200, was the gradient of the bias of output 1.",
    );
  });

  it("names the first neuron where it is the loss that broke", () => {
    const { broke, words } = explode([1e20, 0], 1, 0.1, { 2: 1e20 });
    expect(broke).toEqual({ quantity: "loss", step: 1, at: { kind: "neuron", layer: 1, index: 1 } });
    expect(words).toEqual([
      "The first to fail, in update 1, was neuron 2 in layer 1.",
      "最先出问题的是第 1 层神经元 2（第 1 次更新）。",
    ]);
  });

  it("says so where no neuron broke but the loss alone", () => {
    const { broke, words } = explode([1, 0], 1, 0.1, { 0: 1e15, 6: 1e15 });
    expect(broke).toEqual({ quantity: "loss", step: 1, at: null });
    expect(words[0]).toBe("In update 1 the loss itself overflowed, while every neuron was still finite.");
  });
});

it("a stop rule ends the run; going back from there it may go on under another rule", () => {
  open({ ...experiment, stop: { maxEpochs: 3 } });
  epochs(5);
  expect(session.run.at.epoch).toBe(3);
  expect(session.trainer.progress.status).toBe("stopped");
  session.change({ ...session.experiment, stop: { ...session.experiment.stop, maxEpochs: null } });
  session.seek(1);
  session.seek(3);
  expect(session.trainer.progress.status).not.toBe("stopped");
  epochs(1);
  expect(session.run.at.epoch).toBe(4);
});

it("a saved run goes on as if never left, with its start as a way back", () => {
  open();
  const start = parameters();
  epochs(4);
  const snapshot = JSON.parse(JSON.stringify(session.trainer.save()));
  const saved = parameters();
  epochs(1);
  const next = parameters();
  session.dispose();
  session = new RunSession(engine, experiment, () => now, { snapshot });
  expect(parameters()).toEqual(saved);
  epochs(1);
  expect(parameters()).toEqual(next);
  session.seek(0);
  expect(parameters()).toEqual(start);
});
