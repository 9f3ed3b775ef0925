/** The dots that move along lines while a run plays. */
import { describe, expect, it } from "vitest";
import { pointOnCurve } from "../../../web/render/edges.js";
import { FlowingLines, placesAlong } from "../../../web/stage/network/flow.js";
import { paletteOf } from "./palette.js";

const curve = { x0: 10, y0: 20, x1: 110, y1: 80 };

/** Where dots are drawn at a time, as x and y of their middles. */
function dots(lines: FlowingLines, now: number, ratio = 1): [number, number][] {
  const drawn: [number, number][] = [];
  const context = {
    fillRect: (x: number, y: number, width: number, height: number) => drawn.push([x + width / 2, y + height / 2]),
  };
  lines.draw(context as never, now, ratio, paletteOf("light"));
  return drawn;
}

describe("places along a line", () => {
  it("begin at its beginning, are one pixel apart, and lie on it to its end", () => {
    const places = placesAlong(curve);
    expect(places.slice(0, 2)).toEqual([10, 20]);
    for (let at = 2; at < places.length; at += 2) {
      const apart = Math.hypot(
        (places[at] ?? 0) - (places[at - 2] ?? 0),
        (places[at + 1] ?? 0) - (places[at - 1] ?? 0),
      );
      expect(apart).toBeCloseTo(1, 1);
    }
    const [x = 0, y = 0] = places.slice(-2);
    expect(Math.hypot(x - 110, y - 80)).toBeLessThan(1);
    const middle = pointOnCurve(curve, 0.5);
    const nearest = Math.min(
      ...places.map((_, at) =>
        at % 2 === 0 ? Math.hypot((places[at] ?? 0) - middle.x, (places[at + 1] ?? 0) - middle.y) : 9,
      ),
    );
    expect(nearest).toBeLessThan(0.6);
  });
});

describe("lines that flow", () => {
  it("carry dots 18 pixels apart, forwards by 20 pixels a second", () => {
    const lines = new FlowingLines();
    lines.build([{ x0: 0, y0: 50, x1: 90, y1: 50 }]);
    expect(dots(lines, 0).map(([x]) => Math.round(x))).toEqual([0, 18, 36, 54, 72, 90]);
    expect(dots(lines, 500).map(([x]) => Math.round(x))).toEqual([10, 28, 46, 64, 82]);
    expect(dots(lines, 900).map(([x]) => Math.round(x))).toEqual([0, 18, 36, 54, 72, 90]);
    expect(dots(lines, 0, 2).map(([x, y]) => [Math.round(x), Math.round(y)])[1]).toEqual([36, 100]);
  });

  it("do not where nobody could follow them", () => {
    const lines = new FlowingLines();
    lines.build(Array.from({ length: 161 }, () => curve));
    expect(dots(lines, 0)).toEqual([]);
    lines.build(Array.from({ length: 160 }, () => curve));
    expect(dots(lines, 0).length).toBeGreaterThan(160);
  });
});
