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

test("the chart stands beside the picture and is at least 180 px high", async ({ page }) => {
  const plot = await page.locator("gp-chart .plot").boundingBox();
  expect(plot!.height).toBeGreaterThan(180);
});

test("the line is smoothed over the raw one, and the run before stays as a ghost", async ({ page }) => {
  await playground.playUntilEpoch(80);
  const chart = page.locator("gp-chart");
  const [raw, smooth] = [chart.locator("path.train.raw").first(), chart.locator(".plot path.train:not(.raw)").first()];
  const [rough, even] = [await raw.getAttribute("d"), await smooth.getAttribute("d")];
  const travelled = (d: string | null) => {
    const heights = [...(d ?? "").matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    return heights.slice(1).reduce((sum, y, at) => sum + Math.abs(y - (heights[at] ?? y)), 0);
  };
  expect(travelled(even)).toBeLessThan(travelled(rough));
  await expect(chart).not.toContainText("run before");
  await playground.setRate("0.01");
  await page.keyboard.press("Escape");
  await playground.focusStage();
  await page.keyboard.press("r");
  await expect.poll(() => playground.epoch()).toBe(0);
  await expect(chart).toContainText("run before");
  await expect(chart.locator(".plot path.ghost")).toHaveAttribute("d", /^M/);
});

test("under a schedule the chart tells the present learning rate", async ({ page }) => {
  await expect(page.locator("gp-chart .head")).not.toContainText("learning rate");
  await page.locator("gp-rate .sched").click();
  await page.locator("gp-panel-rate").getByRole("radio").nth(1).click();
  await page.keyboard.press("Escape");
  await playground.focusStage();
  await playground.playUntilEpoch(30);
  const shown = Number(await page.locator("gp-chart .rate b").textContent());
  const rate = await playground.state<number>("state.progress.learningRate");
  expect(Math.abs(shown - rate)).toBeLessThan(0.01 * rate);
  for (const width of [1440, 1280, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.locator("gp-chart .rate").evaluate(isInside)).toBe(true);
  }
});

/** Whether a number of the chart's head stands within the room for them. */
function isInside(number: Element): boolean {
  const [own, room] = [number, number.parentElement as Element].map((element) => element.getBoundingClientRect());
  return own !== undefined && room !== undefined && own.right <= room.right + 0.5 && own.bottom <= room.bottom + 0.5;
}

test("labels of events stand over the plot, beside the lines and under no readout", async ({ page }) => {
  await playground.playUntilEpoch(20);
  await playground.setRate("0.005");
  await playground.focusStage();
  await playground.playUntilEpoch(40);
  const chart = page.locator("gp-chart");
  const label = await chart.locator(".flag text").boundingBox();
  const grid = await chart.locator("line.grid").first().boundingBox();
  const highest = Math.min(
    ...(await chart.locator("line.grid").evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().top))),
  );
  expect(grid).not.toBeNull();
  expect(label!.y + label!.height).toBeLessThanOrEqual(highest + 2);
  await chart.locator(".plot").hover({ position: { x: 300, y: 60 } });
  await expect(chart.locator(".tip")).toBeVisible();
  await expect(chart.getByRole("button", { name: "loss, log scale" })).toBeHidden();
});

test("the button back to the chart covers no row of the table", async ({ page }) => {
  await playground.playUntilEpoch(80);
  await page.locator("gp-chart .plot").hover();
  await page.locator("gp-chart .twin").click();
  const button = await page.getByRole("button", { name: "Show as a chart" }).boundingBox();
  const rows = await page.locator("gp-chart-table [role=region]").boundingBox();
  expect(rows!.y + rows!.height).toBeLessThanOrEqual(button!.y + 1);
});

test("a loss that leaps without ending gets a word", async ({ page }) => {
  await page.evaluate(() => {
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: { optimizer: object }) => void): Promise<unknown> } };
    };
    return store.intents.change((draft) => {
      draft.optimizer = { name: "sgd", learningRate: 100 };
    });
  });
  for (let epoch = 0; epoch < 45; epoch++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBeGreaterThan(40);
  const word = /leaps up and down|has not moved|one colour/;
  await expect(page.locator("gp-chart [role=status]")).toContainText(word);
  // On a phone the chart is behind a tab, which has a sign of it.
  await page.setViewportSize({ width: 390, height: 844 });
  const tab = page.getByRole("tab", { name: "Loss" });
  const sign = tab.getByRole("img", { name: word });
  await expect(sign).toBeVisible();
  await page.getByRole("tab", { name: "Network" }).click();
  await expect(sign).toBeVisible();
  await tab.click();
  await expect(sign).toHaveCount(0);
  await expect(page.locator("gp-chart [role=status]")).toContainText(word);
});

test("a restart says whether it began from the same start, goes with the next change, and covers no neuron", async ({
  page,
}) => {
  await playground.playUntilEpoch(5);
  await page.keyboard.press("n");
  const toast = page.locator("gp-toast .toast");
  await expect(toast).toContainText("Restarted from another start");
  const box = await toast.boundingBox();
  for (const node of await page.locator("gp-network .node").all()) {
    const place = await node.boundingBox();
    expect(
      place!.y >= box!.y + box!.height || place!.x + place!.width <= box!.x || place!.x >= box!.x + box!.width,
    ).toBe(true);
  }
  await playground.setRate("0.015");
  await expect(toast).toHaveCount(0);
});

test("a changed setting carries a dot and a button; its label opens it and resets nothing", async ({ page }) => {
  await playground.setRate("0.05");
  await page.locator("gp-rate").getByText("Learning rate").first().click();
  expect(await playground.state("state.experiment.optimizer.learningRate")).toBe(0.05);
  await expect(page.locator("gp-rate").getByRole("img", { name: "differs from the preset" })).toBeVisible();
  await page.getByRole("button", { name: "Learning rate: back to 0.02" }).click();
  await expect.poll(() => playground.state("state.experiment.optimizer.learningRate")).toBe(0.02);
});

test("SGD is no name on the page: the optimizer is gradient descent, a batch of one is stochastic", async () => {
  const labels = await playground.state<string[]>(
    "state.catalog.optimizers.flatMap(({ label }) => [label.en, label.zh])",
  );
  expect(labels.filter((label) => label.includes("SGD"))).toEqual([]);
  expect(labels).toContain("Gradient descent");
  const batch = await playground.openSetting("Batch size");
  await expect(batch.getByRole("radio", { name: "stochastic (1)" })).toBeVisible();
});

test("where a stop rule held, going on is a button", async ({ page }) => {
  const cell = await playground.openSetting("Stop when");
  await cell.getByLabel("Epochs reach").fill("6");
  await cell.getByLabel("Epochs reach").press("Enter");
  await page.keyboard.press("Escape");
  await playground.play.click();
  await expect(page.locator("gp-timeline .note")).toHaveText("Stopped: 6 epochs done");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => playground.epoch()).toBe(12);
  await expect(page.locator("gp-timeline .note")).toHaveText("Stopped: 12 epochs done");
});

test("several stop rules say any of, and what cannot be typed is told beside the field", async () => {
  const cell = await playground.openSetting("Stop when");
  await cell.getByLabel("Loss is below").fill("0.01");
  await cell.getByLabel("Loss is below").press("Enter");
  await expect(cell.locator(".val")).toContainText("any of 2 rules");
  await expect(cell).toContainText("as soon as any of these holds");
  await cell.getByLabel("Epochs reach").fill("many");
  await expect(cell.getByText(/^a whole number from 1/)).toBeVisible();
});
