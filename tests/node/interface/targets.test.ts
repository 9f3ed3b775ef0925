import { describe, expect, it } from "vitest";
import type { DataPart, ExperimentInput } from "../../../web/engine/types.js";
import { initialState } from "../../../web/state/state.js";
import { largestClass, neverVary, targetsBeyond } from "../../../web/view/targets.js";
import { engine } from "./connected.js";

/** The page's state as it is when an experiment has been opened. */
function stateOf(input: ExperimentInput) {
  const trainer = engine.createTrainer(input);
  const state = { ...initialState(), catalog: engine.catalog, experiment: trainer.experiment, data: trainer.data() };
  const { progress } = trainer;
  trainer.dispose();
  return { ...state, progress };
}
const values = (targets: number[], outputActivation = "linear"): ExperimentInput => ({
  task: "regression",
  data: { inputs: targets.map((_, row) => [row]), targets, trainFraction: 1 },
  features: ["raw"],
  network: { hidden: [], outputActivation },
});

describe("targets that the output cannot reach", () => {
  it("are told with the output's range", () => {
    expect(targetsBeyond(stateOf(values([0, 0.5, 2], "sigmoid")))).toEqual({
      from: "0",
      to: "2",
      activation: "Sigmoid",
      low: "0",
      high: "1",
    });
  });

  it("are none where the range holds them all, where there is no end, and of classes", () => {
    expect(targetsBeyond(stateOf(values([0, 0.5, 1], "sigmoid")))).toBeNull();
    expect(targetsBeyond(stateOf(values([-30, 0.5, 90])))).toBeNull();
    expect(targetsBeyond(stateOf({}))).toBeNull();
  });
});

describe("R² of a target that never varies", () => {
  it("is null, in progress and in the history, and comes back from a saved run", () => {
    const trainer = engine.createTrainer(values([2, 2, 2, 2]));
    trainer.trainEpochs(2);
    expect(trainer.progress.trainMetric).toBeNull();
    expect(trainer.history().trainMetric).toEqual([null, null, null]);
    const again = engine.restore(JSON.parse(JSON.stringify(trainer.save())));
    expect(again.history().trainMetric).toEqual([null, null, null]);
    trainer.dispose();
    again.dispose();
  });

  it("is left out of the mean over several targets, of which another varies", () => {
    const several = (targets: number[][]) => {
      const trainer = engine.createTrainer({
        ...values([]),
        data: { inputs: [[0], [1], [2]], targets, trainFraction: 1 },
      });
      const { trainMetric } = trainer.trainEpochs(5);
      const { predictions, targets: wanted } = {
        predictions: trainer.predict([0, 1, 2]),
        targets: trainer.data().trainTargets,
      };
      trainer.dispose();
      return { trainMetric, predictions, wanted };
    };
    const { trainMetric, predictions, wanted } = several([
      [0, 7],
      [1, 7],
      [2, 7],
    ]);
    const said = [0, 2, 4].map((at) => predictions[at] ?? Number.NaN);
    const asked = [0, 2, 4].map((at) => wanted[at] ?? Number.NaN);
    const residual = said.reduce((sum, value, at) => sum + (value - (asked[at] ?? 0)) ** 2, 0);
    expect(trainMetric).toBeCloseTo(1 - residual / 2, 5);
  });

  it("is told from the targets of each column", () => {
    expect(neverVary({ targetColumns: 1 }, Float64Array.of(2, 2, 2))).toBe(true);
    expect(neverVary({ targetColumns: 2 }, Float64Array.of(2, 3, 2, 3))).toBe(true);
    expect(neverVary({ targetColumns: 2 }, Float64Array.of(2, 3, 2, 4))).toBe(false);
  });
});

describe("the share of the largest class", () => {
  const classes = { classes: 2, targetColumns: 1 } as DataPart;

  it("is told where classes are uneven", () => {
    expect(largestClass(classes, Float64Array.of(1, 1, 1, 0))).toEqual({ index: 1, share: 0.75 });
    expect(largestClass({ ...classes, classes: 3 }, Float64Array.of(0, 0, 1, 2))).toEqual({ index: 0, share: 0.5 });
  });

  it("is not told where they are even, nor of labels and values", () => {
    expect(largestClass(classes, Float64Array.of(1, 0, 1, 0))).toBeNull();
    expect(largestClass({ ...classes, targetColumns: 2 }, Float64Array.of(1, 1, 1, 0))).toBeNull();
    expect(largestClass({ ...classes, classes: 0 }, Float64Array.of(1, 1, 1, 0))).toBeNull();
  });
});
