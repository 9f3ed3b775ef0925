import { expect, type Locator, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

/** Tables as people's programs write them; each file is a kind, and what its rows mean is said beside it. */
const folder = "tests/reference/tables";

async function open(page: Page): Promise<{ playground: PlaygroundPage; table: Locator }> {
  const playground = new PlaygroundPage(page);
  return { playground, table: await playground.openTableImport() };
}

/** The experiment that comes of a file with what the dialog guesses, nothing changed by hand. */
async function taken(page: Page, name: string) {
  const { playground, table } = await open(page);
  await table.locator("input[type=file]").setInputFiles(`${folder}/${name}`);
  const dataset = await playground.state("state.experiment.data.dataset");
  await table.getByRole("button", { name: /^Use .* rows?$/ }).click();
  await expect.poll(() => playground.state("state.experiment.data.dataset")).not.toBe(dataset);
  return playground.state<{
    task: string;
    columns: string[];
    classes: string[] | null;
    rows: number;
    inputs: number[];
  }>(
    `({ task: state.experiment.task, columns: state.data.columnNames, classes: state.data.classNames ?? null,
        rows: state.data.trainTargets.length + state.data.testTargets.length,
        inputs: [...state.data.trainInputs, ...state.data.testInputs] })`,
  );
}

test("cells separated by spaces are cells, and rows without names are counted from the first", async ({ page }) => {
  const { table } = await open(page);
  await table.locator("input[type=file]").setInputFiles(`${folder}/02-whitespace-uci.data`);
  await expect(table).toContainText("6 rows, 9 columns");
});

test("points between thousands and decimal commas are read as the numbers they are", async ({ page }) => {
  const { inputs } = await taken(page, "07-german-all-thousands.csv");
  // Data are kept as single-precision numbers.
  expect([...inputs].sort((a, b) => a - b)).toEqual([-21419.06, -1105.4, 1355.9, 2740.15].map(Math.fround));
});

test("Excel's first line and remarks are no rows", async ({ page }) => {
  const { columns, rows } = await taken(page, "10-sep-line.csv");
  expect([columns, rows]).toEqual([["x", "y"], 4]);
});

test("a class called NA is a class, and a word that stands alone is no missing value", async ({ page }) => {
  const { classes } = await taken(page, "20-class-called-NA.csv");
  expect(new Set(classes)).toEqual(new Set(["NA", "EU", "none", "AS"]));
});

test("fractions are values to learn however few, and a running number is an input where nothing else is left", async ({
  page,
}) => {
  expect((await taken(page, "45-six-row-regression.csv")).task).toBe("regression");
  const { task, columns } = await taken(page, "44-counting-columns.csv");
  expect([task, columns]).toEqual(["regression", ["x"]]);
});

test("rows of JSON with lists in them are two inputs and a target", async ({ page }) => {
  const { columns, rows } = await taken(page, "34-nested.json");
  expect([columns.length, rows]).toEqual([2, 4]);
});

const learn = (page: Page, targets: number[], outputActivation: string): Promise<unknown> =>
  page.evaluate(
    ([values, activation]) => {
      const { store } = document.querySelector("gradient-playground") as HTMLElement & {
        store: { intents: { change(edit: (draft: Record<string, unknown>) => void): Promise<unknown> } };
      };
      return store.intents.change((draft) => {
        Object.assign(draft, { task: "regression", loss: "mse", features: ["raw"] });
        (draft.network as Record<string, unknown>).outputActivation = activation;
        draft.data = { inputs: values.map((_, row) => [row, row % 3]), targets: values };
      });
    },
    [targets, outputActivation] as const,
  );

test("R² of a target that never varies is no number, and the page says why", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await learn(page, [2, 2, 2, 2, 2, 2, 2, 2], "linear");
  await expect.poll(() => playground.state("state.experiment.task")).toBe("regression");
  await expect.poll(() => playground.state("state.progress.testMetric")).toBe(null);
  await expect(page.locator("gp-picture-head")).toContainText("the targets never vary");
  expect(playground.errors).toEqual([]);
});

test("targets that the output cannot reach are told with both ranges", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await learn(page, [0, 0.5, 2, 1, 0.25, 1.5, 2, 0], "sigmoid");
  await expect(page.locator("gp-chart [role=status]")).toHaveText(
    "Targets go from 0 to 2, but Sigmoid gives only 0 to 1.",
  );
  expect(playground.errors).toEqual([]);
});
