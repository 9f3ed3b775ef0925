/** What a frame brings: the worker's answers, with the real engine and a clock of the test's own. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadEngine } from "../../../web/engine/index.js";
import type { FrameRequest } from "../../../web/protocol/protocol.js";
import { FrameMaker } from "../../../web/worker/frame.js";
import { Studio } from "../../../web/worker/studio.js";

const engine = await loadEngine({
  module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)),
});

const request = (run: number, patch: Partial<FrameRequest> = {}): FrameRequest => ({
  run,
  field: { axes: [0, 1] },
  finest: 100,
  thumbnail: 25,
  gradients: false,
  extras: {},
  probe: null,
  ...patch,
});

/** A studio that rests at the start of a small run. */
const resting = () => new Studio(engine, { network: { hidden: [{ units: 4 }] } }, () => 0);

describe("a frame", () => {
  it("brings a run once, and then only what is new", () => {
    const studio = resting();
    const frames = new FrameMaker();
    const first = frames.make(studio, request(-1)).frame;
    expect(first.run?.layers.map(({ units }) => units)).toEqual([4, 1]);
    expect(first.view?.planes.length).toBe(first.view ? first.view.width * first.view.height : -1);
    expect(first.history?.rows.epoch).toEqual([0]);
    const second = frames.make(studio, request(first.run?.id ?? -1)).frame;
    expect(second.run).toBeUndefined();
    expect(second.parameters).toBeUndefined();
    studio.step("epoch");
    const third = frames.make(studio, request(first.run?.id ?? -1)).frame;
    expect(third.history).toMatchObject({ keep: 1, rows: { epoch: [1] } });
    expect(third.parameters?.length).toBe(studio.trainer.parameterCount);
  });

  it("ignores what the page asks about a run that is gone", () => {
    const studio = resting();
    const frames = new FrameMaker();
    const stale = request(-1, { field: { axes: [7, 9], neuron: { layer: 5, index: 99 } }, probe: [1, 2, 3, 4] });
    expect(() => frames.make(studio, stale)).not.toThrow();
  });

  it("uses a buffer given back instead of a new one", () => {
    const studio = resting();
    const frames = new FrameMaker();
    const { frame } = frames.make(studio, request(-1));
    const buffer = frame.view?.planes.buffer as ArrayBuffer;
    studio.step("batch");
    const next = frames.make(studio, request(frame.run?.id ?? -1, { buffer })).frame;
    expect(next.view?.planes.buffer).toBe(buffer);
  });

  it("brings values of every sample only where they are asked for, so that nothing is drawn anew in vain", () => {
    const studio = resting();
    const frames = new FrameMaker();
    const run = frames.make(studio, request(-1)).frame.run?.id ?? -1;
    studio.step("batch");
    expect(frames.make(studio, request(run)).frame).not.toHaveProperty("extras");
    studio.step("batch");
    expect(frames.make(studio, request(run, { extras: { losses: true } })).frame.extras).toHaveProperty("losses");
  });
});
