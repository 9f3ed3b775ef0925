import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

/** Sizes of all text in sight, in pixels, with the text. */
const textSizes = (page: Page): Promise<{ size: number; text: string }[]> =>
  page.evaluate(() => {
    const found: { size: number; text: string }[] = [];
    const walk = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (element.matches("style, script, option, title, .vh")) continue;
        const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        const text = own.map((node) => node.textContent?.trim()).join("");
        const box = element.getBoundingClientRect();
        if (text && box.width > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
          found.push({ size: Number.parseFloat(getComputedStyle(element).fontSize), text });
      }
    };
    walk(document);
    return found;
  });

test("presenting at 1280 × 720 every text is at least 18 px, and more in a larger window", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("p");
  await expect.poll(() => playground.state("state.present")).toBe(true);
  await expect.poll(async () => (await textSizes(page)).filter(({ size }) => size < 18)).toEqual([]);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(async () => (await textSizes(page)).filter(({ size }) => size < 26)).toEqual([]);
});

test("presenting, the notes before the first run cover no neuron, in either language and in a network of any depth", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("p");
  await expect.poll(() => playground.state("state.present")).toBe(true);
  const note = page.locator("gp-network").getByRole("note");
  const covered = () =>
    page.locator("gp-network").evaluate(({ shadowRoot }) => {
      const said = shadowRoot!.querySelector("[role=note]")!.getBoundingClientRect();
      return [...shadowRoot!.querySelectorAll(".node")].filter((node) => {
        const box = node.getBoundingClientRect();
        const across = Math.min(said.right, box.right) - Math.max(said.left, box.left);
        return across > 1 && Math.min(said.bottom, box.bottom) - Math.max(said.top, box.top) > 1;
      }).length;
    });
  for (const lang of ["en", "zh-CN"]) {
    await page.locator("gradient-playground").evaluate((element, value) => element.setAttribute("lang", value), lang);
    for (const id of ["spirals-four-features", "spiral-depth", "six-hills"]) {
      await page.evaluate((preset) => {
        const { store } = document.querySelector("gradient-playground") as HTMLElement & {
          store: { intents: { choosePreset(id: string): void } };
        };
        store.intents.choosePreset(preset);
      }, id);
      await expect.poll(() => playground.state("state.preset")).toBe(id);
      await expect(note).toBeVisible();
      await expect.poll(covered, { message: `${id}, ${lang}` }).toBe(0);
    }
  }
});

test("presenting keeps loss chart, speed, presets, seed and regularisation within reach", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("p");
  await expect(page.locator("gp-chart .plot svg path.train, gp-chart .plot svg").first()).toBeVisible();
  await expect(
    page
      .getByRole("slider", { name: "Speed" })
      .or(page.getByRole("button", { name: "Speed, seed, undo and keys" }))
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /^Choose a preset/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^New random start/ })).toBeVisible();
  const settings = page
    .getByRole("button", { name: /^Regularisation/ })
    .or(page.getByRole("button", { name: "All settings" }));
  await expect(settings.first()).toBeVisible();
});

test("presenting in either language no text of the chart stands over another", async ({ page }) => {
  await playground.playUntilEpoch(60);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("p");
  await expect(page.locator("gp-chart .xname")).toBeVisible();
  for (const next of ["zh-CN", "en"]) {
    const over = () =>
      page.locator("gp-chart").evaluate((chart) => {
        const boxes = [...(chart.shadowRoot?.querySelectorAll(".plot > svg > text, .axis") ?? [])].map((text) => ({
          text: text.textContent?.trim(),
          box: text.getBoundingClientRect(),
        }));
        return boxes.flatMap(({ text, box }, at) =>
          boxes
            .slice(at + 1)
            .filter(
              ({ box: other }) =>
                Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2 &&
                Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 3,
            )
            .map((other) => `${text} and ${other.text}`),
        );
      });
    await expect.poll(over).toEqual([]);
    await page.locator("gradient-playground").evaluate((element, lang) => element.setAttribute("lang", lang), next);
  }
});

test("a run that diverges while presenting leaves the picture as large as it was", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.choosePreset("A learning rate too high");
  await page.keyboard.press("p");
  const side = async () => (await page.locator("gp-picture .pic").boundingBox())?.width ?? 0;
  await expect.poll(() => playground.state("state.present")).toBe(true);
  await page.waitForTimeout(300);
  const before = await side();
  await playground.play.click();
  await expect(page.locator("gp-banner [role=alert]")).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(300);
  expect(await side()).toBeGreaterThan(0.85 * before);
});

