import { createRequire } from "node:module";
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { AxeResults } from "axe-core";
import type { Experiment } from "../../web/engine/types.js";
import type { Intents } from "../../web/state/intents.js";
import type { State } from "../../web/state/state.js";
import { cases, experimentOf, flattened } from "../node/reference.js";
import { PlaygroundPage } from "./playground.js";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Element extends HTMLElement {
  store: { state: State; intents: Intents };
}

const explain = (page: Page): Locator => page.locator("gp-explain");
const steps = (page: Page): Locator => explain(page).locator("ol.steps h3").getByRole("button");

async function openExplain(page: Page, path = ""): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page);
  await playground.open(path);
  await page.keyboard.press("Alt+1");
  await expect(steps(page)).toHaveCount(5);
  await expect(explain(page).getByRole("grid").first()).toBeVisible();
  return playground;
}

/** Another experiment, as a reader would choose it part by part. */
async function change(page: Page, patch: Record<string, unknown>): Promise<void> {
  const refused = await page.evaluate(async (parts) => {
    const { intents } = (document.querySelector("gradient-playground") as Element).store;
    return intents.change((draft: Experiment) => void Object.assign(draft, parts));
  }, patch);
  expect(refused).toBeNull();
}

/** Goes through the five steps by keys alone and gives back what each says. */
async function walk(page: Page): Promise<string[]> {
  const said: string[] = [];
  const heads = steps(page);
  await heads.first().focus();
  for (let at = 0; at < 5; at++) {
    if (at > 0) await page.keyboard.press("ArrowDown");
    await expect(heads.nth(at)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(heads.nth(at)).toHaveAttribute("aria-expanded", "true");
    await expect(explain(page).locator("ol.steps [aria-expanded=true]")).toHaveCount(1);
    const body = explain(page).getByRole("region");
    await expect(body).toHaveCount(1);
    await expect(body.locator("gp-explain-step p").first()).not.toBeEmpty();
    const text = await body.evaluate((region) => {
      let all = "";
      const read = (node: Node): void => {
        if (node instanceof HTMLStyleElement) return;
        if (node instanceof Text) all += ` ${node.data}`;
        const root = node instanceof HTMLElement ? node.shadowRoot : null;
        for (const child of [...(root?.childNodes ?? []), ...node.childNodes]) read(child);
      };
      read(region);
      return all.replace(/\s+/g, " ");
    });
    expect(text).not.toMatch(/NaN|undefined|\[object/);
    said.push(text);
  }
  return said;
}

for (const locale of ["en-US", "zh-CN"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale, reducedMotion: "reduce" } as Parameters<typeof test.use>[0]);

    test("all steps are there for each loss and output, by keyboard alone", async ({ page }) => {
      test.slow();
      const playground = await openExplain(page);
      const losses =
        await playground.state<{ id: string; outputs: string[]; tasks: string[] }[]>("state.catalog.losses");
      for (const { id, outputs, tasks } of losses) {
        for (const outputActivation of outputs) {
          const task = tasks.at(-1);
          await change(page, {
            task,
            data: task === "regression" ? { dataset: "plane", seed: 1 } : { dataset: "blobs", classes: 3, seed: 1 },
            features: ["x", "y"],
            loss: id,
            network: {
              hidden: [{ units: 3, activation: "tanh", dropout: 0 }],
              outputActivation,
              initializer: "xavier-uniform",
              seed: 2,
            },
          });
          const said = await walk(page);
          expect(said[1], `${id} under ${outputActivation}`).toMatch(/δ/);
          expect(said[3]).toMatch(/∂/);
        }
      }
      expect(playground.errors).toEqual([]);
    });

    test("the update says what each optimizer does with its own numbers, by keyboard alone", async ({ page }) => {
      test.slow();
      const playground = await openExplain(page);
      await page.getByRole("radio", { name: locale === "zh-CN" ? "当前批次" : "This batch" }).click();
      for (const id of await playground.state<string[]>("state.catalog.optimizers.map(({ id }) => id)")) {
        await change(page, { optimizer: { name: id, learningRate: 0.01 } });
        const said = await walk(page);
        expect(said[4], id).toContain("←");
      }
      expect(playground.errors).toEqual([]);
    });
  });
}

