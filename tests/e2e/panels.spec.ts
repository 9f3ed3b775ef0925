import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

const CODE = /data-lab[^/]*\.js/;

test("a panel's code comes when it is opened, not before @firefox", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("data-lab")) asked.push(request.url());
  });
  const playground = new PlaygroundPage(page);
  await playground.open();
  expect(asked).toEqual([]);
  await page.keyboard.press("Alt+2");
  await expect(page.getByRole("tab", { name: "Data", selected: true })).toBeVisible();
  await expect(page.getByRole("tabpanel", { name: "Data" }).getByRole("heading", { name: /^Draw/ })).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("a panel that could not be loaded says so, and comes when it is tried again @firefox", async ({ page }) => {
  await new PlaygroundPage(page).open();
  await page.route(CODE, (route) => route.abort());
  await page.keyboard.press("Alt+2");
  const panel = page.getByRole("tabpanel", { name: "Data" });
  await expect(panel.getByRole("alert")).toHaveText("This panel could not be loaded");
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByRole("alert")).toBeVisible();
  await page.unroute(CODE);
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByRole("heading", { name: /^Draw/ })).toBeVisible();
  await expect(panel.getByRole("alert")).toBeHidden();
});

test("on a phone every panel has a tab, and arrow keys go round the tabs", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await new PlaygroundPage(page).open();
  const tabs = page.getByRole("tablist", { name: "Panels" }).getByRole("tab");
  await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
  await tabs.first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect(tabs.last()).toBeFocused();
  await expect(tabs.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowRight");
  await expect(tabs.first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(tabs.last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
});
