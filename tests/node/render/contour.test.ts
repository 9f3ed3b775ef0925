import { describe, expect, it } from "vitest";
import { Contourer, dotLines, drawLines, type Lines } from "../../../web/render/contour.js";

type Point = [number, number];

function linesOf(lines: Lines): { points: Point[]; closed: boolean }[] {
  return Array.from({ length: lines.count }, (_, k) => ({
    closed: lines.closed[k] === 1,
    points: Array.from({ length: (lines.starts[k + 1] as number) - (lines.starts[k] as number) }, (_, p): Point => {
      const at = (lines.starts[k] as number) + p;
      return [lines.points[2 * at] as number, lines.points[2 * at + 1] as number];
    }),
  }));
}

/** A plane with its value at cell centres. */
function planeOf(width: number, height: number, value: (x: number, y: number) => number): Float32Array {
  const plane = new Float32Array(width * height);
  for (let j = 0; j < height; j++) for (let i = 0; i < width; i++) plane[j * width + i] = value(i + 0.5, j + 0.5);
  return plane;
}

const trace = (width: number, height: number, value: (x: number, y: number) => number, level = 0) =>
  linesOf(new Contourer().trace(planeOf(width, height, value), width, height, level));

describe("The contour of a circle", () => {
  it("is one closed line whose radius is right to a hundredth of a cell", () => {
    const [line, ...rest] = trace(100, 100, (x, y) => 31.7 - Math.hypot(x - 50.2, y - 49.6));
    expect(rest).toEqual([]);
    expect(line?.closed).toBe(true);
    // The cone is not linear along an edge: the chord error is at most 1/(8·31.7) = 0.004 cells.
    for (const [x, y] of line?.points ?? []) expect(Math.abs(Math.hypot(x - 50.2, y - 49.6) - 31.7)).toBeLessThan(0.01);
    expect(line?.points.length).toBeGreaterThan(200);
  });

  it("runs from neighbour to neighbour, never more than one cell's diagonal away", () => {
    const [line] = trace(60, 60, (x, y) => 20 - Math.hypot(x - 30, y - 30));
    const points = line?.points ?? [];
    points.forEach(([x, y], k) => {
      const [u, v] = points[(k + 1) % points.length] as Point;
      expect(Math.hypot(u - x, v - y)).toBeLessThan(Math.SQRT2);
    });
  });
});

describe("A straight border", () => {
  it("is one open line that lies exactly on the level and reaches past both edges of the plane", () => {
    const [line, ...rest] = trace(40, 30, (x) => x - 12.3);
    expect(rest).toEqual([]);
    expect(line?.closed).toBe(false);
    // Linear interpolation of a linear plane is exact up to float32.
    for (const [x] of line?.points ?? []) expect(x).toBeCloseTo(12.3, 4);
    const ys = (line?.points ?? []).map(([, y]) => y);
    expect(Math.min(...ys)).toBeLessThanOrEqual(0);
    expect(Math.max(...ys)).toBeGreaterThanOrEqual(30);
  });

  it("lies where another level puts it", () => {
    const [line] = trace(20, 20, (x) => x, 7.25);
    for (const [x] of line?.points ?? []) expect(x).toBeCloseTo(7.25, 4);
  });

  it("near an edge is found in the outer half cell as well", () => {
    const [line] = trace(20, 20, (x) => x - 0.2);
    for (const [x] of line?.points ?? []) expect(x).toBeCloseTo(0.2, 4);
  });
});

describe("A saddle", () => {
  it("joins the pair of corners that its middle agrees with", () => {
    const above = trace(2, 2, (x, y) => (x < 1 === y < 1 ? 1.5 : -1));
    const below = trace(2, 2, (x, y) => (x < 1 === y < 1 ? 1 : -1.5));
    // With the middle above, the two lines cut off the low corners; either way none crosses the other.
    expect(above.length).toBe(2);
    expect(below.length).toBe(2);
    const sides = (lines: ReturnType<typeof trace>) =>
      lines.map(({ points }) => {
        const x = points.reduce((sum, [px]) => sum + px, 0) / points.length - 1;
        const y = points.reduce((sum, [, py]) => sum + py, 0) / points.length - 1;
        return Math.sign(x * y);
      });
    expect(sides(above)).toEqual([-1, -1]);
    expect(sides(below)).toEqual([1, 1]);
  });
});

