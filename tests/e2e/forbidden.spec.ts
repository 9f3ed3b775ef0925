/** Pages that forbid things, and networks that do not answer: it works, or says within ten seconds what is wrong. */
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { allReady, openArticle, originOf } from "./article.js";
import { PlaygroundPage } from "./playground.js";

/** What the browser did not let the page do, as `directive: what`. */
async function violationsOf(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const list: string[] = [];
    Object.assign(window, { violations: list });
    document.addEventListener("securitypolicyviolation", (event) => {
      list.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  return () => page.evaluate(() => (window as unknown as { violations: string[] }).violations);
}

const epoch = (page: Page): Promise<number> =>
  page
    .locator("gradient-playground")
    .first()
    .evaluate((element) => (element as unknown as { progress: { epoch: number } | null }).progress?.epoch ?? -1);

/** Plays, and opens what draws in other ways than the rest: formulas, a QR code, tables, menus. */
async function useEverything(page: Page): Promise<void> {
  const element = page.locator("gradient-playground");
  await element.locator("gp-transport .play").click();
  await expect.poll(() => epoch(page), { timeout: 30_000 }).toBeGreaterThan(3);
  for (const panel of ["explain", "data", "share"]) {
    await element.evaluate((host, id) => host.setAttribute("panel", id), panel);
    await expect(element.getByRole("tabpanel")).toBeVisible();
    await page.waitForTimeout(300);
  }
  await element.getByRole("button", { name: "QR code" }).click();
  await expect(element.getByRole("img", { name: /QR/ })).toBeVisible();
  await element.evaluate((host) => host.removeAttribute("panel"));
  await element.locator("gp-recipe").getByRole("button").first().click({ timeout: 10_000 });
  await page.keyboard.press("Escape");
}

const wide = '<div style="width: 1300px; height: 800px"><gradient-playground></gradient-playground></div>';

test("where Trusted Types are required it runs with its own policy and Lit's", async ({ page }, { config }) => {
  const from = originOf(config.metadata);
  const violations = await violationsOf(page);
  const policy = [
    "default-src 'none'",
    `script-src ${from} 'wasm-unsafe-eval'`,
    `connect-src ${from}`,
    `worker-src ${from} blob:`,
    "img-src data:",
    "require-trusted-types-for 'script'",
    "trusted-types gradient-playground lit-html",
  ];
  const errors = await openArticle(page, from, {
    headers: { "Content-Security-Policy": policy.join("; ") },
    body: "<gradient-playground></gradient-playground>",
  });
  await allReady(page);
  await useEverything(page);
  expect(await violations()).toEqual([]);
  expect(errors).toEqual([]);
});

test("under default-src 'self' alone no style is blocked @firefox", async ({ page }, { config }) => {
  const from = originOf(config.metadata);
  const violations = await violationsOf(page);
  await page.route("**/article.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" },
      body: `<!doctype html><html lang="en"><title>An article</title>
        <script type="module" src="gradient-playground.js"></script><gradient-playground></gradient-playground></html>`,
    }),
  );
  await page.goto(`${from}/article.html`);
  await allReady(page);
  const side = await page.locator("gp-picture .pic").evaluate((picture) => picture.getBoundingClientRect().width);
  expect(side).toBeGreaterThan(200);
  await useEverything(page);
  expect((await violations()).filter((each) => !each.includes("favicon"))).toEqual([]);
});

