import { expect, test } from "@playwright/test";
import { allReady, openArticle, originOf } from "./article.js";

test("no style of the page around it leaks in, and in a right-to-left page it stays left to right @firefox", async ({
  page,
}, { config }) => {
  const head = `<style>
    body { text-transform: uppercase; letter-spacing: 4px; word-spacing: 9px; text-align: right; text-indent: 40px; white-space: pre;
      font: italic bold small-caps 30px/3 serif; text-shadow: 1px 1px red; cursor: crosshair; color: red; line-height: 4; }
    div, button, p, span { margin: 7px !important; border: 3px solid red !important; }
  </style>`;
  await openArticle(page, originOf(config.metadata), {
    head,
    body: `<main dir="rtl"><gradient-playground style="width: 800px"></gradient-playground></main>`,
  });
  await allReady(page);
  const inside = await page.locator("gp-transport .epoch").evaluate((element) => {
    const {
      textTransform,
      letterSpacing,
      wordSpacing,
      direction,
      textIndent,
      whiteSpace,
      fontStyle,
      fontVariantCaps,
      textShadow,
      borderTopWidth,
    } = getComputedStyle(element);
    return {
      textTransform,
      wordSpacing,
      direction,
      textIndent,
      whiteSpace,
      fontStyle,
      fontVariantCaps,
      textShadow,
      borderTopWidth,
      wide: Number.parseFloat(letterSpacing) > 1,
    };
  });
  expect(inside).toEqual({
    textTransform: "none",
    wordSpacing: "0px",
    direction: "ltr",
    textIndent: "0px",
    whiteSpace: "normal",
    fontStyle: "normal",
    fontVariantCaps: "normal",
    textShadow: "none",
    borderTopWidth: "0px",
    wide: false,
  });
  const network = await page.locator("gp-network").boundingBox();
  const picture = await page.locator("gp-picture").boundingBox();
  expect(network?.x).toBeLessThan(picture?.x ?? 0);
});

for (const [name, body] of [
  ["a flex row", `<div style="display: flex; width: 900px"><p style="flex: none; width: 150px">Text</p>§</div>`],
  ["a table cell", `<table style="width: auto"><tr><td>Text</td><td>§</td></tr></table>`],
  ["a float", `<div style="float: left">§</div>`],
  ["an inline block", `<div style="display: inline-block">§</div>`],
  ["a grid column", `<div style="display: grid; grid-template-columns: 150px auto">§§</div>`],
] as const) {
  test(`it has a sensible width in ${name}`, async ({ page }, { config }) => {
    await openArticle(page, originOf(config.metadata), {
      body: body.replaceAll("§", "<gradient-playground></gradient-playground>"),
    });
    await allReady(page);
    for (const one of await page.locator("gradient-playground").all()) {
      const { width = 0, height = 0 } = (await one.boundingBox()) ?? {};
      if (name !== "a grid column") expect(width).toBeGreaterThan(600);
      else expect(width).toBeGreaterThanOrEqual(150);
      expect(height).toBeGreaterThanOrEqual(460);
    }
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("within an article everything can be reached: panels, speed, seed, undo, keys", async ({ page }, { config }) => {
    await openArticle(page, originOf(config.metadata), {
      body: "<h1>An article</h1><gradient-playground></gradient-playground>",
    });
    await allReady(page);
    const element = page.locator("gradient-playground");
    for (const name of ["Network", "Loss", "Settings", "Data"]) {
      const tab = element.getByRole("tab", { name, exact: true });
      await tab.click();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await expect(element.getByRole("tabpanel", { name })).toBeInViewport();
    }
    await reachesTheRest(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});

test("900 px wide, speed, seed, undo and the keys can be reached, and ? opens the keys", async ({ page }, {
  config,
}) => {
  await openArticle(page, originOf(config.metadata), {
    body: '<div style="width: 900px"><gradient-playground></gradient-playground></div>',
  });
  await allReady(page);
  await reachesTheRest(page);
  await page.locator("gradient-playground gp-transport .play").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});

async function reachesTheRest(page: import("@playwright/test").Page): Promise<void> {
  const more = page.getByRole("button", { name: "Speed, seed, undo and keys" });
  const menu = page.getByRole("dialog", { name: "Speed, seed, undo and keys" });
  const seed = () =>
    page
      .locator("gradient-playground")
      .evaluate(
        (element) => (element as unknown as { experiment: { network: { seed: number } } }).experiment.network.seed,
      );
  const before = await seed();
  await more.click();
  await menu.getByRole("button", { name: /New random start/ }).click();
  await expect.poll(seed).not.toBe(before);
  await menu.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(seed).toBe(before);
  await expect(menu.getByRole("radio", { name: /4,?000 updates a second/ })).toBeVisible();
  await menu.getByRole("button", { name: /Keyboard/ }).click();
  await expect(page.getByText("play or pause")).toBeVisible();
  await page.keyboard.press("Escape");
}

test("before it has loaded a still picture of its size stands there: nothing moves @firefox", async ({ page }, {
  config,
}) => {
  const from = originOf(config.metadata);
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  await page.route("**/element.js", async (route) => {
    await held;
    await route.continue();
  });
  await openArticle(page, from, {
    head: `<link rel="stylesheet" href="${from}/gradient-playground.css">`,
    body: `<div style="width: 720px"><gradient-playground><img alt="A spiral" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='6'/%3E"></gradient-playground><p id="after">After</p></div>`,
  });
  const top = () => page.locator("#after").evaluate((element) => element.getBoundingClientRect().top);
  await expect(page.getByRole("img", { name: "A spiral" })).toBeVisible();
  const before = await top();
  expect(before).toBeGreaterThan(480);
  free();
  await allReady(page);
  await expect(page.getByRole("img", { name: "A spiral" })).toBeHidden();
  expect(await top()).toBe(before);
});
