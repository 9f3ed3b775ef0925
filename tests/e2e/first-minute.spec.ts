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

test("one sentence under the title says what this is and what to do", async ({ page }) => {
  const sentence = page.getByText("A neural network learns from the points. Press Play and watch.");
  await expect(sentence).toBeVisible();
  const title = await page.getByRole("heading", { name: "Gradient Playground" }).boundingBox();
  const below = await sentence.boundingBox();
  expect(below!.y).toBeGreaterThanOrEqual(title!.y + title!.height - 2);
});

test("three notes on the stage say what points, neurons and boundary are, until the first run", async ({ page }) => {
  const notes = page.getByRole("note");
  await expect(notes).toHaveCount(3);
  for (const start of ["Points", "Neurons", "The boundary"])
    await expect(notes.filter({ hasText: new RegExp(`^${start}`) })).toBeVisible();
  await playground.play.click();
  await expect(notes).toHaveCount(0);
  await playground.play.click();
  await page.waitForTimeout(600);
  await page.reload();
  await playground.ready();
  await expect(notes).toHaveCount(0);
});

test("a picture too small for two notes has one", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await page.setViewportSize({ width: 720, height: 900 });
  await playground.open();
  const notes = page.locator("gp-picture [role=note]");
  await expect(notes).toHaveCount(2);
  await page.getByRole("tab", { name: "Explain" }).click();
  await expect(notes).toHaveCount(1);
});

test("a run begins slowly and comes to the chosen speed by itself", async ({ page }) => {
  const sample = () => playground.state<[number, number]>("[state.progress.step, performance.now()]");
  await playground.play.click();
  await expect.poll(async () => (await sample())[0]).toBeGreaterThan(0);
  const [from, began] = await sample();
  await page.waitForTimeout(800);
  const [to, ended] = await sample();
  // By the clock of the page, since a busy machine may be late; at the chosen speed it would be a thousand a second.
  if (ended - began < 1500) expect(((to - from) / (ended - began)) * 1000).toBeLessThan(150);
  await expect.poll(() => playground.state<number>("state.measuredSpeed"), { timeout: 20_000 }).toBeGreaterThan(300);
});

test("the default run comes to rest by itself and says why", async ({ page }) => {
  const stop = await playground.state<number | null>("state.experiment.stop.maxEpochs");
  expect(stop).toBeGreaterThan(100);
  await playground.play.click();
  await expect(page.locator("gp-timeline .note")).toHaveText(`Stopped: ${stop} epochs done`, { timeout: 60_000 });
  expect(await playground.state<number>("state.progress.testMetric")).toBeGreaterThan(0.93);
});

test("speed is a slider beside Play, named in words, with the rate that is reached", async ({ page }) => {
  const transport = page.locator("gp-transport");
  const slider = transport.getByRole("slider", { name: "Speed" });
  await expect(slider).toBeVisible();
  await expect(slider).toHaveAttribute("aria-valuetext", "1000 updates per second");
  await expect(transport.getByText("1000 updates per second")).toBeVisible();
  await slider.press("Home");
  await expect(transport.getByText("1 update per second")).toBeVisible();
  expect(await playground.state("state.speed")).toBe(1);
  await slider.press("End");
  await expect(transport.getByText("as fast as it goes")).toBeVisible();
  expect(await playground.state("state.speed === Infinity")).toBe(true);
  // At 30 a second the run is not over before one has looked.
  await slider.press("Home");
  for (let presses = 0; presses < 5; presses++) await slider.press("ArrowRight");
  await expect(transport.getByText("30 updates per second")).toBeVisible();
  await playground.play.click();
  await expect(transport.getByText(/^now [\d\s]+$/)).toBeVisible();
});

test("under the preset's name stands what to look at in it", async ({ page }) => {
  await expect(page.locator("gp-top-bar")).toContainText("ten hidden neurons wind around both arms");
  await playground.choosePreset("Too few neurons");
  await expect(page.locator("gp-top-bar")).toContainText("Two lines cannot fence in a disc");
});

test("About says for whom it is, what the colours mean, its licence, its source and how to embed it", async ({
  page,
}) => {
  await page.getByRole("button", { name: "About this page" }).click();
  const about = page.getByRole("dialog", { name: "About this page" });
  for (const words of [
    "teaches or learns",
    "What a neural network is",
    "What the colours mean",
    "MIT",
    "Source",
    "<gradient-playground",
  ])
    await expect(about).toContainText(words);
  // It begins at its beginning where it is higher than the window.
  await expect(about.getByRole("heading", { name: "Gradient Playground" })).toBeInViewport();
});

test("a phone has speed, step unit and another start behind one button", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Speed, seed, undo and keys" }).click();
  const more = page.getByRole("dialog", { name: "Speed, seed, undo and keys" });
  await expect(more.getByRole("slider", { name: "Speed" })).toBeVisible();
  await more.getByRole("radio", { name: /one mini-batch/ }).click();
  expect(await playground.state("state.granularity")).toBe("batch");
  const seed = await playground.state("state.experiment.network.seed");
  await more.getByRole("button", { name: /New random start/ }).click();
  await expect.poll(() => playground.state("state.experiment.network.seed")).not.toBe(seed);
});
