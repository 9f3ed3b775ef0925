import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consistent, read, write, writeCell, writeExact } from "../../../web/panels/explain/model/digits.js";
import { fold } from "../../../web/panels/explain/model/ledger.js";

/** Numbers of the sizes that networks have, zero and both signs among them. */
const numbers = fc.oneof(
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.double({ min: -1e-4, max: 1e-4, noNaN: true }),
  fc.constantFrom(0, 1, -1, 0.5, 2e4),
);

describe("Numbers of an equation", () => {
  it("multiply out to the digits shown", () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const { operands, result, holds } = consistent([{ value: a }, { value: b }], ([x, y]) => x * y, a * b);
        expect(holds).toBe(true);
        const shown = operands.map(read).reduce((product, factor) => product * factor);
        // Half a unit of the last digit shown, and what the shown product itself is off in binary.
        expect(write(shown, digitsOf(result))).toBe(result);
      }),
      { numRuns: Number(process.env.GP_FUZZ ?? 2000) },
    );
  });

  it("add up to the digits shown, however many there are", () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 33 }), (values) => {
        const sum = (terms: readonly number[]) => terms.reduce((all, value) => all + value, 0);
        const { operands, result, holds } = consistent(
          values.map((value) => ({ value })),
          sum,
          sum(values),
        );
        expect(holds).toBe(true);
        expect(write(sum(operands.map(read)), digitsOf(result))).toBe(result);
      }),
      { numRuns: Number(process.env.GP_FUZZ ?? 1000) },
    );
  });

  it("add up where they all but cancel each other", () => {
    const terms = [19.999999999999996, 1e-17, -20, 1e-13, -1e-13];
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    const { operands, result, holds } = consistent(
      terms.map((value) => ({ value })),
      sum,
      sum(terms),
    );
    expect(holds).toBe(true);
    expect(operands[0]).toBe("19.999999999999996");
    expect(write(sum(operands.map(read)), digitsOf(result))).toBe(result);
  });

  it("have three decimals unless more are needed", () => {
    expect(consistent([{ value: -0.47 }, { value: 0.932 }], ([x, y]) => x * y, -0.47 * 0.932)).toEqual({
      operands: ["−0.470", "0.932"],
      result: "−0.438",
      holds: true,
    });
    const product = 0.1234 * 0.5678;
    const { operands, result } = consistent([{ value: 0.1234 }, { value: 0.5678 }], ([x, y]) => x * y, product);
    expect(result).toBe("0.070");
    expect(operands).toEqual(["0.123", "0.568"]);
    // 9.996 · 9.996 is 99.920, but of two numbers shown as 9.996 the third decimal is not known.
    expect(consistent([{ value: 9.99649 }, { value: 9.99649 }], ([x, y]) => x * y, 9.99649 ** 2).operands[0]).not.toBe(
      "9.996",
    );
  });

  it("say so where they cannot hold: a result that is another number", () => {
    expect(consistent([{ value: 2 }], ([x]) => x, 3).holds).toBe(false);
  });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(numbers, (value) => {
        expect(read(write(value, 9))).toBeCloseTo(value, 7);
        expect(read(writeExact(value))).toBeCloseTo(value, 15);
        expect(Math.abs(read(writeCell(value)) - value)).toBeLessThanOrEqual(
          0.5 * Math.max(1e-3, Math.abs(value)) + 1e-12,
        );
      }),
    );
    expect([writeExact(1e-8), writeExact(0.02), writeExact(-3e-6), write(Number.NaN), write(-Infinity)]).toEqual([
      "10⁻⁸",
      "0.02",
      "−3×10⁻⁶",
      "NaN",
      "−∞",
    ]);
  });
});

/** Digits of a written number: decimals, or significant ones before a power of ten. */
function digitsOf(text: string): number {
  const [mantissa = "", power] = text.split("×10");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  if (text === "0") return 3;
  return power === undefined ? decimals : decimals + 1;
}

describe("A folded matrix", () => {
  it("shows what is pointed at, as many as fit, and counts the rest", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.nat(63), fc.integer({ min: 3, max: 9 }), (count, at, most) => {
        fc.pre(at < count);
        const { shown, before, after } = fold(count, at, most);
        expect(shown).toContain(at);
        expect(before + shown.length + after).toBe(count);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(shown).toEqual(shown.map((_, i) => (shown[0] ?? 0) + i));
        if (count <= most) expect(before + after).toBe(0);
      }),
    );
  });
});
