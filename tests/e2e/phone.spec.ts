import { expect, type Locator, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test.use({ hasTouch: true, isMobile: true });

const boxOf = async (element: Locator) => (await element.boundingBox())!;

/** How far two elements lie over each other, in pixels; below 0 where they do not. */
async function overlap(one: Locator, other: Locator): Promise<number> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.min(across, down);
}

/** Changes what is given of an experiment: the units of its hidden layers; whether it will diverge at once. */
const change = (page: Page, to: { maxEpochs?: number; hidden?: number[]; diverging?: boolean }) =>
  page.evaluate(async ({ maxEpochs, hidden, diverging }) => {
    type Draft = {
      stop: { maxEpochs: number };
      optimizer: { name: string; learningRate: number };
      loss: string;
      network: { hidden: { units: number; activation: string }[]; outputActivation: string };
    };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: Draft) => void): Promise<unknown> } };
    };
    await store.intents.change((draft) => {
      if (maxEpochs !== undefined) draft.stop.maxEpochs = maxEpochs;
      if (hidden) draft.network.hidden = hidden.map((units) => ({ units, activation: "tanh" }));
      if (!diverging) return;
      draft.optimizer = { name: "momentum", learningRate: 300 };
      draft.loss = "half-squared-error";
      draft.network.outputActivation = "linear";
    });
  }, to);

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

for (const [width, height, locale, said] of [
  [390, 844, "en-US", "Stopped: 12 epochs done"],
  [360, 640, "en-US", "Stopped: 12 epochs done"],
  [360, 640, "zh-CN", "已停止：已完成 12 轮"],
] as const) {
  test.describe(`${width} × ${height}, ${locale}`, () => {
    test.use({ locale, viewport: { width, height } });

    test("why a run has stopped is said in whole on a phone, over no neuron and no button", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      await change(page, { maxEpochs: 12, hidden: [7, 7, 7] });
      await playground.play.tap();
      const note = page.locator("gp-timeline .note");
      await expect(note).toHaveText(said, { timeout: 30_000 });
      expect(await note.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      await expect(note).toBeInViewport({ ratio: 1 });
      const nodes = await page.locator("gp-network .node").all();
      expect(nodes.length).toBeGreaterThan(10);
      const buttons = await page.locator("gp-transport footer > button:visible").all();
      expect(buttons.length).toBeGreaterThan(3);
      for (const other of [...nodes, ...buttons]) expect(await overlap(note, other)).toBeLessThanOrEqual(0);
    });
  });
}

for (const [width, height, diverged] of [
  [390, 844, true],
  [390, 844, false],
  [360, 640, false],
] as const) {
  test(`at ${width} × ${height} a layer of 30 units leaves names and neurons apart and in sight${diverged ? " under the banner of a diverged run" : ""}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const playground = new PlaygroundPage(page);
    await playground.open();
    await change(page, { hidden: [30], diverging: diverged });
    await expect.poll(() => playground.state("state.layers[0].units")).toBe(30);
    if (diverged) {
      await playground.play.tap();
      await expect(page.locator("gp-banner [role=alert]")).toBeVisible({ timeout: 30_000 });
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    const panel = page.getByRole("tabpanel");
    await expect.poll(() => panel.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(0);
    for (const layer of [0, 1]) {
      const nodes = await page.locator(`gp-network .node[data-layer="${layer}"]`).all();
      expect(nodes.length).toBeGreaterThan(5);
      const boxes = await Promise.all(nodes.map(boxOf));
      // A pixel's fraction: the browser counts in them where the page is scaled.
      for (const [row, { y }] of boxes.slice(1).entries()) {
        const above = boxes[row]!;
        expect(y - above.y - above.height).toBeGreaterThan(0.9);
        if (layer === 0) expect(y - above.y).toBeGreaterThan(14.9);
      }
    }
    await expect(page.locator("gp-network .more:visible")).toBeInViewport({ ratio: 1 });
    const more = await boxOf(page.locator("gp-network .more:visible"));
    expect(more.y + more.height).toBeLessThanOrEqual((await boxOf(page.locator("gp-transport"))).y);
  });
}

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
      const others = await page.locator("gp-network .node, gp-network gp-column-head").all();
      expect(others.length).toBeGreaterThan(10);
      for (const other of others) expect(await overlap(note, other)).toBeLessThanOrEqual(1);
      await playground.play.tap();
      await expect(note).toHaveCount(0);
    });
  });
}
