import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Engine, loadEngine } from "../../../web/engine/index.js";
import type { Experiment, ExperimentInput, Snapshot } from "../../../web/engine/types.js";
import type { KeptRecord } from "../../../web/protocol/run.js";
import { type Fit, keptNothing, keptRun, writeRun } from "../../../web/state/persist.js";
import { encodeRecord } from "../../../web/worker/runs/kept-record.js";
import { RunSession } from "../../../web/worker/runs/session.js";

const experiment: ExperimentInput = {
  data: { dataset: "spiral", samples: 100, trainFraction: 0.5 },
  network: { hidden: [{ units: 4, activation: "tanh" }] },
  optimizer: { name: "sgd", learningRate: 0.03 },
  batch: { size: 10 },
};

let engine: Engine;
let session: RunSession;

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

afterEach(() => session.dispose());

const open = (input = experiment): RunSession => {
  session = new RunSession(engine, input, () => 0);
  return session;
};
const parameters = (): number[] => [...session.trainer.parameters()];
const epochs = (count: number): void => {
  for (let i = 0; i < count; i++) session.step("epoch");
};

interface Saved {
  snapshot: Snapshot;
  record: KeptRecord;
}

/** What is kept, as the text it becomes. */
const save = (): Saved =>
  JSON.parse(JSON.stringify({ snapshot: session.trainer.save(), record: encodeRecord(session.run) }));

function reopen(saved: { snapshot: Snapshot; record: unknown }): void {
  session.dispose();
  session = new RunSession(engine, experiment, () => 0, saved as Saved);
}

describe("a run found again", () => {
  it("has its history, its events and every way back", () => {
    open();
    const seen = [parameters()];
    for (let i = 0; i < 6; i++) {
      if (i === 3) session.change({ ...session.experiment, optimizer: { name: "sgd", learningRate: 0.1 } });
      epochs(1);
      seen.push(parameters());
    }
    const { history, events } = session.run.record;
    reopen(save());
    const found = session.run.record;
    expect(found.history.epoch).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(found.history.step).toEqual(history.step);
    expect(found.history.testLoss).toEqual(history.testLoss.map((loss) => Math.fround(loss ?? Number.NaN)));
    expect(found.history.gradientNorms.map((column) => column.length)).toEqual([7, 7]);
    expect(found.events).toEqual(events);
    for (const epoch of [3, 0, 5, 6]) {
      session.seek(epoch);
      expect(parameters(), `epoch ${epoch}`).toEqual(seen[epoch]);
    }
    epochs(1);
    expect(found.history.epoch).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(found.resumed).toBeNull();
  });

  it("stands where the reader had gone back to, with the future ahead", () => {
    open();
    epochs(6);
    const end = parameters();
    session.seek(2);
    const here = parameters();
    reopen(save());
    expect(parameters()).toEqual(here);
    expect([session.run.at.epoch, session.run.rewound, session.run.record.history.epoch.at(-1)]).toEqual([2, true, 6]);
    session.seek(6);
    expect(parameters()).toEqual(end);
  });

  it("has its history too where an undo had brought it back", () => {
    open();
    epochs(5);
    session.change({ ...session.experiment, network: { ...session.experiment.network, seed: 77 } });
    session.undo();
    reopen(save());
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("without test points has none in its history", () => {
    open({ ...experiment, data: { dataset: "spiral", samples: 40, trainFraction: 1 } });
    epochs(2);
    reopen(save());
    expect(session.run.record.history.testLoss).toEqual([null, null, null]);
  });

  it("of a divergence is what came before it", () => {
    open({
      ...experiment,
      task: "regression",
      data: { dataset: "plane" },
      optimizer: { name: "sgd", learningRate: 10 },
    });
    for (let i = 0; i < 200 && !session.divergence; i++) session.step("batch");
    expect(session.divergence).not.toBeNull();
    reopen(save());
    expect(session.run.record.history.trainLoss.every(Number.isFinite)).toBe(true);
    expect(session.run.record.events).toEqual([]);
  });

  it("that was long has some 500 rows with the first, the last and the best, and fits its budget", () => {
    open();
    epochs(1500);
    const best = session.run.record.best();
    const saved = save();
    // Half a megabyte of text for the ways back, and 512 rows of 9 columns for the history.
    expect(JSON.stringify(saved.record).length).toBeLessThan(600_000);
    expect(saved.record.stops.length).toBeGreaterThan(50);
    reopen(saved);
    const { history } = session.run.record;
    expect(history.epoch.length).toBeGreaterThanOrEqual(512);
    expect(history.epoch.length).toBeLessThanOrEqual(513);
    expect([history.epoch[0], history.epoch.at(-1)]).toEqual([0, 1500]);
    expect(history.epoch).toContain(best);
  });

  it("whose states are too large has its history, and says from where on there are ways back", () => {
    const wide = { units: 150, activation: "tanh" };
    open({ ...experiment, data: { dataset: "spiral", samples: 20 }, network: { hidden: [wide, wide, wide] } });
    epochs(3);
    const saved = save();
    expect(saved.record.stops).toEqual([]);
    reopen(saved);
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3]);
    expect(session.run.record.stops.map(({ epoch }) => epoch)).toEqual([0, 3]);
    expect(session.run.record.resumed).toBe(3);
  });

  it.each<[string, (record: KeptRecord) => unknown]>([
    ["is gone", () => undefined],
    ["is another thing", () => "record"],
    ["lacks a column", ({ columns: { step: _, ...columns }, ...record }) => ({ ...record, columns })],
    ["has a column cut", (record) => ({ ...record, columns: { ...record.columns, trainLoss: "AAAA" } })],
    ["is no base64", (record) => ({ ...record, gradientNorms: ["%", "%"] })],
    ["has another network's norms", (record) => ({ ...record, gradientNorms: record.gradientNorms.slice(1) })],
  ])("whose record %s is still there, with the rows that the run itself knows", (_, damage) => {
    open();
    epochs(4);
    const here = parameters();
    const { snapshot, record } = save();
    reopen({ snapshot, record: damage(record) });
    expect(parameters()).toEqual(here);
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3, 4]);
    expect(session.run.record.stops.map(({ epoch }) => epoch)).toEqual([0, 4]);
    epochs(1);
    expect(session.run.record.history.epoch).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("leaves out ways back that lead nowhere", () => {
    open();
    epochs(4);
    const here = parameters();
    const { snapshot, record } = save();
    const [, second, third] = record.stops;
    Object.assign(second ?? {}, { state: "AAAA" });
    Object.assign(third ?? {}, { state: record.stops[3]?.state });
    reopen({ snapshot, record });
    expect(session.run.record.stops.map(({ epoch }) => epoch)).toEqual([0, 3, 4]);
    expect(parameters()).toEqual(here);
  });
});

