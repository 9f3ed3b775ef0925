import { describe, expect, it } from "vitest";
import { illnessOf } from "../../../web/view/illness.js";

const task = { task: "classification" } as const;
const layers = [
  { inputs: 2, units: 2 },
  { inputs: 2, units: 1 },
];
/** Maps of two features, two hidden neurons and an output, of four places each. */
const maps = (hidden: number[]) => ({ thumbnails: Float32Array.from([0, 1, 2, 3, 3, 2, 1, 0, ...hidden, 0, 1, 0, 1]) });
const lively = maps([0, 0.5, 1, 0, 1, 0, 0.2, 0.4]);
const of = (trainLoss: number[], view: ReturnType<typeof maps> | null = lively) =>
  illnessOf({ trainLoss }, task, view, layers);

describe("a word on a run that goes wrong without ending", () => {
  it("is said where the loss leaps up and down", () => {
    expect(of(Array.from({ length: 40 }, (_, row) => (row % 2 === 0 ? 2 : 60)))).toBe("leaps");
  });

  it("is said where the loss has not moved and never fell", () => {
    expect(of(Array.from({ length: 60 }, () => Math.LN2))).toBe("stuck");
  });

  it("is said where all neurons of a hidden layer have one colour", () => {
    const falling = Array.from({ length: 20 }, (_, row) => 0.7 - row * 0.01);
    expect(of(falling, maps([0, 0, 0, 0, 0.3, 0.3, 0.3, 0.3]))).toBe("flat");
    expect(of(falling, maps([0, 0, 0, 0, 0.3, 0.3, 0.3, 0.9]))).toBeNull();
  });

  it("is not said of a run that learns, nor of one that has learned", () => {
    const learning = Array.from({ length: 200 }, (_, row) => 0.7 * Math.exp(-row / 30) + 0.02 + 0.004 * (row % 3));
    expect(of(learning)).toBeNull();
    expect(of([...learning, ...Array.from({ length: 100 }, () => 0.0201)])).toBeNull();
    expect(of([0.7, 0.6])).toBeNull();
  });
});
