import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

/** Tabs on until the focus is in something whose name or host matches. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      let active: Element | null = document.activeElement;
      const path: string[] = [];
      while (active) {
        path.push(
          active.localName,
          active.getAttribute("aria-label") ?? "",
          active.textContent?.trim().slice(0, 40) ?? "",
        );
        if (!active.shadowRoot?.activeElement) break;
        active = active.shadowRoot.activeElement;
      }
      return path.slice(-3).join(" ");
    });
    if (wanted.test(name)) return;
  }
  throw new Error(`Tab never came to ${wanted}`);
}

test("by keyboard alone: train, change the rate, step, rewind, open data, draw, undo", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Space");
  await expect.poll(() => playground.epoch()).toBeGreaterThan(3);
  await page.keyboard.press("Space");
  await expect.poll(() => playground.state("state.playing")).toBe(false);
  const rate = await playground.state<number>("state.experiment.optimizer.learningRate");
  await page.keyboard.press("]");
  await expect.poll(() => playground.state<number>("state.experiment.optimizer.learningRate")).toBeGreaterThan(rate);
  // The first step also waits for what was under way when it paused; the second is one epoch to the dot.
  const paused = await playground.epoch();
  await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBeGreaterThan(paused);
  const epoch = await playground.epoch();
  await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(epoch + 1);
  await page.keyboard.press("Home");
  await expect.poll(() => playground.epoch()).toBe(0);

  await page.keyboard.press("i");
  await expect(page.locator("gp-inspector")).toBeVisible();
  await page.keyboard.press("Alt+2");
  await tabTo(page, /brush 1/);
  await page.keyboard.press("Enter");
  await expect.poll(() => playground.state("state.brush.tool")).toBe("paint");
  const points = await playground.state<number>("state.data.trainTargets.length");
  await page.locator("gp-picture .pic").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => playground.state<number>("state.data.trainTargets.length")).toBe(points + 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state<number>("state.data.trainTargets.length")).toBe(points);
  expect(playground.errors).toEqual([]);
});

test("Tab goes through the page and comes out of it again", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await tabTo(page, /^gp-picture|div .*Picture/);
  await tabTo(page, /Play/);
});

test("after a slider was touched single keys and undo go on working; arrows stay the slider's", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const noise = () => playground.state<number>("state.experiment.data.noise");
  const before = await noise();
  const slider = page.locator("gp-data").getByRole("slider", { name: "Noise" });
  await slider.press("ArrowRight");
  await expect.poll(noise).toBeGreaterThan(before);
  await slider.press("e");
  await expect.poll(() => playground.epoch()).toBe(1);
  await slider.press("Control+z");
  await expect.poll(noise).toBe(before);
  await slider.press("Space");
  await expect.poll(() => playground.epoch()).toBeGreaterThan(1);
});
