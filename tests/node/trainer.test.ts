/** A trainer's experiment, data, parameters and training. */
import type { ExperimentInput } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { bits, engine, five, small, sum, withTrainer } from "./experiments.ts";

const regression = {
  task: "regression",
  data: { inputs: [[0], [1], [2], [3]], targets: [1, 3, 5, 7], trainFraction: 1 },
  features: ["raw"],
  network: { hidden: [], outputActivation: "linear", seed: 1 },
  loss: "mse",
  optimizer: { name: "sgd", learningRate: 0.05 },
  batch: { size: "full" },
} satisfies ExperimentInput;

describe("the experiment", () => {
  test("comes back with every default filled in, and stands for the same run", () => {
    withTrainer({}, (trainer) => {
      expect(trainer.experiment).toEqual(engine.catalog.defaults);
      withTrainer(trainer.experiment, (again) => expect(bits(again.parameters())).toBe(bits(trainer.parameters())));
    });
  });

  test("is filled in by the engine as by a trainer", () => {
    withTrainer(small, (trainer) => expect(engine.fill(small)).toEqual(trainer.experiment));
    expect(engine.fill(engine.fill(five))).toEqual(engine.fill(five));
  });

  test("is JSON, own rows included", () => {
    const filled = engine.fill({ ...five, data: { ...five.data, inputs: Float64Array.from(five.data.inputs.flat()) } });
    expect(JSON.parse(JSON.stringify(filled))).toEqual(filled);
    expect(engine.fill(filled)).toEqual(filled);
  });

  test("is a copy that nobody else sees", () => {
    withTrainer(small, (trainer) => {
      trainer.experiment.network.seed = 99;
      expect(trainer.experiment.network.seed).toBe(2);
    });
  });

  test("differs from another at named paths, some of which need a new start", () => {
    expect(engine.compare(small, small)).toEqual([]);
    const faster = { ...small, optimizer: { learningRate: 0.1 } };
    expect(engine.compare(small, faster)).toEqual([{ path: "optimizer.learningRate", restarts: false }]);
    const other = engine.compare(small, { ...small, network: { ...small.network, seed: 9 } });
    expect(other).toEqual([{ path: "network.seed", restarts: true }]);
  });
});

describe("data", () => {
  test("own rows come back in the order they were given in, in the experiment's precision", () => {
    for (const precision of ["float32", "float64"] as const) {
      withTrainer({ ...five, precision }, (trainer) => {
        const data = trainer.data();
        const expected = precision === "float32" ? Float32Array : Float64Array;
        expect(data.trainInputs).toBeInstanceOf(expected);
        expect([...data.trainInputs]).toEqual(five.data.inputs.flat());
        expect([...data.trainTargets]).toEqual(five.data.targets);
        expect(data.testInputs.length).toBe(0);
        expect(data.columns).toBe(2);
        expect(data.classes).toBe(2);
        expect(trainer.progress.testLoss).toBeNull();
      });
    }
  });

  test("a split takes the share that was asked for, and loses no row", () => {
    withTrainer({ ...five, data: { ...five.data, trainFraction: 0.6, seed: 4 } }, (trainer) => {
      const data = trainer.data();
      expect(data.trainTargets.length).toBe(3);
      expect(data.testTargets.length).toBe(2);
      const pairs = (numbers: ArrayLike<number>) =>
        Array.from({ length: numbers.length / 2 }, (_, r) => `${numbers[2 * r]},${numbers[2 * r + 1]}`);
      const all = [...pairs(data.trainInputs), ...pairs(data.testInputs)];
      expect(all.sort()).toEqual(five.data.inputs.map((row) => row.join(",")).sort());
      expect(trainer.progress.testLoss).toBeTypeOf("number");
    });
  });

  test("can be looked at without a trainer", () => {
    withTrainer(small, (trainer) => expect(engine.sampleData(small)).toEqual(trainer.data()));
  });
});