describe("A plane", () => {
  it("of one sign has no contour", () => {
    expect(trace(10, 10, () => 1)).toEqual([]);
    expect(trace(10, 10, () => -1)).toEqual([]);
  });

  it("with a hole of what is no number has no line through the hole and no endless walk", () => {
    const lines = trace(20, 20, (x, y) => (Math.abs(y - 10) < 2 ? Number.NaN : x - 10));
    for (const { points } of lines)
      for (const [x, y] of points) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    expect(lines.length).toBe(2);
  });

  it("exactly at the level somewhere still gives closed or border-to-border lines", () => {
    const lines = trace(9, 9, (x, y) => Math.max(Math.abs(x - 4.5), Math.abs(y - 4.5)) - 2);
    expect(lines.length).toBe(1);
    expect(lines[0]?.closed).toBe(true);
  });

  it("of many islands gives one line for each", () => {
    const lines = trace(90, 90, (x, y) => Math.sin((x / 90) * 6 * Math.PI) * Math.sin((y / 90) * 6 * Math.PI) - 0.5);
    expect(lines.length).toBe(18);
  });
});

describe("One contourer", () => {
  it("gives the same lines again after other planes and sizes", () => {
    const contourer = new Contourer();
    const circle = planeOf(50, 50, (x, y) => 15 - Math.hypot(x - 25, y - 25));
    const first = linesOf(contourer.trace(circle, 50, 50, 0));
    contourer.trace(
      planeOf(20, 30, (x, y) => x * y - 100),
      20,
      30,
      0,
    );
    contourer.trace(
      planeOf(50, 50, () => 1),
      50,
      50,
      0,
    );
    expect(linesOf(contourer.trace(circle, 50, 50, 0))).toEqual(first);
  });

  it("reads a plane from its offset", () => {
    const two = new Float32Array(200);
    two.set(
      planeOf(10, 10, (x) => x - 3.5),
      100,
    );
    const [line] = linesOf(new Contourer().trace(two, 10, 10, 0, 100));
    expect(line?.points[0]?.[0]).toBeCloseTo(3.5, 5);
  });
});

describe("Drawing lines", () => {
  it("scales them, lifts the pen between them and closes what is closed", () => {
    const calls: string[] = [];
    const pen = {
      moveTo: (x: number, y: number) => calls.push(`M${x.toFixed(1)},${y.toFixed(1)}`),
      lineTo: () => calls.push("L"),
      closePath: () => calls.push("Z"),
    };
    const lines = new Contourer().trace(
      planeOf(10, 10, (x, y) => 3 - Math.hypot(x - 5, y - 5)),
      10,
      10,
      0,
    );
    drawLines(lines, pen, 4, 2);
    expect(calls.filter((call) => call.startsWith("M")).length).toBe(1);
    expect(calls.at(-1)).toBe("Z");
  });
});

describe("A dotted line", () => {
  it("has its dots evenly spaced along the whole line, around corners and across the closing end", () => {
    const lines = new Contourer().trace(
      planeOf(60, 60, (x, y) => 20 - Math.hypot(x - 30, y - 30)),
      60,
      60,
      0,
    );
    const dots: Point[] = [];
    dotLines(lines, 2, 2, 3, (x, y) => dots.push([x, y]));
    // The circumference is 2π·40 pixels; the polyline through the cells is shorter by less than a hundredth.
    expect(dots.length).toBeGreaterThanOrEqual(Math.floor((0.99 * 2 * Math.PI * 40) / 3));
    expect(dots.length).toBeLessThanOrEqual(Math.ceil((2 * Math.PI * 40) / 3));
    dots.slice(1).forEach(([x, y], k) => {
      const [u, v] = dots[k] as Point;
      // Along the line they are 3 apart; straight across a bend a little less.
      expect(Math.hypot(x - u, y - v)).toBeGreaterThan(2.9);
      expect(Math.hypot(x - u, y - v)).toBeLessThanOrEqual(3.001);
    });
  });
});
