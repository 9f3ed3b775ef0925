/** A million rows are allowed: of so many a part is drawn, in a moment, and every sample that is meant has its mark. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DataPart, DatasetRow } from "../../../web/engine/types.js";
import { drawTile } from "../../../web/stage/data/tile.js";
import { drawnOf, MOST_MARKS, markOf, marksOf } from "../../../web/stage/picture/marks-of.js";
import { initialState, type State } from "../../../web/state/state.js";
import type { OutputKind } from "../../../web/view/output.js";
import { paletteOf } from "./palette.js";

const palette = paletteOf("light");
const frame = { x: [-4, 4], y: [-4, 4], width: 400, height: 400 } satisfies Parameters<typeof marksOf>[2];
const kind: OutputKind = { kind: "two", scale: { middle: 0, reach: 1 } };

/** Rows whose first half is of class 0 and whose second is of class 1. */
function sorted(train: number, test: number): DataPart {
  const inputs = (count: number) => Float64Array.from({ length: 2 * count }, (_, i) => Math.sin(i) * 3);
  const targets = (count: number) => Float64Array.from({ length: count }, (_, i) => (2 * i < count ? 0 : 1));
  return {
    trainInputs: inputs(train),
    trainTargets: targets(train),
    testInputs: inputs(test),
    testTargets: targets(test),
    columns: 2,
    targetColumns: 1,
    columnNames: ["x", "y"],
    columnMeans: [0, 0],
    domain: [
      [-4, 4],
      [-4, 4],
    ],
    classes: 2,
    classNames: ["a", "b"],
    dropped: 0,
  };
}
const stateOf = (data: DataPart): State => ({ ...initialState(), data });

describe("of a million rows", () => {
  const data = sorted(600_000, 400_000);
  const state = stateOf(data);
  const marks = marksOf(state, kind, frame, palette);

  it("some thousands have marks, evenly spread over both parts and all rows", () => {
    expect(drawnOf(state)).toEqual({ drawn: MOST_MARKS, of: 1_000_000 });
    expect(marks.length).toBeLessThanOrEqual(MOST_MARKS + 1);
    const train = marks.filter(({ part }) => part === "train");
    expect(train.length / marks.length).toBeCloseTo(0.6, 2);
    const ofFirst = train.filter(({ index }) => data.trainTargets[index] === 0);
    expect(ofFirst.length / train.length).toBeCloseTo(0.5, 2);
    expect(new Set(train.map(({ index }) => index)).size).toBe(train.length);
  });

  it("one that has none is shown all the same where it is pointed at", () => {
    const index = 599_999;
    expect(marks.some((mark) => mark.part === "train" && mark.index === index)).toBe(false);
    const mark = markOf(state, { part: "train", index }, kind, frame, palette);
    expect(mark).toMatchObject({ part: "train", index, hollow: false });
    expect(markOf(state, { part: "train", index: 600_000 }, kind, frame, palette)).toBeUndefined();
  });
});

it("of as many rows as can be drawn each has its mark", () => {
  const state = stateOf(sorted(3000, 2000));
  const marks = marksOf(state, kind, frame, palette);
  expect(new Set(marks.map(({ part, index }) => `${part} ${index}`)).size).toBe(5000);
  expect(drawnOf(state)).toEqual({ drawn: 5000, of: 5000 });
});

describe("the tile of a data set", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("draws a part of half a million values, which are more than a call takes as arguments", () => {
    vi.stubGlobal("devicePixelRatio", 1);
    let filled = 0;
    const nothing = () => undefined;
    const context = new Proxy({} as Record<string, unknown>, {
      get: (_, name) => (name === "fill" ? () => filled++ : nothing),
      set: () => true,
    });
    const canvas = { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement;
    const row = { task: "regression", imageWidth: 0 } as DatasetRow;
    drawTile(canvas, { ...sorted(500_000, 0), classes: 0 }, row, palette, 64);
    expect(filled).toBe(1000);
  });
});
