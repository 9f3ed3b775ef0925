/** The edges at which others go wrong: batches that do not fit, data with nothing to tell apart, runs that explode. */
import type { ExperimentInput } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { reasonText } from "../../web/i18n/refusal.ts";
import { bits, engine, five, small, withTrainer } from "./experiments.ts";

describe("batches", () => {
  test('one larger than the set is the whole set: an update an epoch, as with "full"', () => {
    const end = (size: number | "full") =>
      withTrainer({ ...five, batch: { size, shuffle: false } }, (trainer) => {
        const start = bits(trainer.parameters());
        expect(trainer.trainEpochs(4)).toMatchObject({ epoch: 4, step: 4 });
        expect(bits(trainer.parameters())).not.toBe(start);
        return bits(trainer.parameters());
      });
    expect(end(500)).toBe(end("full"));
    expect(end(5)).toBe(end("full"));
  });

  test("one that does not divide the set: the rest is a batch of its own, averaged over its own rows", () => {
    withTrainer(
      {
        ...five,
        optimizer: { name: "sgd", learningRate: 0.1 },
        batch: { size: 4, shuffle: false },
        precision: "float64",
      },
      (trainer) => {
        trainer.trainSteps(1);
        expect([...trainer.nextBatch()]).toEqual([4]);
        const before = trainer.parameters();
        // The last batch is row 4 alone: its own gradient is the whole update.
        const gradient = Array.from(before, (_, parameter) => trainer.sampleGradients(parameter)[4]!);
        expect(trainer.trainSteps(1)).toMatchObject({ epoch: 1, step: 2 });
        const after = trainer.parameters();
        for (const [i, slope] of gradient.entries()) expect(after[i]).toBeCloseTo(before[i]! - 0.1 * slope, 12);
        expect([...trainer.nextBatch()], "nothing is carried over").toEqual([0, 1, 2, 3]);
      },
    );
  });

  test("of the full set without shuffling follow the gradient of the objective", () => {
    const experiment = {
      ...five,
      regularization: { l1: 0.01, l2: 0.02 },
      optimizer: { name: "sgd", learningRate: 0.1 },
      batch: { size: "full" },
      precision: "float64",
    } satisfies ExperimentInput;
    withTrainer(experiment, (trainer) => {
      const before = trainer.parameters();
      const gradients = trainer.gradients();
      trainer.trainSteps(1);
      const after = trainer.parameters();
      for (const [i, slope] of gradients.entries()) expect(after[i]).toBeCloseTo(before[i]! - 0.1 * slope, 14);
    });
  });

  test("shuffled come in another order every epoch, unshuffled always in the data's", () => {
    const orders = (shuffle: boolean) =>
      withTrainer({ ...five, batch: { size: 1, shuffle } }, (trainer) =>
        Array.from({ length: 6 }, () => {
          let order = "";
          for (let i = 0; i < 5; i++, trainer.trainSteps(1)) order += trainer.nextBatch()[0];
          return order;
        }),
      );
    expect(new Set(orders(false))).toEqual(new Set(["01234"]));
    expect(new Set(orders(true)).size).toBeGreaterThan(3);
  });
});

