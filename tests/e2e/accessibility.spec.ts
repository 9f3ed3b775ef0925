import { createRequire } from "node:module";
import { expect, type Page, test } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { PlaygroundPage } from "./playground.js";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Every rule that axe violates now, with what violates it. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.addScriptTag({ path: axePath });
  // Things that fade in are faint meanwhile, which is not how they are read.
  await page.waitForTimeout(350);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    const { violations: found } = await axe.run({ resultTypes: ["violations"] });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`,
      ),
    );
  });
}

const LOOKS = [
  { locale: "en-US", colorScheme: "light" },
  { locale: "zh-CN", colorScheme: "dark" },
  { locale: "en-US", colorScheme: "dark" },
  { locale: "zh-CN", colorScheme: "light" },
] as const;

for (const look of LOOKS) {
  test.describe(`axe finds nothing in ${look.locale}, ${look.colorScheme}`, () => {
    test.use({ ...look, reducedMotion: "reduce" } as Parameters<typeof test.use>[0]);

    test("at the beginning, while training, paused, with the inspector, a table, a brush and no points", async ({
      page,
    }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      expect.soft(await violations(page), "at the beginning").toEqual([]);
      await playground.play.click();
      await expect.poll(() => playground.epoch()).toBeGreaterThan(2);
      expect.soft(await violations(page), "training").toEqual([]);
      await playground.play.click();
      await page.locator("gp-data .own").click();
      expect.soft(await violations(page), "inspector").toEqual([]);
      await page.locator("gp-table-import input[type=file]").setInputFiles("data/penguins.csv");
      await expect(page.locator("gp-table-import .use")).toBeVisible();
      expect.soft(await violations(page), "table").toEqual([]);
      await page.locator("gp-brushes .br").first().click();
      expect.soft(await violations(page), "brush").toEqual([]);
      await page.locator("gp-brushes .clear").click();
      expect.soft(await violations(page), "no points").toEqual([]);
    });

    test("in every popover of the recipe, the top bar and the stage", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      const openers = page.locator(
        "gp-recipe gp-setting .val, gp-recipe .all, gp-top-bar .preset, gp-top-bar .keys, gp-picture-head .eye, gp-data .all, gp-transport .unit, gp-transport .speed",
      );
      const count = await openers.count();
      expect(count).toBeGreaterThan(8);
      for (let at = 0; at < count; at++) {
        const opener = openers.nth(at);
        if (!(await opener.isVisible())) continue;
        await opener.click();
        expect
          .soft(await violations(page), (await opener.getAttribute("aria-label")) ?? (await opener.textContent()) ?? "")
          .toEqual([]);
        await page.keyboard.press("Escape");
      }
    });

    test("when it has diverged", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      await page.locator("gp-top-bar .preset").click();
      await page.locator('gp-presets-menu [role=radio][data-id="rate-too-high"]').click();
      await playground.play.click();
      await expect(page.locator("gp-banner [role=alert]")).toBeVisible({ timeout: 20_000 });
      expect(await violations(page)).toEqual([]);
    });

    test("on a phone, in each panel", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const playground = new PlaygroundPage(page);
      await playground.open();
      for (const tab of await page.locator("gp-phone-panels .seg [role=tab]").all()) {
        await tab.click();
        expect.soft(await violations(page), (await tab.textContent()) ?? "").toEqual([]);
      }
      await page.getByRole("tab", { name: /^(Data|数据)$/ }).click();
      await page.locator("gp-data .own").first().click();
      expect.soft(await violations(page), "own data").toEqual([]);
    });
  });
}
