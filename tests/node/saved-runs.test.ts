/** Runs that were saved: those of every earlier layout are read for ever, and what was damaged is told as damaged. */
import { readFileSync } from "node:fs";
import type { Snapshot, Trainer } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { bits, engine, small, thrownBy, withTrainer } from "./experiments.ts";

/** A run saved by an earlier version, and what it did afterwards. */
interface Golden {
  name: string;
  snapshot: Snapshot;
  checkpoint: string;
  parameters: string;
  epoch: number;
  step: number;
  status: string;
  rule?: string;
  message?: string;
  values?: Record<string, unknown>;
  rows: number;
  /** The parameters 25 updates later. */
  after: string;
}
const goldenOf = (file: string) =>
  JSON.parse(readFileSync(new URL(`../golden/${file}`, import.meta.url), "utf8")) as Golden[];

const throughJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

/** Expects the run of a golden file, and that it goes on as it did then. */
function expectRun(trainer: Trainer, run: Golden): void {
  expect(bits(trainer.parameters())).toBe(run.parameters);
  const { epoch, step, status, reason } = trainer.progress;
  expect({ epoch, step, status }).toEqual({ epoch: run.epoch, step: run.step, status: run.status });
  expect(reason?.rule).toBe(run.rule);
  expect(reason?.message).toBe(run.message);
  const { part: _, partZh: __, ...values } = run.values ?? {};
  expect(reason?.values ?? {}).toEqual(values);
  trainer.trainSteps(25);
  expect(bits(trainer.parameters())).toBe(run.after);
}

describe.each([
  ["without a header", goldenOf("runs-1.json")],
  ["without the weights after earlier updates", goldenOf("runs-2.json")],
])("a run saved %s", (_, golden) => {
  test("there are 15, of every way to end among them", () => {
    expect(golden.length).toBe(15);
    const rules = new Set(golden.map(({ rule }) => rule));
    for (const rule of ["stop.maxEpochs", "stop.trainLoss", "stop.gradientNorm", "stop.patience", "diverged"])
      expect(rules, rule).toContain(rule);
  });

  test.each(golden.map((run) => [run.name, run] as const))("%s: is restored and goes on to the same bits", (_, run) => {
    const trainer = engine.restore(run.snapshot);
    expect(trainer.history().epoch.length).toBe(run.rows);
    const saved = throughJson(trainer.save());
    expectRun(trainer, run);
    trainer.dispose();
    expect(saved.version).toBe(2);
    const again = engine.restore(saved);
    expect(again.history().epoch.length).toBe(run.rows);
    expectRun(again, run);
    again.dispose();
  });

  test.each(golden.map((run) => [run.name, run] as const))("%s: its checkpoint is one to rewind to", (_, run) => {
    withTrainer(run.snapshot.experiment, (trainer) => {
      trainer.trainSteps(3);
      trainer.rewind(Uint8Array.from(Buffer.from(run.checkpoint, "base64")));
      expectRun(trainer, run);
    });
  });
});

describe("a damaged", () => {
  test("checkpoint is refused, whichever byte of it is another", () => {
    withTrainer({ ...small, optimizer: { name: "adam" } }, (trainer) => {
      trainer.trainSteps(13);
      const checkpoint = trainer.checkpoint();
      trainer.trainSteps(4);
      const before = bits(trainer.parameters());
      for (let i = 0; i < checkpoint.length; i++) {
        const other = checkpoint.slice();
        other[i] = (other[i] ?? 0) ^ (1 << (i % 8));
        expect(
          thrownBy(() => trainer.rewind(other)),
          `byte ${i}`,
        ).toMatchObject({ code: "experiment", path: "checkpoint" });
      }
      expect(bits(trainer.parameters())).toBe(before);
      trainer.rewind(checkpoint);
    });
  });

  test("snapshot is refused, whichever letter of it is another", () => {
    withTrainer(small, (trainer) => {
      trainer.trainSteps(13);
      const snapshot = trainer.save();
      for (const part of ["state", "history"] as const) {
        const text = snapshot[part];
        for (let i = 0; i < text.length; i += 7) {
          const other = text[i] === "A" ? "B" : "A";
          const damaged = { ...snapshot, [part]: text.slice(0, i) + other + text.slice(i + 1) };
          expect(
            thrownBy(() => engine.restore(damaged)),
            `${part}[${i}]`,
          ).toMatchObject({ code: "experiment" });
        }
      }
      const { experiment } = snapshot;
      const faster = { ...experiment, optimizer: { ...experiment.optimizer, learningRate: 0.3 } };
      expect(thrownBy(() => engine.restore({ ...snapshot, experiment: faster }))).toMatchObject({
        path: "snapshot",
        id: "damaged",
      });
      const { checksum: _, ...without } = snapshot;
      expect(thrownBy(() => engine.restore(without))).toMatchObject({ path: "snapshot", id: "damaged" });
    });
  });

  test("snapshot is not one whose members stand in another order", () => {
    withTrainer(small, (trainer) => {
      trainer.trainSteps(13);
      const reversed = Object.fromEntries(Object.entries(trainer.save()).reverse()) as unknown as Snapshot;
      const restored = engine.restore(reversed);
      expect(bits(restored.parameters())).toBe(bits(trainer.parameters()));
      restored.dispose();
    });
  });
});

test("a snapshot of a later version says so", () => {
  withTrainer(small, (trainer) => {
    const later = { ...trainer.save(), version: 3 } as unknown as Snapshot;
    expect(thrownBy(() => engine.restore(later))).toMatchObject({
      path: "version",
      message: "version is 3, allowed a version of 1 to 2",
    });
  });
});

test("a checkpoint of another optimizer with as many numbers is refused", () => {
  withTrainer({ ...small, optimizer: { name: "adam" } }, (adam) => {
    adam.trainSteps(5);
    withTrainer({ ...small, optimizer: { name: "adamw" } }, (adamw) => {
      expect(thrownBy(() => adamw.rewind(adam.checkpoint()))).toMatchObject({
        path: "checkpoint",
        id: "otherOptimizer",
      });
    });
  });
});

test("a run taken back to another way's checkpoint has a history that can be saved and restored", () => {
  withTrainer(small, (trainer) => {
    trainer.configure({ ...small, batch: { size: 1, seed: 3 } });
    trainer.trainEpochs(2); // 200 updates
    const slow = trainer.checkpoint();
    trainer.reset();
    trainer.configure(small);
    trainer.trainEpochs(10); // 100 updates
    trainer.rewind(slow);
    trainer.trainEpochs(1);
    const restored = engine.restore(throughJson(trainer.save()));
    expect(restored.history()).toEqual(trainer.history());
    expect(restored.history().epoch).toEqual([0, 1, 2, 3]);
    restored.dispose();
  });
});
