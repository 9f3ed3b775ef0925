import { describe, expect, it } from "vitest";
import {
  boundsOf,
  nearest,
  tickDecimals,
  ticks,
  toDataX,
  toDataY,
  toPixelX,
  toPixelY,
} from "../../../web/render/axes.js";

describe("Ticks", () => {
  it("of the usual domain are −6 −3 0 3 6", () => {
    expect(ticks([-6, 6])).toEqual([-6, -3, 0, 3, 6]);
  });

  it.each([
    [0, 1],
    [-1, 1],
    [0, 7.9],
    [170, 232],
    [2700, 6300],
    [-0.003, 0.0041],
    [1e6, 3e6],
    [13.1, 13.2],
  ] as [number, number][])(
    "of %f … %f are evenly spaced round numbers inside the bounds, 3 to 8 of them",
    (low, high) => {
      const found = ticks([low, high]);
      expect(found.length).toBeGreaterThanOrEqual(3);
      expect(found.length).toBeLessThanOrEqual(8);
      const step = (found[1] as number) - (found[0] as number);
      found.forEach((value, k) => {
        expect(value).toBeGreaterThanOrEqual(low - step * 1e-6);
        expect(value).toBeLessThanOrEqual(high + step * 1e-6);
        if (k > 0) expect(value - (found[k - 1] as number)).toBeCloseTo(step, 9);
      });
      expect(String(Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toPrecision(6)))).toMatch(
        /^(1|2|2\.5|3|5)$/,
      );
    },
  );

  it("never show a zero with a sign or a remainder", () => {
    for (const found of [ticks([-0.3, 0.3]), ticks([-1, 1], 9)])
      expect(found.some((value) => Object.is(value, 0))).toBe(true);
  });

  it("of bounds without a span are the one value", () => {
    expect(ticks([4, 4])).toEqual([4]);
  });

  it("are told apart by just enough decimals", () => {
    expect(tickDecimals([-6, -3, 0])).toBe(0);
    expect(tickDecimals([0, 0.25, 0.5])).toBe(2);
    expect(tickDecimals([0.1, 0.2])).toBe(1);
  });
});

describe("The frame of a picture", () => {
  const frame = { x: [-6, 6], y: [-6, 6], width: 400, height: 200 } as const;

  it("puts the upper left corner of the data at the first pixel", () => {
    expect([toPixelX(frame, -6), toPixelY(frame, 6)]).toEqual([0, 0]);
    expect([toPixelX(frame, 6), toPixelY(frame, -6)]).toEqual([400, 200]);
  });

  it("maps pixels back to where they came from", () => {
    expect(toDataX(frame, toPixelX(frame, 1.2))).toBeCloseTo(1.2, 12);
    expect(toDataY(frame, toPixelY(frame, -0.4))).toBeCloseTo(-0.4, 12);
  });

  it("finds the nearest point within reach and none beyond", () => {
    const inputs = [0, 0, 9, 1, 1, 9, 5.9, -5.9, 9];
    expect(nearest(frame, inputs, 3, [0, 1], 205, 98, 12)).toBe(0);
    expect(nearest(frame, inputs, 3, [0, 1], toPixelX(frame, 1), toPixelY(frame, 1), 12)).toBe(1);
    expect(nearest(frame, inputs, 3, [0, 1], 100, 100, 12)).toBe(-1);
  });
});

describe("Bounds", () => {
  it("hold every finite value with a margin", () => {
    expect(boundsOf([0, 10, Number.NaN, Number.POSITIVE_INFINITY], 0.1)).toEqual([-1, 11]);
  });

  it("open around a single value, and are −1 to 1 without any", () => {
    expect(boundsOf([3, 3], 0.5)).toEqual([1.5, 4.5]);
    expect(boundsOf([])).toEqual([-1, 1]);
  });
});
