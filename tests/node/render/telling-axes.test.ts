import { expect, it } from "vitest";
import type { DataPart } from "../../../web/engine/types.js";
import { tellingAxes } from "../../../web/stage/picture/telling-axes.js";

const part = (rows: number[][], domain: [number, number][]): DataPart =>
  ({ trainInputs: Float32Array.from(rows.flat()), columns: domain.length, domain }) as DataPart;

it("The first axes are the two columns that fill their domain most, in the table's order", () => {
  const rows = [
    [5, 0, 100, 1],
    [5, 9, 101, 0],
    [5, 1, 100, 1],
    [5, 8, 102, 0],
  ];
  const domain: [number, number][] = [
    [0, 10],
    [0, 10],
    [0, 1000],
    [0, 1],
  ];
  expect(tellingAxes(part(rows, domain))).toEqual([1, 3]);
});

it("Columns that never change come last, whatever their domain", () => {
  const rows = [
    [1, 1, 0],
    [1, 1.1, 1],
  ];
  const domain: [number, number][] = [
    [1, 1],
    [0, 2],
    [0, 1],
  ];
  expect(tellingAxes(part(rows, domain))).toEqual([1, 2]);
});
