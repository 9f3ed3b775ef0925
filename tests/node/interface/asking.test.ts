/** Questions and jobs, from the reader's intent through the worker's host to the store, with the real engine. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerTo, latest, refusalOf } from "../../../web/state/answers.js";
import { Jobs } from "../../../web/worker/jobs/jobs.js";
import { RunSession } from "../../../web/worker/runs/session.js";
import { type Connected, connected, engine, framesAtOnce } from "./connected.js";

let now: number;
/** Whether every look at the clock moves it. */
let ticking = false;
let host: Connected["host"];
let playground: Connected["playground"];

const experiment = {
  data: { dataset: "spiral", samples: 100, trainFraction: 0.5 },
  network: { hidden: [{ units: 3, activation: "tanh" }] },
};

beforeEach(async () => {
  framesAtOnce();
  now = 0;
  ({ host, playground } = connected(() => (ticking ? now++ : now)));
  await playground.open(experiment);
  await vi.waitUntil(() => playground.store.state.data !== null);
});

afterEach(() => {
  playground.close();
  vi.unstubAllGlobals();
});

const state = () => playground.store.state;
/** The answer to the next frame is in the store. */
const shown = () => playground.change(() => undefined);
const trainer = () => host.session(0).trainer;

describe("a question that is needed", () => {
  it("is answered with the numbers of the engine, and no more once nobody needs it", async () => {
    const stop = playground.need("trace", { sample: 3 });
    await vi.waitUntil(() => latest(state().answers, "trace"));
    expect(latest(state().answers, "trace")).toEqual(trainer().trace({ sample: 3 }));
    stop();
    await vi.waitUntil(() => latest(state().answers, "trace") === undefined);
  });

  it("has an answer for each of its arguments", async () => {
    playground.need("confusion", { part: "train" });
    playground.need("confusion", { part: "test" });
    await vi.waitUntil(() => state().answers.length === 2);
    for (const part of ["train", "test"] as const) {
      expect(answerTo(state().answers, "confusion", { part })).toEqual(trainer().confusion(part));
    }
  });

  it("waits its time while the run plays, and is exact at rest", async () => {
    playground.need("trace", { batch: true }, { every: 100 });
    await vi.waitUntil(() => latest(state().answers, "trace"));
    const first = latest(state().answers, "trace");
    host.session(0).play(true);
    now = 50;
    host.session(0).train(1, Number.POSITIVE_INFINITY);
    await shown();
    expect(latest(state().answers, "trace")).toBe(first);
    now = 100;
    await shown();
    const second = latest(state().answers, "trace");
    expect(second?.loss).not.toBe(first?.loss);
    host.session(0).train(1, Number.POSITIVE_INFINITY);
    playground.pause();
    await vi.waitUntil(() => latest(state().answers, "trace") !== second);
    expect(latest(state().answers, "trace")).toEqual(trainer().trace({ batch: true }));
  });

  it("says why it is refused, and nothing else breaks", async () => {
    playground.need("trace", { sample: 5000 });
    await vi.waitUntil(() => refusalOf(state().answers, "trace", { sample: 5000 }));
    expect(latest(state().answers, "trace")).toBeUndefined();
    expect(state().engine.phase).toBe("ready");
  });

  it("can be asked once", async () => {
    expect(await playground.ask("objective", {})).toBe(trainer().objective());
    await expect(playground.ask("trace", { sample: 5000 })).rejects.toThrow();
  });
});

describe("a job", () => {
  it("checks gradients beside a run that plays, and tells how it ended", async () => {
    host.session(0).play(true);
    const { job, done } = playground.startJob("checkGradients", {});
    await vi.waitUntil(() => host.jobs.running);
    for (let slice = 0; slice < 200 && host.jobs.running; slice++) {
      now += 2;
      host.work();
    }
    const { status, answer } = await done;
    expect(status).toBe("done");
    expect(answer?.checked).toBe(trainer().parameterCount);
    expect(answer?.worstRelativeError).toBeLessThan(1e-4);
    expect(state().jobs.get(job)?.answer).toEqual(answer);
    expect(trainer().position.step).toBeGreaterThan(0);
  });

  it("has both numbers of every parameter of the run as it was when the check began", async () => {
    const gradients = trainer().gradients();
    host.session(0).play(true);
    const { job, done } = playground.startJob("checkGradients", {});
    await vi.waitUntil(() => host.jobs.running);
    // One parameter: the rest of the slice is for the next turn.
    host.jobs.advance(0);
    await vi.waitUntil(() => (state().jobs.get(job)?.progress ?? 0) > 0);
    expect(state().jobs.get(job)?.status).toBe("running");
    expect(state().jobs.get(job)?.answer?.analytical).toHaveLength(0);
    for (let slice = 0; slice < 200 && host.jobs.running; slice++) {
      now += 2;
      host.work();
    }
    const { answer } = await done;
    expect(trainer().gradients()).not.toEqual(gradients);
    expect(answer?.analytical).toHaveLength(trainer().parameterCount);
    for (const [index, gradient] of gradients.entries()) {
      // float32 against float64.
      expect(answer?.analytical[index]).toBeCloseTo(gradient, 5);
      expect(answer?.numerical[index]).toBeCloseTo(answer?.analytical[index] ?? Number.NaN, 8);
    }
    expect(answer?.kinkLayers).toHaveLength(0);
  });

  it("is cancelled by the reader and by a network that is gone", async () => {
    const cancelled = playground.startJob("checkGradients", {});
    cancelled.cancel();
    expect((await cancelled.done).status).toBe("cancelled");
    expect(host.jobs.running).toBe(false);
    expect(host.work()).toBe(Number.POSITIVE_INFINITY);
    const orphan = playground.startJob("checkGradients", {});
    await vi.waitUntil(() => host.jobs.running);
    await playground.change((draft) => {
      draft.network.seed = 77;
    });
    host.work();
    expect((await orphan.done).status).toBe("cancelled");
  });
});

