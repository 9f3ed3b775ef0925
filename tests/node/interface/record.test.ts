import { describe, expect, it } from "vitest";
import { emptyHistory } from "../../../web/engine/history.js";
import type { History } from "../../../web/engine/types.js";
import type { RunEvent } from "../../../web/protocol/run.js";
import { growHistory } from "../../../web/state/apply.js";
import { RunRecord } from "../../../web/worker/runs/record.js";

/** Rows of epochs `from` … `to`, ten updates each, two layers. */
function rows(from: number, to: number): History {
  const epochs = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return {
    epoch: epochs,
    step: epochs.map((epoch) => epoch * 10),
    trainLoss: epochs.map((epoch) => 1 / (1 + epoch)),
    testLoss: epochs.map((epoch) => Math.abs(epoch - 30) + 1),
    trainMetric: epochs.map(() => 0.5),
    testMetric: epochs.map(() => null),
    learningRate: epochs.map(() => 0.1),
    gradientNorms: [epochs.map(() => 1), epochs.map(() => 2)],
  };
}

const stop = (epoch: number, bytes = 100) => ({ epoch, step: epoch * 10, state: new Uint8Array(bytes) });

describe("a record", () => {
  it("keeps stops within its budget, evenly, the first and the last always", () => {
    const record = new RunRecord(10_000);
    let next = 0;
    for (let epoch = 0; epoch <= 1000; epoch++) {
      if (epoch < next && epoch !== 1000) continue;
      record.addStop(stop(epoch));
      next = record.nextStop(epoch);
    }
    expect(record.bytes).toBeLessThanOrEqual(10_000);
    expect(record.stops[0]?.epoch).toBe(0);
    expect(record.stops.at(-1)?.epoch).toBe(1000);
    const gaps = record.stops.slice(1, -2).map((at, i) => at.epoch - (record.stops[i]?.epoch ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps));
  });
  it("hands out only the rows that are new", () => {
    const record = new RunRecord(1e6);
    record.append(rows(0, 5));
    expect(record.takeFresh()).toMatchObject({ keep: 0, rows: { epoch: [0, 1, 2, 3, 4, 5] } });
    expect(record.takeFresh()).toBeUndefined();
    record.append(rows(4, 7));
    expect(record.takeFresh()).toMatchObject({
      keep: 6,
      rows: {
        epoch: [6, 7],
        gradientNorms: [
          [1, 1],
          [2, 2],
        ],
      },
    });
  });
  it("cut at an epoch leaves the whole one as it was", () => {
    const record = new RunRecord(1e6);
    record.append(rows(0, 60));
    for (const epoch of [0, 20, 40, 60]) record.addStop(stop(epoch));
    const branch = record.until(30, 300);
    expect(branch.rows).toBe(31);
    expect(branch.stops.map(({ epoch }) => epoch)).toEqual([0, 20]);
    expect([record.rows, record.stops.length]).toEqual([61, 4]);
  });
  it("knows the epoch of the least test loss", () => {
    const record = new RunRecord(1e6);
    record.append(rows(0, 60));
    expect(record.best()).toBe(30);
  });
  it("goes back to the nearest stop", () => {
    const record = new RunRecord(1e6);
    for (const epoch of [0, 20, 40]) record.addStop(stop(epoch));
    expect([9, 11, 29, 31, 99].map((epoch) => record.stopNear(epoch)?.epoch)).toEqual([0, 20, 20, 40, 40]);
  });
  it("of an endless run keeps a bounded number of rows with the first and the last", () => {
    const record = new RunRecord(1e6);
    for (let from = 0; from < 100_000; from += 1000) record.append(rows(from, from + 999));
    expect(record.rows).toBeLessThanOrEqual(21_000);
    expect([record.history.epoch[0], record.history.epoch.at(-1)]).toEqual([0, 99_999]);
    const ascending = record.history.epoch.every((epoch, i, all) => i === 0 || epoch > (all[i - 1] ?? 0));
    expect(ascending).toBe(true);
  });
  it("of an endless run keeps a bounded number of events: the newest, and the reader's own longest", () => {
    const record = new RunRecord(1e6);
    const add = (step: number, kind: RunEvent["kind"]) => record.addEvent({ epoch: step, step, kind });
    // Every thousandth update something lasting, and right behind it a rate that is dragged through ten values.
    for (let at = 0; at < 5000; at++) {
      add(at * 1000, at % 10 === 9 ? "diverged" : "change");
      for (let k = 1; k <= 10; k++) add(at * 1000 + k, "rate");
      expect(record.events.length).toBeLessThanOrEqual(100);
    }
    const steps = record.events.map(({ step }) => step);
    expect(steps.slice(-25)).toEqual(
      Array.from({ length: 5000 * 11 }, (_, i) => Math.floor(i / 11) * 1000 + (i % 11)).slice(-25),
    );
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    const older = record.events.slice(0, -25);
    expect(older.filter(({ kind }) => kind === "diverged")).toEqual([]);
    // What is left of them tells of places that are apart: no two of one drag.
    const gaps = older.slice(1).map(({ step }, i) => step - (older[i]?.step ?? step));
    for (const gap of gaps) expect(gap).toBeGreaterThan(10);
  });
});

it("the page's history follows the worker's, cut and grown", () => {
  const page = emptyHistory();
  growHistory(page, 0, rows(0, 9));
  growHistory(page, 5, rows(5, 6));
  expect(page.epoch).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(page.gradientNorms.map((column) => column.length)).toEqual([7, 7]);
});
