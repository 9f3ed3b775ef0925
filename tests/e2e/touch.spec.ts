import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("by touch alone on a phone: train, change the data, draw with a finger", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.play.tap();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(3);
  await playground.play.tap();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /brush 3/ })
    .tap();
  const points = await playground.state<number>("state.data.trainTargets.length");
  await page.locator("gp-picture .pic").tap({ position: { x: 20, y: 20 } });
  await expect.poll(() => playground.state<number>("state.data.trainTargets.length")).toBe(points + 1);
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  expect(playground.errors).toEqual([]);
});

test("nothing is wider than a screen of 360 pixels, and brushes are as large as a finger", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const brush of await page.locator("gp-brushes .br").all()) {
    const box = await brush.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});

test("what is drawn small is reached by a finger all around it", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const reached = await page.evaluate(() => {
    const far: string[] = [];
    const under = (x: number, y: number): Element | null => {
      let at = document.elementFromPoint(x, y);
      while (at?.shadowRoot) {
        const inner = at.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === at) break;
        at = inner;
      }
      return at;
    };
    const walk = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches("gp-top-bar *, .eye, [role=tab], gp-transport button") && root instanceof Document)
          continue;
        if (!element.matches("button.theme, button.eye, [role=tab], button.play, button.pstep")) continue;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        if (right === left) continue;
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        for (const [dx, dy] of [
          [0, -21],
          [0, 21],
        ]) {
          const found = under(x + dx, y + dy);
          if (found !== element && !element.contains(found))
            far.push(`${element.className} ${element.getAttribute("aria-label")}`);
        }
      }
    };
    walk(document);
    return far;
  });
  expect(reached).toEqual([]);
});

test("on its side a phone shows the picture and the transport without scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(390);
  const play = await playground.play.boundingBox();
  expect((play?.y ?? 999) + (play?.height ?? 0)).toBeLessThanOrEqual(390);
  const picture = await page.locator("gp-picture .pic").boundingBox();
  expect(picture?.height ?? 0).toBeGreaterThanOrEqual(150);
  expect((picture?.y ?? 0) + (picture?.height ?? 0)).toBeLessThan(play?.y ?? 0);
});
