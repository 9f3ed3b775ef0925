import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

const TYPES: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };

for (const file of ["README.md", "README.zh-CN.md"]) {
  test(`the page that ${file} shows runs from a copy of the folder that it names @firefox`, async ({ page }) => {
    const text = readFileSync(file, "utf8");
    const [, snippet = ""] = /```html\n([\s\S]*?)```/.exec(text) ?? [];
    const [, named = ""] = /`npm run build`[^`]*`(dist\/[^`]*)`/.exec(text) ?? [];
    const [, origin = ""] = /src="(https:\/\/[^/"]+)/.exec(snippet) ?? [];
    const copy = mkdtempSync(join(tmpdir(), "element-"));
    try {
      cpSync(named, copy, { recursive: true });
      await page.route(`${origin}/**`, (route) => {
        const path = join(copy, new URL(route.request().url()).pathname);
        const type = TYPES[extname(path)] ?? "application/octet-stream";
        return route.fulfill({ path, contentType: type, headers: { "Access-Control-Allow-Origin": "*" } });
      });
      await page.route("**/article.html", (route) =>
        route.fulfill({
          contentType: "text/html; charset=utf-8",
          body: `<!doctype html><html lang="en"><title>An article</title><link rel="icon" href="data:,">${snippet}</html>`,
        }),
      );
      const playground = new PlaygroundPage(page);
      await playground.open("article.html");
      const preset = /preset="([^"]+)"/.exec(snippet)?.[1];
      expect(await playground.state("state.preset")).toBe(preset);
      await page.getByRole("button", { name: /^(Play|播放|开始|训练)/ }).click();
      await expect.poll(() => playground.epoch(), { timeout: 20_000 }).toBeGreaterThan(3);
      expect(playground.errors).toEqual([]);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
}
