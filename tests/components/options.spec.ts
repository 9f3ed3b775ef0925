import { expect, test } from "@playwright/test";
import { mount } from "./mount.js";

const options = [
  { id: "sgd", label: "SGD" },
  { id: "rprop", label: "Rprop", disabled: true },
  { id: "adam", label: "Adam" },
  { id: "lion", label: "Lion" },
];

test("arrow keys choose and go round, past what is disabled; Tab comes to the chosen one alone", async ({ page }) => {
  const { fired } = await mount(page, "gp-options", { options, chosen: "adam", label: "Optimizer" }, ["gp-choose"]);
  const group = page.getByRole("radiogroup", { name: "Optimizer" });
  await page.keyboard.press("Tab");
  await expect(group.getByRole("radio", { name: "Adam" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(group.getByRole("radio", { name: "SGD" })).toBeFocused();
  await expect(group.getByRole("radio", { name: "SGD" })).toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await expect(group.getByRole("radio", { name: "Lion" })).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(group.getByRole("radio", { name: "Adam" })).toBeFocused();
  expect((await fired()).map(([, id]) => id)).toEqual(["sgd", "lion", "sgd", "adam"]);
  await page.keyboard.press("Tab");
  await expect(group.getByRole("radio").and(page.locator(":focus"))).toHaveCount(0);
});

test("with none chosen Tab comes to the first, and nothing is chosen by that", async ({ page }) => {
  const { fired } = await mount(page, "gp-options", { options, label: "Optimizer" }, ["gp-choose"]);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "SGD" })).toBeFocused();
  expect(await fired()).toEqual([]);
});

test("as a grid shows names and curves of all, and words and formula of the chosen one alone", async ({ page }) => {
  const shaped = ["relu", "tanh"].map((id, at) => ({
    id,
    label: id,
    note: `about ${id}`,
    formula: { formula: `g(z) = ${at}`, source: `source of ${id}` },
    curve: { values: [0, at, 1], low: 0, high: 1, axes: true },
  }));
  await mount(page, "gp-options", { options: shaped, chosen: "relu", label: "Activation", grid: true }, ["gp-choose"]);
  const group = page.getByRole("radiogroup", { name: "Activation" });
  await expect(group.locator("svg path:last-child")).toHaveCount(2);
  const drawn = await group
    .locator("svg path:last-child")
    .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
  expect(new Set(drawn).size).toBe(2);
  await expect(page.getByText("about relu")).toBeVisible();
  await expect(page.getByText("about tanh")).toHaveCount(0);
  await expect(page.locator("gp-formula math")).toHaveCount(1);
  await group.getByRole("radio", { name: "relu" }).press("ArrowRight");
  await expect(page.getByText("about tanh")).toBeVisible();
  await expect(page.getByText("source of tanh")).toBeVisible();
  await expect(page.getByText("about relu")).toHaveCount(0);
});

test("keys with Control, Alt or Meta are not its own", async ({ page }) => {
  const { fired } = await mount(page, "gp-options", { options, chosen: "adam", label: "Optimizer" }, ["gp-choose"]);
  await page.keyboard.press("Tab");
  for (const key of ["Control+ArrowDown", "Alt+ArrowDown", "Home", "x"]) await page.keyboard.press(key);
  expect(await fired()).toEqual([]);
  await expect(page.getByRole("radio", { name: "Adam" })).toBeFocused();
});
