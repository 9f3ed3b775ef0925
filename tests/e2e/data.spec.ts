import { expect, type Page, test } from "@playwright/test";
import { hold, PlaygroundPage } from "./playground.js";
import { chooseDataset, dragSlider, inkOf, pixelsOf } from "./stage.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

test("the gallery holds every dataset of the catalog, each with its thumbnail", async ({ page }) => {
  await page.locator("gp-data .all:not(.own)").click();
  const gallery = page.locator("gp-data gp-popover gp-gallery");
  const count = await playground.state<number>("state.catalog.datasets.length");
  const tiles = gallery.locator("canvas");
  await expect(tiles).toHaveCount(count);
  const seen = new Set<string>();
  for (let k = 0; k < count; k++) {
    await expect.poll(async () => (await inkOf(tiles.nth(k))).pixels).toBeGreaterThan(60);
    seen.add(await pixelsOf(tiles.nth(k)));
  }
  expect(seen.size).toBe(count);
});

test("a tile chooses a dataset, which can be undone", async ({ page }) => {
  const circle = page.locator("gp-data > gp-gallery, gp-data gp-gallery.few").getByRole("radio", { name: "Circle" });
  await circle.click();
  await expect(circle).toHaveAttribute("aria-checked", "true");
  await expect.poll(() => playground.state("state.experiment.data.dataset")).toBe("circle");
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state("state.experiment.data.dataset")).toBe("spiral");
});

test("arrow keys move through the tiles as through radios", async ({ page }) => {
  await page.locator("gp-data gp-gallery.few .tile[aria-checked=true]").focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => playground.state("state.experiment.data.dataset")).toBe("gauss");
});

test("noise, points and train share change the data", async ({ page }) => {
  const data = page.locator("gp-data");
  const samples = await playground.state<string>("state.data.trainInputs.join()");
  await data.getByRole("slider", { name: "Noise" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => playground.state("state.experiment.data.noise")).toBe(0.26);
  expect(await playground.state("state.data.trainInputs.join()")).not.toBe(samples);

  await data.getByRole("slider", { name: "Training share" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => playground.state("state.experiment.data.trainFraction")).toBe(0.65);
  await expect.poll(() => playground.state("state.data.trainInputs.length / 2")).toBe(234);
});

const drag = (page: Page, name: string, from: number, to: number, on?: () => Promise<void>) =>
  dragSlider(page.locator("gp-data").getByRole("slider", { name }), from, to, on);

test("the points move with the slider of the noise; the run before is one undo away", async ({ page }) => {
  await playground.playUntilEpoch(5);
  const weights = await playground.parameters();
  const epoch = await playground.epoch();
  const inputs = () => playground.state<string>("state.data.trainInputs.join()");
  const seen = [await inputs()];
  await drag(page, "Noise", 0.3, 0.8, async () => {
    await expect.poll(inputs).not.toBe(seen.at(-1));
    // What stands beside the slider and the points say the same.
    await expect
      .poll(() => playground.state<string>("state.experiment.data.noise.toFixed(2)"))
      .toBe(await page.locator("gp-data gp-data-field").filter({ hasText: "Noise" }).locator("b").textContent());
    seen.push(await inputs());
  });
  expect(new Set(seen).size).toBe(4);
  expect(await playground.epoch()).toBe(0);
  const toast = page.locator("gp-toast");
  await expect(toast).toContainText("Undo");
  await page.waitForTimeout(300);
  await expect(toast).toContainText("Undo");
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.epoch()).toBe(epoch);
  expect(await playground.parameters()).toEqual(weights);
  await expect.poll(inputs).toBe(seen[0]);
  await expect(page.locator("gp-data gp-data-field").filter({ hasText: "Noise" }).locator("b")).toHaveText("0.25");
});

test("a hand that rests on the slider makes one change, and the curve of the run before stays", async ({ page }) => {
  const intend = (name: "play" | "pause") =>
    page.evaluate((intent) => {
      type Store = { intents: Record<"play" | "pause", () => void> };
      const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: Store };
      store.intents[intent]();
    }, name);
  await playground.playUntilEpoch(8);
  const [epoch, weights] = [await playground.epoch(), await playground.parameters()];
  const losses = await playground.state<string>("state.history.trainLoss.join()");
  let ticks = 0;
  await drag(page, "Noise", 0.3, 0.8, async () => {
    if (ticks++ > 0) return;
    await expect.poll(() => playground.epoch()).toBe(0);
    await intend("play");
    await page.waitForTimeout(2000);
    await expect.poll(() => playground.epoch()).toBeGreaterThan(4);
    await intend("pause");
  });
  await expect.poll(() => playground.epoch()).toBe(0);
  expect(await playground.state<string>("state.ghost.trainLoss.join()")).toBe(losses);
  await page.locator("gp-toast").getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.epoch()).toBe(epoch);
  expect(await playground.parameters()).toEqual(weights);
});