describe("data with little to learn from", () => {
  const only = (data: ExperimentInput["data"]): ExperimentInput => ({ ...five, data: { ...data, trainFraction: 1 } });

  test("one sample is learnt by heart", () => {
    withTrainer(only({ inputs: [[0.3, -0.7]], targets: [1] }), (trainer) => {
      const before = trainer.progress.trainLoss;
      const after = trainer.trainEpochs(200);
      expect(after.trainLoss).toBeLessThan(before / 2);
      expect(after.trainMetric).toBe(1);
      expect(after.step).toBe(200);
    });
  });

  test("one regression sample has no spread, and so no R²", () => {
    const experiment = only({ inputs: [[1, 1]], targets: [3] });
    withTrainer(
      { ...experiment, task: "regression", network: { hidden: [], outputActivation: "linear" }, loss: "mse" },
      (trainer) => {
        const progress = trainer.trainEpochs(50);
        expect(progress).toMatchObject({ trainMetric: null, testMetric: null });
        expect(progress.trainLoss).toBeLessThan(9);
      },
    );
  });

  test("a class that never occurs is never said to be right, and training goes well", () => {
    const experiment: ExperimentInput = {
      ...only({
        inputs: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        targets: [0, 2, 2, 0],
        classes: 3,
      }),
      network: { hidden: [{ units: 4, activation: "tanh" }], outputActivation: "softmax", seed: 5 },
      loss: "cross-entropy",
      optimizer: { name: "adam", learningRate: 0.05 },
    };
    withTrainer(experiment, (trainer) => {
      const progress = trainer.trainEpochs(300);
      expect(trainer.data().classes).toBe(3);
      expect(trainer.predict([[0, 0]]).length).toBe(3);
      expect(progress.trainLoss).toBeLessThan(0.1);
      const { counts, recall } = trainer.confusion("train");
      expect(counts[1]).toEqual([0, 0, 0]);
      expect(recall[1]).toBeNull();
      expect(trainer.predict([[0, 0]])[1]).toBeLessThan(0.1);
    });
  });

  test("equal inputs can only be given their mean, also when they are standardised", () => {
    for (const standardize of [false, true]) {
      const inputs = Array.from({ length: 8 }, () => [2, -1]);
      const experiment = {
        ...only({ inputs, targets: [0, 0, 1, 1, 0, 0, 1, 1], standardize }),
        batch: { size: "full" },
      };
      withTrainer({ ...experiment, optimizer: { name: "sgd", learningRate: 0.5 } } as ExperimentInput, (trainer) => {
        const progress = trainer.trainEpochs(500);
        expect(progress.status).toBe("training");
        expect(progress.trainLoss).toBeCloseTo(Math.log(2), 5);
        expect(trainer.predict([[2, -1]])[0]).toBeCloseTo(0.5, 3);
      });
    }
  });
});

describe("a run that explodes", () => {
  const experiment: ExperimentInput = {
    ...small,
    network: { hidden: [{ units: 4, activation: "relu" }], outputActivation: "linear", seed: 2 },
    optimizer: { name: "sgd", learningRate: 1e9 },
  };

  test("stops at the first number that is none, says why, and keeps its last finite state", () => {
    withTrainer(experiment, (trainer) => {
      const progress = trainer.trainEpochs(100);
      expect(progress.status).toBe("diverged");
      expect(progress.epoch).toBeLessThan(100);
      expect(progress.reason!.rule).toBe("diverged");
      expect(progress.reason!.message).toMatch(/(NaN|Infinity).*step \d+.*learning rate 1e\+?0?9/i);
      expect(reasonText("zh", progress.reason!, engine.catalog)).toMatch(/\p{Script=Han}/u);
      expect(trainer.parameters().every(Number.isFinite)).toBe(true);
      expect(Number.isFinite(progress.trainLoss)).toBe(true);
      expect(trainer.field({ width: 3, height: 3 }).every(Number.isFinite)).toBe(true);
      const { step } = progress;
      expect(trainer.trainSteps(5), "it stays where it is").toMatchObject({ step, status: "diverged" });
    });
  });

  test("can be saved, restored and begun again with a smaller rate", () => {
    withTrainer(experiment, (trainer) => {
      trainer.trainEpochs(100);
      const restored = engine.restore(JSON.parse(JSON.stringify(trainer.save())) as never);
      expect(restored.progress.status).toBe("diverged");
      restored.dispose();
      trainer.reset();
      expect(trainer.progress).toMatchObject({ status: "ready", step: 0 });
      trainer.configure({ ...experiment, optimizer: { name: "sgd", learningRate: 0.01 } });
      expect(trainer.trainEpochs(5)).toMatchObject({ status: "training", epoch: 5 });
    });
  });
});
