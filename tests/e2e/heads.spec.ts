import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage, WINDOWS } from "./playground.js";

/** What is said above and beside the columns, and whether any of it is cut off or meets its neighbour. */
const faults = (page: Page): Promise<string[]> =>
  page.locator("gp-network").evaluate((network) => {
    const root = network.shadowRoot as ShadowRoot;
    const said: string[] = [];
    const cut = (element: Element) => element.scrollWidth > element.clientWidth && element.clientWidth > 0;
    const boxes = [...root.querySelectorAll("gp-column-head")].map((head) => {
      const range = document.createRange();
      const texts = [...(head.shadowRoot as ShadowRoot).querySelectorAll("span, b")].filter(
        (element) => element.childElementCount === 0 && element.textContent?.trim(),
      );
      const sides = texts.map((element) => {
        if (cut(element)) said.push(`cut: ${element.textContent}`);
        range.selectNodeContents(element);
        return range.getBoundingClientRect();
      });
      return {
        text: texts.map((element) => element.textContent).join(" "),
        left: Math.min(...sides.map(({ left }) => left)),
        right: Math.max(...sides.map(({ right }) => right)),
      };
    });
    boxes.forEach((box, at) => {
      const next = boxes[at + 1];
      if (next && next.left < box.right + 1) said.push(`${box.text} meets ${next.text}`);
    });
    const net = network.getBoundingClientRect();
    if (boxes.some(({ left, right }) => left < net.left || right > net.right)) said.push("heads leave the network");
    for (const label of root.querySelectorAll(".lab")) if (cut(label)) said.push(`cut: ${label.textContent}`);
    return said;
  });

for (const locale of ["en-US", "zh-CN"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("heads of columns and names of features are whole and apart, from no layer to eight", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      for (const layers of [0, 1, 2, 8]) {
        await page.evaluate(async (count) => {
          const { store } = document.querySelector("gradient-playground") as HTMLElement & {
            store: { intents: { change(edit: (draft: { network: { hidden: unknown[] } }) => void): Promise<unknown> } };
          };
          await store.intents.change(({ network }) => {
            network.hidden = Array.from({ length: count }, () => ({ units: 8, activation: "tanh", dropout: 0 }));
          });
        }, layers);
        for (const [width, height] of WINDOWS) {
          await page.setViewportSize({ width, height });
          await expect(page.locator("gp-column-head")).toHaveCount(layers + 2);
          await expect.poll(() => faults(page), { message: `${layers} layers at ${width} px` }).toEqual([]);
        }
      }
      expect(playground.errors).toEqual([]);
    });
  });
}
