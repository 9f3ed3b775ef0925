import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("by touch alone on a phone: train, change the data, draw with a finger", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.play.tap();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(3);
  await playground.play.tap();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /brush 3/ })
    .tap();
  const points = await playground.state<number>("state.data.trainTargets.length");
  await page.locator("gp-picture .pic").tap({ position: { x: 20, y: 20 } });
  await expect.poll(() => playground.state<number>("state.data.trainTargets.length")).toBe(points + 1);
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  expect(playground.errors).toEqual([]);
});

test("nothing is wider than a screen of 360 pixels, and brushes are as large as a finger", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const brush of await page.locator("gp-brushes .br").all()) {
    const box = await brush.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});
