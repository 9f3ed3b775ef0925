import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

test("the page for frames opens what its address says, without the controls that it hides @firefox", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  await panel.getByRole("switch", { name: "optimizer" }).click();
  await panel.getByRole("button", { name: "iframe" }).click();
  const code = panel.getByRole("region", { name: "Embed" });
  await expect(code).toContainText("embed.html#1.");
  const address = /src="([^"]+)"/.exec((await code.textContent()) ?? "")?.[1] ?? "";
  const wanted = await playground.state("state.experiment");

  await page.setViewportSize({ width: 760, height: 500 });
  await playground.open(address);
  expect(await playground.state("state.experiment")).toEqual(wanted);
  expect(await playground.state("[...state.hidden]")).toEqual(["optimizer", "initializer"]);
  await expect(page.locator("gp-top-bar")).toHaveCount(0);
  await expect(page.locator("gp-recipe").getByRole("button", { name: /^Optimizer/ })).toHaveCount(0);
  const box = await page.locator("gradient-playground").boundingBox();
  expect([box?.width, box?.height]).toEqual([760, 500]);
  await expect(page.locator("gp-recipe")).toContainText(/Optimizer\s*Adam/);
  expect(playground.errors).toEqual([]);
});

test("attributes of the element hide controls, and a change of them takes effect", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open("embed.html");
  const element = page.locator("gradient-playground");
  const reset = page.locator("gp-transport .reset");
  await expect(reset).toBeVisible();
  await element.evaluate((each) => each.setAttribute("hide", "reset seed"));
  await expect(reset).toHaveCount(0);
  await element.evaluate((each) => {
    each.removeAttribute("hide");
    each.setAttribute("show", "picture network reset");
  });
  await expect(reset).toBeVisible();
  await expect(page.locator("gp-timeline")).toHaveCount(0);
  expect(playground.errors).toEqual([]);
});
