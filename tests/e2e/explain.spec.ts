import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { type Element, explain, near, openExplain, steps } from "./explained.js";
import { PlaygroundPage } from "./playground.js";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

test("term, cell, neuron and line point at one another", async ({ page }) => {
  const playground = await openExplain(page);
  await steps(page).nth(3).click();
  await explain(page).getByRole("radio", { name: "2", exact: true }).click();
  const cell = explain(page).locator('[role=gridcell][data-key="weight:2:1:2"]');
  await cell.hover();
  await expect
    .poll(() => playground.state("JSON.stringify(state.pointed)"))
    .toBe(JSON.stringify({ kind: "weight", layer: 2, to: 1, from: 2 }));
  await expect(explain(page).locator("gp-formula math [data-key='neuron:1:2']").first()).toBeVisible();
  await page.mouse.move(5, 5);
  await expect.poll(() => playground.state("state.pointed")).toBeNull();
  // A neuron of the network that is pressed fills its own equation in.
  await steps(page).nth(0).click();
  await page.evaluate(() =>
    (document.querySelector("gradient-playground") as Element).store.intents.pin({
      kind: "neuron",
      layer: 2,
      index: 3,
    }),
  );
  await expect(explain(page).getByRole("radio", { name: "2", exact: true })).toHaveAttribute("aria-checked", "true");
  await expect(
    explain(page)
      .getByRole("math")
      .filter({ hasText: /^z4\[2\]/ })
      .first(),
  ).toBeVisible();
});