test("numbers read from the page are PyTorch's, to the digits shown", async ({ page }) => {
  test.slow();
  const playground = await openExplain(page);
  await page.getByRole("radio", { name: "This batch" }).click();
  const chosen = cases.filter(({ name }) =>
    /^(activation-(tanh|gelu|relu)|loss-(huber-tanh|softmax|bce)|penalty-l1-0.01-l2-0.02|optimizer-adam|no-hidden-layer|single-sample)$/.test(
      name,
    ),
  );
  expect(chosen).toHaveLength(10);
  for (const reference of chosen) {
    await change(page, { regularization: { l1: 0, l2: 0 }, ...experimentOf(reference, "float64") });
    await page.evaluate(
      (values) => {
        const { intents } = (document.querySelector("gradient-playground") as Element).store;
        for (const [index, value] of values.entries()) intents.setParameter(index, value);
      },
      flattened(reference.weights, reference.biases),
    );
    const expected = reference.expected.weightGradients.at(-1)!;
    await steps(page).nth(3).click();
    for (const [unit, row] of expected.entries()) {
      const layer = reference.layerSizes.length - 1;
      for (const [input, gradient] of row.entries()) {
        await page.evaluate(
          (ref) => (document.querySelector("gradient-playground") as Element).store.intents.point(ref),
          { kind: "weight" as const, layer, to: unit, from: input },
        );
        const cell = explain(page).locator(`[role=gridcell][data-key="weight:${layer}:${unit}:${input}"]`);
        await expect
          .poll(async () => near((await cell.first().textContent()) ?? "", gradient), {
            message: `${reference.name} ${unit},${input}`,
          })
          .toBe(true);
      }
    }
    await page.evaluate(() => (document.querySelector("gradient-playground") as Element).store.intents.point(null));
  }
  expect(playground.errors).toEqual([]);
});

/** Whether a text is a number rounded to its own digits. */
function near(text: string, expected: number): boolean {
  const [mantissa = "", power = "⁰"] = text.replace("−", "-").split("×10");
  const digits = [...power].map((char) => (char === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(char))).join("");
  const scale = 10 ** Number(digits);
  const unit = 10 ** -(mantissa.split(".")[1]?.length ?? 0) * scale;
  return Math.abs(Number(mantissa) * scale - expected) <= 0.5 * unit * (1 + 1e-9) + 1e-15;
}

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
    await expect(told).toContainText("Phase 9 of 9. The weights have just moved");
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

test("a published example can be checked line by line, and its weights are what Reset goes back to", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.choosePreset("Mazur’s 2-2-2 example");
  const printed = [0.15, 0.2, 0.25, 0.3, 0.35, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.6];
  await expect.poll(() => playground.parameters()).toEqual(printed);
  await page.keyboard.press("Alt+1");
  // .75136507 and .772928465 in print, a loss of .298371109.
  await expect(explain(page).locator(".facts")).toContainText("output 0.751, 0.773 loss 0.298");
  await page.keyboard.press("m");
  await expect.poll(() => playground.parameters()).not.toEqual(printed);
  await page.keyboard.press("r");
  await expect.poll(() => playground.parameters()).toEqual(printed);
  expect(playground.errors).toEqual([]);
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
        const found = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
          return (await axe.run()).violations.map(
            ({ id, nodes }) => `${id}: ${nodes[0]?.target.flat().join(" ")} ${nodes[0]?.failureSummary}`,
          );
        });
        expect.soft(found, `step ${at}`).toEqual([]);
      }
    });
  });
}
