import { expect, type Page, test } from "@playwright/test";
import { savedBy, watchFiles } from "./files.js";
import { PlaygroundPage } from "./playground.js";
import { chooseDataset, pixelsOf } from "./stage.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  await watchFiles(page);
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
  await page.locator("gp-picture").getByRole("radio", { name: "Slice" }).click();
  await expect(page.locator("gp-picture-axes")).toContainText("2 other columns at their mean");
  await expect(page.locator("gp-picture-axes")).toContainText("Colours are a slice; ticks mark what is wrong");
  const ink = () =>
    page.locator("gp-picture canvas.points").evaluate(async (canvas: HTMLCanvasElement) => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let drawn = 0;
      for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) drawn++;
      return drawn;
    });
  // Before training most are wrong, and the marks reach beyond the points: with them there is more ink.
  await page.getByRole("button", { name: "What to show" }).click();
  const marking = page.getByRole("switch", { name: "Mark wrong points" });
  await expect(marking).toBeChecked();
  await marking.click();
  await expect(page.locator("gp-picture-axes")).not.toContainText("ticks");
  const plain = await ink();
  await marking.click();
  await expect.poll(ink).toBeGreaterThan(plain * 1.05);
  await marking.click();
  await expect(page.locator("gp-picture-axes")).not.toContainText("ticks");
  await page.keyboard.press("Escape");
  await chooseDataset(page, "Circle");
  await expect(page.locator("gp-picture-axes")).not.toContainText("slice");
  expect(await playground.state("state.display.wrongPoints")).toBe(false);
});

/** How many rows of a part the network gets wrong: what stands beside the diagonal of its confusion matrix. */
const wrongIn = (page: Page, part: "train" | "test"): Promise<number> =>
  page.evaluate(async (which) => {
    type Asks = { ask(id: "confusion", args: { part: string }): Promise<{ counts: number[][] }> };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: { intents: Asks } };
    const { counts } = await store.intents.ask("confusion", { part: which });
    return counts.reduce((sum, row, truth) => sum + row.reduce((all, n, said) => all + (said === truth ? 0 : n), 0), 0);
  }, part);

/** Flags of four ticks in a picture of the boundary. */
const flagsIn = (svg: string): number =>
  svg.match(/<path d="(?:M[-\d. ]+L[-\d. ]+){4}" fill="none" [^>]*stroke-width="1.8"/g)?.length ?? 0;

test("penguins stand at their principal components, and what is flagged is what the confusion matrix counts", async ({
  page,
}) => {
  await chooseDataset(page, "Penguins");
  const axes = page.locator("gp-picture-axes");
  await expect(axes).toContainText(/→ PC 1 \((6[5-9]|7[0-3])% of the variance\)/);
  await expect(axes).toContainText(/↑ PC 2 \((1[5-9]|2[0-3])% of the variance\)/);
  await expect(axes).toContainText("Colours: the network on this plane; points off it may lie on another colour.");
  await expect(axes).toContainText("Ticks mark wrong points.");
  await expect(page.getByRole("radio", { name: "Principal components" })).toBeChecked();
  const [right, up] = await axes.locator(".tick").evaluateAll((ticks) => {
    const along = (side: string) =>
      ticks
        .map((tick) => tick as HTMLElement)
        .filter((tick) => (tick.style.right !== "") === (side === "top"))
        .map((tick) => [
          Number(tick.textContent!.replace("−", "-")),
          Number.parseFloat(tick.style[side as "left" | "top"]),
        ]);
    const perUnit = (ends: (number | undefined)[][]) =>
      Math.abs((ends.at(-1)![1]! - ends[0]![1]!) / (ends.at(-1)![0]! - ends[0]![0]!));
    return [perUnit(along("left")), perUnit(along("top"))];
  });
  expect(right).toBeCloseTo(up!, 3);
  await playground.playUntilEpoch(3);
  const wrong = (await wrongIn(page, "train")) + (await wrongIn(page, "test"));
  expect(wrong).toBeGreaterThan(0);
  await page.keyboard.press("Alt+7");
  const save = page.getByRole("tabpanel", { name: "Share" }).getByRole("button", { name: "Save: Boundary as SVG" });
  await expect
    .poll(async () => flagsIn((await savedBy(page, () => save.click())).bytes.toString()), { timeout: 20_000 })
    .toBe(wrong);
});

