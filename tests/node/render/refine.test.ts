import { describe, expect, it } from "vitest";
import { Contourer } from "../../../web/render/contour.js";
import { Refiner, refinement, type Spacing } from "../../../web/render/refine.js";

const SIDE = 50;
const bounded: Spacing = { kind: "bounded", low: 0, high: 1 };

/** A sigmoid across the line y = x/3 + 12, in cells: steep enough to be near its ends one cell away. */
function slope(steepness: number): Float32Array {
  const plane = new Float32Array(SIDE * SIDE);
  for (let j = 0; j < SIDE; j++)
    for (let i = 0; i < SIDE; i++)
      plane[j * SIDE + i] = 1 / (1 + Math.exp(-steepness * (j + 0.5 - (i + 0.5) / 3 - 12)));
  return plane;
}

/** The farthest that the boundary drawn from a plane lies from that line, in coarse cells, away from the edges. */
function farthest(plane: Float32Array, side: number): number {
  const lines = new Contourer().trace(plane, side, side, 0.5);
  const cell = SIDE / side;
  let most = 0;
  for (let k = 0; k < (lines.starts[lines.count] ?? 0); k++) {
    const x = (lines.points[2 * k] ?? 0) * cell;
    const y = (lines.points[2 * k + 1] ?? 0) * cell;
    if (x < 2 || x > SIDE - 2) continue;
    most = Math.max(most, Math.abs(y - x / 3 - 12) / Math.hypot(1, 1 / 3));
  }
  return most;
}

describe("a boundary from a coarse grid", () => {
  it("is smooth where the network is steep: straight lines stay straight", () => {
    const factor = refinement(SIDE, 1);
    expect(factor).toBeGreaterThan(1);
    const plane = slope(12);
    const fine = new Refiner().refine(plane, SIDE, SIDE, 1, factor, bounded);
    expect(farthest(plane, SIDE)).toBeGreaterThan(0.12);
    expect(farthest(fine, SIDE * factor)).toBeLessThan(0.05);
  });

  it("crosses nowhere that its samples do not", () => {
    const plane = new Float32Array(SIDE * SIDE);
    for (let i = 0; i < plane.length; i++) plane[i] = i % SIDE < 20 ? 0.6 : 1 - 1e-9;
    const fine = new Refiner().refine(plane, SIDE, SIDE, 1, 4, bounded);
    expect(Math.min(...fine)).toBeGreaterThan(0.5);
  });

  it("keeps the values at the samples' own level, plain or as shares of 1", () => {
    const shares = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, i) => (i < SIDE * SIDE ? 0.25 : 0.75));
    const fine = new Refiner().refine(shares, SIDE, SIDE, 2, 2, { kind: "shares" });
    expect(fine[0]).toBeCloseTo(0.25, 5);
    expect(fine.at(-1)).toBeCloseTo(0.75, 5);
    const plain = new Refiner().refine(shares, SIDE, SIDE, 1, 2, { kind: "plain" });
    expect(plain[777]).toBe(0.25);
  });

  it("is left as it is where the grid is fine", () => {
    expect(refinement(200, 1)).toBe(1);
    expect(refinement(100, 10)).toBe(1);
  });
});