test("arrow keys go through a matrix, Enter holds a number and Escape lets it go", async ({ page }) => {
  const playground = await openExplain(page);
  await steps(page).nth(3).click();
  const grid = explain(page).getByRole("grid").first();
  await grid.locator("[tabindex='0']").focus();
  for (const key of ["ArrowRight", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  expect(await playground.state("state.pinned")).toBe(true);
  expect(await playground.state("state.pointed.kind")).toBe("weight");
});

test("while it trains the numbers follow, and at rest they are those of the network shown", async ({ page }) => {
  const playground = await openExplain(page);
  const output = () => explain(page).locator(".who").textContent();
  const before = await output();
  await playground.playUntilEpoch(20);
  expect(await output()).not.toBe(before);
  const sample = Number(/#(\d+)/.exec((await output()) ?? "")?.[1]) - 1;
  const said = await page.evaluate(async (index) => {
    const { intents } = (document.querySelector("gradient-playground") as Element).store;
    return (await intents.ask("trace", { sample: index })).losses[0];
  }, sample);
  await expect.poll(output).toContain(`loss ${said!.toFixed(3)}`);
});

test("applying the batch's update is the step that training makes", async ({ page }) => {
  const playground = await openExplain(page);
  await page.getByRole("radio", { name: "This batch" }).click();
  await steps(page).nth(4).click();
  const shown = explain(page).getByRole("math").filter({ hasText: /^w.*←/ });
  await expect(shown).toBeVisible();
  const promised = await page.evaluate(async () => {
    const { intents, state } = (document.querySelector("gradient-playground") as Element).store;
    const { update } = await intents.ask("trace", { batch: true });
    return Array.from(state.parameters!, (value, index) => Math.fround(value + update.change[index]!));
  });
  await explain(page).getByRole("button", { name: "Apply this update" }).click();
  await expect.poll(() => playground.state("state.progress.step")).toBe(1);
  const after = await playground.parameters();
  for (const [index, value] of after.entries()) expect(value).toBeCloseTo(promised[index]!, 6);
});

test.describe("where nothing may move", () => {
  test.use({ reducedMotion: "reduce" } as Parameters<typeof test.use>[0]);

  test("B goes through an update phase by phase, and nothing moves before the update", async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    const before = await playground.parameters();
    const open = () => explain(page).locator("ol.steps [aria-expanded=true]").textContent();
    const told = explain(page).getByRole("status").filter({ hasText: "Phase" });
    const arrows = page.locator("gp-network svg .signal path");
    // Two hidden layers: three forward, the loss, the output error, two back, the gradients, the update.
    const expected = [...Array(4).fill("Forward"), "Output error", "Propagate", "Propagate", "Gradients"];
    for (const [at, name] of expected.entries()) {
      await page.keyboard.press("b");
      await expect(told).toHaveText(`Phase ${at + 1} of 9. No weight has moved yet.`);
      await expect.poll(open).toContain(name);
      // Lines carry numbers forward into a layer and back out of it; loss, error and gradients are no way to go.
      await expect(arrows).toHaveCount([24, 24, 4, 0, 0, 4, 24, 0][at]!);
    }
    expect(await playground.parameters()).toEqual(before);
    await page.keyboard.press("b");
    await expect(told).toContainText("Phase 9 of 9. The weights have moved");
    await expect.poll(() => playground.state("state.progress.step")).toBe(1);
    await expect.poll(() => playground.parameters()).not.toEqual(before);
    // The numbers are those of the update that was made: the weight after it is the one that the network now has.
    const equation = explain(page).getByRole("math").filter({ hasText: /←/ });
    await expect(equation).toBeVisible();
    const said = (await equation.locator("xpath=following-sibling::*").last().textContent()) ?? "";
    const at = await page.evaluate(() => {
      const { state } = (document.querySelector("gradient-playground") as Element).store;
      return state.layers.at(-1)!.blocks[0]!.offset;
    });
    const now = (await playground.parameters()).slice(at);
    expect(now.some((value) => near(said.replace(/[^\d.−×⁻⁰¹²³⁴-⁹]/g, ""), value))).toBe(true);
    await page.keyboard.press("b");
    await expect(told).toContainText("Phase 1 of 9.");
  });
});

for (const { width, height, what } of [
  { width: 1024, height: 768, what: "beside a narrow stage" },
  { width: 390, height: 844, what: "on a phone, beside a smaller picture," },
]) {
  test(`${what} the network shows the two layers of the present step`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openExplain(page);
    const neurons = (name: RegExp) => page.locator("gp-network").getByRole("button", { name });
    await steps(page).nth(2).click();
    await explain(page).getByRole("radio", { name: "1", exact: true }).click();
    await expect(neurons(/^Layer 1, neuron/)).toHaveCount(6);
    await expect(neurons(/^Layer 2, neuron/)).toHaveCount(4);
    await expect(neurons(/^Output/)).toHaveCount(0);
    const [picture, network] = await Promise.all([
      page.locator("gp-picture .pic").boundingBox(),
      page.locator("gp-network .net").boundingBox(),
    ]);
    expect(network!.width).toBeGreaterThan(120);
    expect(network!.x + network!.width <= picture!.x + 1 || picture!.x + picture!.width <= network!.x + 1).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test("these numbers are checked, at a press", async ({ page }) => {
  const playground = await openExplain(page);
  await explain(page).getByRole("button", { name: "Check these numbers" }).click();
  await expect(explain(page).getByText("These numbers are checked")).toBeVisible();
  await expect(explain(page).getByText(/All 63 gradients agree .* \d(\.\d)?×10⁻\S+\./)).toBeVisible();
  await explain(page)
    .getByRole("button", { name: /^largest at the (weight|bias) / })
    .click();
  expect(["weight", "bias"]).toContain(await playground.state("state.pointed.kind"));
});

test("the strongest points of a weight are named, and sized on the picture while the step is open", async ({
  page,
}) => {
  const playground = await openExplain(page);
  await steps(page).nth(3).click();
  await expect(explain(page).getByRole("button", { name: /^sample \d+: / })).toHaveCount(5);
  expect(await playground.state("state.display.pointSize")).toBe("gradient");
  await steps(page).nth(0).click();
  await expect.poll(() => playground.state("state.display.pointSize")).toBe("same");
});

for (const look of [
  { locale: "en-US", colorScheme: "light" },
  { locale: "zh-CN", colorScheme: "dark" },
] as const) {
  test.describe(`axe finds nothing in ${look.locale}, ${look.colorScheme}`, () => {
    test.use({ ...look, reducedMotion: "reduce" } as Parameters<typeof test.use>[0]);

    test("in any step", async ({ page }) => {
      await openExplain(page);
      await page.addScriptTag({ path: axePath });
      for (let at = 0; at < 5; at++) {
        await steps(page).nth(at).click();
        await page.waitForTimeout(350);
        // The first step with the whole page around it, the others by themselves.
        const found = await page.evaluate(async (whole) => {
          const { axe } = window as unknown as { axe: { run: (context: object) => Promise<AxeResults> } };
          const panel = {
            fromShadowDom: ["gradient-playground", "gp-app", "gp-inspector", "gp-panel-view", "gp-explain"],
          };
          return (await axe.run(whole ? document : panel)).violations.map(
            ({ id, nodes }) => `${id}: ${nodes[0]?.target.flat().join(" ")} ${nodes[0]?.failureSummary}`,
          );
        }, at === 0);
        expect.soft(found, `step ${at}`).toEqual([]);
      }
    });
  });
}
