import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

const tensorflow =
  "#activation=relu&regularization=L2&batchSize=12&dataset=circle&regDataset=reg-plane&learningRate=0.03" +
  "&regularizationRate=0.003&noise=15&networkShape=3&seed=0.36077&percTrainData=50&x=true&y=true" +
  "&problem=classification&noise_hide=true&dataset_hide=true&percTrainData_hide=true&activation_hide=true" +
  "&regularization_hide=true&batchSize_hide=true&learningRate_hide=true&networkShape_hide=true&stepButton_hide=true" +
  "&resetButton_hide=true&seed_hide=true";

const hash = "new URL(location.href).hash";

test("controls that a TensorFlow Playground address hides are hidden, and their numbers are there all the same @firefox", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open(tensorflow);
  const recipe = page.locator("gp-recipe");
  for (const name of [/^Batch size/, /^Activation/, /^Regularisation/, /^Schedule/]) {
    await expect(recipe.getByRole("button", { name })).toHaveCount(0);
  }
  await expect(recipe.getByRole("textbox", { name: "Learning rate" })).toHaveCount(0);
  await expect(recipe.getByRole("button", { name: /^Optimizer/ })).toBeVisible();
  await expect(recipe).toContainText(/Learning rate\s*Constant\s*0.03/);
  await expect(recipe).toContainText(/Batch size\s*12/);
  await expect(recipe).toContainText(/L2 0.003/);

  const data = page.locator("gp-data");
  await expect(data.getByRole("radio")).toHaveCount(0);
  await expect(data.getByRole("slider")).toHaveCount(0);
  await expect(page.locator("gp-data, gp-facts")).toContainText(/50\s*%/);

  const network = page.locator("gp-network");
  await expect(network.getByRole("button", { name: /neuron in layer|hidden layer/ })).toHaveCount(0);
  await expect(network.getByRole("group", { name: "Hidden layers" })).toContainText("1");

  const transport = page.locator("gp-transport");
  for (const name of [/^Step/, /start/]) await expect(transport.getByRole("button", { name })).toHaveCount(0);
  await expect(transport.getByRole("button", { name: "Play" })).toBeVisible();
  await page.keyboard.press("s");
  await page.keyboard.press("]");
  expect(await playground.state("state.experiment.optimizer.learningRate")).toBe(0.03);
  expect(await playground.epoch()).toBe(0);

  await page.getByRole("button", { name: "All settings" }).click();
  const sheet = page.getByRole("dialog", { name: "All settings" });
  await expect(sheet.getByRole("combobox", { name: "Optimizer" })).toBeVisible();
  await expect(sheet.getByRole("textbox", { name: "Learning rate" })).toHaveCount(0);
  await expect(sheet).toContainText(/Learning rate\s*0.03/);
  expect(playground.errors).toEqual([]);
});

test("what a link hides stays hidden when the experiment changes and after a reload, until all is shown again", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open(tensorflow);
  await playground.state("(state, document.querySelector('gradient-playground').store.intents.setSpeed(15))");
  const cell = await playground.openSetting("Optimizer");
  await cell.getByRole("radio", { name: /^Adam/ }).first().click();
  await expect.poll(() => page.evaluate(hash)).toMatch(/^#1\./);
  await page.reload();
  await playground.ready();
  await expect(page.locator("gp-transport").getByRole("button", { name: /^Step/ })).toHaveCount(0);

  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  await expect(panel.getByText(/^Hidden by the link: data, noise, training share, /)).toBeVisible();
  await panel.getByRole("button", { name: "Show all" }).click();
  await expect(page.locator("gp-transport").getByRole("button", { name: /^Step/ }).first()).toBeVisible();
  await expect(page.locator("gp-recipe").getByRole("textbox", { name: "Learning rate" })).toBeVisible();
  expect(playground.errors).toEqual([]);
});
