import { expect, test } from "@playwright/test";
import { withElement } from "./article.js";
import { PlaygroundPage } from "./playground.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

test("the learning rate is typed in any way that people write numbers, and refuses what is none", async ({ page }) => {
  for (const [text, value] of [
    ["1e-3", 0.001],
    [".02", 0.02],
    ["０．０５", 0.05],
    ["0,3", 0.3],
  ] as const) {
    await playground.setRate(text);
    await expect.poll(() => playground.state("state.experiment.optimizer.learningRate")).toBe(value);
  }
  const field = page.locator("gp-rate input[type=text]");
  await field.fill("-1");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.press("Enter");
  await field.press("Tab");
  expect(await playground.state("state.experiment.optimizer.learningRate")).toBe(0.3);
  await expect(field).toHaveValue("0.3");
});

test("the slider runs over decades, and [ and ] move it by a step", async ({ page }) => {
  const slider = page.locator("gp-rate input[type=range]");
  await slider.focus();
  await slider.press("ArrowRight");
  await expect.poll(() => playground.state("state.experiment.optimizer.learningRate")).toBe(0.022);
  await playground.focusStage();
  await page.keyboard.press("[");
  await expect.poll(() => playground.state("state.experiment.optimizer.learningRate")).toBe(0.02);
});

test("undo and redo in a number field are the page's, unless something is half typed", async ({ page }) => {
  const rate = () => playground.state<number>("state.experiment.optimizer.learningRate");
  await playground.setRate("3");
  await expect.poll(rate).toBe(3);
  await page.keyboard.press("Control+z");
  await expect.poll(rate).toBe(0.02);
  const field = page.locator("gp-rate input[type=text]");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("0.02");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(rate).toBe(3);
  await field.press("End");
  await field.pressSequentially("5");
  await page.keyboard.press("Control+z");
  await field.press("Enter");
  await expect.poll(rate).toBe(3);
});

test("a change that keeps the network does not restart the run", async ({ page }) => {
  await playground.playUntilEpoch(10);
  const [epoch, parameters] = [await playground.epoch(), await playground.parameters()];
  await playground.setRate("0.1");
  const batch = await playground.openSetting("Batch size");
  await batch.getByRole("radio", { name: "full batch (216)" }).click();
  await expect(batch.locator(".val")).toContainText("full batch");
  await page.keyboard.press("Escape");
  const penalty = await playground.openSetting("Regularisation");
  const l1 = penalty.locator("gp-panel-regularization input[type=text]").first();
  await l1.fill("0.003");
  await l1.press("Enter");
  await expect.poll(() => playground.state("state.experiment.regularization.l1")).toBe(0.003);
  expect(await playground.epoch()).toBe(epoch);
  expect(await playground.parameters()).toEqual(parameters);
});

test("a change that restarts says so before, and undo brings the run back", async ({ page }) => {
  await playground.playUntilEpoch(10);
  const [epoch, parameters] = [await playground.epoch(), await playground.parameters()];
  const cell = await playground.openSetting("Activation");
  await expect(cell).toContainText("starts the run again");
  await cell.getByRole("radio", { name: /^ReLU/ }).first().click();
  await expect.poll(() => playground.epoch()).toBe(0);
  const toast = page.locator("gp-toast");
  await expect(toast).toContainText("Restarted from the same start");
  await page.keyboard.press("Escape");
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.epoch()).toBe(epoch);
  expect(await playground.parameters()).toEqual(parameters);
});

test("every optimizer of the catalog can be chosen and has its own parameters", async ({ page }) => {
  const optimizers =
    await playground.state<{ id: string; label: { en: string }; parameters: { label: { en: string } }[] }[]>(
      "state.catalog.optimizers",
    );
  expect(optimizers.length).toBeGreaterThan(10);
  const cell = await playground.openSetting("Optimizer");
  for (const { id, label, parameters } of optimizers) {
    await cell.locator(`[data-id="${id}"]`).click();
    await expect.poll(() => playground.state("state.experiment.optimizer.name")).toBe(id);
    await expect(cell.locator(".val")).toContainText(label.en);
    for (const parameter of parameters)
      await expect(cell.locator("gp-parameters").getByText(parameter.label.en, { exact: true })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(1);
});

test("a schedule shows its curve, and the rate follows it", async ({ page }) => {
  await page.locator("gp-rate .sched").click();
  const panel = page.locator("gp-panel-rate");
  const curve = panel.locator("path.rate");
  const flat = await curve.getAttribute("d");
  await panel.getByRole("radio").nth(1).click();
  await expect.poll(() => curve.getAttribute("d")).not.toBe(flat);
  const rate = await playground.state<number>("state.progress.learningRate");
  await page.keyboard.press("Escape");
  // The second schedule goes down by steps of a hundred epochs.
  expect(await playground.state("state.experiment.schedule.stepSize")).toBe(100);
  await withElement(page, (element) => element.step("epoch", 101));
  await expect.poll(() => playground.state<number>("state.progress.learningRate")).toBeLessThan(rate);
});

test("the sheet of all settings holds every number of the catalog that the bar leaves out", async ({ page }) => {
  await page.getByRole("button", { name: "All settings" }).click();
  const sheet = page.locator("gp-settings-sheet");
  for (const group of ["Task", "Descent", "Weights", "Stop when", "Seeds", "Numbers"])
    await expect(sheet.getByRole("heading", { name: group })).toBeVisible();
  await sheet.getByLabel("Order of batches").fill("77");
  await sheet.getByLabel("Order of batches").press("Enter");
  await expect.poll(() => playground.state("state.experiment.batch.seed")).toBe(77);
  await sheet.getByLabel("Precision").selectOption({ label: "64 bit" });
  await expect.poll(() => playground.state("state.parameters.constructor.name")).toBe("Float64Array");
});

test("what differs from the preset is marked, and its label restores it", async ({ page }) => {
  await playground.setRate("0.3");
  await page.getByRole("button", { name: "Learning rate: back to 0.02" }).click();
  await expect.poll(() => playground.state("state.experiment.optimizer.learningRate")).toBe(0.02);
});

test("going over to regression changes task, data, loss and output together", async () => {
  const cell = await playground.openSetting("Task and loss");
  await cell.getByRole("radio", { name: "Regression" }).click();
  await expect.poll(() => playground.state("state.experiment.task")).toBe("regression");
  expect(await playground.state("state.data.classes")).toBe(0);
  expect(await playground.state("state.experiment.network.outputActivation")).toBe("linear");
});

test("another layer like the others is no other activation, and no layer has none to restore", async ({ page }) => {
  const activation = page.locator('gp-recipe gp-setting[data-id="activation"]');
  await page.getByRole("button", { name: "Add a layer", exact: true }).click();
  await expect.poll(() => playground.state("state.layers.length")).toBe(4);
  await expect(activation.locator(".dot")).toHaveCount(0);
  for (let layers = 2; layers >= 0; layers--) {
    await page.getByRole("button", { name: "Remove the last layer" }).click();
    await expect.poll(() => playground.state("state.layers.length")).toBe(layers + 1);
  }
  await expect(activation.locator(".dot")).toHaveCount(0);
});
