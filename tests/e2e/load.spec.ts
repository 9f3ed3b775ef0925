import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

const folder = new URL("../../dist/page/", import.meta.url);

/** All that the built page is made of, the engine and the worker with it: nothing else is ever fetched. */
test("the whole page is under 500 kB compressed", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => gzipSync(readFileSync(`${parentPath}/${name}`)).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(files.some(({ name }) => name.endsWith(".wasm"))).toBe(true);
  expect(total).toBeLessThan(500_000);
});
