import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test("the single file learns the spiral from the disk, with the network off @firefox", async ({ page, context }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url().slice(0, 100)));
  await context.setOffline(true);
  const playground = new PlaygroundPage(page);
  await playground.open(pathToFileURL(resolve("dist/single/playground.html")).href);
  expect(await playground.state("state.experiment.data.dataset")).toBe("spiral");
  await playground.play.click();
  await expect
    .poll(() => playground.state<number>("state.progress.testMetric"), { timeout: 60_000 })
    .toBeGreaterThan(0.9);
  expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
  expect(playground.errors).toEqual([]);
});

test("the single file takes data from a table and writes formulas and exports without the network", async ({
  page,
  context,
}) => {
  await context.setOffline(true);
  const playground = new PlaygroundPage(page);
  await playground.open(pathToFileURL(resolve("dist/single/playground.html")).href);
  const file = await page.evaluate(() => {
    const element = document.querySelector("gradient-playground") as unknown as {
      open(e: unknown): Promise<unknown>;
      export(f: string): Promise<{ fileName: string }>;
    };
    return element
      .open({
        data: { dataset: "digits" },
        features: ["raw"],
        network: { outputActivation: "softmax" },
        loss: "cross-entropy",
      })
      .then(() => element.export("onnx"));
  });
  expect(file.fileName).toBe("network.onnx");
  expect(playground.errors).toEqual([]);
});

test.describe("the hosted page", () => {
  test.use({ serviceWorkers: "allow" });
  test("works without the network after the first visit, panels included", async ({ page, context }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
      }
    });
    await context.setOffline(true);
    await page.reload();
    await playground.ready();
    await playground.playUntilEpoch(3);
    await page.keyboard.press("Alt+Digit1");
    await expect(page.locator("gp-explain")).toBeVisible();
    await page.goto("embed.html?preset=circle-four-neurons");
    await expect(page.locator("gradient-playground gp-transport .play")).toBeEnabled();
    expect(playground.errors).toEqual([]);
  });
});

test("every path of the built pages is relative, so that they work from any folder", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  const outside: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.url().startsWith("http") && !pathname.startsWith("/some/folder/")) outside.push(pathname);
  });
  await page.route("**/some/folder/**", async (route) => {
    const answer = await route.fetch({ url: route.request().url().replace("/some/folder/", "/") });
    await route.fulfill({ response: answer });
  });
  await playground.open("some/folder/");
  await playground.playUntilEpoch(2);
  expect(outside).toEqual([]);
});
