/** What a reader waits for, compressed as servers of static files send it: Brotli at its best. */
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const page = new URL("dist/page/", root);
const sizeOf = (file: URL): number => brotliCompressSync(readFileSync(file)).length;
const assets = readdirSync(new URL("assets/", page));
const asset = (pattern: RegExp): URL => {
  const found = assets.filter((name) => pattern.test(name));
  expect(found, String(pattern)).toHaveLength(1);
  return new URL(`assets/${found[0]}`, page);
};

test("the engine, module and glue, holds no measured table and stays small", () => {
  const wasm = new URL("dist/engine/engine.wasm", root);
  const firstRows = readFileSync(new URL("data/digits8x8.csv", root), "utf8").slice(0, 1000);
  expect(readFileSync(wasm).includes(firstRows)).toBe(false);
  expect(sizeOf(wasm) + sizeOf(new URL("build/engine/engine.mjs", root))).toBeLessThan(195_000);
});

test("everything until the first picture: the page, its script, the worker, the module", () => {
  const html = readFileSync(new URL("index.html", page), "utf8");
  const loaded = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => new URL(path!, page));
  expect(loaded.some(({ pathname }) => pathname.endsWith(".js"))).toBe(true);
  const files = [new URL("index.html", page), ...loaded, asset(/^worker-.*\.js$/), asset(/\.wasm$/)];
  expect(files.reduce((sum, file) => sum + sizeOf(file), 0)).toBeLessThan(332_000);
});