describe("where the storage is small", () => {
  /** Takes texts up to a length, as a browser's storage does. */
  class Small {
    text: string | null = null;
    constructor(readonly most: number) {}
    getItem = (): string | null => this.text;
    setItem = (_: string, text: string): void => {
      if (text.length > this.most) throw new Error("full");
      this.text = text;
    };
  }

  it("ways back are given up first, then the record, then the run; the experiment is kept", () => {
    open();
    epochs(30);
    const saved = { experiment: session.experiment as Experiment, preset: "p", ...save() };
    const sizes = [saved, { ...saved, record: { ...saved.record, stops: [] } }, { ...saved, record: undefined }];
    const fits: Fit[] = [];
    const kept = [...sizes, { ...saved, record: undefined, snapshot: undefined }].map((run) => {
      const storage = new Small(JSON.stringify({ version: 1, ...run }).length + 64) as unknown as Storage;
      fits.push(writeRun(storage, saved));
      return keptRun(storage);
    });
    expect(fits).toEqual(["run", "run", "run", "experiment"]);
    expect(kept.map((run) => run?.record?.stops.length)).toEqual([saved.record.stops.length, 0, undefined, undefined]);
    expect(kept.map((run) => run?.snapshot !== undefined)).toEqual([true, true, true, false]);
    expect(kept.map((run) => run?.experiment)).toEqual(Array(4).fill(saved.experiment));
    expect(() => writeRun(new Small(10) as unknown as Storage, saved)).not.toThrow();
  });

  it("an experiment of typed rows is kept as lists, which are read again", () => {
    const data = { inputs: Float64Array.of(0, 1, 1, 0), targets: Float64Array.of(0, 1), columns: 2, trainFraction: 1 };
    const own = { ...(open().experiment as Experiment), features: ["raw"], data };
    const storage = new Small(1e6) as unknown as Storage;
    expect(writeRun(storage, { experiment: own, preset: null })).toBe("experiment");
    const found = keptRun(storage)?.experiment as Experiment;
    expect(found.data).toMatchObject({ inputs: [0, 1, 1, 0], targets: [0, 1] });
    expect(engine.fill(found).data.inputs).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it("400 000 rows of one's own are not even written out, which is told, and no run of before stands in for them", () => {
    const storage = new Small(5_200_000) as unknown as Storage;
    open();
    expect(writeRun(storage, { experiment: session.experiment, preset: "p", ...save() })).toBe("run");
    const inputs = Array.from({ length: 400_000 }, (_, i) => [Math.sin(i), Math.cos(i)]);
    const many = { ...session.experiment, data: { inputs, targets: inputs.map((_, i) => i % 2) } };
    const written = vi.spyOn(JSON, "stringify");
    expect(writeRun(storage, { experiment: many, preset: null })).toBe("nothing");
    expect(Math.max(...written.mock.results.map(({ value }) => String(value).length))).toBeLessThan(1000);
    written.mockRestore();
    expect([keptRun(storage), keptNothing(storage)]).toEqual([null, true]);
  });
});
