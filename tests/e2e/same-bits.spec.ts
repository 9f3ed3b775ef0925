import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const root = new URL("../../", import.meta.url);
const files: Record<string, [string, string]> = {
  "index.js": ["dist/engine/index.js", "text/javascript"],
  "engine.wasm": ["dist/engine/engine.wasm", "application/wasm"],
  "same-bits.mjs": ["tests/reference/same-bits.mjs", "text/javascript"],
};
const recorded = JSON.parse(readFileSync(new URL("tests/reference/same-bits.json", root), "utf8"));

/** The Node package's own files, loaded by the browser: no page of ours, no worker, no bundler between. */
test("this browser computes the recorded parameters to the last bit", { tag: "@firefox" }, async ({ page }) => {
  await page.route("**/same-bits/**", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop() ?? "";
    const file = files[name];
    if (!file) return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>same bits</title>" });
    return route.fulfill({ contentType: file[1], body: readFileSync(new URL(file[0], root)) });
  });
  await page.goto("/same-bits/");
  const hashes = await page.evaluate(async () => {
    const load = (name: string) => import(/* @vite-ignore */ new URL(name, location.href).href);
    const { loadEngine } = await load("index.js");
    const { hashes: of } = await load("same-bits.mjs");
    return of(await loadEngine());
  });
  expect(hashes).toEqual(recorded.hashes);
});
