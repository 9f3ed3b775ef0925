import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

const folder = new URL("../../dist/page/", import.meta.url);

/** Bytes of a file of the built page as servers of static files send it: Brotli at its best. */
const sizeOf = (path: string): number => brotliCompressSync(readFileSync(new URL(path, folder))).length;

test("everything until the first picture is under 386 kB compressed; panels with their words, the recipe's popovers, digits and exports come when asked for", async ({
  page,
}) => {
  const fetched = new Set<string>();
  page.context().on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol.startsWith("http")) fetched.add(pathname.slice(1) || "index.html");
  });
  await new PlaygroundPage(page).open();
  expect([...fetched].filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  expect([...fetched].filter((path) => /worker-.*\.js$/.test(path))).toHaveLength(1);
  expect(
    [...fetched].filter((path) => /explain|share|data-lab|panels-|temml|onnx|papaparse|\.csv$/.test(path)),
  ).toEqual([]);
  const total = [...fetched].reduce((sum, path) => sum + sizeOf(path), 0);
  expect(total).toBeGreaterThan(100_000);
  // Of these, 226 kB are the engine, whose size tests/node/size.test.ts holds.
  expect(total).toBeLessThan(386_000);
});