test("what is undone as soon as it is let go, or under the finger, stays undone", async ({ page }) => {
  await playground.playUntilEpoch(5);
  const [epoch, weights] = [await playground.epoch(), await playground.parameters()];
  const noise = page.locator("gp-data gp-data-field").filter({ hasText: "Noise" }).locator("b");
  const backAgain = async () => {
    await expect.poll(() => playground.epoch()).toBe(epoch);
    await page.waitForTimeout(300);
    expect(await playground.state("state.experiment.data.noise")).toBe(0.25);
    expect(await playground.parameters()).toEqual(weights);
    await expect(noise).toHaveText("0.25");
    await expect(page.locator("gp-data").getByRole("slider", { name: "Noise" })).toHaveValue("0.25");
  };
  await drag(page, "Noise", 0.3, 0.8);
  await page.keyboard.press("Control+z");
  await backAgain();
  let steps = 0;
  await drag(page, "Noise", 0.3, 0.8, async () => {
    if (++steps < 3) return;
    await expect.poll(() => playground.epoch()).toBe(0);
    await page.keyboard.press("Control+z");
    await backAgain();
  });
  await backAgain();
});

test("a slider shows what holds where its change is refused", async ({ page }) => {
  const noise = page.locator("gp-data gp-data-field").filter({ hasText: "Noise" }).locator("b");
  await page.evaluate(() => {
    type Store = { intents: { change(): Promise<unknown> } };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: Store };
    store.intents.change = () => Promise.resolve(null);
  });
  await drag(page, "Noise", 0.3, 0.8);
  await expect(noise).toHaveText("0.25");
  await expect(page.locator("gp-data").getByRole("slider", { name: "Noise" })).toHaveValue("0.25");
});

test("more points come while the slider moves, up to so many that they would be late", async ({ page }) => {
  const samples = () => playground.state<number>("state.experiment.data.samples");
  const shown = async () =>
    Number(
      (await page.locator("gp-data gp-data-field").filter({ hasText: "Points" }).locator("b").textContent())?.replace(
        /\D/g,
        "",
      ),
    );
  await drag(page, "Points", 0.5, 0.6, async () => expect.poll(samples).toBe(await shown()));
  expect(await samples()).toBeGreaterThan(360);
  const few = await samples();
  let late = 0;
  await drag(page, "Points", 0.6, 1, async () => {
    if ((await shown()) > 5000) {
      await page.waitForTimeout(150);
      if ((await samples()) <= 5000) late++;
    }
  });
  expect(late).toBeGreaterThan(0);
  await expect.poll(samples, { timeout: 20_000 }).toBe(await shown());
  expect(await samples()).toBeGreaterThan(few);
});

test("another sample comes from another seed, and classes can be more", async ({ page }) => {
  const seed = await playground.state<number>("state.experiment.data.seed");
  await page.locator("gp-data .new").click();
  await expect.poll(() => playground.state("state.experiment.data.seed")).not.toBe(seed);
  await expect(page.locator("gp-data .new")).toContainText(
    String(await playground.state("state.experiment.data.seed")),
  );

  await page.locator("gp-data").getByRole("slider", { name: "Classes" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  await expect(page.locator("gp-legend li")).toHaveCount(3);
});

test("the legend tells train from test, and test points can be hidden", async ({ page }) => {
  await expect(page.locator("gp-legend li").first().locator("svg")).toHaveCount(2);
  await page.getByRole("switch", { name: "Test points" }).click();
  await expect.poll(() => playground.state("state.display.testPoints")).toBe(false);
});

test("digits whose file cannot be loaded are refused, and can be chosen again", async ({ page }) => {
  const before = await playground.state("state.experiment.data");
  const asked = () =>
    page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("digits")).length);
  expect(await asked(), "who opens the page does not load them").toBe(0);
  await page.route("**/digits8x8*.csv", (route) => route.fulfill({ status: 503 }));
  await chooseDataset(page, "Handwritten digits");
  await expect(page.locator("gp-toast")).toContainText("could not be loaded");
  expect(await playground.state("state.experiment.data")).toEqual(before);
  await page.unroute("**/digits8x8*.csv");
  await chooseDataset(page, "Handwritten digits");
  await expect.poll(() => playground.state("state.data.classes")).toBe(10);
});

