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
  await page.mouse.down();
  await page.mouse.up();
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

test("the table gives the chart back, by its button in sight or by Escape", async ({ page }) => {
  await playground.playUntilEpoch(60);
  const back = page.locator("gp-chart-table .btn");
  const inside = async () => {
    const [button, chart] = [await back.boundingBox(), await page.locator("gp-chart").boundingBox()];
    return button && chart ? button.y + button.height <= chart.y + chart.height : false;
  };
  for (const leave of [() => back.click(), () => page.keyboard.press("Escape")]) {
    await page.locator("gp-chart .plot").hover();
    await page.locator("gp-chart .twin").click();
    await expect.poll(inside).toBe(true);
    await expect(back).toBeFocused();
    await leave();
    await expect(page.locator("gp-chart .twin")).toBeFocused();
  }
});

test("without a test part there is no test line, and the best is that of training", async ({ page }) => {
  await expect(page.locator("gp-chart svg path.test")).not.toHaveCount(0);
  await page.locator("gp-data").getByRole("slider", { name: "Training share" }).press("End");
  await expect.poll(() => playground.state("state.data.testTargets.length")).toBe(0);
  await playground.playUntilEpoch(10);
  await expect(page.locator("gp-chart .plot svg path.train")).not.toHaveCount(0);
  await expect(page.locator("gp-chart .plot svg path.test")).toHaveCount(0);
  await expect(page.locator("gp-timeline .best title")).toHaveText(/^best training loss, epoch \d+$/);
});

test("the axis' name stands where no line is", async ({ page }) => {
  const above = () =>
    page.evaluate(() => {
      const chart = document.querySelector("gradient-playground")?.shadowRoot?.querySelector("gp-app")?.shadowRoot;
      const root = chart?.querySelector("gp-chart")?.shadowRoot;
      const name = root?.querySelector(".yname")?.getBoundingClientRect();
      const plot = root?.querySelector(".plot")?.getBoundingClientRect();
      return name && plot ? name.top < plot.top + plot.height / 2 : null;
    });
  await playground.playUntilEpoch(60);
  expect(await above()).toBe(true);
  await page.locator("gp-chart").getByRole("button", { name: "Accuracy" }).click();
  await expect.poll(above).toBe(false);
});

test("in a plot too low for the axis' name it is left out rather than laid over the lines", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await playground.open();
  const name = page.locator("gp-chart .yname");
  await expect(name).toBeVisible();
  await page.getByRole("button", { name: "Present" }).click();
  await expect.poll(() => playground.state("state.present")).toBe(true);
  await expect(name).toBeHidden();
  await expect(page.locator("gp-chart").getByRole("button", { name: "log" })).toBeVisible();
});

test("the axis' name touches no line of an event, at any width", async ({ page }) => {
  await playground.choosePreset("A learning rate too high");
  await playground.play.click();
  await expect.poll(() => playground.state("state.divergence !== null"), { timeout: 30_000 }).toBe(true);
  const chart = page.locator("gp-chart");
  await chart.getByRole("button", { name: "log", exact: true }).click();
  for (const width of [1440, 1280, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(chart.locator(".flag line")).not.toHaveCount(0);
    const nearest = () =>
      chart.evaluate(({ shadowRoot }) => {
        const name = shadowRoot!.querySelector(".yname")!.getBoundingClientRect();
        const lines = [...shadowRoot!.querySelectorAll(".flag line")].map((line) => line.getBoundingClientRect().left);
        return Math.min(...lines.map((x) => Math.max(name.left - x, x - name.right)));
      });
    await expect.poll(nearest, { message: `${width} px` }).toBeGreaterThanOrEqual(3);
  }
});