describe("jobs in the worker", () => {
  /** A job of three slices that counts them. */
  const counting = () => {
    let slices = 0;
    const ends: string[] = [];
    const start = () => ({
      id: "checkGradients",
      advance: () => ({ done: ++slices === 3, progress: slices / 3, partial: { checked: slices } }),
      cancel: () => ends.push("cancel"),
    });
    return { trainer: { start } as never, ends };
  };
  const ask = (job: number) => ({ job, run: 0, id: "checkGradients" as const, args: {} });

  it("take turns, tell parts and progress, and free what they hold", () => {
    const jobs = new Jobs();
    const [first, second] = [counting(), counting()];
    jobs.start(first.trainer, ask(1));
    jobs.start(second.trainer, ask(2));
    jobs.advance(2);
    jobs.advance(2);
    expect(jobs.takeNews()).toMatchObject([
      { job: 1, status: "running", progress: 1 / 3, answer: { checked: 1 } },
      { job: 2, status: "running", progress: 1 / 3, answer: { checked: 1 } },
    ]);
    jobs.cancel(2);
    jobs.advance(2);
    jobs.advance(2);
    expect(jobs.running).toBe(false);
    expect(jobs.takeNews()).toMatchObject([
      { job: 2, status: "cancelled" },
      { job: 1, status: "done", progress: 1, answer: { checked: 3 } },
    ]);
    expect([first.ends, second.ends]).toEqual([["cancel"], ["cancel"]]);
  });
});

describe("a worker with a share of the processors", () => {
  it("pauses three times as long as it trains, where its share is a quarter", () => {
    host.session(0).play(true);
    host.session(0).pace.setSpeed(Number.POSITIVE_INFINITY);
    const asked = {
      run: 0,
      generation: 0,
      field: null,
      finest: 50,
      thumbnail: 0,
      gradients: false,
      questions: [],
      probe: null,
    };
    host.frame({ ...asked, share: 0.25 });
    ticking = true;
    let trained = 0;
    const began = now;
    for (let turn = 0; turn < 400; turn++) {
      const before = now;
      const wait = host.work();
      trained += now - before;
      now += wait;
    }
    expect(trained / (now - began)).toBeCloseTo(0.25, 1);
    host.frame(asked);
    for (let turn = 0; turn < 20; turn++) now += host.work();
    expect([host.work(), host.work(), host.work()]).toEqual([0, 0, 0]);
    ticking = false;
  });
});

describe("two runs at a time", () => {
  it("train in turn, and each has pictures of its own", () => {
    host.open({ run: 1, experiment: { ...experiment, optimizer: { name: "adam", learningRate: 0.01 } } });
    for (const run of [0, 1]) {
      host.session(run).play(true);
      host.session(run).pace.setSpeed(Number.POSITIVE_INFINITY);
    }
    // The clock moves with every look at it, so that a slice ends.
    ticking = true;
    const steps = () => [0, 1].map((run) => host.session(run).trainer.position.step);
    const moved: number[] = [];
    for (let slice = 0; slice < 6; slice++) {
      const before = steps();
      host.work();
      moved.push(steps().findIndex((step, run) => step > (before[run] ?? 0)));
    }
    expect(moved).toEqual([0, 1, 0, 1, 0, 1]);
    ticking = false;
    for (const run of [0, 1]) host.session(run).step("epoch");
    const request = { field: { axes: [0, 1] as [number, number] }, finest: 50, thumbnail: 25 };
    const frames = [0, 1].map(
      (run) => host.frame({ run, generation: -1, gradients: false, questions: [], probe: null, ...request }).frame,
    );
    expect(frames.map(({ run }) => run)).toEqual([0, 1]);
    expect(frames.map(({ progress }) => progress.epoch)).toEqual(
      [0, 1].map((run) => host.session(run).trainer.position.epoch),
    );
    expect(frames[0]?.view?.planes).not.toEqual(frames[1]?.view?.planes);
    expect(frames[1]?.parameters).toEqual(host.session(1).trainer.parameters());
  });

  it("are each what they would be alone, to the bit, and what is asked of one leaves the other as it was", () => {
    const other = { ...experiment, optimizer: { name: "adam", learningRate: 0.01 } };
    host.open({ run: 1, experiment: other });
    const alone = [experiment, other].map((each) => new RunSession(engine, each, () => 0));
    for (let step = 0; step < 12; step++) for (const run of [0, 1]) host.session(run).step("batch");
    host.session(1).step("epoch");
    host.session(1).undo();
    for (let step = 0; step < 12; step++) for (const session of alone) session.step("batch");
    alone[1]?.step("epoch");
    for (const run of [0, 1]) {
      expect(host.session(run).trainer.parameters()).toEqual(alone[run]?.trainer.parameters());
    }
    host.close(1);
    expect(() => host.session(1)).toThrow("no run 1");
    host.session(0).step("epoch");
    expect(host.session(0).trainer.position.step).toBeGreaterThan(12);
    for (const session of alone) session.dispose();
  });
});