test.describe("it says in its own words why it cannot start, at once or within ten seconds:", () => {
  const told = (page: Page) => page.locator("gradient-playground gp-start").getByRole("alert");

  test("no Worker", async ({ page }, { config }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, "Worker"));
    const errors = await openArticle(page, originOf(config.metadata), { body: wide });
    await expect(told(page)).toContainText("There are no Web Workers here");
    expect(errors).toEqual([]);
  });

  test("a Worker that cannot be made, as text, as an event and from a method", async ({ page }, { config }) => {
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      document.addEventListener("gp-error", (event) => heard.push((event as CustomEvent).detail.message));
      window.Worker = class {
        constructor() {
          throw new Error("not here");
        }
      } as unknown as typeof Worker;
    });
    const errors = await openArticle(page, originOf(config.metadata), { body: wide });
    await expect(told(page)).toContainText("does not let the engine’s worker start");
    await expect(told(page)).toContainText("not here");
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard.join()))
      .toContain("does not let the engine’s worker start");
    const refused = page.locator("gradient-playground").evaluate((element) => {
      const { play } = element as unknown as { play(): Promise<void> };
      return play.call(element).catch((error: Error) => error.message);
    });
    expect(await refused).toContain("does not let the engine’s worker start");
    expect(errors).toEqual([]);
  });

  test("a worker that a policy forbids @firefox", async ({ page }, { config }) => {
    const from = originOf(config.metadata);
    const policy = `script-src ${from} 'wasm-unsafe-eval'; worker-src 'none'`;
    await openArticle(page, from, { headers: { "Content-Security-Policy": policy }, body: wide });
    await expect(told(page)).toContainText("worker-src", { timeout: 20_000 });
  });

  test("a policy that forbids WebAssembly", async ({ page }, { config }) => {
    const from = originOf(config.metadata);
    const policy = `script-src ${from}; worker-src ${from} blob:`;
    await openArticle(page, from, { headers: { "Content-Security-Policy": policy }, body: wide });
    await expect(told(page)).toContainText("'wasm-unsafe-eval'", { timeout: 20_000 });
  });

  test("a worker that never answers", async ({ page }, { config }) => {
    await page.addInitScript(() => {
      window.Worker = class extends EventTarget {
        postMessage(): void {}
        terminate(): void {}
      } as unknown as typeof Worker;
    });
    await openArticle(page, originOf(config.metadata), { body: wide });
    await expect(told(page)).toContainText("worker has not answered for nine seconds", { timeout: 20_000 });
  });

  test("a worker whose file never comes, and one that is not there @firefox", async ({ page }, { config }) => {
    let waits = true;
    await page.context().route("**/worker.js", (route) => {
      if (!waits) return route.fulfill({ status: 404 });
    });
    await openArticle(page, originOf(config.metadata), { body: wide });
    await expect(told(page)).toContainText("does not send the file of the engine’s worker", { timeout: 20_000 });
    waits = false;
    await told(page).getByRole("button", { name: "Start again" }).click();
    await expect(told(page)).toContainText("is not on the server", { timeout: 20_000 });
    await page.context().unroute("**/worker.js");
    await told(page).getByRole("button", { name: "Start again" }).click();
    await allReady(page);
  });

  test("an engine that never comes @firefox", async ({ page }, { config }) => {
    await page.context().route("**/*.wasm", () => {});
    await openArticle(page, originOf(config.metadata), { body: wide });
    await expect(told(page)).toContainText("has stopped sending the engine", { timeout: 20_000 });
  });
});

test("over a line on which worker and engine come for longer than that, it starts @firefox", async ({ page }, {
  config,
}) => {
  const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };
  const slow = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname;
    const path = join("dist/element", name);
    const headers = { "Content-Type": types[extname(name)] ?? "text/plain", "Access-Control-Allow-Origin": "*" };
    response.writeHead(200, { ...headers, "Content-Length": statSync(path).size, "Cache-Control": "no-store" });
    if (!["/worker.js", "/engine-float32.wasm", "/engine.wasm"].includes(name))
      return createReadStream(path).pipe(response);
    const bytes = readFileSync(path);
    const pieces = 13;
    let sent = 0;
    const timer = setInterval(() => {
      const next = Math.ceil((bytes.length * ++sent) / pieces);
      response.write(bytes.subarray(Math.ceil((bytes.length * (sent - 1)) / pieces), next));
      if (sent < pieces) return;
      clearInterval(timer);
      response.end();
    }, 1000);
    response.on("close", () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  try {
    const from = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    expect(from).not.toBe(originOf(config.metadata));
    const begun = Date.now();
    await openArticle(page, from, { body: wide });
    await expect(page.locator("gradient-playground gp-transport .play")).toBeEnabled({ timeout: 60_000 });
    expect(Date.now() - begun).toBeGreaterThan(11_000);
  } finally {
    slow.closeAllConnections();
    slow.close();
  }
});

test("the page for frames runs in a frame that may only run scripts @firefox", async ({ page }) => {
  await page.route("**/around.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><title>Around</title>
        <iframe sandbox="allow-scripts" width="800" height="600" src="embed.html?autoplay"></iframe></html>`,
    }),
  );
  await page.goto("around.html");
  const shown = page.frameLocator("iframe").locator("gp-transport .epoch");
  await expect
    .poll(async () => Number((await shown.textContent())?.replace(/\D/g, "")), { timeout: 30_000 })
    .toBeGreaterThan(3);
});

test("a second copy of the script does nothing, beside the page and beside another copy @firefox", async ({ page }, {
  config,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.addScriptTag({ type: "module", url: `${originOf(config.metadata)}/gradient-playground.js` });
  await playground.playUntilEpoch(3);
  await page.evaluate(() => document.body.append(document.createElement("gradient-playground")));
  await expect(page.locator("gradient-playground").nth(1).locator("gp-transport .play")).toBeEnabled();
  expect(playground.errors).toEqual([]);
});
