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

test("play learns the two spirals, and pause holds the run where it is", async () => {
  const before = await playground.loss();
  await playground.playUntilEpoch(150);
  expect(before).toBeGreaterThan(0.6);
  expect(await playground.loss()).toBeLessThan(0.25);
  const held = await playground.epoch();
  await playground.page.waitForTimeout(300);
  expect(await playground.epoch()).toBe(held);
});

test("a step is one epoch, one mini-batch or one sample, as chosen", async ({ page }) => {
  const perEpoch = await playground.state<number>("state.stepsPerEpoch");
  await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(1);
  expect(await playground.state("state.progress.step")).toBe(perEpoch);

  await page.keyboard.press("m");
  await expect.poll(() => playground.state("state.progress.step")).toBe(perEpoch + 1);

  const before = await playground.parameters();
  await page.keyboard.press("x");
  await expect(page.locator("gp-timeline .note")).toHaveText("sample 1 of 16");
  await page.keyboard.press("x");
  await expect(page.locator("gp-timeline .note")).toHaveText("sample 2 of 16");
  expect(await playground.parameters()).toEqual(before);
  for (let i = 0; i < 15; i++) await page.keyboard.press("x");
  await expect.poll(() => playground.state("state.progress.step")).toBe(perEpoch + 2);
  expect(await playground.parameters()).not.toEqual(before);
});

test("the step button follows the granularity chosen beside it", async ({ page }) => {
  await page.locator("gp-transport .unit").click();
  await page.getByRole("radio", { name: "one mini-batch" }).click();
  await page.keyboard.press("Escape");
  await page.locator("gp-transport .step").click();
  await expect.poll(() => playground.state("state.progress.step")).toBe(1);
});

test("reset goes back to the same start, to the bit", async ({ page }) => {
  const start = await playground.parameters();
  await playground.playUntilEpoch(20);
  expect(await playground.parameters()).not.toEqual(start);
  await page.locator("gp-transport .reset").click();
  await expect.poll(() => playground.epoch()).toBe(0);
  expect(await playground.parameters()).toEqual(start);
});

test("the dice gives other first weights from a seed that it shows", async ({ page }) => {
  const start = await playground.parameters();
  const dice = page.locator("gp-transport .seed");
  await expect(dice).toContainText("11");
  await dice.click();
  await expect.poll(() => playground.state("state.experiment.network.seed")).not.toBe(11);
  await expect.poll(() => playground.parameters()).not.toEqual(start);
  await expect(dice).toContainText(String(await playground.state("state.experiment.network.seed")));
});

test("speed is the number of updates a second", async ({ page }) => {
  const slider = page.locator("gp-transport").getByRole("slider", { name: "Speed" });
  await slider.press("Home");
  for (let presses = 0; presses < 6; presses++) await slider.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "60 updates per second");
  await playground.play.click();
  await expect.poll(() => playground.state("state.progress.step")).toBeGreaterThan(0);
  const sample = () => playground.state<[number, number]>("[state.progress.step, performance.now()]");
  await expect
    .poll(
      async () => {
        const [from, began] = await sample();
        await page.waitForTimeout(2000);
        const [to, ended] = await sample();
        const perSecond = ((to - from) / (ended - began)) * 1000;
        // A busy machine may be late with a frame at either end, a twentieth of the time; it may also be slower than asked.
        expect(perSecond).toBeLessThan(66);
        return perSecond;
      },
      { timeout: 40_000 },
    )
    .toBeGreaterThan(30);
});

test("a run that a rule stopped says which, and play then starts again", async ({ page }) => {
  const cell = await playground.openSetting("Stop when");
  const field = cell.getByLabel("Epochs reach");
  await field.fill("12");
  await field.press("Enter");
  await page.keyboard.press("Escape");
  await playground.play.click();
  await expect(page.locator("gp-timeline .note")).toHaveText("Stopped: 12 epochs done");
  expect(await playground.epoch()).toBe(12);
  await expect(playground.play).toHaveAttribute("aria-label", "Start again (Space)");
});

test("a diverged run says why and offers the way out", async ({ page }) => {
  await playground.choosePreset("A learning rate too high");
  await playground.play.click();
  const banner = page.locator("gp-banner [role=alert]");
  await expect(banner).toContainText("the loss is no longer a number", { timeout: 20_000 });
  await expect(banner).toContainText(/In update [\d,]+ the loss itself overflowed/);
  await expect(playground.play).toBeDisabled();
  // Nothing lies over the word of it.
  await expect(page.locator("gp-toast .toast")).toHaveCount(0, { timeout: 500 });
  const rate = await playground.state<number>("state.experiment.optimizer.learningRate");
  await banner.getByRole("button", { name: /^Back to epoch/ }).click();
  await expect(banner).toHaveCount(0);
  expect(await playground.state<number>("state.experiment.optimizer.learningRate")).toBeLessThan(rate);
  expect(Number.isFinite(await playground.loss())).toBe(true);
  await expect(playground.play).toBeEnabled();
});

test("a diverged run names the neuron that broke first and shows it, in both languages", async ({ page }) => {
  await page.evaluate(async () => {
    const element = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: Record<string, unknown>) => void): Promise<unknown> } };
    };
    await element.store.intents.change((draft) => {
      for (const key of Object.keys(draft)) delete draft[key];
      Object.assign(draft, {
        task: "regression",
        data: { dataset: "plane" },
        network: { hidden: [4, 30].map((units) => ({ units, activation: "relu" })), seed: 6 },
        optimizer: { name: "sgd", learningRate: 1e6 },
        batch: { size: "full" },
      });
    });
  });
  await playground.play.click();
  const banner = page.locator("gp-banner [role=alert]");
  await expect(banner).toContainText("The first to fail, in update 3, was neuron 17 in layer 2.");
  const neuron = page.locator("gp-network").getByRole("button", { name: /^Layer 2, neuron 17,/ });
  // Only twelve of thirty have room: the seventeenth comes in sight.
  await expect(neuron).toHaveCount(0);
  const show = banner.getByRole("button", { name: "Show where" });
  await show.click();
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await expect(neuron).toBeVisible();
  await expect(neuron).toHaveClass(/lit/);
  await show.click();
  expect(await playground.state("state.pinned")).toBe(false);
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(banner).toContainText("最先出问题的是第 2 层神经元 17（第 3 次更新）。");
});
