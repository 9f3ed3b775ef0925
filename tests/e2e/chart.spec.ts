import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
  await playground.playUntilEpoch(40);
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

test("train and test are drawn and named with their present values", async ({ page }) => {
  const chart = page.locator("gp-chart");
  await expect(chart.locator("path.train[d^=M]").last()).toBeVisible();
  await expect(chart.locator("path.test[d^=M]").last()).toBeVisible();
  const shown = (await playground.loss()).toFixed(3);
  await expect(chart.locator(".reads")).toContainText(shown);
  await expect(chart.locator(".yname")).toHaveText("loss, log scale");
  await expect(chart.locator(".xname")).toHaveText("epoch");
});

test("hovering reads out an epoch, and a click goes there", async ({ page }) => {
  const plot = page.locator("gp-chart .plot");
  const box = await plot.boundingBox();
  if (!box) throw new Error("no plot");
  await plot.hover({ position: { x: 38 + (box.width - 52) * 0.4, y: box.height / 2 } });
  const tip = page.locator("gp-chart .tip");
  await expect(tip).toContainText("epoch");
  await expect(tip).toContainText("accuracy");
  const pointed = await playground.state<number>("state.pointed.index");
  await plot.click({ position: { x: 38 + (box.width - 52) * 0.4, y: box.height / 2 } });
  await expect.poll(() => playground.epoch()).toBe(pointed);
});

test("the measure, the log axis and the counting can be switched", async ({ page }) => {
  const chart = page.locator("gp-chart");
  await chart.getByRole("button", { name: "log", exact: true }).click();
  await expect(chart.locator(".yname")).toHaveText("loss");
  await page.keyboard.press("l");
  await expect(chart.locator(".yname")).toHaveText("loss, log scale");
  await chart.getByRole("button", { name: "Accuracy" }).click();
  await expect(chart.locator(".yname")).toHaveText("accuracy");
  await expect(chart.locator("svg text").filter({ hasText: "100%" })).toHaveCount(1);
  await chart.locator(".xname").click();
  await expect(chart.locator(".xname")).toHaveText("updates");
});

test("a change of the rate is marked where it happened", async ({ page }) => {
  const at = await playground.epoch();
  await playground.setRate("0.005");
  await expect(page.locator("gp-chart .flag")).toContainText("0.02 → 0.005");
  expect(await playground.state("state.events[0].epoch")).toBe(at);
});

test("the chart has a twin as a table", async ({ page }) => {
  await page.locator("gp-chart .plot").hover();
  await page.locator("gp-chart .twin").click();
  const rows = page.locator("gp-chart table tbody tr");
  await expect(rows.first().locator("td").first()).toHaveText("0");
  await expect(rows.last().locator("td").first()).toHaveText(String(await playground.epoch()));
});