describe("parameters", () => {
  test("are weights row by row, then biases, layer by layer", () => {
    withTrainer(small, (trainer) => {
      expect(trainer.parameterCount).toBe(2 * 4 + 4 + 4 * 3 + 3 + 3 + 1);
      expect(trainer.parameters().length).toBe(trainer.parameterCount);
      expect(trainer.layers()).toMatchObject([
        { inputs: 2, units: 4, activation: "tanh", blocks: [{ offset: 0 }, { offset: 8 }] },
        { inputs: 4, units: 3, activation: "tanh", blocks: [{ offset: 12 }, { offset: 24 }] },
        { inputs: 3, units: 1, blocks: [{ offset: 27 }, { offset: 30 }] },
      ]);
    });
    withTrainer(regression, (trainer) => {
      trainer.setParameters([2, 1]);
      expect([...trainer.predict([[0], [10]])]).toEqual([1, 21]);
    });
  });

  test("set are the parameters read, and one at a time too", () => {
    withTrainer({ ...small, precision: "float64" }, (trainer) => {
      const values = Float64Array.from({ length: trainer.parameterCount }, (_, i) => i / 7 - 2);
      trainer.setParameters(values);
      expect(bits(trainer.parameters())).toBe(bits(values));
      trainer.setParameter(5, 0.25);
      values[5] = 0.25;
      expect(bits(trainer.parameters())).toBe(bits(values));
    });
  });

  test("handed out are copies", () => {
    withTrainer(small, (trainer) => {
      const before = trainer.parameters();
      const kept = bits(before);
      trainer.trainSteps(3);
      expect(bits(before)).toBe(kept);
      expect(bits(trainer.parameters())).not.toBe(kept);
    });
  });

  test("that are fixed stay where they are until they are let go", () => {
    withTrainer(small, (trainer) => {
      trainer.setFixed(3, true);
      expect([...trainer.fixed()]).toEqual(Array.from({ length: 31 }, (_, i) => (i === 3 ? 1 : 0)));
      const before = trainer.parameters();
      trainer.trainSteps(10);
      const moved = trainer.parameters().map((value, i) => Number(value !== before[i]));
      expect([...moved]).toEqual(Array.from({ length: 31 }, (_, i) => (i === 3 ? 0 : 1)));
      trainer.setFixed(3, false);
      trainer.trainSteps(1);
      expect(trainer.parameters()[3]).not.toBe(before[3]);
    });
  });

  test("the last change is what the last update added", () => {
    withTrainer({ ...small, precision: "float64" }, (trainer) => {
      expect(trainer.lastChange().every((change) => change === 0)).toBe(true);
      trainer.trainSteps(4);
      const before = trainer.parameters();
      trainer.trainSteps(1);
      const after = trainer.parameters();
      const change = trainer.lastChange();
      for (let i = 0; i < after.length; i++) expect(change[i]).toBeCloseTo(after[i]! - before[i]!, 15);
      expect(change.some((number) => number !== 0)).toBe(true);
    });
  });

  test("the first ones are remembered", () => {
    withTrainer(small, (trainer) => {
      const first = bits(trainer.parameters());
      trainer.trainEpochs(2);
      expect(bits(trainer.initialParameters())).toBe(first);
    });
  });
});

