import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { allReady } from "./article.js";

/** The blocks of code of docs/embedding.md, with the language written behind the fence. */
const blocks = [...readFileSync("docs/embedding.md", "utf8").matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(
  ([, language = "", code = ""]) => ({ language, code }),
);
const of = (language: string): string[] =>
  blocks.filter((block) => block.language === language).map(({ code }) => code);

const TYPES: Record<string, string> = {
  js: "text/javascript",
  css: "text/css",
  html: "text/html",
  wasm: "application/wasm",
  csv: "text/csv",
  svg: "image/svg+xml",
};

/** The site that the document speaks of: the built page, and the element in its folder. */
async function withSite(page: Page): Promise<void> {
  await page.route("https://example.org/**", (route) => {
    const { pathname } = new URL(route.request().url());
    const path = pathname.startsWith("/element/") ? join("dist", pathname) : join("dist/page", pathname);
    const contentType = TYPES[path.split(".").at(-1) ?? ""] ?? "text/plain";
    return route.fulfill({ path, contentType, headers: { "Access-Control-Allow-Origin": "*" } });
  });
}

async function show(page: Page, body: string): Promise<void> {
  await withSite(page);
  await page.route("**/article.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><title>An article</title><link rel="icon" href="data:,">${body}</html>`,
    }),
  );
  await page.goto("article.html");
}

const framed = (page: Page) => page.frameLocator("iframe").locator("gp-transport .play:enabled");

test("the plain page runs and shows its caption", async ({ page }) => {
  await show(page, of("html")[0] ?? "");
  await allReady(page);
  await expect(page.getByText("Four neurons are enough for a ring.")).toBeInViewport();
});

test("the page that steps and listens prints what it says", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await show(page, of("html")[1] ?? "");
  await expect
    .poll(() => said.join(), { timeout: 30_000 })
    .toMatch(/after ten epochs 0\.\d+ of the test points are right/);
  await expect(page.locator("#loss")).toHaveText(/^epoch 10: loss 0\.\d{3}$/);
});

test("the frame shows a playground", async ({ page }) => {
  await show(page, (of("html")[2] ?? "").replace("#1.…", ""));
  await expect(framed(page)).toBeVisible({ timeout: 30_000 });
});

test("the frame that is steered plays, and its height follows", async ({ page }) => {
  await show(page, (of("html")[3] ?? "").replace('width="720"', 'width="960"'));
  await expect.poll(() => page.title(), { timeout: 30_000 }).toMatch(/^epoch [1-9]/);
  expect(await page.locator("iframe").getAttribute("height")).toBe("641");
});

test("the HTML within Markdown runs with what MkDocs, Docusaurus and VitePress load", async ({ page }) => {
  const script = "https://example.org/element/gradient-playground.js";
  for (const config of [...of("jinja"), ...of("js").slice(0, 2)]) expect(config).toContain(script);
  const markdown = of("md")[0] ?? "";
  await show(page, `<script type="module" src="${script}"></script>${markdown}`);
  await allReady(page);
});

test("the configurations of Docusaurus and VitePress are read", async () => {
  for (const code of of("js").slice(0, 2)) {
    const config = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: Record<string, unknown>;
    };
    expect(JSON.stringify(config.default)).toContain("gradient-playground.css");
  }
});

test("Jupyter's cell makes a frame that runs", async ({ page }) => {
  const stub =
    "import sys, types\nm = types.ModuleType('IPython.display')\nclass IFrame:\n  def __init__(self, src, width, height): print(src)\nm.IFrame = IFrame\nsys.modules['IPython'] = types.ModuleType('IPython')\nsys.modules['IPython.display'] = m\n";
  const address = execFileSync("python3", ["-c", stub + (of("python")[0] ?? "")], { encoding: "utf8" }).trim();
  await show(page, `<iframe src="${address}" width="720" height="480"></iframe>`);
  await expect(framed(page)).toBeVisible({ timeout: 30_000 });
});

test("Observable's cell makes a frame that runs", async ({ page }) => {
  const html = (strings: readonly string[], ...values: unknown[]) => String.raw({ raw: strings }, ...values);
  const markup = new Function("html", "width", `return ${of("js")[2] ?? ""}`)(html, 720) as string;
  await show(page, markup);
  await expect(framed(page)).toBeVisible({ timeout: 30_000 });
  expect(markup).toContain("height=480");
});
