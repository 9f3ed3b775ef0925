import { describe, expect, it } from "vitest";
import { fromOklab, mix, pack, parseColor, type Rgb, ramp, toOklab, unpack } from "../../../web/render/color.js";

describe("Colours", () => {
  it("read as #rgb, #rrggbb and rgb() with or without alpha", () => {
    expect(parseColor("#fa0")).toEqual([255, 170, 0]);
    expect(parseColor(" #265DBF ")).toEqual([38, 93, 191]);
    expect(parseColor("rgb(29 28 26 / .55)")).toEqual([29, 28, 26]);
    expect(parseColor("rgba(1, 2, 3, 0.5)")).toEqual([1, 2, 3]);
  });

  it("refuse a text that is no colour, naming it", () => {
    expect(() => parseColor("ember")).toThrow(/"ember"/);
  });

  it("survive the way to OKLab and back to the byte", () => {
    for (const color of [
      [0, 0, 0],
      [255, 255, 255],
      [214, 98, 24],
      [38, 93, 191],
      [1, 200, 77],
    ] as Rgb[]) {
      expect(fromOklab(toOklab(color))).toEqual(color);
    }
  });

  it("have the lightness that OKLab's definition gives to white and to mid grey", () => {
    expect(toOklab([255, 255, 255])[0]).toBeCloseTo(1, 5);
    // 119/255 is linear 0.184, whose cube root is 0.569.
    expect(toOklab([119, 119, 119])[0]).toBeCloseTo(0.5693, 3);
  });

  it("mix to a colour whose lightness lies half way", () => {
    const between = toOklab(mix([255, 255, 255], [0, 0, 0], 0.5))[0];
    // One step of a byte is at most 0.004 in lightness here.
    expect(Math.abs(between - 0.5)).toBeLessThan(0.004);
  });

  it("pack as ImageData lays its bytes out", () => {
    const pixels = new Uint32Array([pack([1, 2, 3])]);
    expect([...new Uint8Array(pixels.buffer)]).toEqual([1, 2, 3, 255]);
    expect(unpack(pixels[0] as number)).toEqual([1, 2, 3]);
  });
});

describe("A ramp", () => {
  const stops: Rgb[] = [
    [214, 98, 24],
    [246, 244, 241],
    [38, 93, 191],
  ];

  it("begins and ends with its stops and passes the middle one half way", () => {
    const table = ramp(stops, 257);
    expect(unpack(table[0] as number)).toEqual(stops[0]);
    expect(unpack(table[128] as number)).toEqual(stops[1]);
    expect(unpack(table[256] as number)).toEqual(stops[2]);
  });

  it("grows lighter at every step towards a lighter stop", () => {
    const table = ramp(stops, 257);
    for (let i = 1; i <= 128; i++) {
      const before = toOklab(unpack(table[i - 1] as number))[0];
      const after = toOklab(unpack(table[i] as number))[0];
      // Rounding to bytes may take back at most half a step of one channel.
      expect(after).toBeGreaterThan(before - 0.002);
    }
  });

  it("refuses a single stop", () => {
    expect(() => ramp([[0, 0, 0]])).toThrow(/got 1/);
  });
});
