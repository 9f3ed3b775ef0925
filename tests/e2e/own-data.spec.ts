import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";
import { chooseDataset } from "./stage.js";

type Counts = [train: number, test: number];
const counts = "[state.data.trainTargets.length, state.data.testTargets.length]";

async function open(page: Page): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.locator("gp-data .own").click();
  await expect(page.locator("gp-brushes")).toBeVisible();
  return playground;
}

/** A stroke over the picture, in shares of its side. */
async function stroke(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = (await page.locator("gp-picture .pic").boundingBox()) as NonNullable<
    Awaited<ReturnType<ReturnType<Page["locator"]>["boundingBox"]>>
  >;
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

test("a stroke of the brush adds training points of its class, and undo takes the stroke back", async ({ page }) => {
  const playground = await open(page);
  const [train, tests] = await playground.state<Counts>(counts);
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /brush 3/ })
    .click();
  await stroke(page, [0.05, 0.05], [0.35, 0.05]);
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  await expect.poll(() => playground.state("state.experiment.data.inputs !== undefined")).toBe(true);
  const [after, testsAfter] = await playground.state<Counts>(counts);
  expect(after).toBeGreaterThan(train + 4);
  expect(testsAfter).toBe(tests);
  // The picture does not move under the hand.
  expect(await playground.state("state.data.domain")).toEqual([
    [-6, 6],
    [-6, 6],
  ]);
  // The new points lie where the brush went: in the upper tenth or so, left of the middle.
  const ys = await playground.state<number[]>(
    "Array.from(state.data.trainInputs).slice(-8).filter((_, k) => k % 2 === 1)",
  );
  for (const y of ys) expect(y).toBeGreaterThan(4.5);
  await page.keyboard.press("Control+z");
  await expect.poll(() => playground.state(counts)).toEqual([train, tests]);
  await expect.poll(() => playground.state("state.data.classes")).toBe(2);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  expect(playground.errors).toEqual([]);
});

test("keys for the brushes are named where there are keys", async ({ page }) => {
  await open(page);
  await expect(page.locator("gp-data-lab")).toContainText("keys 1 to 6 pick a class");
  await expect(page.locator("gp-data-lab .keys").first()).toBeVisible();
});

test("points keep their marks when a third class comes", async ({ page }) => {
  const playground = await open(page);
  const circles = await playground.state<number>("state.data.trainTargets.filter((t) => t === 1).length");
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /brush 3/ })
    .click();
  await stroke(page, [0.05, 0.05], [0.3, 0.05]);
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  expect(await playground.state<number>("state.data.trainTargets.filter((t) => t === 1).length")).toBe(circles);
});

test("the eraser takes away what it touches, also test points", async ({ page }) => {
  const playground = await open(page);
  const [train, tests] = await playground.state<Counts>(counts);
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /^Eraser/ })
    .click();
  await stroke(page, [0.3, 0.5], [0.7, 0.5]);
  await expect.poll(async () => (await playground.state<Counts>(counts))[0]).toBeLessThan(train);
  const [, testsAfter] = await playground.state<Counts>(counts);
  expect(testsAfter).toBeLessThan(tests);
});

test("an emptied picture asks for points, cannot be played, and learns two classes once they are drawn", async ({
  page,
}) => {
  const playground = await open(page);
  await page.getByRole("button", { name: "Clear all points" }).click();
  await expect(page.locator("gp-picture .empty")).toContainText("No points yet");
  const batch = page
    .locator("gp-recipe gp-setting")
    .filter({ has: page.getByRole("button", { name: /^Batch size/ }) })
    .locator(".val");
  await expect(batch).not.toContainText("0");
  await expect(playground.play).toBeDisabled();
  await expect(page.locator("gp-picture-head .cap")).toHaveCount(0);
  await expect(page.locator("gp-chart .reads b").first()).toHaveText("–");
  await page.locator("gp-top-bar .undo button").first().click();
  await expect(page.locator("gp-picture .empty")).toHaveCount(0);
  await expect(page.locator("gp-picture-head .cap")).toContainText("accuracy");
  await page.getByRole("button", { name: "Clear all points" }).click();
  await page.keyboard.press("1");
  await stroke(page, [0.1, 0.2], [0.1, 0.8]);
  await expect(page.locator("gp-picture .hint")).toContainText("Add a second class");
  // Nothing lies over these words.
  await expect(page.locator("gp-picture .tell")).toHaveText(/^Points/);
  await expect(playground.play).toBeDisabled();
  await page.keyboard.press("2");
  await stroke(page, [0.9, 0.2], [0.9, 0.8]);
  await expect(playground.play).toBeEnabled();
  await playground.playUntilEpoch(200);
  expect(await playground.state<number>("state.progress.trainMetric")).toBe(1);
  expect(playground.errors).toEqual([]);
});

