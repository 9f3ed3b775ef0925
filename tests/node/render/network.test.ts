import { describe, expect, it } from "vitest";
import {
  biasShare,
  curvePath,
  EDGE_LEVELS,
  edgeLevel,
  edgeStyles,
  fullWeight,
  largestSize,
  pointOnCurve,
  WIDEST,
  widestOf,
} from "../../../web/render/edges.js";
import { BIAS_FROM, type LayoutRequest, layoutNetwork, placeOf, STRIP_ROWS } from "../../../web/render/layout.js";
import { neuronScale, paintTiles, reachOf } from "../../../web/render/thumbs.js";
import { paletteOf } from "./palette.js";

const palette = paletteOf("light");

describe("A line of the network", () => {
  const styles = edgeStyles(palette);
  const look = (value: number, largest: number) => styles[edgeLevel(value, largest) + EDGE_LEVELS];

  it("is 0.6 px at nothing and 5.6 px at the largest weight", () => {
    expect(look(0, 3)?.width).toBe(0.6);
    expect(look(3, 3)?.width).toBe(5.6);
    expect(look(-3, 3)?.width).toBe(5.6);
    expect(look(1.5, 3)?.width).toBeCloseTo(3.1, 1);
  });

  it("has one colour a sign, and grey for a zero only", () => {
    expect(look(1e-9, 3)?.stroke).not.toBe(look(0, 3)?.stroke);
    expect(look(2, 3)?.stroke).not.toBe(look(-2, 3)?.stroke);
    expect(look(0, 0)?.stroke).toBe(look(0, 3)?.stroke);
  });

  it("grows stronger with its size, from 0.4 to opaque", () => {
    const alpha = (level: number) => Number(/\/ ([\d.]+)\)/.exec(styles[level + EDGE_LEVELS]?.stroke ?? "")?.[1] ?? 1);
    expect(alpha(EDGE_LEVELS)).toBe(1);
    expect(alpha(1)).toBeLessThan(0.5);
    for (let level = 2; level <= EDGE_LEVELS; level++) expect(alpha(level)).toBeGreaterThanOrEqual(alpha(level - 1));
  });

  it("shows an infinite weight as the largest and what is no number as nothing", () => {
    expect(edgeLevel(Number.NEGATIVE_INFINITY, 3)).toBe(-EDGE_LEVELS);
    expect(edgeLevel(Number.NaN, 3)).toBe(0);
  });

  it("means the same width throughout a run: by the network's shape alone, and thicker still beyond its full size", () => {
    const layers = [
      { inputs: 4, units: 6 },
      { inputs: 6, units: 1 },
    ];
    expect(fullWeight(layers)).toBe(4);
    const full = fullWeight(layers);
    expect(look(0.05, full)?.width).toBeLessThan(0.8);
    expect(look(20, full)!.width).toBeGreaterThan(1.7 * look(full, full)!.width);
  });

  it("is finer in a net of many lines, and as wide as can be in one of few", () => {
    expect(widestOf(52)).toBe(WIDEST);
    expect(widestOf(512)).toBeLessThan(0.7 * WIDEST);
    expect(widestOf(1e6)).toBeGreaterThan(2);
  });

  it("leaves and arrives level, through the middle half way", () => {
    const curve = { x0: 10, y0: 20, x1: 110, y1: 80 };
    expect(curvePath(curve)).toBe("M10 20C60 20 60 80 110 80");
    expect(pointOnCurve(curve, 0)).toEqual({ x: 10, y: 20 });
    expect(pointOnCurve(curve, 1)).toEqual({ x: 110, y: 80 });
    expect(pointOnCurve(curve, 0.5)).toEqual({ x: 60, y: 50 });
    const early = pointOnCurve(curve, 0.01);
    expect((early.y - 20) / (early.x - 10)).toBeLessThan(0.02);
  });
});

describe("Sizes of a net", () => {
  it("take the largest finite one of a range", () => {
    expect(largestSize([9, -3, 2, Number.POSITIVE_INFINITY, Number.NaN], 1)).toBe(3);
    expect(largestSize([])).toBe(0);
  });

  it("put a bias on a bar as its share, with its sign", () => {
    expect([biasShare(-2, 4), biasShare(4, 4), biasShare(1, 0), biasShare(Number.NaN, 1)]).toEqual([-0.5, 1, 0, 0]);
  });
});

const request = (columns: number[], more: Partial<LayoutRequest> = {}): LayoutRequest => ({
  width: 648,
  height: 620,
  columns,
  node: 50,
  top: 52,
  bottom: 34,
  left: 54,
  right: 31,
  ...more,
});