test("of many columns the reader chooses between a slice and the components, by keys too, and the choice is kept", async ({
  page,
}) => {
  await chooseDataset(page, "Penguins");
  const axes = page.locator("gp-picture-axes");
  const chosen = page.getByRole("radio", { name: "Principal components" });
  await expect(chosen).toBeChecked();
  const field = page.locator("gp-picture canvas.field");
  const points = page.locator("gp-picture canvas.points");
  const before = [await pixelsOf(field), await pixelsOf(points)];
  await chosen.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Slice" })).toBeChecked();
  await expect(axes.getByLabel("Column that runs right")).toBeVisible();
  await expect.poll(() => playground.state("state.view.components")).toBe(false);
  await expect.poll(() => pixelsOf(field)).not.toBe(before[0]);
  await expect.poll(() => pixelsOf(points)).not.toBe(before[1]);
  await page.reload();
  await playground.ready();
  await expect(page.getByRole("radio", { name: "Slice" })).toBeChecked();
  await page.getByRole("radio", { name: "Principal components" }).click();
  await expect(axes).toContainText("PC 1");
  await expect(axes.getByLabel("Column that runs right")).toHaveCount(0);
  // Two columns have nothing to choose.
  await chooseDataset(page, "Circle");
  await expect(page.getByRole("radio", { name: "Slice" })).toHaveCount(0);
});

test("on the plane of the components the crosshair asks the network there, and keys reach every point", async ({
  page,
}) => {
  await chooseDataset(page, "Penguins");
  await expect(page.locator("gp-picture-axes")).toContainText("PC 1");
  const picture = page.locator("gp-picture .pic");
  const side = (await picture.boundingBox())!.width;
  await picture.hover({ position: { x: side * 0.75, y: side * 0.25 } });
  const readout = page.locator("gp-picture .readout");
  await expect(readout).toHaveText(
    /^PC 1 −?\d\.\d\d, PC 2 −?\d\.\d\d → Adelie\s\d\.\d\d · Chinstrap\s\d\.\d\d · Gentoo/,
  );
  // What it asked is the place of the plane under it, in the units of the columns.
  const off = await playground.state<number>(`(() => {
    const plane = state.answers.find(({ id }) => id === "principalPlane").answer;
    const [right, up] = plane.directions;
    return Math.max(...state.probe.point.map((value, c) =>
      Math.abs(value - plane.at[c] - 0.5 * right[c] - 0.5 * up[c]) / (Math.abs(right[c]) + Math.abs(up[c]))));
  })()`);
  expect(off).toBeLessThan(0.02);
  // A point, by keys: from the middle of the picture to where the first training point lies.
  const [across, along] = await playground.state<[number, number]>(`(() => {
    const { train, bounds: [[left, right], [low, high]] } = state.answers.find(({ id }) => id === "principalPlane").answer;
    return [(train[0] - left) / (right - left), (high - train[1]) / (high - low)];
  })()`);
  await page.mouse.move(5, 5);
  await picture.focus();
  await page.keyboard.press("ArrowRight");
  const press = async (steps: number, forward: string, back: string) => {
    for (let step = 0; step < Math.abs(Math.round(steps)); step++)
      await page.keyboard.press(steps > 0 ? forward : back);
  };
  await press((across - 0.5) * 48, "ArrowRight", "ArrowLeft");
  await press((along - 0.5) * 48, "ArrowDown", "ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => playground.state("state.pinned && state.pointed.kind")).toBe("sample");
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
