/** What a frame brings: the worker's answers, with the real engine and a clock of the test's own. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadEngine } from "../../../web/engine/index.js";
import type { FrameRequest } from "../../../web/protocol/frame.js";
import { RowsBook } from "../../../web/protocol/rows.js";
import { FrameMaker } from "../../../web/worker/frames/frame.js";
import { RunSession } from "../../../web/worker/runs/session.js";

const engine = await loadEngine({
  module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)),
});

const request = (generation: number, patch: Partial<FrameRequest> = {}): FrameRequest => ({
  run: 0,
  generation,
  field: { axes: [0, 1] },
  finest: 100,
  thumbnail: 25,
  gradients: false,
  questions: [],
  probe: null,
  ...patch,
});

/** A session that rests at the start of a small run. */
const resting = () => new RunSession(engine, { network: { hidden: [{ units: 4 }] } }, () => 0);

describe("a frame", () => {
  it("brings a run once, and then only what is new", () => {
    const session = resting();
    const frames = new FrameMaker(new RowsBook("worker"));
    const first = frames.make(session, request(-1)).frame;
    expect(first.start?.layers.map(({ units }) => units)).toEqual([4, 1]);
    expect(first.view?.planes.length).toBe(first.view ? first.view.width * first.view.height : -1);
    expect(first.history?.rows.epoch).toEqual([0]);
    const second = frames.make(session, request(first.start?.generation ?? -1)).frame;
    expect(second.start).toBeUndefined();
    expect(second.parameters).toBeUndefined();
    session.step("epoch");
    const third = frames.make(session, request(first.start?.generation ?? -1)).frame;
    expect(third.history).toMatchObject({ keep: 1, rows: { epoch: [1] } });
    expect(third.parameters?.length).toBe(session.trainer.parameterCount);
  });

  it("ignores what the page asks about a run that is gone", () => {
    const session = resting();
    const frames = new FrameMaker(new RowsBook("worker"));
    const stale = request(-1, { field: { axes: [7, 9], neuron: { layer: 5, index: 99 } }, probe: [1, 2, 3, 4] });
    expect(() => frames.make(session, stale)).not.toThrow();
  });

  it("uses a buffer given back instead of a new one", () => {
    const session = resting();
    const frames = new FrameMaker(new RowsBook("worker"));
    const { frame } = frames.make(session, request(-1));
    const buffer = frame.view?.planes.buffer as ArrayBuffer;
    session.step("batch");
    const next = frames.make(session, request(frame.start?.generation ?? -1, { buffer })).frame;
    expect(next.view?.planes.buffer).toBe(buffer);
  });

  it("brings values of every sample only where they are asked for, so that nothing is drawn anew in vain", () => {
    const session = resting();
    const frames = new FrameMaker(new RowsBook("worker"));
    const run = frames.make(session, request(-1)).frame.start?.generation ?? -1;
    session.step("batch");
    expect(frames.make(session, request(run)).frame).not.toHaveProperty("answers");
    session.step("batch");
    const { answers } = frames.make(session, request(run, { questions: [{ id: "losses", args: {} }] })).frame;
    expect(answers?.map(({ id }) => id)).toEqual(["losses"]);
  });
});