test("text follows the size that the browser is set to", async ({ page }) => {
  const before = await textSizes(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "32px";
  });
  const after = await textSizes(page);
  const of = (all: { size: number; text: string }[], text: string) => all.find((each) => each.text === text)?.size ?? 0;
  for (const text of ["Network", "Learning rate", "Hidden layers", "Output", "epoch"])
    expect(of(after, text), text).toBeGreaterThanOrEqual(1.9 * of(before, text));
});

test("at four times its size, 320 × 400, every function is there", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 400 });
  await expect(page.locator("gp-phone-panels [role=tab]").first()).toBeAttached();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Settings" }).click();
  await expect(page.getByRole("button", { name: "All settings" })).toBeVisible();
  await page.getByRole("button", { name: "All settings" }).click();
  await expect(page.getByRole("dialog", { name: "All settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Speed, seed, undo and keys" }).click();
  await expect(page.getByRole("slider", { name: "Speed" })).toBeVisible();
  await page.keyboard.press("Escape");
  await playground.play.click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(0);
});

test("after loading, Tab reaches the heads of the columns and arrows their minus and plus", async ({ page }) => {
  const stop = page.locator(
    "gp-network [role=toolbar] button[tabindex='0'], gp-network gp-column-head button[tabindex='0']",
  );
  await expect(stop.first()).toBeAttached();
  await stop.first().focus();
  await page.keyboard.press("ArrowRight");
  const focused = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.getAttribute("aria-label") ?? "";
    });
  expect(await focused()).toMatch(/neuron|activation/);
});

test("the focus goes into the open gallery, and arrows work there", async ({ page }) => {
  await page.locator("gp-data .all:not(.own)").focus();
  await page.keyboard.press("Enter");
  const chosen = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.getAttribute("role") ?? "";
    });
  await expect.poll(chosen).toBe("radio");
  const before = await playground.state("state.experiment.data.dataset");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => playground.state("state.experiment.data.dataset")).not.toBe(before);
});

test("W says which weight it came to, and dialogs are called after what they edit", async ({ page }) => {
  await page.locator('gp-network .node[data-layer="1"][data-index="0"]').focus();
  await page.keyboard.press("w");
  await expect(page.locator("gp-network").getByRole("status")).toHaveText(/^x → layer 1, no\. 1: w/);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "x → layer 1, no. 1" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Value: x → layer 1, no. 1" })).toBeVisible();
});

test("Enter on a point says its class and its part", async ({ page }) => {
  await page.evaluate(() => {
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { pin(ref: object): void } };
    };
    store.intents.pin({ kind: "sample", part: "test", index: 0 });
  });
  await expect(page.locator("gp-live [role=status]")).toHaveText(/^Test point, class [01]$/);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("a tap that closes a popover does nothing else", async ({ page }) => {
    await page.getByRole("button", { name: "Speed, seed, undo and keys" }).tap();
    await expect(page.getByRole("dialog", { name: "Speed, seed, undo and keys" })).toBeVisible();
    const other = page.getByRole("button", { name: "中文" });
    await other.tap();
    await expect(page.getByRole("dialog", { name: "Speed, seed, undo and keys" })).toBeHidden();
    expect(await playground.state("state.language")).toBe("en");
    await page.waitForTimeout(600);
    await other.tap();
    await expect.poll(() => playground.state("state.language")).toBe("zh");
  });

  test("what the lines show and their key are within reach on a phone", async ({ page }) => {
    await page.getByRole("button", { name: "Speed, seed, undo and keys" }).tap();
    const more = page.getByRole("dialog", { name: "Speed, seed, undo and keys" });
    await more.getByRole("combobox").selectOption({ label: "gradient" });
    expect(await playground.state("state.display.lines")).toBe("gradient");
    await expect(more).toContainText("all training points");
  });

  test("settings of the data come before the sets", async ({ page }) => {
    await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
    const noise = await page.locator("gp-data").getByText("Noise").boundingBox();
    const gallery = await page.locator("gp-data gp-gallery").first().boundingBox();
    expect(noise!.y).toBeLessThan(gallery!.y);
  });
});
