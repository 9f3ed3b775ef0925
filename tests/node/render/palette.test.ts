import { describe, expect, it } from "vitest";
import { toOklab, unpack } from "../../../web/render/color.js";
import { divergingCss, divergingIndex, fade, readPalette } from "../../../web/render/palette.js";
import { paletteOf, tokensOf } from "./palette.js";

describe.each(["light", "dark"] as const)("The %s palette", (theme) => {
  const palette = paletteOf(theme);
  const lab = (index: number) => toOklab(unpack(palette.diverging[index] as number));

  it("runs from ember through paper to lake", () => {
    const token = (name: string) => tokensOf(theme).get(name) as string;
    expect(divergingCss(palette, -1)).toBe(`rgb(${hex(token("--div-n6")).join(" ")})`);
    expect(divergingCss(palette, 1)).toBe(`rgb(${hex(token("--div-p6")).join(" ")})`);
    const middle = lab(128);
    const paper = toOklab(palette.paper);
    // Entry 128 lies half a step past the exact middle: a 255th of the scale.
    expect(Math.hypot(middle[0] - paper[0], middle[1] - paper[1], middle[2] - paper[2])).toBeLessThan(0.01);
  });

  it("leaves paper at once and moves away from it at every step", () => {
    const paper = toOklab(palette.paper);
    const distance = (index: number) => {
      const [l, a, b] = lab(index);
      return Math.hypot(l - paper[0], a - paper[1], b - paper[2]);
    };
    for (let step = 8; step <= 127; step += 8) {
      expect(distance(128 + step)).toBeGreaterThan(distance(128 + step - 8));
      expect(distance(127 - step)).toBeGreaterThan(distance(127 - step + 8));
    }
  });

  it("has ends that differ by more than 30 hundredths of OKLab", () => {
    const [a, b] = [lab(0), lab(255)];
    expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.3);
  });

  it("fades from paper to a class colour", () => {
    const table = fade(palette, palette.classes[2] as never);
    expect(unpack(table[0] as number)).toEqual(palette.paper);
    expect(unpack(table[255] as number)).toEqual(palette.classes[2]);
  });
});

describe("Places on the diverging scale", () => {
  it("hold values outside at the ends and put what is no number in the middle", () => {
    expect([-9, -1, 1, 9, Number.NaN].map(divergingIndex)).toEqual([0, 0, 255, 255, 128]);
    expect(divergingIndex(Number.NEGATIVE_INFINITY)).toBe(0);
  });
});

describe("A missing token", () => {
  it("is named", () => {
    expect(() => readPalette((name) => (name === "--seq-3" ? "" : "#123456"))).toThrow(/--seq-3/);
  });
});

function hex(text: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
}
