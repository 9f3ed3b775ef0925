/** Long numbers in the fields of the settings. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { PlaygroundPage, WINDOWS } from "./playground.js";

/** As long as fields write numbers, wherever there is one. */
const setLongNumbers = (page: Page) =>
  page.evaluate(async () => {
    type Numbers = Record<string, number | string | object>;
    type Draft = Record<"data" | "batch" | "network" | "regularization" | "stop" | "optimizer", Numbers> & {
      gradientClipping: object;
      schedule: object;
    };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & {
      store: { intents: { change(edit: (draft: Draft) => void): Promise<unknown>; dismissToast(): void } };
    };
    const refused = await store.intents.change((draft) => {
      Object.assign(draft.optimizer, {
        name: "adam",
        learningRate: 1e6,
        beta1: 0.9123456,
        beta2: 0.9987654,
        epsilon: 1.234567e-8,
      });
      Object.assign(draft.regularization, { l1: 0.0001234567, l2: 123.4567 });
      Object.assign(draft.stop, {
        maxEpochs: 1234567,
        trainLoss: 0.0001234567,
        gradientNorm: 1.234567e-7,
        patience: 1234567,
        minDelta: 0.001234567,
      });
      draft.data.seed = draft.network.seed = draft.batch.seed = 4294967295;
      draft.gradientClipping = { norm: 123456.7 };
      draft.schedule = { name: "exponential" };
    });
    if (refused) throw new Error(JSON.stringify(refused));
    store.intents.dismissToast();
  });

/** What of the numbers in sight is cut off, or in type that is too small. */
async function cut(within: Locator, least: number): Promise<string[]> {
  const fields = within.locator("gp-number input:visible");
  await expect.poll(() => fields.count()).toBeGreaterThanOrEqual(least);
  return fields.evaluateAll((inputs) =>
    (inputs as HTMLInputElement[])
      .filter((input) => {
        const { fontSize } = getComputedStyle(input);
        return input.scrollWidth > input.clientWidth || Number.parseFloat(fontSize) < 9;
      })
      .map((input) => `${input.ariaLabel}: ${input.value} in ${input.clientWidth} px`),
  );
}

for (const [width, height] of WINDOWS) {
  test(`at ${width} px every number of the settings is whole, however long`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const playground = new PlaygroundPage(page);
    await playground.open();
    await setLongNumbers(page);
    const overflow = () =>
      page.locator("gp-data").evaluateAll((all) =>
        all.map(({ shadowRoot }) => {
          const box = shadowRoot?.querySelector(".body");
          return box ? box.scrollWidth - box.clientWidth : 0;
        }),
      );
    // Under a long seed too the data keep to their column.
    expect(Math.max(0, ...(await overflow()))).toBe(0);
    if (width < 900) await page.getByRole("tab", { name: "Settings" }).click();
    await expect(page.locator("gp-rate input[type=text]")).toHaveValue("1000000");
    expect(await cut(page.locator("gp-rate"), 1)).toEqual([]);
    for (const [label, least] of [
      ["Optimizer", 4],
      ["Batch size", 1],
      ["Regularisation", 3],
    ] as const) {
      // What has no room in the bar stands in the sheet alone.
      if (
        !(await page
          .getByRole("button", { name: new RegExp(`^${label}:`) })
          .last()
          .isVisible())
      )
        continue;
      expect(await cut(await playground.openSetting(label), least)).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await page.locator("gp-recipe .all").click();
    expect(await cut(page.locator("gp-settings-sheet"), 13)).toEqual([]);
    expect(playground.errors).toEqual([]);
  });
}
