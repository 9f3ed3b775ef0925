import { expect, type Locator, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test.use({ hasTouch: true, isMobile: true });

const boxOf = async (element: Locator) => (await element.boundingBox())!;

/** Sheets slide in: where they come to rest is asked for until it holds. */
const expectBelow = (sheet: Locator, above: Locator) =>
  expect
    .poll(async () => (await boxOf(sheet)).y - (await boxOf(above)).y - (await boxOf(above)).height)
    .toBeGreaterThanOrEqual(-1);

test("on a phone what is opened stands below the picture that it changes", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  const picture = page.locator("gp-picture .pic");
  await page.getByRole("tab", { name: "Settings" }).tap();
  for (const name of ["Optimizer", "Activation", "Regularisation"]) {
    await page.getByRole("button", { name: new RegExp(`^${name}:`) }).tap();
    const sheet = page.getByRole("dialog", { name, exact: true });
    await expectBelow(sheet, picture);
    const box = await boxOf(sheet);
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
  }
  await page.getByRole("button", { name: "What to show" }).tap();
  await expectBelow(page.getByRole("dialog", { name: "What to show" }), picture);
  await page.getByRole("switch", { name: "Test points" }).tap();
  expect(await playground.state("state.display.testPoints")).toBe(false);
  expect(playground.errors).toEqual([]);
});

for (const [width, locale] of [
  [390, "en-US"],
  [360, "en-US"],
  [360, "zh-CN"],
] as const) {
  test.describe(`${width} px, ${locale}`, () => {
    test.use({ locale, viewport: { width, height: 740 } });

    test("a large neuron leaves the way back and every button in reach", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      await page.locator('gp-network .node[data-layer="1"]').nth(2).tap();
      await page.keyboard.press("Escape");
      const head = page.locator("gp-picture-head");
      await expect.poll(() => playground.state("state.display.large !== null")).toBe(true);
      for (const button of await head.locator("header > button").all()) {
        await expect(button).toBeInViewport({ ratio: 1 });
        const { x, width: wide } = await boxOf(button);
        expect(x + wide).toBeLessThanOrEqual(width);
      }
      await head.getByRole("button", { name: locale === "en-US" ? "Back to the output" : "回到输出" }).tap();
      await expect.poll(() => playground.state("state.display.large")).toBe(null);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  });
}

test("at 360 × 640 a panel has room under the picture, and settings of data come before the datasets", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.getByRole("tab", { name: "Data" }).tap();
  const panel = await boxOf(page.getByRole("tabpanel"));
  expect(panel.height).toBeGreaterThanOrEqual(210);
  expect((await boxOf(page.locator("gp-picture .pic"))).height).toBeGreaterThanOrEqual(170);
  const data = page.locator("gp-phone-panels gp-data");
  const noise = await boxOf(data.getByText("Noise"));
  const tile = await boxOf(data.getByRole("radio", { name: "Circle" }));
  expect(noise.y).toBeLessThan(tile.y);
  await expect(data.getByText("Noise")).toBeInViewport();
});

test("on a phone neurons are drawn as finely beside a panel as on the network's own tab, and coarsely out of sight", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  const fineness = () => playground.state<number>("state.view.thumbnail");
  for (const [tab, side] of [
    ["Loss", 10],
    ["Explain", 25],
    ["Settings", 10],
    ["Network", 25],
  ] as const) {
    await page.getByRole("tab", { name: tab }).tap();
    await page.keyboard.press("e");
    await expect.poll(fineness, tab).toBe(side);
  }
  expect(playground.errors).toEqual([]);
});

test("why a run has stopped is said in whole on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.evaluate(async () => {
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: { stop: { maxEpochs: number } }) => void): Promise<unknown> } };
    };
    await store.intents.change((draft) => {
      draft.stop.maxEpochs = 12;
    });
  });
  await playground.play.tap();
  const note = page.locator("gp-timeline .note");
  await expect(note).toHaveText("Stopped: 12 epochs done", { timeout: 30_000 });
  expect(await note.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  await expect(note).toBeInViewport({ ratio: 1 });
});

for (const [locale, words] of [
  ["en", "Neurons: each square is one neuron’s view of the picture."],
  ["zh-CN", "神经元：每个方块是一个神经元对全图的响应。"],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test("before the first run what the neurons are is said beside them, over none and over no head", async ({
      page,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const playground = new PlaygroundPage(page);
      await playground.open();
      const note = page.locator("gp-network").getByRole("note");
      await expect(note).toHaveText(new RegExp(words.replace(/：|: /, "(：|:)\\s*")));
      const said = await boxOf(note);
      const others = await page.locator("gp-network .node, gp-network gp-column-head").all();
      expect(others.length).toBeGreaterThan(10);
      for (const other of others) {
        const { x, y, width, height } = await boxOf(other);
        const across = Math.min(said.x + said.width, x + width) - Math.max(said.x, x);
        const down = Math.min(said.y + said.height, y + height) - Math.max(said.y, y);
        expect(Math.min(across, down)).toBeLessThanOrEqual(1);
      }
      await playground.play.tap();
      await expect(note).toHaveCount(0);
    });
  });
}
