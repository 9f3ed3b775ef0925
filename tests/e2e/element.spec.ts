import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test("the element runs in a page of another origin, under a strict Content-Security-Policy @firefox", async ({ page }, {
  config,
}) => {
  const from = String(config.metadata.elementOrigin);
  const policy = [
    "default-src 'none'",
    `script-src ${from} 'wasm-unsafe-eval'`,
    `connect-src ${from}`,
    `worker-src ${from} blob:`,
    "style-src 'unsafe-inline'",
    "img-src data:",
  ];
  await page.route("**/article.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: { "Content-Security-Policy": policy.join("; ") },
      body: `<!doctype html><html lang="zh-CN"><title>An article</title><link rel="icon" href="data:,">
        <script type="module" src="${from}/gradient-playground.js"></script>
        <div style="width: 800px"><gradient-playground></gradient-playground></div></html>`,
    }),
  );
  const playground = new PlaygroundPage(page);
  await playground.open("article.html");
  expect(await page.evaluate(() => location.origin)).not.toBe(from);
  await expect(page.locator("gradient-playground")).toContainText("学习率"); // it speaks the article's language

  await playground.play.click();
  // The policy forbids the test's own evaluation from text, so the epoch is read as a property.
  const epoch = () =>
    page.evaluate(() => {
      type Element = HTMLElement & { store: { state: { progress: { epoch: number } } } };
      return (document.querySelector("gradient-playground") as Element).store.state.progress.epoch;
    });
  await expect.poll(epoch, { timeout: 20_000 }).toBeGreaterThan(5);
  expect(playground.errors).toEqual([]);
});

test("in a narrow article it is as wide as the article, margins of its own included @firefox", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  for (const width of [360, 560, 800]) {
    const box = await page.evaluate((article) => {
      document.body.innerHTML = `<div style="width: ${article}px"><gradient-playground style="margin: 0 10px"></gradient-playground></div>`;
      const { width: wide, height } =
        document.querySelector("gradient-playground")?.getBoundingClientRect() ?? new DOMRect();
      return { wide, height };
    }, width);
    expect(box.wide).toBe(width - 20);
    expect(box.height).toBeGreaterThanOrEqual(460);
  }
});
