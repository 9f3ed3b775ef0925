import { describe, expect, it } from "vitest";
import { toOklab, unpack } from "../../../web/render/color.js";
import {
  areaShares,
  countRegions,
  marginPlane,
  PICTURE_STRENGTH,
  paintClasses,
  paintField,
  winnerAt,
} from "../../../web/render/field.js";
import { divergingIndex, fade } from "../../../web/render/palette.js";
import { upsample } from "../../../web/render/upsample.js";
import { paletteOf } from "./palette.js";

const palette = paletteOf("light");
const soft = { strength: PICTURE_STRENGTH, hard: false };
const whole = { middle: 0, reach: 1 };

function paint(values: number[], style = soft, scale = whole): number[] {
  const out = new Uint32Array(values.length);
  paintField(values, 0, values.length, scale, palette.diverging, style, out);
  return [...out];
}

describe("A painted field", () => {
  it("uses the share of the scale it is told to, and no more", () => {
    const [low, high] = paint([-7, 7]);
    expect(low).toBe(palette.diverging[divergingIndex(-PICTURE_STRENGTH)]);
    expect(high).toBe(palette.diverging[divergingIndex(PICTURE_STRENGTH)]);
  });

  it("is paper at the threshold, wherever that lies", () => {
    const paper = toOklab(palette.paper);
    for (const [value, middle] of [
      [0, 0],
      [0.5, 0.5],
      [170, 170],
    ] as const) {
      const [pixel] = paint([value], soft, { middle, reach: 0.5 });
      const color = toOklab(unpack(pixel as number));
      expect(Math.hypot(color[0] - paper[0], color[1] - paper[1], color[2] - paper[2])).toBeLessThan(0.01);
    }
  });

  it("gives the same colours for an output from 0 to 1 around ½ as for one from −1 to 1 around 0", () => {
    expect(paint([0, 0.25, 0.5, 0.9, 1], soft, { middle: 0.5, reach: 0.5 })).toEqual(paint([-1, -0.5, 0, 0.8, 1]));
  });

  it("puts infinities at the ends and what is no number on paper", () => {
    expect(paint([Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY])).toEqual(paint([-1, 0, 1]));
  });

  it("has two colours only when it is hard", () => {
    const pixels = paint([-1, -0.2, -0.01, 0.01, 0.3, 1], { strength: 0.5, hard: true });
    expect(new Set(pixels).size).toBe(2);
    expect(pixels[0]).toBe(pixels[2]);
    expect(pixels[3]).toBe(pixels[5]);
  });

  it("reads its plane from an offset", () => {
    const out = new Uint32Array(2);
    paintField([9, 9, -1, 1], 2, 2, whole, palette.diverging, soft, out);
    expect([...out]).toEqual(paint([-1, 1]));
  });
});

describe("Several classes", () => {
  // Three classes at four points, one plane after another.
  const planes = [0.7, 0.2, 0.4, 1 / 3, 0.2, 0.5, 0.4, 1 / 3, 0.1, 0.3, 0.2, 1 / 3];
  const fades = palette.classes.map((color) => fade(palette, color));

  it("are won by the largest output, by its margin over the runner-up", () => {
    expect(winnerAt(planes, 3, 4, 0)).toEqual({ index: 0, margin: 0.7 - 0.2 });
    expect(winnerAt(planes, 3, 4, 1).index).toBe(1);
    expect(winnerAt(planes, 3, 4, 1).margin).toBeCloseTo(0.2, 12);
    expect(winnerAt(planes, 3, 4, 3).margin).toBe(0);
  });

  it("are painted stronger the larger the margin, and paper where two tie", () => {
    const out = new Uint32Array(4);
    paintClasses(planes, 3, 4, 1, fades, { strength: 0.62, hard: false }, out);
    expect(out[2]).toBe((fades[0] as Uint32Array)[0]);
    expect(out[3]).toBe((fades[0] as Uint32Array)[0]);
    const first = fades[0] as Uint32Array;
    expect(first.indexOf(out[0] as number)).toBeGreaterThan(60);
    expect((fades[1] as Uint32Array).indexOf(out[1] as number)).toBeLessThan(first.indexOf(out[0] as number));
  });

  it("have one shade each when they are hard", () => {
    const out = new Uint32Array(4);
    paintClasses(planes, 3, 4, 1, fades, { strength: 0.62, hard: true }, out);
    expect(out[0]).toBe((fades[0] as Uint32Array)[158]);
    expect(out[1]).toBe((fades[1] as Uint32Array)[158]);
  });

  it("border on each other where the margin plane changes its sign", () => {
    const margins = new Float32Array(4);
    marginPlane(planes, 3, 4, 1, margins);
    expect(margins[0]).toBeCloseTo(-0.5, 6);
    expect(margins[1]).toBeCloseTo(0.2, 6);
    expect(margins[3]).toBe(0);
  });

  it("share the area", () => {
    expect(areaShares(planes, 3, 4, 0)).toEqual([0.75, 0.25, 0]);
    expect(areaShares([0.1, 0.6, 0.7, 0.2], 1, 4, 0.5)).toEqual([0.5, 0.5]);
  });
});

describe("Regions", () => {
  it("are counted across 4-neighbours: a ring has an inside, the ring and an outside", () => {
    const plane: number[] = [];
    for (let j = 0; j < 41; j++)
      for (let i = 0; i < 41; i++) plane.push(Math.abs(Math.hypot(i - 20, j - 20) - 12) < 4 ? 1 : -1);
    expect(countRegions(plane, 1, 41, 41, 0)).toBe(3);
  });

  it("touching at a corner only are two", () => {
    expect(countRegions([1, -1, -1, 1], 1, 2, 2, 0)).toBe(4);
  });
});

describe("A finer plane", () => {
  it("lies on the same linear function at the finer cell centres", () => {
    const coarse = Float32Array.from({ length: 20 }, (_, k) => 2 * ((k % 5) + 0.5) - 3 * (Math.floor(k / 5) + 0.5));
    const fine = new Float32Array(20 * 9);
    upsample(coarse, 0, 5, 4, 3, fine);
    for (let j = 3; j < 9; j++) {
      for (let i = 3; i < 12; i++) {
        const expected = 2 * ((i + 0.5) / 3) - 3 * ((j + 0.5) / 3);
        expect(fine[j * 15 + i]).toBeCloseTo(expected, 4);
      }
    }
  });

  it("never leaves the range of the coarse one", () => {
    const fine = new Float32Array(16);
    upsample([9, 0, 1, 1, 0], 1, 2, 2, 2, fine);
    expect(Math.min(...fine)).toBe(0);
    expect(Math.max(...fine)).toBe(1);
    expect(fine[0]).toBe(0);
    expect(fine[3]).toBe(1);
  });
});
