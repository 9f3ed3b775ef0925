import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";
import { chooseDataset } from "./stage.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

const tiles = (page: Page) => page.locator("gp-data gp-gallery.few").getByRole("radio");
const names = (page: Page) => tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute("aria-label")));

test("every tile of the gallery stays in its place, whichever is chosen", async ({ page }) => {
  const before = await names(page);
  for (const name of [before[0], before[2], before[1]]) {
    await page
      .locator("gp-data gp-gallery.few")
      .getByRole("radio", { name: name ?? "" })
      .click();
    await expect(page.locator("gp-data gp-gallery.few").getByRole("radio", { name: name ?? "" })).toBeChecked();
    expect(await names(page)).toEqual(before);
  }
  // A dataset from farther down takes the last place alone, and keeps it.
  await chooseDataset(page, "Penguins");
  await expect.poll(() => playground.state("state.experiment.data.dataset")).toBe("penguins");
  await expect.poll(async () => (await names(page)).at(-1)).toBe("Penguins");
  const after = await names(page);
  expect(after.slice(0, -1)).toEqual(before.slice(0, after.length - 1));
  await tiles(page).first().click();
  await expect(tiles(page).first()).toBeChecked();
  expect((await names(page)).slice(0, 1)).toEqual(before.slice(0, 1));
  expect(await names(page)).toContain("Penguins");
});

test("sin y is still chosen after a spiral, a sine and a spiral, and noise is the spiral's own", async ({ page }) => {
  const chosen = await playground.state<string[]>("state.experiment.features");
  expect(chosen).toContain("sin(y)");
  const noise = await playground.state<number>("state.experiment.data.noise");
  await chooseDataset(page, "Sine");
  await expect.poll(() => playground.state("state.experiment.features.join()")).toBe("x,sin(x)");
  expect(await playground.state("state.experiment.data.noise")).not.toBe(noise);
  await chooseDataset(page, "Spiral");
  await expect.poll(() => playground.state("state.experiment.features")).toEqual(chosen);
  expect(await playground.state("state.experiment.data.noise")).toBe(noise);
});

test("datasets are chosen on the stage, and the panel beside it holds own data alone", async ({ page }) => {
  await page.locator("gp-rail").getByRole("button", { name: "Own data" }).click();
  const panel = page.getByRole("tabpanel", { name: "Own data" });
  await expect(panel.getByRole("heading", { name: /^Draw/ })).toBeVisible();
  await expect(panel.getByRole("heading", { name: "Your own table" })).toBeVisible();
  await expect(panel.getByRole("radiogroup", { name: "Dataset" })).toHaveCount(0);
  await expect(page.locator("gp-data").getByRole("radiogroup", { name: "Dataset" })).toBeVisible();
});

test("after all points are cleared the column says so, and a tile brings its points back", async ({ page }) => {
  const data = page.locator("gp-data");
  await data.getByRole("button", { name: "Draw or import" }).click();
  await page.getByRole("button", { name: "Clear all points" }).click();
  await expect(data.getByRole("status")).toHaveText("No points yet");
  await expect(tiles(page).and(page.locator("[aria-checked=true]"))).toHaveCount(0);
  await expect(data.getByRole("slider", { name: "Noise" })).toHaveCount(0);
  await expect(data.getByRole("button", { name: /New sample/ })).toHaveCount(0);
  await data.getByRole("radio", { name: "Spiral" }).click();
  await expect.poll(() => playground.state("state.data.trainTargets.length")).toBe(216);
  await expect(data.getByRole("status")).toHaveCount(0);
  await expect(data.getByRole("radio", { name: "Spiral" })).toBeChecked();
});

test("points of a regression leave most of the surface in sight", async ({ page }) => {
  await playground.choosePreset("Six hills and hollows");
  await expect.poll(() => playground.state("state.data.trainTargets.length")).toBeGreaterThan(400);
  const covered = await page.locator("gp-picture canvas.points").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 40) drawn++;
    return drawn / (canvas.width * canvas.height);
  });
  expect(covered).toBeGreaterThan(0.01);
  expect(covered).toBeLessThan(0.16);
});
