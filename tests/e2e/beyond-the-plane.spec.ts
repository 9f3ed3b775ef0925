import { expect, test } from "@playwright/test";
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

test("of four columns the picture says that its colours are a slice, and marks the points that are wrong", async ({
  page,
}) => {
  await chooseDataset(page, "Penguins");
  await expect.poll(() => playground.state("state.data.columns")).toBe(4);
  await expect(page.locator("gp-picture-axes")).toContainText("2 other columns at their mean");
  await expect(page.locator("gp-picture-axes")).toContainText("Colours are a slice; ticks mark what is wrong");
  // Before training most are wrong, and the marks reach beyond the points: with them there is more ink.
  await expect.poll(() => playground.state("state.extras.outputs !== undefined")).toBe(true);
  const ink = () =>
    page.locator("gp-picture canvas.points").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let drawn = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at] > 0) drawn++;
      return drawn;
    });
  const marked = await ink();
  await page.getByRole("button", { name: "What to show" }).click();
  await page.getByRole("switch", { name: "Mark wrong points" }).click();
  await expect.poll(ink).toBeLessThan(marked * 0.95);
  await expect(page.locator("gp-picture-axes")).not.toContainText("ticks");
  await page.keyboard.press("Escape");
  await chooseDataset(page, "Circle");
  await expect(page.locator("gp-picture-axes")).not.toContainText("slice");
  expect(await playground.state("state.display.wrongPoints")).toBe(false);
});

test("a single column has a key of its curves, and classes run from 0 to 1 as a probability", async ({ page }) => {
  await chooseDataset(page, "Sine");
  const head = page.locator("gp-picture-head");
  await expect(head).toContainText("output");
  await expect(head).toContainText("shares of the neurons");
  await page.evaluate(async () => {
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: Record<string, unknown>) => void): Promise<unknown> } };
    };
    await store.intents.change((draft) => {
      Object.assign(draft, { task: "classification", loss: "binary-cross-entropy", features: ["x"] });
      (draft.network as Record<string, unknown>).outputActivation = "sigmoid";
      draft.data = {
        inputs: [-2, -1, 0.5, 1, 2, 3],
        targets: [0, 0, 0, 1, 1, 1],
        columns: 1,
        classNames: ["no", "yes"],
      };
    });
  });
  await expect.poll(() => playground.state("state.data.classes")).toBe(2);
  const axes = page.locator("gp-picture-axes");
  await expect(axes).toContainText("probability of yes");
  const ticks = await axes
    .locator(".tick[style*='right']")
    .evaluateAll((all) => all.map((tick) => Number(tick.textContent)));
  expect(Math.min(...ticks)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...ticks)).toBeLessThanOrEqual(1);
  expect(ticks).toContain(1);
});

test("a confusion matrix has its axes and the names of its classes, and all of it is in sight", async ({ page }) => {
  await chooseDataset(page, "Penguins");
  await page.mouse.move(700, 400);
  const small = page.locator("gp-confusion");
  await expect(small).toContainText("predicted");
  await expect(small).toContainText("true class");
  await expect
    .poll(() => page.locator("gp-data .body").evaluate((body) => body.scrollHeight - body.clientHeight))
    .toBeLessThanOrEqual(12);
  await small.getByRole("button", { name: "Confusion matrix with numbers" }).click();
  for (const name of ["Adelie", "Chinstrap", "Gentoo"]) {
    await expect(page.getByRole("columnheader", { name })).toBeVisible();
    await expect(page.getByRole("rowheader", { name })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  // Where the column is low, the matrix is behind its name.
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(small.getByRole("button")).toBeInViewport({ ratio: 1 });
  const bottom = (await small.boundingBox())!;
  const column = (await page.locator("gp-data").boundingBox())!;
  expect(bottom.y + bottom.height).toBeLessThanOrEqual(column.y + column.height);
});
