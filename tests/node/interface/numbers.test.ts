import { describe, expect, it } from "vitest";
import {
  canonical,
  count,
  factor,
  fixed,
  loss,
  parseNumber,
  percent,
  significant,
  superscript,
} from "../../../web/i18n/numbers.js";

describe("fixed", () => {
  it("writes three decimals and a true minus", () => {
    expect(fixed(0.0251)).toBe("0.025");
    expect(fixed(-0.4712, 2)).toBe("−0.47");
  });
  it("never writes a negative nought", () => {
    expect(fixed(-0.0001)).toBe("0.000");
  });
  it("names what is no number", () => {
    expect([fixed(Infinity), fixed(-Infinity), fixed(Number.NaN)]).toEqual(["∞", "−∞", "NaN"]);
  });
});

describe("significant", () => {
  it("keeps three digits", () => {
    expect(significant(1.23456)).toBe("1.23");
    expect(significant(0.02)).toBe("0.02");
    expect(significant(-12345)).toBe("−12300");
  });
  it("goes over to powers of ten below a thousandth and from a hundred thousand", () => {
    expect(significant(-0.00083)).toBe("−8.3×10⁻⁴");
    expect(significant(1e5)).toBe("1×10⁵");
    expect(significant(0.001)).toBe("0.001");
    expect(significant(99_999)).toBe("100000");
  });
});

describe("loss", () => {
  it("does not show a small loss as nought", () => {
    expect(loss(0.0000123)).toBe("1×10⁻⁵");
    expect(loss(0.4)).toBe("0.400");
    expect(loss(0)).toBe("0.000");
  });
});

it("a share is a percentage without a space", () => {
  expect(percent(0.9931)).toBe("99.3%");
  expect(percent(1)).toBe("100.0%");
});

it("counts are grouped from ten thousand", () => {
  expect([count(9999), count(24_000), count(1_234_567)]).toEqual(["9999", "24\u2009000", "1\u2009234\u2009567"]);
});

it("a negative factor stands in parentheses", () => {
  expect([factor(-0.012), factor(0.012)]).toEqual(["(−0.012)", "0.012"]);
});

it("exponents are raised", () => {
  expect(superscript(-12)).toBe("⁻¹²");
});

describe("canonical", () => {
  it("can be typed again", () => {
    for (const value of [0, 0.02, 1e-8, 3, 10, 123456.5, 1e12, -0.5, 0.00012, 1.5e-7]) {
      expect(parseNumber(canonical(value))).toBe(value);
    }
  });
  it("has a true minus, and the hyphen of a power that programs read", () => {
    expect([canonical(-0.02), canonical(-1e-8)]).toEqual(["−0.02", "−1e-8"]);
  });
  it("is short", () => {
    expect([canonical(0.02), canonical(1e-8), canonical(1e12)]).toEqual(["0.02", "1e-8", "1e12"]);
  });
});

describe("parseNumber", () => {
  it("takes what people type", () => {
    const cases: [string, number][] = [
      ["1e-3", 0.001],
      [".02", 0.02],
      ["0,5", 0.5],
      ["０．０３", 0.03],
      ["−2", -2],
      ["-2", -2],
      [" 7 ", 7],
      ["2×10⁻³", 0.002],
      ["1E4", 10_000],
      ["＋３", 3],
    ];
    for (const [text, value] of cases) expect(parseNumber(text), text).toBe(value);
  });
  it("refuses what is no single number", () => {
    for (const text of ["", "abc", "1 2 x", "1..2", "--1", "1e", "0x10", "1e999"])
      expect(parseNumber(text), text).toBeNull();
  });
});