test("while a file comes that a change needs, the run goes on in sight", async ({ page }) => {
  const come = await hold(page, "**/digits8x8*.csv");
  await page.keyboard.press("Space");
  const asked = page.waitForRequest(/digits8x8/);
  await chooseDataset(page, "Handwritten digits");
  await asked;
  const epoch = () => playground.state<number>("state.progress.epoch");
  const before = await epoch();
  await expect.poll(epoch, { timeout: 5000 }).toBeGreaterThan(before + 5);
  expect(await playground.state("state.data.classes")).toBe(2);
  come();
  await expect.poll(() => playground.state("state.data.classes")).toBe(10);
});

test("digits show who is taken for whom, and examples that light up everywhere", async ({ page }) => {
  const body = page.locator("gp-data .body");
  await expect(body).not.toHaveAttribute("more");
  await chooseDataset(page, "Handwritten digits");
  await expect.poll(() => playground.state("state.data.classes")).toBe(10);
  await playground.playUntilEpoch(3);
  const tests = await playground.state<number>("state.data.testTargets.length");

  await page.locator("gp-confusion .open").click();
  const cells = page.locator("gp-confusion td:not(.share)");
  await expect
    .poll(async () => (await cells.allTextContents()).reduce((sum, text) => sum + Number(text || 0), 0))
    .toBe(tests);
  await page.keyboard.press("Escape");

  const maps = page.locator("gp-network canvas.maps");
  const mean = await pixelsOf(maps);
  const example = page.locator("gp-examples .one").nth(2);
  await expect(example.locator("canvas")).toBeInViewport({ ratio: 0.9 }); // without scrolling
  // Where the window is high all of it is in sight; in a low one there is more below, and it says so.
  await expect(body).not.toHaveAttribute("more");
  await page.setViewportSize({ width: 1440, height: 620 });
  await expect(body).toHaveAttribute("more");
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(body).not.toHaveAttribute("more");
  await example.scrollIntoViewIfNeeded();
  await example.click();
  await expect
    .poll(() => playground.state("[state.pinned, state.pointed.part, state.pointed.index].join()"))
    .toBe("true,test,2");
  await expect(example).toHaveClass(/lit/);
  await expect.poll(() => pixelsOf(maps)).not.toBe(mean);
  await expect(page.locator('gp-network .node[data-layer="3"] .chip')).toHaveCount(10);

  await page.locator("gp-examples").getByRole("switch", { name: "Only wrong ones" }).click();
  const shown = page.locator("gp-examples .one");
  await expect.poll(async () => (await shown.locator(".wrong").count()) === (await shown.count())).toBe(true);
});

test("a slider stays under the pointer that moves it, whatever comes with its value", async ({ page }) => {
  const slider = page.locator("gp-data").getByRole("slider", { name: "Classes" });
  const top = async () => (await slider.boundingBox())?.y;
  await slider.hover();
  const before = await top();
  await slider.press("ArrowRight");
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  await expect(page.locator("gp-confusion")).toBeVisible();
  expect(await top()).toBe(before);
});

test("with other data an experiment no longer bears the preset's name", async ({ page }) => {
  const name = page.locator("gp-top-bar .preset b");
  await expect(name).toHaveText("Two spirals, four features");
  await chooseDataset(page, "Circle");
  await expect(name).toHaveText("Custom experiment");
  await page.keyboard.press("Control+z");
  await expect(name).toHaveText("Two spirals, four features");
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [1024, 768],
] as const)
  test(`at ${width} × ${height} images of digits are whole, and so are the names of their classes`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await chooseDataset(page, "Handwritten digits");
    await page.mouse.move(width / 2, height / 2);
    await expect(page.locator("gp-examples").getByRole("switch", { name: "Only wrong ones" })).toBeInViewport({
      ratio: 1,
    });
    const body = page.locator("gp-data .body");
    await expect
      .poll(() => body.evaluate((element) => element.scrollHeight - element.clientHeight))
      .toBeLessThanOrEqual(12);
    const cut = await page
      .locator("gp-legend li span")
      .evaluateAll((names) => names.filter((name) => name.scrollWidth > name.clientWidth + 1).length);
    expect(cut).toBe(0);
  });