describe("The network's layout", () => {
  it("gives the node its full size where there is room", () => {
    expect(layoutNetwork(request([7, 6, 4, 1])).node).toBe(50);
  });

  it.each([
    [[2, 8, 8, 8, 8, 8, 8, 8, 8, 1]],
    [[2, 32, 32, 32, 32, 32, 32, 32, 32, 1]],
    [[64, 32, 10]],
    [[2, 1]],
    [[1, 32, 1]],
  ])("keeps every node of %j inside the box and apart from its neighbours", (columns) => {
    for (const [width, height] of [
      [648, 620],
      [366, 520],
      [358, 440],
      [300, 300],
    ] as const) {
      const layout = layoutNetwork(request(columns, { width, height }));
      columns.forEach((count, column) => {
        let above: { x: number; y: number } | null = null;
        for (let row = 0; row < count; row++) {
          const place = placeOf(layout, column, row);
          if (!place) continue;
          expect(place.x - layout.node / 2).toBeGreaterThanOrEqual(0);
          expect(place.x + layout.node / 2).toBeLessThanOrEqual(width);
          expect(place.y - layout.node / 2).toBeGreaterThanOrEqual(51);
          expect(place.y + layout.node / 2).toBeLessThanOrEqual(height - 33);
          if (above) expect(place.y - above.y).toBeGreaterThan(layout.node);
          above = place;
        }
      });
      expect(layout.spread).toBeGreaterThan(layout.node * 1.3);
    }
  });

  it("shows as many neurons as have room, each apart from the next and each name in a line of its own", () => {
    for (let height = 100; height < 700; height += 13) {
      for (const counts of [
        [7, 30, 1],
        [4, 12, 3],
        [7, 8, 8, 1],
      ]) {
        const layout = layoutNetwork(request(counts, { height, named: true }));
        const room = height - 52 - 34;
        layout.columns.forEach(({ shown, count, pitch, first }, column) => {
          const name = `${counts}, ${height} px, column ${column}`;
          const [upper, lower] = [first, first + shown - 1].map((row) => placeOf(layout, column, row)?.y ?? Number.NaN);
          expect(lower! - upper! + layout.node, name).toBeLessThanOrEqual(Math.max(room, layout.node));
          const least = column === 0 ? 15 : 13;
          if (shown > 1) expect(pitch, name).toBeGreaterThanOrEqual(Math.max(least, layout.node + 1));
          if (shown < count) expect((shown + 1) * least, name).toBeGreaterThan(Math.min(room, least * STRIP_ROWS));
        });
        // What a long column takes from the rows of the others, names do not pay.
        const [names] = layout.columns;
        if (names && room >= 22 * names.count) expect(names.pitch).toBeGreaterThanOrEqual(22);
      }
    }
  });

  it("shows 12 of more neurons, and others after scrolling, never past the end", () => {
    const at = (scroll: number) => layoutNetwork(request([2, 32, 1], { scroll: [0, scroll, 0] })).columns[1];
    expect(at(0)).toMatchObject({ first: 0, shown: STRIP_ROWS, count: 32 });
    expect(at(7)).toMatchObject({ first: 7 });
    expect(at(99)).toMatchObject({ first: 20 });
    expect(placeOf(layoutNetwork(request([2, 32, 1], { scroll: [0, 7, 0] })), 1, 6)).toBeNull();
  });

  it("keeps bias bars while a node has 24 pixels", () => {
    expect(layoutNetwork(request([7, 6, 4, 1])).biases).toBe(true);
    const small = layoutNetwork(request([7, 12, 1], { height: 420 }));
    expect(small.node).toBeLessThan(BIAS_FROM);
    expect(small.biases).toBe(false);
  });
});

describe("Thumbnails", () => {
  it("run a bounded activation from end to end of the scale", () => {
    expect(neuronScale([0, 1], [], 0, 0)).toEqual({ middle: 0.5, reach: 0.5 });
    expect(neuronScale([-1, 1], [], 0, 0)).toEqual({ middle: 0, reach: 1 });
  });

  it("reach to the largest value of an unbounded one, but never below 1", () => {
    expect(neuronScale([0, null], [0, 0.2, 0.1], 0, 3)).toEqual({ middle: 0, reach: 1 });
    expect(neuronScale([null, null], [9, -5, 2], 1, 2)).toEqual({ middle: 0, reach: 5 });
    expect(reachOf([Number.NaN, Number.POSITIVE_INFINITY, 3], 0, 3, 1)).toBe(3);
  });

  it("stand below each other in one atlas, each on its own scale", () => {
    const tile = { table: palette.diverging, strength: 1 };
    const atlas = new Uint32Array(8);
    paintTiles(
      [1, 1, 1, 1, 0, 2, 4, 2],
      2,
      [
        { ...tile, scale: { middle: 0, reach: 1 } },
        { ...tile, scale: { middle: 2, reach: 2 } },
      ],
      false,
      atlas,
    );
    expect(atlas[0]).toBe(palette.diverging[255]);
    expect([atlas[4], atlas[6]]).toEqual([palette.diverging[0], palette.diverging[255]]);
    expect(atlas[5]).toBe(palette.diverging[128]);
  });
});
