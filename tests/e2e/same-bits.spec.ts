import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const root = new URL("../../", import.meta.url);
const types: Record<string, string> = { js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };
const folders = ["dist/engine/", "tests/reference/"];
const recorded = JSON.parse(readFileSync(new URL("tests/reference/same-bits.json", root), "utf8"));

/** The Node package's own files, loaded by the browser: no page of ours, no worker, no bundler between. */
test("this browser computes the recorded parameters to the last bit", { tag: "@firefox" }, async ({ page }) => {
  await page.route("**/same-bits/**", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop() ?? "";
    const type = types[name.split(".").pop() ?? ""];
    const file = folders.map((folder) => new URL(folder + name, root)).find((path) => name && existsSync(path));
    if (!type || !file)
      return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>same bits</title>" });
    return route.fulfill({ contentType: type, body: readFileSync(file) });
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
