import { describe, expect, it } from "vitest";
import { FieldBudget } from "../../../web/worker/frames/field-budget.js";
import { Pace } from "../../../web/worker/runs/pace.js";

describe("the pace", () => {
  it("makes the asked updates a second, however often it is looked at", () => {
    for (const every of [1, 7, 16, 33]) {
      let now = 0;
      const pace = new Pace(() => now, 60);
      pace.start();
      let made = 0;
      for (; now < 10_000; now += every) {
        const due = pace.due();
        pace.made(due);
        made += due;
      }
      expect(made, `looked at every ${every} ms`).toBeGreaterThanOrEqual(598);
      expect(made, `looked at every ${every} ms`).toBeLessThanOrEqual(602);
    }
  });
  it("does not make up for a long pause", () => {
    let now = 0;
    const pace = new Pace(() => now, 1000);
    pace.start();
    pace.made(pace.due());
    now = 60_000;
    expect(pace.due()).toBeLessThanOrEqual(100);
  });
  it("says when the next slow update is due", () => {
    let now = 0;
    const pace = new Pace(() => now, 1);
    pace.start();
    expect(pace.due()).toBe(1);
    pace.made(1);
    now = 250;
    expect(pace.due()).toBe(0);
    expect(pace.wait()).toBeCloseTo(750, 6);
  });
  it("begins slowly at the start of a run, and comes to the set speed by itself", () => {
    let now = 0;
    const pace = new Pace(() => now, 1000);
    pace.begin();
    pace.start();
    const counts: number[] = [];
    for (let second = 0; second < 8; second++) {
      let made = 0;
      for (const until = now + 1000; now < until; now += 5) {
        const due = pace.due();
        pace.made(due);
        made += due;
      }
      counts.push(made);
    }
    expect(counts[0]).toBeGreaterThan(50);
    expect(counts[0]).toBeLessThan(70);
    for (let second = 1; second < 8; second++) expect(counts[second]!).toBeGreaterThanOrEqual(counts[second - 1]! - 5);
    expect(counts[7]).toBeGreaterThan(980);
  });
  it("is at once as fast as the reader says while a run begins", () => {
    let now = 0;
    const pace = new Pace(() => now, 1000);
    pace.begin();
    pace.start();
    now = 100;
    pace.due();
    pace.setSpeed(4000);
    now = 200;
    expect(pace.due()).toBeGreaterThan(300);
  });
  it("knows no bound as fast as it goes", () => {
    const pace = new Pace(() => 0);
    pace.start();
    expect(pace.due()).toBe(Number.POSITIVE_INFINITY);
    expect(pace.wait()).toBe(0);
  });
});

describe("the field's grid", () => {
  it("is as fine as asked for while it costs little, and coarser while training a costly network", () => {
    const budget = new FieldBudget();
    budget.measured(100, 0.15);
    expect(budget.side(true, 200)).toBe(200);
    budget.forget();
    budget.measured(100, 3);
    expect(budget.side(true, 200)).toBe(100);
    expect(budget.side(false, 200)).toBe(200);
    budget.forget();
    budget.measured(100, 40);
    expect(budget.side(true, 200)).toBe(50);
  });

  it("keeps a finer grid although its first picture took longer, since the features of its points were made then", () => {
    const budget = new FieldBudget();
    budget.measured(100, 0.3);
    expect(budget.side(true, 200)).toBe(150);
    budget.measured(150, 5);
    expect(budget.side(true, 200)).toBe(150);
    budget.measured(150, 5);
    expect(budget.side(true, 200)).toBe(100);
  });
});
