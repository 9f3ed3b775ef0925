/** What crosses the thread of an experiment: rows of one's own once, and of a change what has changed. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DataRows, Experiment } from "../../../web/engine/types.js";
import { PRESETS } from "../../../web/presets/index.js";
import { changesBetween, withChanges } from "../../../web/protocol/changes.js";
import { type NamedRows, rowsIn, withLists } from "../../../web/protocol/rows.js";
import { type Connected, connected, engine, framesAtOnce } from "./connected.js";

let host: Connected["host"];
let playground: Connected["playground"];
let crossed: Connected["crossed"];

beforeEach(() => {
  framesAtOnce();
  ({ host, playground, crossed } = connected());
});

afterEach(() => {
  playground.close();
  vi.unstubAllGlobals();
});

const rows = (count: number, shift = 0): { inputs: number[][]; targets: number[] } => {
  const inputs = Array.from({ length: count }, (_, i) => [Math.sin(i + shift) * 3, Math.cos(i * 1.3) * 3]);
  return { inputs, targets: inputs.map(([x = 0, y = 0]) => (x * y > 0 ? 1 : 0)) };
};
const state = () => playground.store.state;
const open = async (data: Experiment["data"]) => {
  await playground.open({ data, network: { hidden: [{ units: 3, activation: "tanh" }] } });
  await vi.waitUntil(() => state().experiment !== null, { timeout: 60_000 });
};
/** Whatever follows by itself has crossed too. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 700));
const setRate = (rate: number) =>
  playground.change(
    (draft) => {
      draft.optimizer.learningRate = rate;
    },
    { merge: "optimizer.learningRate" },
  );

/** Every table whose values crossed, either way, by name. */
function valuesCrossed(): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
    const { rows: name, values } = value as Partial<NamedRows>;
    if (typeof name === "string") {
      if (values) found.push(name);
    } else for (const member of Object.values(value)) walk(member);
  };
  for (const { args, answer } of crossed) walk([args, answer]);
  return found;
}

