/** What a trainer shows of its network: pictures, gradients, traces, history. */
import { describe, expect, test } from "vitest";
import { bits, five, small, sum, withTrainer } from "./experiments.ts";

describe("pictures", () => {
  test("the field is what predict says at the cells' centres, y downwards", () => {
    withTrainer(small, (trainer) => {
      trainer.trainEpochs(1);
      const [width, height] = [6, 4];
      const field = trainer.field({ width, height });
      const [[left, right], [bottom, top]] = trainer.data().domain as [[number, number], [number, number]];
      const points = [];
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          points.push([
            left + ((column + 0.5) * (right - left)) / width,
            top - ((row + 0.5) * (top - bottom)) / height,
          ]);
        }
      }
      const predicted = trainer.predict(points);
      expect(field.length).toBe(width * height);
      // The same network in float32; only the grid's own coordinates may differ by a rounding.
      for (let i = 0; i < field.length; i++) expect(field[i]).toBeCloseTo(predicted[i]!, 5);
      expect(new Set(field).size).toBeGreaterThan(width);
    });
  });

  test("the field over two directions is what predict says at its own points, to the bit", () => {
    withTrainer({ data: { dataset: "iris" } }, (trainer) => {
      trainer.trainEpochs(3);
      const at = [5.5, 3, 4, 1.25];
      const directions = [
        [1, 0.25, -2, 0.5],
        [0.125, 1, 0.75, -1],
      ] as const;
      const field = trainer.field({ width: 8, height: 2, at, directions });
      const points = [0.5, -0.5].flatMap((up) =>
        Array.from({ length: 8 }, (_, i) =>
          at.map((middle, c) => middle + ((2 * i + 1) / 8 - 1) * directions[0][c]! + up * directions[1][c]!),
        ),
      );
      const said = trainer.predict(points);
      expect(said).toHaveLength(16 * 3);
      const planes = Array.from({ length: 3 }, (_, k) => Array.from({ length: 16 }, (__, i) => said[3 * i + k]));
      expect([...field]).toEqual(planes.flat());
      expect(new Set(field).size).toBeGreaterThan(16);
    });
  });

  test("the field of a neuron is its activation; layer 0 are the features", () => {
    withTrainer(small, (trainer) => {
      const x = trainer.field({ width: 3, height: 2, neuron: { layer: 0, index: 0 } });
      expect(x.length).toBe(6);
      expect([x[0], x[1], x[2]]).toEqual([x[3], x[4], x[5]]);
      expect(x[1]).toBeGreaterThan(x[0]!);
      const y = trainer.field({ width: 3, height: 2, neuron: { layer: 0, index: 1 } });
      expect(y[0]).toBeGreaterThan(y[3]!);
      const [[left, right], [bottom, top]] = trainer.data().domain as [[number, number], [number, number]];
      const centre = [(left + right) / 2, (bottom + top) / 2];
      const activations = trainer.activationsAt([centre]);
      expect(activations.map((layer) => layer.length)).toEqual([2, 4, 3, 1]);
      const one = trainer.field({ width: 1, height: 1, neuron: { layer: 2, index: 1 } });
      expect(one[0]).toBeCloseTo(activations[2]![1]!, 6);
    });
  });

  test("a view holds the field and a small picture of every neuron, in one buffer", () => {
    withTrainer(small, (trainer) => {
      const request = { width: 12, height: 8, thumbnail: 4 };
      const view = trainer.view(request);
      expect(view).toMatchObject({ width: 12, height: 8, planeCount: 1, thumbnail: 4 });
      expect(bits(view.planes)).toBe(bits(trainer.field({ width: 12, height: 8 })));
      expect(view.thumbnails.length).toBe((2 + 4 + 3 + 1) * 16);
      expect(view.thumbnails.buffer).toBe(view.planes.buffer);
      // A cell of a small picture is the mean over a block of the plane.
      const plane = trainer.field({ width: 12, height: 8, neuron: { layer: 1, index: 2 } });
      let total = 0;
      for (let row = 0; row < 2; row++) for (let column = 0; column < 3; column++) total += plane[row * 12 + column]!;
      expect(view.thumbnails[(2 + 2) * 16]).toBeCloseTo(total / 6, 6);
    });
  });

  test("a view is written into a buffer given back, if that is large enough", () => {
    withTrainer(small, (trainer) => {
      const first = trainer.view({ width: 8, height: 8, thumbnail: 2 });
      const kept = bits(first.planes);
      const again = trainer.view({ width: 8, height: 8, thumbnail: 2 }, first.planes.buffer as ArrayBuffer);
      expect(again.planes.buffer).toBe(first.planes.buffer);
      expect(bits(again.planes)).toBe(kept);
      const larger = trainer.view({ width: 16, height: 16, thumbnail: 2 }, first.planes.buffer as ArrayBuffer);
      expect(larger.planes.buffer).not.toBe(first.planes.buffer);
      expect(larger.planes.length).toBe(256);
      const moved = first.planes.buffer as ArrayBuffer;
      structuredClone(moved, { transfer: [moved] });
      expect(trainer.view({ width: 8, height: 8, thumbnail: 2 }, moved).planes.length).toBe(64);
    });
  });

  test("small pictures are whole again after a view without them", () => {
    withTrainer(small, (trainer) => {
      const before = bits(trainer.view({ width: 8, height: 8, thumbnail: 2 }).thumbnails);
      expect(trainer.view({ width: 8, height: 8, thumbnail: 0 }).thumbnails.length).toBe(0);
      expect(bits(trainer.view({ width: 8, height: 8, thumbnail: 2 }).thumbnails)).toBe(before);
    });
  });

  test("a softmax network has a plane a class, and they add up to 1", () => {
    const experiment = {
      data: { dataset: "gauss", samples: 50 },
      network: { hidden: [{ units: 3 }], outputActivation: "softmax" },
      loss: "cross-entropy",
    };
    withTrainer(experiment, (trainer) => {
      const { planes, planeCount } = trainer.view({ width: 5, height: 5, thumbnail: 0 });
      expect(planeCount).toBe(2);
      for (let i = 0; i < 25; i++) expect(planes[i]! + planes[25 + i]!).toBeCloseTo(1, 5);
    });
  });
});

