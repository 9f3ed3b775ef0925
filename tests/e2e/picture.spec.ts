import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";
import { chooseDataset, inkOf, pixelsOf } from "./stage.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

/** Pixel of the picture where a training sample lies. */
async function placeOf(sample: number): Promise<{ x: number; y: number }> {
  const size = await playground.state<number>("state.layout.picture");
  const [x, y] = await playground.state<[number, number]>(
    `[state.data.trainInputs[${2 * sample}], state.data.trainInputs[${2 * sample + 1}]]`,
  );
  return { x: ((x + 6) / 12) * size, y: ((6 - y) / 12) * size };
}

const show = async (page: import("@playwright/test").Page, name: string) => {
  await page.getByRole("button", { name: "What to show" }).click();
  await page.locator("gp-show-panel").getByRole("switch", { name }).click();
  await page.keyboard.press("Escape");
};

test("the boundary is drawn at device resolution and follows the training", async ({ page }) => {
  const lines = page.locator("gp-picture canvas.lines");
  const size = await playground.state<number>("state.layout.picture");
  const ratio = await page.evaluate(() => devicePixelRatio);
  expect(await lines.evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(Math.round(size * ratio));
  const before = await pixelsOf(lines);
  expect((await inkOf(lines)).pixels).toBeGreaterThan(size);
  await playground.playUntilEpoch(40);
  expect(await pixelsOf(lines)).not.toBe(before);
});

test("ticks and names stand along both axes", async ({ page }) => {
  const axes = page.locator("gp-picture-axes");
  await expect(axes.locator(".tick")).toHaveText(["−6", "−3", "0", "3", "6", "−6", "−3", "0", "3", "6"]);
  await expect(axes.locator(".name")).toHaveCount(2);
});

test("the crosshair reads out inputs and output, and every neuron shows its value there", async ({ page }) => {
  const size = await playground.state<number>("state.layout.picture");
  await page.locator("gp-picture .pic").hover({ position: { x: size * 0.3, y: size * 0.23 } });
  const readout = page.locator("gp-picture .readout");
  await expect(readout).toHaveText(/^\S+ −2\.\d\d, \S+ 3\.\d\d → 0\.\d{3}$/);
  const output = await playground.state<number>("state.probe.outputs[0]");
  expect(Number((await readout.textContent())?.split("→ ")[1])).toBeCloseTo(output, 3);
  await expect(page.locator("gp-network .chip")).toHaveCount(4 + 6 + 4 + 1);
  await expect(page.locator('gp-network .node[data-layer="3"] .chip')).toHaveText(output.toFixed(2));
  await page.mouse.move(600, 140);
  await expect(page.locator("gp-network .chip")).toHaveCount(0);
});

test("a click selects the nearest sample until Escape releases it", async ({ page }) => {
  const picture = page.locator("gp-picture .pic");
  await picture.click({ position: await placeOf(3) });
  await expect.poll(() => playground.state("[state.pinned, state.pointed.kind].join()")).toBe("true,sample");
  await page.mouse.move(600, 140);
  await expect(page.locator("gp-network .chip").first()).toBeVisible();
  expect((await inkOf(page.locator("gp-picture canvas.over"))).pixels).toBeGreaterThan(200);
  await picture.focus();
  await page.keyboard.press("Escape");
  await expect.poll(() => playground.state("state.pinned")).toBe(false);

  await picture.click({ position: await placeOf(3) });
  await expect.poll(() => playground.state("state.pinned")).toBe(true);
  await picture.click({ position: await placeOf(3) });
  await expect.poll(() => playground.state("state.pinned")).toBe(false);
});

test("arrow keys move the crosshair, Enter selects", async ({ page }) => {
  await page.locator("gp-picture .pic").focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => playground.state("state.probe && state.probe.point.join()")).toBe("0,0");
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await expect
    .poll(() => playground.state<number[]>("state.probe.point.map(v => Math.round(v * 100) / 100)"))
    .toEqual([1, 0.25]);
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(() => playground.state<number>("Math.round(state.probe.point[1] * 100) / 100")).toBe(0.3);
  await page.keyboard.press("Enter");
  expect(await playground.state("state.pinned")).toBe(await playground.state("state.pointed !== null"));
});

test("boundary, quarter lines, test points and hard classes are switched", async ({ page }) => {
  const lines = page.locator("gp-picture canvas.lines");
  await show(page, "Boundary line");
  const dotted = await inkOf(lines);
  expect(dotted.pixels).toBeGreaterThan(50);
  await show(page, "25% and 75% lines");
  await expect.poll(async () => (await inkOf(lines)).pixels).toBe(0);

  const points = page.locator("gp-picture canvas.points");
  const all = await inkOf(points);
  await show(page, "Test points");
  await expect.poll(async () => (await inkOf(points)).pixels).toBeLessThan(all.pixels * 0.85);

  const field = page.locator("gp-picture canvas.field");
  expect((await inkOf(field)).colors).toBeGreaterThan(20);
  await show(page, "Hard classes only");
  await expect.poll(async () => (await inkOf(field)).colors).toBeLessThanOrEqual(3);
});

