/** Sliders of settings and of weights: what one drag changes is one step of undo. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";
import { dragSlider, pointOnLine } from "./stage.js";

/** Longer than changes that follow each other are taken together without a gesture. */
const REST = 1700;

/** The popover of a setting, and a slider in it. */
const inSetting = (label: string, slider: string) => async (_: Page, playground: PlaygroundPage) =>
  (await playground.openSetting(label)).getByRole("slider", { name: slider });

async function inWeight(page: Page): Promise<Locator> {
  const { x, y } = await pointOnLine(page, "3-0-0");
  await page.mouse.click(x, y);
  return page.locator("gp-network-popover").getByRole("slider");
}

/** Where a slider is, and where its number is read. */
const SLIDERS: [string, (page: Page, playground: PlaygroundPage) => Promise<Locator>, string][] = [
  ["learning rate", async (page) => page.locator("gp-rate").getByRole("slider"), "experiment.optimizer.learningRate"],
  ["batch size", inSetting("Batch size", "Samples per update"), "experiment.batch.size"],
  ["L1", inSetting("Regularisation", "L1"), "experiment.regularization.l1"],
  ["dropout", inSetting("Regularisation", "Dropout"), "experiment.network.hidden[0].dropout"],
  ["weight", inWeight, "parameters[state.layers[2].blocks[0].offset]"],
];

for (const [name, find, read] of SLIDERS) {
  test(`a hand that rests on the slider of the ${name} makes one step of undo, and two drags make two`, async ({
    page,
  }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    const value = () => playground.state<number>(`state.${read}`);
    const slider = await find(page, playground);
    const before = await value();
    let ticks = 0;
    await dragSlider(slider, 0.2, 0.4, async () => {
      if (ticks++ === 0) await page.waitForTimeout(REST);
    });
    await playground.settled();
    const first = await value();
    expect(first).not.toBe(before);
    await dragSlider(slider, 0.4, 0.7);
    await expect.poll(value).not.toBe(first);
    for (const earlier of [first, before]) {
      await page.keyboard.press("Control+z");
      await expect.poll(value).toBe(earlier);
    }
    expect(await playground.state("state.undoable.undo")).toBe(false);
    expect(playground.errors).toEqual([]);
  });
}
