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

test("a new sample meets the same network, and undo brings the points back", async ({ page }) => {
  await playground.playUntilEpoch(60);
  const [learned, points] = [
    await playground.parameters(),
    await playground.state<string>("state.data.trainInputs.join()"),
  ];
  await page.getByRole("button", { name: "New sample, same network" }).click();
  await expect.poll(() => playground.state("state.data.trainInputs.join()")).not.toBe(points);
  expect(await playground.parameters()).toEqual(learned);
  expect(await playground.state<number>("state.progress.testMetric")).toBeGreaterThan(0.7);
  await playground.focusStage();
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state("state.data.trainInputs.join()")).toBe(points);
  expect(await playground.parameters()).toEqual(learned);
});

test("test points and discrete output are switched in sight under the picture", async ({ page }) => {
  const under = page.locator("gp-under");
  const picture = await page.locator("gp-picture .pic").boundingBox();
  for (const [name, key] of [
    ["Test points", "testPoints"],
    ["Discretize", "discrete"],
  ] as const) {
    const button = under.getByRole("switch", { name });
    const box = await button.boundingBox();
    expect(box!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height);
    const before = await playground.state<boolean>(`state.display.${key}`);
    await button.click();
    await expect.poll(() => playground.state(`state.display.${key}`)).toBe(!before);
  }
});

test("lines flow while the run plays, and rest with it", async ({ page }) => {
  // Pixels of the heatmaps' canvas between the neurons: there is nothing but what flows along the lines.
  const flowing = () =>
    page.locator("gp-network").evaluate((network) => {
      const root = network.shadowRoot as ShadowRoot;
      const canvas = root.querySelector("canvas.maps") as HTMLCanvasElement;
      const { data, width, height } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      const box = canvas.getBoundingClientRect();
      const nodes = [...root.querySelectorAll(".node")].map((node) => node.getBoundingClientRect());
      let seen = 0;
      for (let k = 3; k < data.length; k += 4) {
        if (data[k] === 0) continue;
        const pixel = (k - 3) / 4;
        const x = box.left + (((pixel % width) + 0.5) / width) * box.width;
        const y = box.top + ((Math.floor(pixel / width) + 0.5) / height) * box.height;
        if (
          !nodes.some(({ left, right, top, bottom }) => x > left - 2 && x < right + 2 && y > top - 2 && y < bottom + 2)
        )
          seen++;
      }
      return seen;
    });
  expect(await flowing()).toBe(0);
  await playground.play.click();
  await expect.poll(flowing).toBeGreaterThan(0);
  await playground.play.click();
  await expect.poll(flowing).toBe(0);
});

test("a width means the same weight throughout the run, and the key says which", async ({ page }) => {
  const key = page.locator("gp-network-key");
  await expect(key).toContainText("size 4");
  const widest = () =>
    page
      .locator("gp-network path[data-edge]")
      .evaluateAll((paths) => Math.max(...paths.map((path) => Number(path.getAttribute("stroke-width")))));
  const before = await widest();
  await playground.playUntilEpoch(60);
  expect(await widest()).toBeGreaterThan(before + 0.5);
  await expect(key).toContainText("size 4");
  await page.getByRole("button", { name: "What to show" }).click();
  await page.getByRole("switch", { name: "Negative weights dashed" }).click();
  await expect(key.locator("path.neg")).toHaveAttribute("stroke-dasharray", "5 3");
  await key.locator("select").selectOption({ label: "gradient" });
  await expect(key).toContainText("all training points");
});
