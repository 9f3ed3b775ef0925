import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

/** The main journey, in every browser: load, play, change the dataset, edit a weight, scrub, undo, reload. */
test("load, play, change dataset, edit a weight, scrub, undo, reload", { tag: "@firefox" }, async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const start = await playground.loss();
  await playground.playUntilEpoch(30);
  expect(await playground.loss()).toBeLessThan(start);

  await page.locator("gp-data [role=radio]").first().click();
  await expect.poll(() => playground.epoch()).toBe(0);
  const dataset = await playground.state<string>("state.experiment.data.dataset");
  expect(dataset).not.toBe("spiral");

  await playground.playUntilEpoch(20);
  const epoch = await playground.epoch();

  // A neuron opens with Enter; its bias is typed there.
  const before = await playground.parameters();
  const network = page.locator("gp-network");
  await network.locator("[tabindex='0']").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const field = network.locator("gp-popover:popover-open input[type=text]").first();
  await field.fill("1.5");
  await field.press("Enter");
  await expect.poll(() => playground.parameters()).not.toEqual(before);
  expect(await playground.parameters()).toContain(1.5);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await playground.focusStage();

  await page.keyboard.press("Home");
  await expect.poll(() => playground.epoch()).toBe(0);
  await page.keyboard.press("End");
  await expect.poll(() => playground.epoch()).toBe(epoch);

  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.parameters()).toEqual(before);

  await page.waitForTimeout(1200);
  await page.reload();
  await playground.ready();
  expect(await playground.state("state.experiment.data.dataset")).toBe(dataset);
  await expect.poll(() => playground.epoch()).toBe(epoch);
  expect(playground.errors).toEqual([]);
});
