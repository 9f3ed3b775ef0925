import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test("what a reader asks before the engine runs is done once it does", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  // The engine is slow to come; the reader is not.
  await page.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto("");
  await expect(page.locator("gp-start")).toBeVisible();
  await page.evaluate(() => {
    type Store = { intents: { change(edit: (draft: { network: { hidden: object[] } }) => void): void; play(): void } };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: Store };
    store.intents.change((draft) => {
      draft.network.hidden = Array.from({ length: 8 }, () => ({ units: 8, activation: "tanh" }));
    });
    store.intents.play();
  });
  await playground.ready();
  await expect.poll(() => playground.state("state.layers.length")).toBe(9);
  await expect.poll(() => playground.epoch(), { timeout: 20_000 }).toBeGreaterThan(3);
  expect(playground.errors).toEqual([]);
});

test("an engine that cannot be loaded is told, with the browser's words to copy", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("");
  const told = page.locator("gp-start [role=alert]");
  await expect(told).toContainText("could not start the engine");
  await expect(told.locator("pre")).not.toBeEmpty();
});
