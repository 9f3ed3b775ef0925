import { expect, test } from "@playwright/test";
import { allReady, epochOf, openArticle, originOf, withElement } from "./article.js";

const FIGURES = {
  "the picture alone": { show: "picture legend", network: false, recipe: false, transport: false },
  "the picture, and what plays it": {
    show: "picture legend reset step timeline",
    network: false,
    recipe: false,
    transport: true,
  },
  "network and picture": {
    show: "network picture legend reset step timeline",
    network: true,
    recipe: false,
    transport: true,
  },
  everything: { show: "", network: true, recipe: true, transport: true },
  "a step of a lesson": {
    show: "network picture legend reset step timeline learning-rate",
    network: true,
    recipe: true,
    transport: true,
  },
};

for (const [name, { show, network, recipe, transport }] of Object.entries(FIGURES)) {
  test(`${name}: a calm figure at 320, 480, 720 and 1000 px`, async ({ page }, { config }) => {
    await openArticle(page, originOf(config.metadata), {
      body: `<div id="column"><gradient-playground show="${show}"></gradient-playground></div>`,
    });
    const element = page.locator("gradient-playground");
    await expect(element.locator("gp-picture")).toBeVisible({ timeout: 30_000 });
    for (const width of [320, 480, 720, 1000]) {
      await page.locator("#column").evaluate((column, wide) => column.setAttribute("style", `width: ${wide}px`), width);
      await page.waitForTimeout(300);
      const whole = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const picture = (await element.locator("gp-picture").boundingBox()) ?? whole;
      expect(whole.width, `${width}`).toBe(width);
      expect(picture.width, `${width}`).toBeGreaterThan(Math.min(220, width * 0.3));
      for (const part of ["gp-picture", "gp-network", "gp-transport", "gp-facts", "gp-recipe"]) {
        for (const one of await element.locator(part).all()) {
          if (!(await one.isVisible())) continue;
          const box = (await one.boundingBox()) ?? whole;
          expect(box.x + box.width, `${part} at ${width}`).toBeLessThanOrEqual(whole.x + width + 1);
          expect(box.y, `${part} at ${width}`).toBeGreaterThanOrEqual(whole.y - 1);
        }
      }
      for (const button of await element.locator("gp-transport button").all()) {
        if (!(await button.isVisible())) continue;
        const box = (await button.boundingBox()) ?? whole;
        expect(box.x + box.width, `${await button.getAttribute("aria-label")} at ${width}`).toBeLessThanOrEqual(
          whole.x + width + 1,
        );
      }
      expect(await element.locator("gp-network").isVisible(), `network at ${width}`).toBe(network);
      // Every neuron stands in the figure, above the bars at its foot.
      const foot = (await element.locator("gp-facts, gp-transport").first().boundingBox())?.y ?? whole.y + whole.height;
      for (const neuron of network ? await element.locator("gp-network .node").all() : []) {
        const box = (await neuron.boundingBox()) ?? whole;
        expect(box.y + box.height, `a neuron at ${width}`).toBeLessThanOrEqual(foot);
        expect(box.y, `a neuron at ${width}`).toBeGreaterThanOrEqual(whole.y);
      }
      if (show !== "") await expect(element.locator("gp-chart"), `numbers at ${width}`).toContainText("train");
      expect(await element.locator("gp-transport").isVisible(), `transport at ${width}`).toBe(transport);
      if (width >= 720) expect(await element.locator("gp-recipe").first().isVisible()).toBe(recipe);
      if (!recipe) await expect(element.locator("gp-facts")).toContainText("Learning rate 0.02");
      if (!transport) await expect(element.locator("gp-facts")).toContainText("epoch 0");
    }
  });
}

test("show and hide take effect when they change, and a name that there is not is refused with the list", async ({
  page,
}, { config }) => {
  await openArticle(page, originOf(config.metadata), {
    body: '<gradient-playground style="width: 1100px"></gradient-playground>',
  });
  await allReady(page);
  const element = page.locator("gradient-playground");
  const optimizer = element.getByRole("button", { name: /^Optimi[sz]er/ });
  await expect(optimizer).toBeVisible();
  await withElement(page, (playground) => playground.setAttribute("hide", "optimizer, network"));
  await expect(optimizer).toBeHidden();
  await expect(element.locator("gp-network")).toBeHidden();
  await expect(element.locator("gp-recipe")).toContainText("Adam");
  const message = await withElement(
    page,
    (playground) =>
      new Promise<string>((resolve) => {
        playground.addEventListener("gp-error", ({ detail }) => resolve(detail.message), { once: true });
        playground.setAttribute("hide", "everything");
      }),
  );
  expect(message).toContain("learning-rate");
  await withElement(page, (playground) => playground.removeAttribute("hide"));
  await expect(optimizer).toBeVisible();
});

test("readonly leaves nothing that changes the experiment: no control, no key, no weight; methods do as before", async ({
  page,
}, { config }) => {
  await openArticle(page, originOf(config.metadata), {
    body: '<gradient-playground readonly style="width: 1100px"></gradient-playground>',
  });
  await allReady(page);
  const element = page.locator("gradient-playground");
  const experiment = () => withElement(page, (playground) => JSON.stringify(playground.experiment));
  const before = await experiment();
  await expect(element.getByRole("button", { name: /^(Optimi[sz]er|Batch size|Activation)/ })).toHaveCount(0);
  await element.locator("gp-transport .play").focus();
  for (const key of ["n", "[", "]", "1", "Control+z"]) await page.keyboard.press(key);
  await page.waitForTimeout(400);
  expect(await experiment()).toBe(before);
  await element.locator("gp-transport .play").click();
  await expect.poll(() => epochOf(page)).toBeGreaterThan(1);
  await withElement(page, (playground) => playground.open({ network: { hidden: [{ units: 2 }] } }));
  expect(await experiment()).not.toBe(before);
});