test("a point is dragged to another place", async ({ page }) => {
  const playground = await open(page);
  await page.getByRole("button", { name: "Clear all points" }).click();
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /brush 1/ })
    .click();
  await stroke(page, [0.25, 0.25], [0.25, 0.25]);
  await expect.poll(() => playground.state("Array.from(state.experiment.data.targets ?? [])")).toEqual([1]);
  await page.locator("gp-brushes").getByRole("radio", { name: "Move points" }).click();
  await stroke(page, [0.25, 0.25], [0.75, 0.5]);
  await expect
    .poll(() => playground.state<number>("(state.experiment.data.inputs ?? []).flat()[0]"))
    .toBeGreaterThan(2.5);
  const [x, y] = await playground.state<[number, number]>("Array.from(state.data.trainInputs)");
  // A pixel of the picture is about 0.03 units.
  expect(Math.abs(x - 3)).toBeLessThan(0.1);
  expect(Math.abs(y)).toBeLessThan(0.1);
});

test("keys alone paint, erase and carry a point", async ({ page }) => {
  const playground = await open(page);
  await page.getByRole("button", { name: "Clear all points" }).click();
  await page.locator("gp-picture .pic").focus();
  await page.keyboard.press("2");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(() => playground.state("Array.from(state.experiment.data.targets ?? [])")).toEqual([0]);
  await page.keyboard.press("1");
  for (let k = 0; k < 8; k++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(() => playground.state("Array.from(state.experiment.data.targets ?? [])")).toEqual([0, 1]);
  expect(await playground.state<number>("state.data.trainInputs[2] - state.data.trainInputs[0]")).toBeCloseTo(2, 1);
  await page.keyboard.press("Delete");
  await expect.poll(() => playground.state("Array.from(state.experiment.data.targets ?? [])")).toEqual([0]);
  await page.keyboard.press("Escape");
  expect(await playground.state("state.brush")).toBeNull();
});

test("values are painted where values are learnt", async ({ page }) => {
  const playground = await open(page);
  await chooseDataset(page, "Plane");
  await expect.poll(() => playground.state("state.experiment.task")).toBe("regression");
  const [train] = await playground.state<Counts>(counts);
  await page.locator("gp-brushes").getByRole("radio", { name: "Paint a value" }).click();
  await stroke(page, [0.1, 0.5], [0.4, 0.5]);
  await expect.poll(async () => (await playground.state<Counts>(counts))[0]).toBeGreaterThan(train);
  expect(await playground.state("state.data.trainTargets.at(-1)")).toBe(await playground.state("state.brush.value"));
});

test("the train share of drawn points splits all of them anew", async ({ page }) => {
  const playground = await open(page);
  await page.keyboard.press("1");
  await stroke(page, [0.1, 0.1], [0.2, 0.1]);
  await expect.poll(() => playground.state("state.experiment.data.testInputs !== undefined")).toBe(true);
  const [train, tests] = await playground.state<Counts>(counts);
  const slider = page.locator("gp-data gp-data-field").filter({ hasText: "Training share" }).locator("input");
  await slider.focus();
  await slider.press("PageUp");
  await expect.poll(() => playground.state("state.experiment.data.testInputs === undefined")).toBe(true);
  const [more, fewer] = await playground.state<Counts>(counts);
  expect(more + fewer).toBe(train + tests);
  expect(more).toBeGreaterThan(train);
});

test("a class that a brush adds is called like the others", async ({ page }) => {
  const playground = await open(page);
  await page.keyboard.press("3");
  await stroke(page, [0.9, 0.9], [0.9, 0.95]);
  await expect.poll(() => playground.state("state.data.classNames")).toEqual(["class 0", "class 1", "class 2"]);
  await expect.poll(() => playground.state("state.experiment.network.outputActivation")).toBe("softmax");
});

test("an emptied picture stays empty while the network is changed, and its share is a number", async ({ page }) => {
  const playground = await open(page);
  await page.keyboard.press("1");
  await stroke(page, [0.1, 0.2], [0.1, 0.5]);
  await expect.poll(() => playground.state("state.experiment.data.inputs !== undefined")).toBe(true);
  await page.getByRole("button", { name: "Clear all points" }).click();
  await page.getByRole("button", { name: "Add a layer", exact: true }).click();
  await expect.poll(() => playground.state("state.layers.length")).toBe(4);
  await expect(page.locator("gp-picture .empty")).toContainText("No points yet");
  await expect(page.locator("gp-data")).not.toContainText("NaN");
  await page.keyboard.press("Control+z");
  await expect(page.locator("gp-picture .empty")).toHaveCount(0);
  expect(await playground.state("state.layers.length")).toBe(4);
});
