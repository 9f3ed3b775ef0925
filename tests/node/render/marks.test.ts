import { describe, expect, it } from "vitest";
import { css } from "../../../web/render/color.js";
import {
  classStyle,
  drawMark,
  markPath,
  radiiBySize,
  SHAPE_COUNT,
  type Surface,
  styleOfClass,
  traceMark,
} from "../../../web/render/marks.js";
import { paletteOf } from "./palette.js";

/** Corners of a traced shape; arcs as 24 points. */
function corners(shape: number, radius: number): [number, number][] {
  const found: [number, number][] = [];
  traceMark(
    {
      moveTo: (x, y) => found.push([x, y]),
      lineTo: (x, y) => found.push([x, y]),
      arc: (x, y, r) => {
        for (let k = 0; k < 24; k++)
          found.push([x + r * Math.cos((k * Math.PI) / 12), y + r * Math.sin((k * Math.PI) / 12)]);
      },
      closePath: () => {},
    },
    shape,
    0,
    0,
    radius,
  );
  return found;
}

describe("Mark shapes", () => {
  const areas = Array.from({ length: SHAPE_COUNT }, (_, shape) => {
    const points = corners(shape, 1);
    let twice = 0;
    points.forEach(([x, y], k) => {
      const [u, v] = points[(k + 1) % points.length] as [number, number];
      twice += x * v - u * y;
    });
    return Math.abs(twice) / 2;
  });

  it("are six, each different", () => {
    expect(SHAPE_COUNT).toBe(6);
    expect(new Set(areas.map((area) => area.toFixed(4))).size).toBe(6);
  });

  it("cover like areas at one radius, so that no class shouts", () => {
    for (const area of areas) {
      expect(area).toBeGreaterThan(0.62 * Math.PI);
      expect(area).toBeLessThan(1.1 * Math.PI);
    }
  });

  it("differ wherever colours start again, so that ten digits have ten marks", () => {
    const palette = paletteOf("light");
    const looks = Array.from({ length: 10 }, (_, index) => {
      const { color, shape } = classStyle(palette, index);
      return `${css(color)} ${shape}`;
    });
    expect(new Set(looks).size).toBe(10);
  });

  it("start again after the last", () => {
    expect(corners(6, 2)).toEqual(corners(0, 2));
  });

  it("grow with their radius", () => {
    for (let shape = 0; shape < 6; shape++) {
      const small = Math.max(...corners(shape, 2).map(([x]) => x));
      expect(Math.max(...corners(shape, 6).map(([x]) => x))).toBeCloseTo(3 * small, 9);
    }
  });

  it("are written as paths inside a box of 14", () => {
    for (let shape = 0; shape < 6; shape++) {
      const path = markPath(shape);
      expect(path).toMatch(/^M[\d.]/);
      expect(path.endsWith("Z")).toBe(true);
      for (const number of path.match(/-?[\d.]+/g) ?? []) expect(Number(number)).toBeLessThanOrEqual(14);
    }
  });
});

describe("Two classes", () => {
  it("are circle in the first colour for class 1 and triangle in the second for class 0", () => {
    const palette = paletteOf("light");
    expect(classStyle(palette, 1)).toEqual({ color: palette.classes[0], shape: 0 });
    expect(classStyle(palette, 0)).toEqual({ color: palette.classes[1], shape: 1 });
  });

  it("are followed by the others by their index, and a mark leads back to its class", () => {
    expect([0, 1, 2, 5].map(styleOfClass)).toEqual([1, 0, 2, 5]);
    expect([0, 1, 2, 5].map((index) => styleOfClass(styleOfClass(index)))).toEqual([0, 1, 2, 5]);
  });
});

describe("A drawn mark", () => {
  const palette = paletteOf("light");
  const record = () => {
    const calls: string[] = [];
    const state: Record<string, unknown> = {};
    const surface = new Proxy(state, {
      get: (_, name: string) =>
        state[name] ?? ((..._args: number[]) => calls.push(`${name}:${state.fillStyle}:${state.strokeStyle}`)),
      set: (_, name: string, value) => {
        state[name] = value;
        return true;
      },
    }) as unknown as Surface;
    return { calls, surface };
  };
  const mark = { x: 5, y: 5, radius: 4, shape: 0, color: palette.classes[0] as never, wrong: false };

  it("is filled with its class colour for training and outlined with it for testing", () => {
    const color = css(palette.classes[0] as never);
    const filled = record();
    drawMark(filled.surface, palette, { ...mark, hollow: false });
    expect(filled.calls.filter((call) => call.startsWith("fill:")).map((call) => call.split(":")[1])).toEqual([color]);
    const hollow = record();
    drawMark(hollow.surface, palette, { ...mark, hollow: true });
    expect(hollow.calls.filter((call) => call.startsWith("fill:")).map((call) => call.split(":")[1])).toEqual([
      css(palette.rim),
    ]);
    expect(hollow.calls.filter((call) => call.startsWith("stroke:")).at(-1)).toContain(color);
  });

  it("carries ticks in the status colour when it is wrong", () => {
    const plain = record();
    drawMark(plain.surface, palette, { ...mark, hollow: false });
    const wrong = record();
    drawMark(wrong.surface, palette, { ...mark, hollow: false, wrong: true });
    expect(plain.calls.some((call) => call.includes(css(palette.bad)))).toBe(false);
    expect(wrong.calls.some((call) => call.startsWith("stroke:") && call.includes(css(palette.bad)))).toBe(true);
  });
});

describe("Radii by size", () => {
  it("grow so that the area follows the share of the largest", () => {
    const radii = radiiBySize([0, 0.25, 1], 0, 8);
    expect([...radii]).toEqual([0, 4, 8]);
  });

  it("take the size of negative numbers, and show what is not finite as the largest", () => {
    expect([...radiiBySize([-4, Number.NaN, 4, Number.POSITIVE_INFINITY], 1, 9)]).toEqual([9, 9, 9, 9]);
  });

  it("stay small when nothing has a size", () => {
    expect([...radiiBySize([0, 0], 2, 9)]).toEqual([2, 2]);
  });
});
