import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage, WINDOWS } from "./playground.js";

/** Texts that end in an ellipsis or leave the window, and a page that would scroll sideways. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const range = document.createRange();
    const look = (element: Element): void => {
      const text = element.textContent?.trim() ?? "";
      // A pixel of rounding is no letter.
      const cut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 8;
      if (getComputedStyle(element).textOverflow === "ellipsis" && text && cut) found.add(`cut: ${text}`);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
        range.selectNodeContents(node);
        for (const { left, right, width } of range.getClientRects())
          if (width > 0 && (right > innerWidth + 1 || left < -1)) found.add(`outside: ${node.textContent.trim()}`);
      }
    };
    const walk = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) walk(element.shadowRoot);
        const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        if (shown && !element.matches("style, script, option, title")) look(element);
      }
    };
    walk(document);
    if (document.documentElement.scrollWidth > innerWidth) found.add("the page scrolls sideways");
    return [...found];
  });

/** Asks for what the engine refuses with the longest sentence it has. */
const refuse = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: { data: { dataset: string } }) => void): Promise<unknown> } };
    };
    return store.intents.change(({ data }) => {
      data.dataset = "multi-gauss";
    });
  });

for (const locale of ["en-US", "zh-CN"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("nothing that is said is cut off or leaves the window, at any width and on any panel", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      for (const [width, height] of [...WINDOWS, [360, 640], [844, 390]] as const) {
        await page.setViewportSize({ width, height });
        expect(await refuse(page)).not.toBeNull();
        await expect(page.locator("gp-toast .toast")).toBeVisible();
        await expect.poll(() => faults(page), { message: `${width} px` }).toEqual([]);
        for (const panel of await page.locator("gp-phone-panels [role=tab]").all()) {
          await panel.click();
          await expect.poll(() => faults(page), { message: `${await panel.textContent()} at ${width} px` }).toEqual([]);
        }
      }
      expect(playground.errors).toEqual([]);
    });

    test("nor in an article, however wide its column is", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await page.setViewportSize({ width: 716, height: 480 });
      await page.goto("/embed.html");
      await playground.play.and(page.locator(":enabled")).waitFor();
      for (const [width, height] of [
        [560, 480],
        [640, 480],
        [716, 480],
        [800, 520],
        [1000, 600],
      ] as const) {
        await page.setViewportSize({ width, height });
        await expect.poll(() => faults(page), { message: `${width} px` }).toEqual([]);
      }
    });
  });
}
