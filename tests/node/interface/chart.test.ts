import { describe, expect, it } from "vitest";
import { linePath, nearestRow } from "../../../web/elements/series.js";
import { countAxis, linearAxis, logAxis, tickText } from "../../../web/elements/ticks.js";

describe("axes", () => {
  it("of counts have round whole ticks from nought", () => {
    expect(countAxis(312, 5).ticks).toEqual([0, 100, 200, 300]);
    expect(countAxis(10, 5).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(countAxis(3, 5).ticks).toEqual([0, 1, 2, 3]);
  });
  it("of losses end on 1, 2 or 5 of a decade around the values", () => {
    const axis = logAxis(0.021, 0.83, 5);
    expect([axis.low, axis.high]).toEqual([0.02, 1]);
    expect(axis.share(0.02)).toBe(0);
    expect(axis.share(1)).toBe(1);
    expect(axis.ticks).toContain(0.1);
  });
  it("put what is infinite or no number at the top, and nought at the bottom", () => {
    const axis = logAxis(0.01, 1, 3);
    expect([axis.share(Infinity), axis.share(Number.NaN), axis.share(0)]).toEqual([1, 1, 0]);
  });
  it("never have more ticks than there is room for", () => {
    for (const [low, high] of [
      [1e-9, 1e3],
      [0.1, 0.9],
      [1e-3, 1],
      [0.5, 0.6],
    ] as const) {
      expect(logAxis(low, high, 3).ticks.length, `${low} to ${high}`).toBeLessThanOrEqual(6);
      expect(linearAxis(0, high, 3).ticks.length).toBeLessThanOrEqual(5);
    }
  });
  it("write large and small powers as powers", () => {
    expect([tickText(0.1), tickText(1000), tickText(1e-5), tickText(10)]).toEqual(["0.1", "10³", "10⁻⁵", "10"]);
  });
});

describe("a line", () => {
  const scale = { left: 0, width: 100, x: (row: number) => row / 99_999, y: (value: number) => value };
  it("of a hundred thousand rows has at most two points a pixel and keeps a single spike", () => {
    const values = Array.from({ length: 100_000 }, () => 1);
    values[54_321] = 77;
    const path = linePath(values, 0, values.length, scale);
    expect(path.split("L").length).toBeLessThanOrEqual(2 * 101);
    expect(path).toContain(" 77.0");
  });
  it("of few rows goes through every one", () => {
    const path = linePath([1, 2, 3], 0, 3, { ...scale, x: (row) => row / 2 });
    expect(path).toBe("M0.0 1.0L50.0 2.0L100.0 3.0");
  });
});

it("the nearest row is found by halving", () => {
  const places = [0, 1, 2, 4, 8, 16];
  expect([nearestRow(places, 3.1), nearestRow(places, 2.9), nearestRow(places, 100), nearestRow(places, -5)]).toEqual([
    3, 2, 5, 0,
  ]);
});
