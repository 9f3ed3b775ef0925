/** Jobs that the module lacks that a page begins with: a copy of the run in the whole engine answers them. */
import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { AbsentError } from "../../../web/engine/errors.js";
import { type Engine, EngineError, type ExperimentInput, loadEngine } from "../../../web/engine/index.js";
import { Jobs } from "../../../web/worker/jobs/jobs.js";

const experiment = {
  data: { dataset: "spiral", samples: 60 },
  network: { hidden: [{ units: 3 }] },
} satisfies ExperimentInput;

let engine: Engine;
beforeEach(async () => {
  const module = await readFile(new URL("../../../build/engine/engine-float32.wasm", import.meta.url));
  engine = await loadEngine({ module });
});

describe("a job of what it lacks", () => {
  const ask = { job: 1, run: 0, id: "checkGradients", args: {} } as const;
  const end = async (jobs: Jobs) => {
    await vi.waitUntil(() => jobs.running);
    while (jobs.running) jobs.advance(5);
    return jobs.takeNews().at(-1);
  };

  it("answers for the run as it was when it was asked for", async () => {
    const trainer = engine.createTrainer(experiment);
    const wanted = (await trainer.copyInWhole()).checkGradients();
    const jobs = new Jobs();
    jobs.start(trainer, ask);
    expect(jobs.takeNews()).toMatchObject([{ status: "running", progress: 0 }]);
    trainer.trainSteps(5);
    expect(await end(jobs)).toMatchObject({ status: "done", answer: wanted });
    expect(jobs.running).toBe(false);
  });

  it.each(["by itself", "with its run"])("is cancelled %s while it waits", async (how) => {
    const trainer = engine.createTrainer(experiment);
    const jobs = new Jobs();
    jobs.start(trainer, ask);
    if (how === "by itself") jobs.cancel(1);
    else jobs.cancelOf(0);
    expect(jobs.takeNews()).toMatchObject([{ status: "cancelled" }]);
    await engine.loadWhole();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(jobs.running).toBe(false);
    expect(jobs.takeNews()).toEqual([]);
  });

  it("is refused where the whole engine does not come", async () => {
    const lacking = {
      start: () => {
        throw new AbsentError();
      },
      copyInWhole: () => Promise.reject(new EngineError("load", "no luck")),
      position: null as never,
    };
    const jobs = new Jobs();
    jobs.start(lacking as never, ask);
    expect(await end(jobs)).toMatchObject({
      status: "refused",
      refused: { id: "partNotLoaded", values: { reason: "no luck" } },
    });
  });

  it("says what else went wrong where every job says it, and gives the copy back", async () => {
    const dispose = vi.fn();
    const memory = new EngineError("memory", "no room");
    const start = () => {
      throw memory;
    };
    const lacking = {
      start: () => {
        throw new AbsentError();
      },
      copyInWhole: async () => ({ start, dispose }),
      position: null as never,
    };
    const wake = vi.fn();
    const jobs = new Jobs(wake);
    jobs.start(lacking as never, ask);
    await vi.waitUntil(() => jobs.running);
    expect(wake).toHaveBeenCalledOnce();
    expect(dispose).toHaveBeenCalledOnce();
    expect(() => jobs.advance(5)).toThrow(memory);
    expect(jobs.running).toBe(false);
    expect(jobs.takeNews()).toMatchObject([{ status: "cancelled" }]);
  });
});
