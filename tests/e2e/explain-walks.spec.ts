/** Every choice of the catalog walked through by keyboard, in both languages, and numbers read from the page. */
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { cases, experimentOf, flattened } from "../node/reference.js";
import {
  cells,
  change,
  type Element,
  explain,
  near,
  openExplain,
  type Place,
  setParameters,
  steps,
  walk,
} from "./explained.js";

interface Row {
  id: string;
  formula: string;
}

for (const locale of ["en-US", "zh-CN"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale, reducedMotion: "reduce" } as Parameters<typeof test.use>[0]);

    test("all steps are there for each loss and output, by keyboard alone", async ({ page }) => {
      const playground = await openExplain(page);
      const losses = await playground.state<(Row & { outputs: string[]; tasks: string[] })[]>("state.catalog.losses");
      const activations = await playground.state<Row[]>("state.catalog.activations");
      const walked: string[] = [];
      for (const { id, outputs, tasks } of losses) {
        for (const outputActivation of outputs) {
          const task = tasks.at(-1);
          // Hidden units of another kind each time, whose formula tells that the step speaks of this experiment.
          const hidden = activations[walked.length % activations.length]!;
          await change(page, {
            task,
            data: task === "regression" ? { dataset: "plane", seed: 1 } : { dataset: "blobs", classes: 3, seed: 1 },
            features: ["x", "y"],
            loss: id,
            network: {
              hidden: [{ units: 3, activation: hidden.id, dropout: 0 }],
              outputActivation,
              initializer: "xavier-uniform",
              seed: 2,
            },
          });
          const said = await walk(page, { 0: hidden.formula });
          expect(said[1], `${id} under ${outputActivation}`).toMatch(/δ/);
          expect(said[3]).toMatch(/∂/);
          walked.push(`${id} ${outputActivation}`);
        }
      }
      expect(walked.length).toBe(losses.flatMap(({ outputs }) => outputs).length);
      expect(playground.errors).toEqual([]);
    });

    test("the update says what each optimizer does with its own numbers, by keyboard alone", async ({ page }) => {
      const playground = await openExplain(page);
      await page.getByRole("radio", { name: locale === "zh-CN" ? "当前批次" : "This batch" }).click();
      for (const { id, formula } of await playground.state<Row[]>("state.catalog.optimizers")) {
        await change(page, { optimizer: { name: id, learningRate: 0.01 } });
        const said = await walk(page, { 4: formula });
        expect(said[4], id).toContain("←");
      }
      expect(playground.errors).toEqual([]);
    });
  });
}

/** The parameters of a layer in their order, each with its gradient. */
function* gradientsOf(layer: number, weights: number[][], biases: number[]): Generator<Place & { value: number }> {
  for (const [to, row] of weights.entries())
    for (const [from, value] of row.entries()) yield { layer, to, from, value };
  for (const [to, value] of biases.entries()) yield { layer, to, from: null, value };
}

/** Opens the gradients of one layer. */
async function openGradients(page: Page, layer: number, layers: number): Promise<void> {
  const head = steps(page).nth(3);
  if ((await head.getAttribute("aria-expanded")) !== "true") await head.click();
  if (layers > 1) {
    const choice = explain(page).getByRole("radio", { name: String(layer), exact: true });
    await choice.click();
    await expect(choice).toHaveAttribute("aria-checked", "true");
  }
}

async function expectShown(page: Page, wanted: readonly (Place & { value: number })[], name: string): Promise<void> {
  const shown = await cells(page, wanted);
  for (const [n, { layer, to, from, value }] of wanted.entries()) {
    expect(near(shown[n] ?? "", value), `${name}, layer ${layer}, ${to} from ${from}: ${shown[n]} for ${value}`).toBe(
      true,
    );
    expect(shown[n]).not.toBe("");
  }
}

