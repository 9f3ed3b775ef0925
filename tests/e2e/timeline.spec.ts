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

/** Drags the timeline to a share of its length. */
async function scrubTo(share: number): Promise<void> {
  const box = await playground.page.locator("gp-timeline .track").boundingBox();
  if (!box) throw new Error("no timeline");
  const y = box.y + box.height / 2;
  await playground.page.mouse.move(box.x + box.width - 8, y);
  await playground.page.mouse.down();
  await playground.page.mouse.move(box.x + 7 + (box.width - 14) * share, y, { steps: 6 });
  await playground.page.mouse.up();
}

test("dragging goes back through the run and forward again to the same bits", async ({ page }) => {
  await playground.playUntilEpoch(60);
  const end = await playground.epoch();
  const last = await playground.parameters();
  await scrubTo(0.5);
  await expect.poll(() => playground.epoch()).toBeLessThan(end * 0.75);
  await expect(page.locator("gp-timeline .note")).toContainText(`of ${end}`);
  expect(await playground.parameters()).not.toEqual(last);
  await scrubTo(1);
  await expect.poll(() => playground.epoch()).toBe(end);
  expect(await playground.parameters()).toEqual(last);
});

test("the future stays as a ghost until training goes on from there, and undo brings it back", async ({ page }) => {
  await playground.playUntilEpoch(60);
  const end = await playground.state<number>("state.timeline.last");
  await page.keyboard.press("Home");
  await expect.poll(() => playground.epoch()).toBe(0);
  expect(await playground.state("state.timeline.last")).toBe(end);
  await expect(page.locator("gp-chart path.future")).toHaveCount(2);

  await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(1);
  await expect.poll(() => playground.state("state.timeline.last")).toBe(1);

  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state("state.timeline.last")).toBe(end);
});

test("training on from a rewound place repeats the run to the bit", async ({ page }) => {
  for (let i = 0; i < 3; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(3);
  const third = await playground.parameters();
  await page.keyboard.press("Home");
  await expect.poll(() => playground.epoch()).toBe(0);
  for (let i = 0; i < 3; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(3);
  expect(await playground.parameters()).toEqual(third);
});

test("arrow keys move along the recorded states", async ({ page }) => {
  for (let i = 0; i < 5; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(5);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => playground.epoch()).toBe(4);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => playground.epoch()).toBe(5);
  await page.keyboard.press("End");
  await expect.poll(() => playground.epoch()).toBe(5);
});

test("every press of an arrow key counts, also several before the next picture", async ({ page }) => {
  for (let i = 0; i < 5; i++) await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(5);
  const press = (key: string, times: number) =>
    page.evaluate(
      ([pressed, count]) => {
        for (let i = 0; i < count; i++) {
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true, composed: true }));
        }
      },
      [key, times] as const,
    );
  await press("ArrowLeft", 4);
  await expect.poll(() => playground.epoch()).toBe(1);
  await press("ArrowRight", 3);
  await expect.poll(() => playground.epoch()).toBe(4);
});

test("the ways back stay within their budget in a long run", async ({ page }) => {
  const rules = await playground.openSetting("Stop when");
  await rules.getByLabel("Epochs reach").fill("");
  await rules.getByLabel("Epochs reach").press("Enter");
  await page.keyboard.press("Escape");
  await page.locator("gp-transport").getByRole("slider", { name: "Speed" }).press("End");
  await playground.play.click();
  await expect.poll(() => playground.epoch(), { timeout: 30_000 }).toBeGreaterThan(2000);
  await playground.play.click();
  const timeline = await playground.state<{ stops: number[]; bytes: number }>("state.timeline");
  expect(timeline.stops.length).toBeLessThanOrEqual(400);
  expect(timeline.bytes).toBeLessThan(64 * 1024 * 1024);
  expect(timeline.stops[0]).toBe(0);
});
