import { describe, expect, it } from "vitest";
import { type Phase, phaseAfter, phasesOf, positionOf } from "../../../web/state/phases.js";

describe("The phases of an update", () => {
  it("go forward layer by layer to the loss, back layer by layer, and end with the update", () => {
    expect(phasesOf(3).map(({ step, layer }) => `${step} ${layer}`)).toEqual([
      "forward 1",
      "forward 2",
      "forward 3",
      "forward 4",
      "output 3",
      "propagate 2",
      "propagate 1",
      "gradients 3",
      "update 3",
    ]);
  });

  it("send nothing back where there is no hidden layer", () => {
    expect(phasesOf(1).map(({ step }) => step)).toEqual(["forward", "forward", "output", "gradients", "update"]);
  });

  it("follow one another, and after the update the next batch begins", () => {
    let phase: Phase | null = null;
    const seen: number[] = [];
    for (let i = 0; i < phasesOf(2).length + 1; i++) {
      phase = phaseAfter(phase, 2);
      seen.push(positionOf(phase, 2));
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 0]);
  });
});