describe("training", () => {
  test("counts epochs and updates; a short last batch is an update too", () => {
    withTrainer(five, (trainer) => {
      expect(trainer.progress).toMatchObject({ epoch: 0, step: 0, status: "ready" });
      expect(trainer.stepsPerEpoch).toBe(3);
      expect(trainer.trainEpochs(2)).toMatchObject({ epoch: 2, step: 6, status: "training" });
      expect(trainer.trainSteps(2)).toMatchObject({ epoch: 2, step: 8 });
      expect(trainer.position).toEqual({ epoch: 2, step: 8, status: "training", stepsLeft: 1, stepsPerEpoch: 3 });
      expect(trainer.advance(1)).toMatchObject({ status: "training", step: 9 });
      expect(trainer.position).toMatchObject({ epoch: 3, step: 9 });
    });
  });

  test("by steps, by epochs and in slices goes the same way", () => {
    const ends = [
      (trainer: ReturnType<typeof engine.createTrainer>) => void trainer.trainEpochs(3),
      (trainer: ReturnType<typeof engine.createTrainer>) => void trainer.trainSteps(30),
      (trainer: ReturnType<typeof engine.createTrainer>) => {
        for (let i = 0; i < 30; i++) trainer.advance(1);
      },
    ].map((train) =>
      withTrainer(small, (trainer) => {
        train(trainer);
        return bits(trainer.parameters());
      }),
    );
    expect(new Set(ends).size).toBe(1);
  });

  test("nothing at all is nothing at all", () => {
    withTrainer(small, (trainer) => {
      const before = bits(trainer.parameters());
      expect(trainer.trainEpochs(0)).toMatchObject({ epoch: 0, step: 0 });
      expect(bits(trainer.parameters())).toBe(before);
    });
  });

  test("a straight line is found, and R² and mean absolute error tell", () => {
    withTrainer(regression, (trainer) => {
      const progress = trainer.trainEpochs(2000);
      expect(progress.trainLoss).toBeLessThan(1e-6);
      expect(progress.trainMetric).toBeGreaterThan(0.9999);
      expect(progress.trainError).toBeLessThan(1e-2);
      expect(trainer.predict([[4]])[0]).toBeCloseTo(9, 2);
    });
  });

  test("the reported loss is the mean over the rows of their own losses", () => {
    withTrainer({ ...small, precision: "float64" }, (trainer) => {
      trainer.trainEpochs(1);
      for (const part of ["train", "test"] as const) {
        const losses = trainer.sampleLosses(part);
        const mean = sum(losses) / losses.length;
        const { trainLoss, testLoss } = trainer.progress;
        expect(losses.length).toBe(100);
        expect(mean).toBeCloseTo(part === "train" ? trainLoss : testLoss!, 12);
      }
    });
  });

  test("other seeds give other runs, the same seeds the same", () => {
    const end = (experiment: ExperimentInput) =>
      withTrainer(experiment, (trainer) => {
        trainer.trainEpochs(1);
        return bits(trainer.parameters());
      });
    const usual = end(small);
    expect(end(small)).toBe(usual);
    expect(end({ ...small, data: { ...small.data, seed: 8 } })).not.toBe(usual);
    expect(end({ ...small, network: { ...small.network, seed: 8 } })).not.toBe(usual);
    expect(end({ ...small, batch: { ...small.batch, seed: 8 } })).not.toBe(usual);
  });

  test.each([
    ["stop.maxEpochs", { maxEpochs: 7 }],
    ["stop.trainLoss", { trainLoss: 0.4 }],
    ["stop.gradientNorm", { gradientNorm: 1 }],
    ["stop.patience", { patience: 2, minDelta: 10 }],
  ] as const)("ends by %s and says so", (rule, stop) => {
    withTrainer({ ...small, stop }, (trainer) => {
      const progress = trainer.trainEpochs(500);
      expect(progress.status).toBe("stopped");
      expect(progress.epoch).toBeLessThan(500);
      expect(progress.reason).toMatchObject({ rule });
      expect(progress.reason!.message).toMatch(/\d/);
      const after = trainer.trainEpochs(5);
      expect(after.epoch, "a stopped run stays stopped").toBe(progress.epoch);
    });
  });
});

describe("changes while it runs", () => {
  test("a new learning rate takes hold and keeps the network", () => {
    withTrainer(small, (trainer) => {
      trainer.trainEpochs(1);
      const before = bits(trainer.parameters());
      trainer.configure({ ...small, optimizer: { learningRate: 0.5 } });
      expect(bits(trainer.parameters())).toBe(before);
      expect(trainer.progress).toMatchObject({ epoch: 1, learningRate: 0.5 });
      expect(trainer.experiment.optimizer.learningRate).toBe(0.5);
    });
  });

  test("what needs a new start is refused by its path, and nothing has changed", () => {
    withTrainer(small, (trainer) => {
      const before = trainer.experiment;
      expect(() => trainer.configure({ ...small, network: { ...small.network, seed: 9 } })).toThrow(
        expect.objectContaining({ name: "ExperimentError", path: "network.seed" }),
      );
      expect(trainer.experiment).toEqual(before);
    });
  });

  test("the schedule's curve is what training follows", () => {
    const experiment = {
      ...small,
      optimizer: { name: "sgd", learningRate: 0.1 },
      schedule: { name: "exponential", gamma: 0.5 },
    };
    const rates = engine.rates(experiment, 4, 5);
    expect(rates).toBeInstanceOf(Float64Array);
    withTrainer(experiment, (trainer) => {
      for (let epoch = 0; epoch < 4; epoch++) {
        expect(trainer.progress.learningRate).toBeCloseTo(rates[epoch]!, 12);
        expect(rates[epoch]).toBeCloseTo(0.1 * 0.5 ** epoch, 12);
        trainer.trainEpochs(1);
      }
    });
  });
});