test("lines of hidden neurons, wrong points and sizes by loss and gradient are drawn on request", async ({ page }) => {
  const lines = page.locator("gp-picture canvas.lines");
  const before = await inkOf(lines);
  await show(page, "Lines of hidden neurons");
  await expect.poll(async () => (await inkOf(lines)).pixels).toBeGreaterThan(before.pixels * 1.5);

  const points = page.locator("gp-picture canvas.points");
  const plain = await pixelsOf(points);
  await show(page, "Mark wrong points");
  await expect.poll(() => pixelsOf(points)).not.toBe(plain);
  await show(page, "Mark wrong points");
  await expect.poll(() => pixelsOf(points)).toBe(plain);

  await page.getByRole("button", { name: "What to show" }).click();
  await page.locator("gp-show-panel").getByRole("radio", { name: "loss" }).click();
  await expect
    .poll(() => playground.state("state.answers.find(({ id }) => id === 'losses')?.answer.train.length"))
    .toBe(216);
  await expect.poll(() => pixelsOf(points)).not.toBe(plain);
  const byLoss = await pixelsOf(points);
  await page.locator("gp-show-panel").getByRole("radio", { name: "gradient" }).click();
  await expect.poll(() => pixelsOf(points)).not.toBe(byLoss);
});

test("the plane is bent by the two neurons that the reader chooses", async ({ page }) => {
  await show(page, "Plane bent by a layer");
  await expect(page.locator("gp-picture-axes .long.x")).toHaveText("layer 2, no. 1");
  await page.getByRole("button", { name: "What to show" }).click();
  await page.locator("gp-show-panel").getByLabel("Neuron that runs up").selectOption("2");
  await expect(page.locator("gp-picture-axes .long.y")).toHaveText("layer 2, no. 3");
  await expect.poll(async () => (await inkOf(page.locator("gp-picture canvas.lines"))).pixels).toBeGreaterThan(2000);
});

test("the picture tells in words how well it divides the plane", async ({ page }) => {
  await playground.playUntilEpoch(5);
  await expect(page.locator("gp-picture canvas.field")).toHaveAttribute(
    "aria-label",
    /^Decision boundary\. [\d.]+% of the points right\. .* covers \d+%\. .* covers \d+%\. \d+ regions?\.$/,
  );
});

test("several classes have a colour and a shape each", async ({ page }) => {
  await chooseDataset(page, "Blobs");
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  await playground.playUntilEpoch(30);
  await expect(page.locator("gp-picture-head .key svg")).toHaveCount(3);
  await expect(page.locator('gp-network .node[data-layer="3"] .lab svg')).toHaveCount(3);
  await page.locator("gp-picture .pic").hover({ position: { x: 200, y: 200 } });
  await expect(page.locator("gp-picture .readout")).toHaveText(/→ .*\s\d\.\d\d · .*\s\d\.\d\d · .*\s\d\.\d\d$/);
});

test("regression shows its scale in numbers and R²", async ({ page }) => {
  await chooseDataset(page, "Plane");
  await expect.poll(() => playground.state("state.experiment.task")).toBe("regression");
  await expect(page.locator("gp-picture-head .key")).toHaveText(/^−\d\.\d+ *\d\.\d+$/);
  await playground.playUntilEpoch(10);
  await expect(page.locator("gp-picture-head header")).toContainText(/R² 0\.\d{3} on test points/);
});

test("one input column is a curve under its data, with each hidden unit's part", async ({ page }) => {
  await chooseDataset(page, "Sine");
  await expect(page.locator("gp-picture .pic")).toHaveClass(/curve/);
  const lines = page.locator("gp-picture canvas.lines");
  await playground.playUntilEpoch(30);
  const plain = await pixelsOf(lines);
  await page.locator('gp-network .node[data-layer="2"][data-index="0"]').hover();
  await expect.poll(() => pixelsOf(lines)).not.toBe(plain);
  await page.locator("gp-picture .pic").hover({ position: { x: 200, y: 200 } });
  await expect(page.locator("gp-picture .readout")).toHaveText(/^\S+ −?\d\.\d\d → −?\d\.\d{3}$/);
});

test("with more than two columns the axes are menus and the rest stands at its mean", async ({ page }) => {
  await chooseDataset(page, "Iris");
  await expect.poll(() => playground.state("state.data.columns")).toBe(4);
  await page.locator("gp-picture").getByRole("radio", { name: "Slice" }).click();
  const axes = page.locator("gp-picture-axes");
  await expect(axes.locator(".rest")).toHaveText("2 other columns at their mean");
  const field = page.locator("gp-picture canvas.field");
  const before = await pixelsOf(field);
  await axes.getByLabel("Column that runs right").selectOption("0");
  await expect.poll(() => playground.state("state.view.axes[0]")).toBe(0);
  await expect.poll(() => pixelsOf(field)).not.toBe(before);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  test("a tap reads out the place and selects the sample there", async ({ page }) => {
    const picture = page.locator("gp-picture .pic");
    const place = await placeOf(5);
    await picture.tap({ position: place });
    await expect(page.locator("gp-picture .readout")).toBeVisible();
    await expect
      .poll(() => playground.state("[state.pinned, state.pointed && state.pointed.kind].join()"))
      .toBe("true,sample");
  });
});

for (const [width, height] of [
  [1440, 620],
  [720, 600],
  [360, 640],
  [320, 640],
] as const) {
  test(`at ${width} × ${height} the accuracy is whole beside the marks of ten classes`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await playground.choosePreset("Handwritten digits");
    await playground.playUntilEpoch(2);
    const cap = page.locator("gp-picture-head .cap");
    await expect(cap).toContainText("%");
    expect(await cap.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    await expect(page.locator("gp-picture-head .key .mark").last()).toBeInViewport({ ratio: 1 });
  });
}
