import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test.describe("in a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("the page speaks Chinese from the start, and no English sentence is left", async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("梯度游乐场");
    await expect(page).toHaveTitle("梯度游乐场");
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
    const words = await page.evaluate(() => {
      const found: string[] = [];
      const walk = (root: Document | ShadowRoot | Element): void => {
        for (const element of root.querySelectorAll("*")) {
          for (const name of ["aria-label", "title"]) found.push(element.getAttribute(name) ?? "");
          for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE && !element.matches("style, script, noscript"))
              found.push(node.textContent ?? "");
          }
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document.body);
      return found.map((text) => text.trim()).filter(Boolean);
    });
    // Names stay as they are; two English words in a row are a sentence that was forgotten.
    const english = words.filter((text) => /[a-z]{3,} [a-z]{3,}/i.test(text) && !/[一-鿿]/.test(text));
    expect(english).toEqual([]);
    expect(playground.errors).toEqual([]);
  });
});

test("a refusal is told in the language of the page, with the place, the value and what is allowed", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const refuse = () =>
    page.evaluate(() => {
      const element = document.querySelector("gradient-playground") as HTMLElement & {
        store: { intents: { change(edit: (draft: { batch: { size: number } }) => void): Promise<unknown> } };
      };
      void element.store.intents.change((draft) => {
        draft.batch.size = -4;
      });
    });
  const toast = page.locator("gp-toast .toast");
  await refuse();
  await expect(toast).toContainText("Not possible: Batch size (batch.size) is -4, allowed");
  await page.locator("gp-toast .x").click();
  await page.getByRole("button", { name: "简体中文" }).click();
  await refuse();
  await expect(toast).toContainText(/无法采用：批量大小（batch\.size）是 -4，允许："full"，或 1 到 \d+ 的整数\s*$/);
  expect(playground.errors).toEqual([]);
});

test("the language switches in place and is remembered", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gradient Playground");
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("梯度游乐场");
  await expect.poll(() => playground.epoch()).toBe(1);
  await page.reload();
  await playground.ready();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("梯度游乐场");
});

test("the theme follows the system until the reader chooses", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const playground = new PlaygroundPage(page);
  await playground.open();
  const theme = () => page.locator("gradient-playground").getAttribute("data-theme");
  expect(await theme()).toBe("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(theme).toBe("light");
  await page.locator("gp-top-bar .theme").click();
  await expect.poll(theme).toBe("dark");
  await page.reload();
  await playground.ready();
  expect(await theme()).toBe("dark");
});

test("reduced motion leaves nothing moving by itself", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const playground = new PlaygroundPage(page);
  await playground.open();
  expect(await playground.state("state.reducedMotion")).toBe(true);
  await page.locator("gp-top-bar .preset").click();
  const running = await page.evaluate(
    () => document.getAnimations().filter((each) => each.playState === "running").length,
  );
  expect(running).toBe(0);
});
