import { expect, test } from "@playwright/test";
import { holdEngine, PlaygroundPage } from "./playground.js";
import { dragSlider } from "./stage.js";

test("what a reader asks before the engine runs is done once it does", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  const come = await holdEngine(page);
  await page.goto("");
  await expect(playground.play).toBeEnabled();
  expect(await playground.state("state.engine.phase")).toBe("loading");
  await page.evaluate(() => {
    type Store = { intents: { change(edit: (draft: { network: { hidden: object[] } }) => void): void; play(): void } };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: Store };
    store.intents.change((draft) => {
      draft.network.hidden = Array.from({ length: 8 }, () => ({ units: 8, activation: "tanh" }));
    });
    store.intents.play();
  });
  come();
  await playground.ready();
  await expect.poll(() => playground.state("state.layers.length")).toBe(9);
  await expect.poll(() => playground.epoch(), { timeout: 20_000 }).toBeGreaterThan(3);
  expect(playground.errors).toEqual([]);
});

test("two sliders that are moved before the engine has come both count", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  const come = await holdEngine(page);
  await page.goto("");
  await expect(playground.play).toBeEnabled();
  const data = page.locator("gp-data");
  for (const name of ["Noise", "Training share"]) await dragSlider(data.getByRole("slider", { name }), 0.3, 0.8);
  const shown = () => data.locator("gp-data-field b").allTextContents();
  const [noise = "", share = ""] = await shown();
  expect(noise).not.toBe("0.25");
  expect(await playground.state("state.engine.phase")).toBe("loading");
  come();
  await playground.ready();
  await expect.poll(() => playground.state<string>("state.experiment.data.noise.toFixed(2)")).toBe(noise);
  await expect
    .poll(() => playground.state<string>("Math.round(100 * state.experiment.data.trainFraction) + '%'"))
    .toBe(share.replace(/\s/g, ""));
  expect((await shown()).slice(0, 2)).toEqual([noise, share]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state("state.experiment.data.noise")).toBe(0.25);
  expect(playground.errors).toEqual([]);
});

test("the first picture stands before the engine has come, and what is done to it then is kept", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  const come = await holdEngine(page);
  await page.goto("");
  const colors = () =>
    page.evaluate(() => {
      const app = document.querySelector("gradient-playground")?.shadowRoot?.querySelector("gp-app")?.shadowRoot;
      const paint = (host: string, canvas: string) => {
        const element = app?.querySelector(host)?.shadowRoot?.querySelector<HTMLCanvasElement>(canvas);
        const data = element?.getContext("2d")?.getImageData(0, 0, element.width, element.height).data ?? [];
        return new Set(new Uint32Array(new Uint8ClampedArray(data).buffer)).size;
      };
      return { picture: paint("gp-picture", "canvas.field"), neurons: paint("gp-network", "canvas.maps") };
    });
  await expect.poll(async () => (await colors()).picture).toBeGreaterThan(20);
  expect((await colors()).neurons).toBeGreaterThan(100);
  await expect(page.locator("gp-chart, gp-under").first()).toBeVisible();
  await expect(page.locator("gp-picture .late")).toBeVisible();
  await expect(page.locator("gp-picture .late")).toHaveText("Preparing the engine…");
  const before = await playground.state<number[]>("Array.from(state.parameters)");
  const loss = await playground.loss();
  await page.locator("gp-network .node").nth(9).click();
  await expect.poll(() => playground.state("state.display.large !== null")).toBe(true);
  come();
  await playground.ready();
  await expect(page.locator("gp-picture .late")).toHaveCount(0);
  expect(await playground.parameters()).toEqual(before);
  expect(await playground.loss()).toBe(loss);
  expect(await playground.state("state.display.large !== null")).toBe(true);
  await playground.play.click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
  expect(playground.errors).toEqual([]);
});

test("an engine that cannot be loaded is told, with the browser's words to copy", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("");
  const told = page.locator("gp-start [role=alert]");
  await expect(told).toContainText("could not start the engine");
  await expect(told.locator("pre")).not.toBeEmpty();
  // Nothing is left to look at that no engine goes on with.
  await expect(page.locator("gp-network .node")).toHaveCount(0);
});