test("numbers read from the page are PyTorch's, to the digits shown, of every weight and bias", async ({ page }) => {
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
    await setParameters(page, flattened(reference.weights, reference.biases));
    const { weightGradients, biasGradients } = reference.expected;
    for (const [at, weights] of weightGradients.entries()) {
      await openGradients(page, at + 1, weightGradients.length);
      await expectShown(page, [...gradientsOf(at + 1, weights, biasGradients[at]!)], reference.name);
    }
  }
  expect(playground.errors).toEqual([]);
});

interface Sheet {
  id: string;
  parameters: number[];
  computed: { activations?: number[][]; loss?: number; gradients?: number[]; parametersAfterOneStep: number[] };
}

test("published examples are checked line by line on the page: outputs, loss, every gradient, the update", async ({
  page,
}) => {
  const playground = await openExplain(page);
  const sheets = JSON.parse(
    readFileSync(new URL("../reference/worked-sheets.json", import.meta.url), "utf8"),
  ) as Sheet[];
  expect(sheets).toHaveLength(4);
  await page.getByRole("radio", { name: "This batch" }).click();
  for (const { id, parameters, computed } of sheets) {
    await page.evaluate(
      (preset) => (document.querySelector("gradient-playground") as Element).store.intents.choosePreset(preset),
      `sheet-${id}`,
    );
    await expect.poll(() => playground.state("state.preset")).toBe(`sheet-${id}`);
    await expect.poll(() => playground.parameters()).toEqual(parameters);
    const layers = await playground.state<{ units: number; inputs: number }[]>(
      "state.layers.map(({ units, inputs }) => ({ units, inputs }))",
    );
    if (computed.gradients) {
      let offset = 0;
      for (const [at, { units, inputs }] of layers.entries()) {
        const own = computed.gradients.slice(offset, offset + units * inputs);
        offset += units * inputs;
        const biases = computed.gradients.slice(offset, offset + units);
        offset += units;
        const weights = Array.from({ length: units }, (_, to) => own.slice(to * inputs, (to + 1) * inputs));
        await openGradients(page, at + 1, layers.length);
        await expectShown(page, [...gradientsOf(at + 1, weights, biases)], id);
      }
      await page.getByRole("radio", { name: "One sample" }).click();
      const facts = explain(page).locator(".facts");
      await expect(facts).toContainText(/output .* loss /);
      const [, outputs = "", loss = ""] =
        /output (.*?) loss ([−\d.×⁻⁰-⁹]+)/.exec((await facts.textContent()) ?? "") ?? [];
      for (const [unit, text] of outputs.split(",").entries()) {
        expect(near(text.trim(), computed.activations!.at(-1)![unit]!), `${id}: output ${text}`).toBe(true);
      }
      expect(near(loss, computed.loss!), `${id}: loss ${loss}`).toBe(true);
      await page.getByRole("radio", { name: "This batch" }).click();
    }
    await steps(page).nth(4).click();
    await explain(page).getByRole("button", { name: "Apply this update" }).click();
    await expect.poll(() => playground.state("state.progress.step")).toBe(1);
    await expect
      .poll(async () => {
        const now = await playground.parameters();
        return Math.max(...now.map((value, at) => Math.abs(value - computed.parametersAfterOneStep[at]!)));
      })
      .toBeLessThan(1e-12);
  }
  expect(playground.errors).toEqual([]);
});

test("a published example survives a reload, and its weights stay what Reset goes back to", async ({ page }) => {
  const playground = await openExplain(page);
  await playground.choosePreset("Mazur’s 2-2-2 example");
  const printed = [0.15, 0.2, 0.25, 0.3, 0.35, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.6];
  await expect.poll(() => playground.parameters()).toEqual(printed);
  await page.keyboard.press("m");
  await expect.poll(() => playground.parameters()).not.toEqual(printed);
  await playground.settled();
  await page.reload();
  await playground.ready();
  await playground.settled();
  await page.keyboard.press("r");
  await expect.poll(() => playground.parameters()).toEqual(printed);

  // The address alone brings them to another browser, too.
  const other = await page.context().browser()!.newContext();
  const elsewhere = await openExplain(await other.newPage(), page.url());
  await expect.poll(() => elsewhere.parameters()).toEqual(printed);
  await other.close();
  expect(playground.errors).toEqual([]);
});
