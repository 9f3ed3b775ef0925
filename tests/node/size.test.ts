/** What a reader waits for, compressed as servers of static files send it: Brotli at its best. */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const sizeOf = (file: URL): number => brotliCompressSync(readFileSync(file)).length;

describe("the engine, module and glue", () => {
  const first = new URL("dist/element/engine-float32.wasm", root);
  const whole = new URL("dist/element/engine.wasm", root);
  const glue = sizeOf(new URL("build/engine/engine.mjs", root));

  test("that a page begins with is at most 170 kB", () => {
    expect(sizeOf(first) + glue).toBeLessThan(170_000);
  });

  test("is at most 210 kB with float64 and the gradient check", () => {
    expect(sizeOf(whole) + glue).toBeLessThan(210_000);
  });

  test("holds no measured table that is a file of its own", () => {
    const firstRows = readFileSync(new URL("data/digits8x8.csv", root), "utf8").slice(0, 1000);
    for (const wasm of [first, whole]) expect(readFileSync(wasm).includes(firstRows)).toBe(false);
  });
});
