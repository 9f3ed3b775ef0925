import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test("while the inspector is closed a rail of 72 px offers its tabs, and the two stand in for each other", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const rail = page.locator("gp-rail");
  const dock = page.locator("gp-inspector");
  const box = await rail.boundingBox();
  expect([box?.x, box?.width]).toEqual([1440 - 72, 72]);
  await rail.getByRole("button", { name: "Data" }).click();
  await expect(dock).toBeVisible();
  await expect(rail).toBeHidden();
  await expect(dock.getByRole("tab", { name: "Data" })).toBeFocused();
  await dock.locator(".close").focus();
  await page.keyboard.press("Enter");
  await expect(dock).toBeHidden();
  await expect(rail.getByRole("button", { name: "Data" })).toBeFocused();
  await page.keyboard.press("p");
  await expect(rail).toBeHidden();
  expect(playground.errors).toEqual([]);
});

test("where the inspector takes the network's place its button on the rail opens and closes it", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  const button = page.locator("gp-rail").getByRole("button", { name: "Data" });
  await button.click();
  await expect(page.locator("gp-inspector")).toBeVisible();
  await expect(page.locator("gp-network")).toBeHidden();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await button.click();
  await expect(page.locator("gp-network")).toBeVisible();
  await expect(page.locator("gp-inspector")).toBeHidden();
  await expect(button).toBeFocused();
});

test("a screen that cannot spare 72 px has no rail", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  for (const [width, height] of [
    [780, 600],
    [768, 1024],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await playground.open();
    await expect(page.locator("gp-rail")).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
