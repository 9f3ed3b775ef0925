import { describe, expect, it } from "vitest";
import { bendFrame, sampleAt, traceBentLines } from "../../../web/render/bend.js";
import { Contourer } from "../../../web/render/contour.js";
import { curveBounds, traceCurve } from "../../../web/render/curve.js";

function recorder() {
  const moves: [string, number, number][] = [];
  return {
    moves,
    pen: {
      moveTo: (x: number, y: number) => void moves.push(["M", x, y]),
      lineTo: (x: number, y: number) => void moves.push(["L", x, y]),
    },
  };
}

describe("The curve of one input", () => {
  const frame = { x: [-6, 6], y: [-1, 1], width: 120, height: 100 } as const;

  it("passes through the pixel of each value, at the middle of its cell", () => {
    const { moves, pen } = recorder();
    traceCurve(pen, frame, [-1, 0, 1]);
    expect(moves).toEqual([
      ["M", 20, 100],
      ["L", 60, 50],
      ["L", 100, 0],
    ]);
  });

  it("breaks where a value is no number and stays near the frame where it runs away", () => {
    const { moves, pen } = recorder();
    traceCurve(pen, frame, [0, Number.NaN, 0, Number.POSITIVE_INFINITY]);
    expect(moves.map(([kind]) => kind)).toEqual(["M", "M", "L"]);
    expect(moves[2]?.[2]).toBe(-200);
  });

  it("is framed by the targets, and follows the curve a little beyond them but not to infinity", () => {
    const [low, high] = curveBounds([-1, 1], [0, 0]);
    expect([low, high]).toEqual([-1.3, 1.3]);
    const wide = curveBounds([-1, 1], [1.5, 1e9]);
    expect(wide[0]).toBe(-1.3);
    expect(wide[1]).toBeCloseTo(1.3 + 0.4 * 2.6, 9);
  });
});

describe("The bent plane", () => {
  // The identity: across grows with the column, up with the row from below.
  const size = 8;
  const across = new Float32Array(size * size).map((_, k) => (k % size) + 0.5);
  const up = new Float32Array(size * size).map((_, k) => size - Math.floor(k / size) - 0.5);
  const bend = { across, up, width: size, height: size };

  it("is sampled between its grid points linearly", () => {
    expect(sampleAt(across, size, size, 3.25, 4)).toBeCloseTo(3.25, 6);
    expect(sampleAt(up, size, size, 3, 2.75)).toBeCloseTo(size - 2.75, 6);
  });

  it("goes on beyond its outermost samples", () => {
    expect(sampleAt(across, size, size, 0, 4)).toBeCloseTo(0, 6);
  });

  it("carries a straight contour to the straight line it is", () => {
    const plane = new Float32Array(size * size).map((_, k) => (k % size) + 0.5 - 3);
    const lines = new Contourer().trace(plane, size, size, 0);
    const frame = { x: [0, 8], y: [0, 8], width: 80, height: 80 } as const;
    const { moves, pen } = recorder();
    traceBentLines(pen, frame, bend, lines);
    expect(moves.length).toBeGreaterThan(size - 1);
    for (const [, x] of moves) expect(x).toBeCloseTo(30, 3);
  });

  it("has room around it even where a neuron is constant", () => {
    const frame = bendFrame({ ...bend, across: new Float32Array(size * size) }, 100);
    expect(frame.x[1] - frame.x[0]).toBeGreaterThan(0.5);
    expect(frame.y[0]).toBeLessThan(0.5);
    expect(frame.y[1]).toBeGreaterThan(7.5);
  });
});
