/** What a reader waits for, compressed as servers of static files send it: Brotli at its best. */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const sizeOf = (file: URL): number => brotliCompressSync(readFileSync(file)).length;

test("the engine, module and glue, holds no measured table and stays small", () => {
  const wasm = new URL("dist/engine/engine.wasm", root);
  const firstRows = readFileSync(new URL("data/digits8x8.csv", root), "utf8").slice(0, 1000);
  expect(readFileSync(wasm).includes(firstRows)).toBe(false);
  // Of these, 3 kB are principal components, 2 kB the kernels' parts for layers wider than the cache, 1 kB the gradient
  // check of layers that are not dense, half a kB what a run takes of memory, and half a kB that a run that breaks is told
  // to have broken in the same update whoever looks in between.
  expect(sizeOf(wasm) + sizeOf(new URL("build/engine/engine.mjs", root))).toBeLessThan(219_400);
});
