import { describe, expect, it } from "vitest";
import { smoothed } from "../../../web/charts/line-chart.js";
import { linePath, nearestRow } from "../../../web/charts/series.js";
import { countAxis, linearAxis, logAxis, tickText } from "../../../web/charts/ticks.js";
import { breaksOf } from "../../../web/stage/chart/chart-model.js";

describe("axes", () => {
  it("of counts have round whole ticks from nought", () => {
    expect(countAxis(312, 4).ticks).toEqual([0, 100, 200, 300]);
    expect(countAxis(10, 4).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(countAxis(3, 4).ticks).toEqual([0, 1, 2, 3]);
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
  const ascending = (rows: number) => Array.from({ length: rows }, (_, row) => row);
  const scale = { left: 0, width: 100, places: ascending(100_000), last: 99_999, y: (value: number) => value };
  const points = (path: string) => path.slice(1).split("L");

  it("of a hundred thousand rows has at most two points a pixel and keeps a single spike", () => {
    const values = Array.from({ length: 100_000 }, (_, row) => row % 3);
    values[54_321] = 77;
    const path = linePath(values, 0, values.length, scale);
    expect(points(path).length).toBeGreaterThan(2 * 99);
    expect(points(path).length).toBeLessThanOrEqual(2 * 101);
    expect(path).toContain(" 77.0");
  });
  it("has one point for a pixel whose values look the same, the last one at its place", () => {
    const values = Array.from({ length: 100_000 }, (_, row) => 5 + row / 1e6);
    const path = points(linePath(values, 0, values.length, scale));
    expect(path).toHaveLength(101);
    expect(path[0]).toBe("1.0 5.0");
    expect(path.at(-1)).toBe("100.0 5.1");
  });
  it("tells a value that is no number from all others", () => {
    const values = Array.from({ length: 1000 }, () => 1);
    values[500] = Number.NaN;
    const y = (value: number) => (Number.isNaN(value) ? 0 : 50);
    const path = points(linePath(values, 0, 1000, { ...scale, places: ascending(1000), last: 999, y }));
    expect(path.filter((point) => point.endsWith(" 0.0"))).toHaveLength(1);
  });
  it("of few rows goes through every one, and stays within the plot", () => {
    const few = { ...scale, left: 10, places: [0, 1, 2, 5], last: 2 };
    expect(linePath([1, 2, 3, 4], 0, 4, few)).toBe("M10.0 1.0L60.0 2.0L110.0 3.0L110.0 4.0");
    expect(linePath([1, null, 3], 1, 1, few)).toBe("");
  });
});

it("the nearest row is found by halving", () => {
  const places = [0, 1, 2, 4, 8, 16];
  expect([nearestRow(places, 3.1), nearestRow(places, 2.9), nearestRow(places, 100), nearestRow(places, -5)]).toEqual([
    3, 2, 5, 0,
  ]);
});

describe("A smoothed line", () => {
  const leap = [...Array(20).fill(1), ...Array(20).fill(9)] as number[];
  const same = (value: number) => value;

  it("is the mean of its neighbours, and begins and ends where the column does", () => {
    const line = smoothed(leap, same, 10);
    expect([line[0], line[39]]).toEqual([1, 9]);
    expect(line[19]).toBeGreaterThan(1);
    expect(line[19]).toBeLessThan(9);
  });

  it("does not leap before a change that makes the loss leap", () => {
    const step = leap.map((_, row) => 10 * (row + 1));
    const breaks = breaksOf({ step }, [{ step: 200 }, { step: 200 }, { step: 9999 }]);
    expect(breaks).toEqual([20]);
    expect(smoothed(leap, same, 10, breaks)).toEqual(leap);
  });
});
