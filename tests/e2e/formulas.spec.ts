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

test("what is chosen stands with its formula and its source: optimizer, schedule, activation, loss, output, first weights", async ({
  page,
}) => {
  for (const [setting, name, source] of [
    ["Optimizer", "Nesterov momentum", /Y\. Nesterov/],
    ["Activation", "Softplus", /C\. Dugas/],
    ["Initial weights", "Orthogonal", /A\. Saxe/],
    ["Task and loss", "Mean squared error", /torch\.nn\.MSELoss/],
  ] as const) {
    const cell = await playground.openSetting(setting);
    await cell.getByRole("radio", { name: new RegExp(`^${name}`, "i") }).click();
    await expect(cell.locator("gp-sourced-formula", { hasText: source }).getByRole("math").first()).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("a formula is mathematics, not a picture of it: a reader of the screen gets its parts", async () => {
  const cell = await playground.openSetting("Optimizer");
  await cell.getByRole("radio", { name: /^Gradient descent/ }).click();
  const math = cell.getByRole("math");
  await expect(math).toHaveText(/θ.*t.*=.*θ.*t.*−.*1.*−.*η.*g.*t/);
  expect(await math.locator("msub").count()).toBe(3);
});

test("a dataset stands with its formula in the gallery", async ({ page }) => {
  await page.getByRole("button", { name: /All 19/ }).click();
  await expect(page.getByText("classifySpiralData").last()).toBeVisible();
  await expect(page.locator("gp-gallery gp-sourced-formula math").first()).toBeVisible();
});

test("equations of one formula stand one under the other, however wide their place is", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 960 });
  await page.getByRole("tab", { name: "Explain" }).click();
  await page
    .getByRole("button", { name: /Update/ })
    .first()
    .click();
  // Adam has two averages and the update itself.
  const formula = page.locator("gp-formula", { has: page.locator("math", { hasText: /β.*1.*m.*t/ }) }).first();
  await expect
    .poll(() => formula.evaluate((element) => element.shadowRoot?.querySelectorAll("math").length ?? 0))
    .toBe(3);
  const boxes = await formula.evaluate((element) =>
    [...(element.shadowRoot as ShadowRoot).querySelectorAll("math")].map((math) => {
      const { top, bottom } = math.getBoundingClientRect();
      return { top, bottom };
    }),
  );
  for (const [at, { top }] of boxes.slice(1).entries()) expect(top).toBeGreaterThan((boxes[at]?.bottom ?? 0) - 6);
});

test("on a projector's 1280 × 720 every optimizer and every activation with its curve is in sight at once", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const [name, list] of [
    ["Optimizer", "optimizers"],
    ["Activation", "activations"],
  ] as const) {
    const ids = await playground.state<string[]>(`state.catalog.${list}.map(({ id }) => id)`);
    expect(ids.length).toBeGreaterThan(10);
    const cell = await playground.openSetting(name);
    for (const id of ids) {
      const option = cell.locator(`[data-id="${id}"]`);
      await expect(option, id).toBeInViewport({ ratio: 1 });
      if (list === "activations") await expect(option.locator("svg path").last(), id).toHaveAttribute("d", /M[\d.]/);
    }
    await page.keyboard.press("Escape");
  }
});
