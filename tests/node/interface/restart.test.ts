/** A playground whose worker fails: another one goes on where the run was kept last. The engine is the real one. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { unpackFirst } from "../../../web/protocol/first.js";
import { type Connected, connected, framesAtOnce } from "./connected.js";

const experiment = {
  data: { dataset: "spiral", samples: 100, trainFraction: 0.5 },
  network: { hidden: [{ units: 3, activation: "tanh" }] },
};

let page: Connected;

beforeEach(async () => {
  framesAtOnce();
  page = connected();
  await page.playground.open(experiment);
  await vi.waitUntil(() => state().data !== null);
});

afterEach(() => {
  page.playground.close();
  vi.unstubAllGlobals();
});

const state = () => page.playground.store.state;
const trainer = () => page.host.session(0).trainer;
/** The page has kept the run as it stands. */
const kept = () =>
  vi.waitUntil(() => page.playground.moment?.state && page.crossed.at(-1)?.name === "moment", { timeout: 3000 });
const steps = async (count: number) => {
  for (let i = 0; i < count; i++) page.playground.step("epoch");
  await vi.waitUntil(() => state().progress?.epoch === trainer().position.epoch && trainer().position.epoch >= count);
};

it("the run stands where it was kept, with its history, its frozen weights and its ways back, and can be trained on", async () => {
  page.playground.hold(2, true);
  await steps(4);
  await kept();
  const [parameters, history] = [[...trainer().parameters()], [...state().history.epoch]];
  const before = page.host;
  page.fail(new Error("boom"));
  await vi.waitUntil(() => page.host !== before && state().engine.phase === "ready" && state().progress?.epoch === 4);
  expect([...trainer().parameters()]).toEqual(parameters);
  await vi.waitUntil(() => state().history.epoch.length === history.length);
  expect(state().history.epoch).toEqual(history);
  expect([...state().held]).toEqual([2]);
  expect(state().timeline.stops).toEqual([0, 1, 2, 3, 4]);
  expect(state().toast?.kind).toBe("continued");
  page.playground.step("epoch");
  await vi.waitUntil(() => state().progress?.epoch === 5);
  expect(trainer().parameters()[2]).toBe(parameters[2]);
});

it("what was asked while there was no worker waits for the other, and jobs are told that they are over", async () => {
  await kept();
  const { done } = page.playground.startJob("checkGradients", {});
  await vi.waitUntil(() => page.host.jobs.running);
  page.fail(new Error("boom"));
  const objective = page.playground.ask("objective", {});
  const change = page.playground.change((draft) => {
    draft.optimizer.learningRate = 0.5;
  });
  expect((await done).status).toBe("cancelled");
  expect(await objective).toBe(trainer().objective());
  expect(await change).toBeNull();
  expect(page.host.session(0).experiment.optimizer.learningRate).toBe(0.5);
});

it("what was asked before there was a worker waits for the first that has the run, with rows of one's own", async () => {
  const other = connected();
  const { playground } = other;
  const first = unpackFirst(readFileSync(new URL("../../../build/first.json", import.meta.url), "utf8"));
  playground.foresee(first);
  const inputs = [
    [0, 1],
    [1, 0],
    [2, 2],
    [3, 1],
  ];
  const own = playground.change((draft) => Object.assign(draft, { data: { inputs, targets: [0, 1, 0, 1] } }));
  const rate = playground.change((draft) => {
    draft.optimizer.learningRate = 0.5;
  });
  const { job } = playground.startJob("checkGradients", {});
  const { host } = other;
  other.failing = true;
  const opened = playground.open(first.baseline);
  await vi.waitUntil(() => other.host !== host);
  other.failing = false;
  await opened;
  expect([await own, await rate]).toEqual([null, null]);
  const { experiment } = other.host.session(0);
  expect(experiment.data.inputs).toEqual(inputs);
  expect(experiment.optimizer.learningRate).toBe(0.5);
  await vi.waitUntil(() => playground.store.state.experiment?.data.inputs === inputs);
  expect(other.host.jobs.running).toBe(true);
  expect(playground.store.state.jobs.get(job)?.status).toBe("running");
  playground.close();
}, 10_000);

it("an error that is no refusal starts another worker too, a refusal does not", async () => {
  await kept();
  const { host } = page;
  await expect(page.playground.ask("trace", { sample: 5000 })).rejects.toThrow();
  page.playground.seek(0);
  vi.spyOn(host.session(0), "step").mockImplementation(() => {
    throw new Error("memory access out of bounds");
  });
  expect(page.host).toBe(host);
  page.playground.step("epoch");
  await vi.waitUntil(() => page.host !== host && state().engine.phase === "ready");
});

it("a worker that fails again and again is given up with the reason, and the reader can start it once more", async () => {
  await kept();
  page.failing = true;
  page.fail(new Error("boom"));
  await vi.waitUntil(() => state().engine.phase === "failed", { timeout: 10_000 });
  expect(state().engine).toEqual({ phase: "failed", message: "boom" });
  page.failing = false;
  page.playground.restart();
  await vi.waitUntil(() => state().engine.phase === "ready");
  page.playground.step("epoch");
  await vi.waitUntil(() => state().progress?.epoch === 1);
}, 20_000);