describe("rows of one's own", () => {
  it("are 100 000, and one tick of the rate's slider is under 4 kB, both ways together", async () => {
    await open(rows(100_000));
    const { inputs } = state().experiment?.data ?? {};
    expect(inputs?.length).toBe(100_000);
    await vi.waitUntil(() => crossed.some(({ name }) => name === "moment"), { timeout: 60_000 });
    // The picture for the network's own axes has come over as well, and its memory has gone back.
    for (let frame = 0; frame < 3; frame++) await playground.change(() => undefined);
    crossed.length = 0;
    await setRate(0.017);
    await rest();
    expect(state().experiment?.optimizer.learningRate).toBe(0.017);
    expect(host.session(0).trainer.experiment.optimizer.learningRate).toBe(0.017);
    expect(crossed.map(({ name }) => name)).toContain("change");
    expect(crossed.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(4096);
    expect(state().experiment?.data.inputs).toBe(inputs);
  }, 120_000);

  it("travel once, however often they come back by undoing", async () => {
    const [first, second] = [rows(40), rows(50, 7)];
    await open(first);
    const shown = async (count: number, undo?: "undo" | "redo") => {
      if (undo) playground[undo]();
      await vi.waitUntil(() => state().experiment?.data.targets?.length === count);
    };
    const use = (data: { inputs: DataRows; targets: DataRows }) =>
      playground.change((draft) => Object.assign(draft.data, data));
    await use(second);
    await shown(50);
    await shown(40, "undo");
    expect(state().experiment?.data.inputs).toEqual(first.inputs);
    await shown(50, "redo");
    await use({ ...first });
    await shown(40);
    expect(valuesCrossed()).toEqual(["page 0", "page 1", "page 2", "page 3"]);
    expect(host.session(0).trainer.data().trainTargets.length).toBe(20);
  });

  it("that the worker made of a link come over once", async () => {
    await open({ dataset: "spiral" });
    const data = rows(30);
    await playground.openLink(engine.makeLink({ data }));
    await vi.waitUntil(() => state().experiment?.data.inputs);
    expect(state().experiment?.data.inputs).toEqual(data.inputs.map((row) => row.map((x) => expect.closeTo(x, 3))));
    await setRate(0.5);
    expect(valuesCrossed()).toEqual(["worker 0", "worker 1"]);
  });

  it("that nothing uses any more are forgotten at both ends, and travel again when they are used again", async () => {
    const data = rows(20);
    await open(data);
    await playground.open({ data: { dataset: "spiral" } });
    await vi.waitUntil(() => crossed.some(({ args }) => (args as { forgot?: string[] }).forgot?.length === 2));
    expect(host.rows.unused(new Set())).toEqual([]);
    await vi.waitUntil(() => state().experiment?.data.inputs === undefined);
    await playground.change((draft) => {
      draft.data = { ...data };
    });
    await vi.waitUntil(() => state().experiment?.data.inputs);
    expect(valuesCrossed()).toEqual(["page 0", "page 1", "page 2", "page 3"]);
  });
});

describe("rows as one flat array", () => {
  const flat = (count: number, shift = 0) => {
    const { inputs, targets } = rows(count, shift);
    return { inputs: Float64Array.from(inputs.flat()), targets: Float64Array.from(targets), columns: 2 };
  };

  it("stay flat on the page, and do not come back from the worker", async () => {
    await open({ dataset: "spiral" });
    const data = flat(100_000);
    await playground.change((draft) => {
      draft.data = { ...data };
    });
    await vi.waitUntil(() => state().experiment?.data.inputs);
    expect(state().experiment?.data).toMatchObject({ columns: 2 });
    expect(state().experiment?.data.inputs).toBe(data.inputs);
    expect(valuesCrossed()).toEqual(["page 0", "page 1"]);
    expect(host.session(0).trainer.experiment.data.inputs?.[1]).toEqual([...data.inputs.slice(2, 4)]);
    const moved = flat(99_999, 1);
    await playground.change((draft) => {
      draft.data = { ...moved };
    });
    await vi.waitUntil(() => state().experiment?.data.inputs === moved.inputs, { timeout: 60_000 });
    playground.undo();
    await vi.waitUntil(() => state().experiment?.data.inputs === data.inputs, { timeout: 60_000 });
  });

  it("are the same run as lists", async () => {
    const { targets, inputs, columns } = flat(60);
    await open({ inputs, targets, columns });
    const trained = () => {
      host.session(0).trainer.trainEpochs(1);
      return [...host.session(0).trainer.parameters()];
    };
    const first = trained();
    await playground.open({ data: rows(60), network: { hidden: [{ units: 3, activation: "tanh" }] } });
    expect(trained()).toEqual(first);
  });

  it("are counted by their columns, and become lists where they are told as JSON", () => {
    const { inputs, targets, columns } = flat(30);
    expect(rowsIn(inputs, columns)).toBe(30);
    expect(rowsIn(rows(30).inputs, undefined)).toBe(30);
    const experiment = engine.fill({ data: { inputs, targets, columns } });
    const told = withLists({ ...experiment, data: { ...experiment.data, inputs, columns } });
    const read = JSON.parse(JSON.stringify(told)) as Experiment;
    expect(read.data.inputs).toEqual([...inputs]);
    expect(engine.fill(read)).toEqual(experiment);
  });
});

describe("changes", () => {
  it("make every preset of every other", () => {
    const filled = PRESETS.map(({ experiment }) => engine.fill(experiment));
    for (const before of filled) {
      for (const after of filled) expect(withChanges(before, changesBetween(before, after))).toEqual(after);
    }
  });

  it("name the place and nothing around it, and leave the experiment before as it was", () => {
    const before = engine.fill({ network: { hidden: [{ units: 3 }, { units: 2 }] } });
    const copy = structuredClone(before);
    const after = structuredClone(before);
    Object.assign(after.network.hidden[1] ?? {}, { units: 5 });
    const changes = changesBetween(before, after);
    expect(changes).toEqual([{ path: ["network", "hidden", 1, "units"], value: 5 }]);
    expect(withChanges(before, changes)).toEqual(after);
    expect(before).toEqual(copy);
    expect(changesBetween(before, copy)).toEqual([]);
  });

  it("do not take back what changed meanwhile elsewhere", async () => {
    await open({ dataset: "spiral" });
    const stale = state().experiment as Experiment;
    host.session(0).change({ ...host.session(0).experiment, regularization: { l1: 0, l2: 0.01 } });
    expect(state().experiment).toBe(stale);
    await setRate(0.2);
    expect(host.session(0).experiment).toMatchObject({
      optimizer: { learningRate: 0.2 },
      regularization: { l2: 0.01 },
    });
    expect(state().experiment).toEqual(host.session(0).experiment);
  });
});
