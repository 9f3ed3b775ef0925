import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

test("every change can be undone and redone, in turn", async ({ page }) => {
  const rates = () => playground.state<number>("state.experiment.optimizer.learningRate");
  await playground.setRate("0.1");
  await expect.poll(rates).toBe(0.1);
  await page.waitForTimeout(1600); // later than changes of one gesture are taken together
  await playground.setRate("0.5");
  await expect.poll(rates).toBe(0.5);
  await playground.focusStage();
  await page.keyboard.press("Control+z");
  await expect.poll(rates).toBe(0.1);
  await page.keyboard.press("Control+z");
  await expect.poll(rates).toBe(0.02);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(rates).toBe(0.1);
  await page.locator("gp-top-bar").getByRole("button", { name: "Redo" }).click();
  await expect.poll(rates).toBe(0.5);
  await expect(page.locator("gp-top-bar").getByRole("button", { name: "Redo" })).toBeDisabled();
});

test("undoing a setting leaves the training since then", async ({ page }) => {
  await playground.setRate("0.01");
  await playground.focusStage();
  for (let i = 0; i < 3; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(3);
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state("state.experiment.optimizer.learningRate")).toBe(0.02);
  expect(await playground.epoch()).toBe(3);
});

test("the last experiment and its run are back after a reload", async ({ page }) => {
  await playground.setRate("0.007");
  await playground.focusStage();
  for (let i = 0; i < 4; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(4);
  const parameters = await playground.parameters();
  await page.waitForTimeout(1200); // a run is kept a moment after it comes to rest
  await page.reload();
  await playground.ready();
  await expect.poll(() => playground.epoch()).toBe(4);
  expect(await playground.state("state.experiment.optimizer.learningRate")).toBe(0.007);
  expect(await playground.parameters()).toEqual(parameters);
});

test("after a reload the chart has its rows, the timeline its ways back, and a change of the rate its mark", async ({
  page,
}) => {
  await playground.focusStage();
  for (let i = 0; i < 3; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(3);
  const third = await playground.parameters();
  await playground.setRate("0.05");
  await playground.focusStage();
  for (let i = 0; i < 3; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(6);
  await page.keyboard.press("Home");
  await expect.poll(() => playground.epoch()).toBe(0);
  await page.keyboard.press("End");
  await expect.poll(() => playground.epoch()).toBe(6);
  const line = () => page.locator("gp-chart path.train[d^=M]").last().getAttribute("d");
  const drawn = await line();
  await page.waitForTimeout(1200);
  await page.reload();
  await playground.ready();
  await expect.poll(() => playground.state("state.history.epoch")).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(await playground.state("state.timeline.stops")).toEqual([0, 1, 2, 3, 4, 5, 6]);
  await expect.poll(line).toBe(drawn);
  await expect(page.locator("gp-chart .flag")).toContainText("0.02 → 0.05");
  await playground.focusStage();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft"); // faster than pictures come
  await expect.poll(() => playground.epoch()).toBe(3);
  expect(await playground.parameters()).toEqual(third);
});

test("every preset opens and takes a step", async ({ page }) => {
  test.setTimeout(120_000);
  await page.locator("gp-top-bar .preset").click();
  const names = await page
    .locator("gp-presets-menu")
    .getByRole("radio")
    .evaluateAll((radios) => radios.map((radio) => radio.querySelector("b")?.textContent ?? ""));
  await page.keyboard.press("Escape");
  expect(names.length).toBeGreaterThan(12);
  for (const name of names) {
    await playground.choosePreset(name);
    await expect.poll(() => playground.state<string>("state.preset")).not.toBe("");
    await page.locator("gp-transport .step").click();
    await expect.poll(() => playground.epoch(), { message: name }).toBe(1);
  }
});