describe("inside views", () => {
  test("forward and activationsAt are one network seen from features and from data", () => {
    withTrainer({ ...small, features: ["x", "x*y"] }, (trainer) => {
      const [features, ...layers] = trainer.activationsAt([
        [1, 2],
        [-3, 0.5],
      ]);
      expect([...features!]).toEqual([1, 2, -3, -1.5]);
      const { activations, preActivations } = trainer.forward(features!);
      expect(activations.map(bits)).toEqual(layers.map(bits));
      const seen = trainer.preActivationsAt([
        [1, 2],
        [-3, 0.5],
      ]);
      expect(seen.map(bits)).toEqual(preActivations.map(bits));
      // tanh of one is the other; float32 rounds at 6e-8.
      expect(activations[0]![0]).toBeCloseTo(Math.tanh(preActivations[0]![0]!), 6);
    });
  });

  test("what the inputs of the output layer add to it makes up the output's pre-activation with the bias", () => {
    const classes = { data: { dataset: "gauss", samples: 50 }, network: { hidden: [{ units: 3, dropout: 0.5 }] } };
    const softmax = { ...classes, network: { ...classes.network, outputActivation: "softmax" }, loss: "cross-entropy" };
    const noHidden = { ...small, features: ["x", "x*y"], network: { hidden: [] } };
    for (const experiment of [small, softmax, noHidden]) {
      for (const precision of ["float32", "float64"] as const) {
        withTrainer({ ...experiment, precision }, (trainer) => {
          trainer.trainEpochs(2);
          // More points than are computed at once.
          const points = Array.from({ length: 300 }, (_, i) => [Math.sin(i) * 5, Math.cos(3 * i) * 5]);
          const parts = trainer.outputPartsAt(points);
          const { inputs, units, blocks } = trainer.layers().at(-1)!;
          const biases = blocks[1]!.offset;
          expect(parts).toBeInstanceOf(precision === "float64" ? Float64Array : Float32Array);
          expect(parts.length).toBe(units * inputs * points.length);
          const z = trainer.preActivationsAt(points).at(-1)!;
          const parameters = trainer.parameters();
          for (let u = 0; u < units; u++) {
            for (let p = 0; p < points.length; p++) {
              const own = Array.from({ length: inputs }, (_, i) => parts[(u * inputs + i) * points.length + p]!);
              const scale = own.reduce((all, part) => all + Math.abs(part), Math.abs(parameters[biases + u]!));
              // A product and a sum each round once: at most 2·(inputs + 1) times half a unit in the last place.
              const rounding = (inputs + 1) * (precision === "float64" ? 2 ** -52 : 2 ** -23) * scale;
              expect(Math.abs(sum(own) + parameters[biases + u]! - z[p * units + u]!)).toBeLessThanOrEqual(rounding);
            }
          }
        });
      }
    }
  });

  test("gradients agree with central differences, and the check says how many it made", () => {
    withTrainer({ ...small, regularization: { l1: 0.001, l2: 0.01 } }, (trainer) => {
      const check = trainer.checkGradients();
      expect(check.checked + check.kinks).toBe(trainer.parameterCount);
      expect(check.checked).toBeGreaterThan(0);
      expect(check.worstRelativeError).toBeLessThan(1e-6);
    });
  });

  test("the gradients of the rows add up to the gradient of the loss", () => {
    withTrainer({ ...small, precision: "float64" }, (trainer) => {
      const whole = trainer.gradients();
      for (const parameter of [0, 8, 13, 30]) {
        const rows = trainer.sampleGradients(parameter);
        expect(rows.length).toBe(100);
        expect(sum(rows) / 100).toBeCloseTo(whole[parameter]!, 12);
      }
      expect(trainer.sampleGradients(-1).every((norm) => norm > 0)).toBe(true);
    });
  });

  test("a traced batch leads to the very update that training makes", () => {
    withTrainer({ ...small, optimizer: { name: "adam", learningRate: 0.01 }, precision: "float64" }, (trainer) => {
      trainer.trainSteps(3);
      const trace = trainer.trace({ batch: true });
      expect(trace.samples).toEqual([...trainer.nextBatch()]);
      expect(trace.layers.length).toBe(3);
      expect(trace.layers[1]!.weights).toMatchObject({ rows: 3, columns: 4 });
      expect(trace.layers[1]!.activations).toMatchObject({ rows: 3, columns: 10 });
      const before = trainer.parameters();
      trainer.trainSteps(1);
      const after = trainer.parameters();
      expect(trace.update.change.some((change) => change !== 0)).toBe(true);
      expect([...after].map((value, i) => value - before[i]!)).toEqual(trace.update.change);
    });
  });

  test("a traced sample's loss is the one that sampleLosses gives, and nothing has been trained", () => {
    withTrainer(small, (trainer) => {
      const before = bits(trainer.parameters());
      const trace = trainer.trace({ sample: 17 });
      expect(trace.loss).toBeCloseTo(trainer.sampleLosses("train")[17]!, 6);
      expect(trace.input.values.map(Math.fround)).toEqual([...trainer.data().trainInputs.slice(34, 36)]);
      expect(bits(trainer.parameters())).toBe(before);
      expect(trainer.progress.step).toBe(0);
    });
  });

  test("an epoch's batches use every row once", () => {
    withTrainer(five, (trainer) => {
      const rows: number[] = [];
      for (let i = 0; i < 3; i++) {
        rows.push(...trainer.nextBatch());
        trainer.trainSteps(1);
      }
      expect(rows.sort()).toEqual([0, 1, 2, 3, 4]);
    });
  });

  test("the confusion matrix counts every row once, and accuracy is its diagonal", () => {
    withTrainer(small, (trainer) => {
      trainer.trainEpochs(20);
      for (const part of ["train", "test"] as const) {
        const { counts, precision, recall } = trainer.confusion(part);
        const right = counts[0]![0]! + counts[1]![1]!;
        expect(sum(counts.flat())).toBe(100);
        const { trainMetric, testMetric } = trainer.progress;
        expect(right / 100).toBeCloseTo((part === "train" ? trainMetric : testMetric)!, 12);
        expect(recall[0]).toBeCloseTo(counts[0]![0]! / (counts[0]![0]! + counts[0]![1]!), 12);
        expect(precision[1]).toBeCloseTo(counts[1]![1]! / (counts[0]![1]! + counts[1]![1]!), 12);
      }
    });
  });

  test("the history has the start and every epoch, and later parts can be asked for alone", () => {
    withTrainer(small, (trainer) => {
      const start = trainer.progress.trainLoss;
      trainer.trainEpochs(5);
      const history = trainer.history();
      expect(history.epoch).toEqual([0, 1, 2, 3, 4, 5]);
      expect(history.step).toEqual([0, 10, 20, 30, 40, 50]);
      expect(history.trainLoss[0]).toBe(start);
      expect(history.trainLoss[5]).toBe(trainer.progress.trainLoss);
      expect(history.testLoss[5]).toBe(trainer.progress.testLoss);
      expect(history.gradientNorms.length).toBe(3);
      expect(history.gradientNorms.every((norms) => norms.length === 6)).toBe(true);
      expect(trainer.history(4).epoch).toEqual([4, 5]);
    });
  });

  test("a long history is thinned, first and last kept", () => {
    withTrainer({ ...five, batch: { size: "full" } }, (trainer) => {
      trainer.trainEpochs(20_000);
      const { epoch, trainLoss } = trainer.history();
      expect(epoch.length).toBeLessThan(5000);
      expect(epoch.length).toBeGreaterThan(200);
      expect(epoch[0]).toBe(0);
      expect(epoch.at(-1)).toBe(20_000);
      expect(trainLoss.at(-1)).toBe(trainer.progress.trainLoss);
    });
  });
});
