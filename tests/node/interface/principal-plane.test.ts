/** The picture of data with many columns: their principal components, by hand, and the network on their plane. */
import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { loadEngine, type Trainer } from "../../../web/engine/index.js";
import type { ExperimentInput } from "../../../web/engine/types.js";
import { lookedAt, PICTURES } from "../../../web/worker/frames/pictures.js";
import { principalPlane } from "../../../web/worker/frames/principal-plane.js";

const engine = await loadEngine({
  module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)),
});

const trainers: Trainer[] = [];
const trainerOf = (experiment: ExperimentInput): Trainer => {
  const trainer = engine.createTrainer(experiment);
  trainers.push(trainer);
  return trainer;
};
afterAll(() => {
  for (const trainer of trainers) trainer.dispose();
});

/**
 * Six points around (1, 2, 3): ±3 along (1, 1, 0)/√2, ±2 along (1, −1, 0)/√2, ±1 along z. The products of different
 * directions cancel, so these are the principal components, with sums of squares 18, 8 and 2.
 */
const half = Math.SQRT1_2;
const around = [
  [3 * half, 3 * half, 0],
  [-3 * half, -3 * half, 0],
  [2 * half, -2 * half, 0],
  [-2 * half, 2 * half, 0],
  [0, 0, 1],
  [0, 0, -1],
];
const inputs = around.map(([x = 0, y = 0, z = 0]) => [1 + x, 2 + y, 3 + z]);
const cross = {
  task: "classification",
  data: { inputs, targets: [0, 0, 1, 1, 0, 1], trainFraction: 1, standardize: false },
  features: ["raw"],
  network: { hidden: [{ units: 3, activation: "tanh" }], outputActivation: "sigmoid" },
  loss: "binary-cross-entropy",
} as ExperimentInput;

describe("The plane of the principal components", () => {
  it("of six points is the one computed by hand: shares 18 and 8 of 28, scores 3 and 2", () => {
    const trainer = trainerOf(cross);
    const plane = principalPlane(trainer, trainer.data())!;
    expect(plane.shares[0]).toBeCloseTo(18 / 28, 12);
    expect(plane.shares[1]).toBeCloseTo(8 / 28, 12);
    const data = trainer.data();
    const scores = around.map((_, row) => [plane.train[2 * row]!, plane.train[2 * row + 1]!]);
    for (const [row, [first = 0, second = 0]] of scores.entries()) {
      const point = data.trainInputs.slice(3 * row, 3 * row + 3);
      const [x = 0, y = 0] = [point[0]! - 1, point[1]! - 2];
      // A direction and its opposite serve alike: the entry of largest magnitude is positive, the first of equals.
      expect(first).toBeCloseTo((x + y) * half, 5);
      expect(second).toBeCloseTo((x - y) * half, 5);
    }
  });

  it("is as wide as it is high, holds every sample, and goes through the mean", () => {
    const trainer = trainerOf(cross);
    const plane = principalPlane(trainer, trainer.data())!;
    const [[left, right], [low, high]] = plane.bounds;
    expect(right - left).toBeCloseTo(high - low, 12);
    expect([left < -3, right > 3, low < -2, high > 2]).toEqual([true, true, true, true]);
    // From the middle of the picture back to the mean, by the scores of the middle.
    const [across, up] = [(left + right) / (right - left), (low + high) / (high - low)];
    const [first, second] = plane.directions;
    const mean = plane.at.map((value, c) => value - across * first[c]! - up * second[c]!);
    expect(mean[0]).toBeCloseTo(1, 12);
    expect(mean[1]).toBeCloseTo(2, 12);
    expect(mean[2]).toBeCloseTo(3, 12);
  });

  it("is coloured by what the network says at its own points, and so are the lines of its neurons", () => {
    const trainer = trainerOf(cross);
    trainer.trainEpochs(5);
    const data = trainer.data();
    const plane = principalPlane(trainer, data)!;
    const { request, shown } = lookedAt(trainer, data, { axes: [0, 1], components: true });
    expect(shown).toEqual({ axes: [0, 1], components: true, neuron: null });
    const [width, height] = [6, 4];
    const view = trainer.view({ ...request, width, height, thumbnail: 0 });
    const [right, up] = plane.directions;
    const points = Array.from({ length: width * height }, (_, cell) => {
      const x = (2 * (cell % width) + 1) / width - 1;
      const y = 1 - (2 * Math.floor(cell / width) + 1) / height;
      return plane.at.map((middle, c) => middle + x * right[c]! + y * up[c]!);
    });
    const said = trainer.predict(points);
    // float32: the grid's own points differ from these by a rounding.
    for (const [cell, value] of view.planes.entries()) expect(value).toBeCloseTo(said[cell]!, 5);
    expect(new Set(view.planes).size).toBeGreaterThan(width);
    const lines = PICTURES.hidden.make({ trainer, data }, { axes: [0, 1], components: true });
    const corner = plane.at.map((middle, c) => middle - right[c]! + up[c]!);
    expect(lines.planes[0]).toBeCloseTo(trainer.preActivationsAt([corner])[0]![0]!, 5);
  });

  it("of the penguins is that of the standardised columns, as the network sees them", () => {
    const trainer = trainerOf({ data: { dataset: "penguins", trainFraction: 1 } });
    const plane = principalPlane(trainer, trainer.data())!;
    // sklearn: PCA().fit(StandardScaler().fit_transform(penguins)).explained_variance_ratio_[:2] of all 342 rows
    expect(plane.shares[0]).toBeCloseTo(0.6884, 4);
    expect(plane.shares[1]).toBeCloseTo(0.1931, 4);
    expect(plane.train).toHaveLength(2 * 342);
  });

  it("is none of two columns, nor of points on one line; the picture is then that of two columns", () => {
    const circle = trainerOf({ data: { dataset: "circle", samples: 40 } });
    expect(principalPlane(circle, circle.data())).toBeNull();
    const line = trainerOf({
      ...cross,
      data: { ...cross.data, inputs: [0, 1, 2, 3, 4, 5].map((t) => [t, 2 * t, 3 * t]) },
    } as ExperimentInput);
    expect(principalPlane(line, line.data())).toBeNull();
    const { request, shown } = lookedAt(line, line.data(), { axes: [0, 2], components: true });
    expect(request).toEqual({ axes: [0, 2] });
    expect(shown.components).toBe(false);
  });
});
