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
  await expect(page.locator("gradient-playground")).toContainText(/Optimizer\s*Adam/);
  expect(playground.errors).toEqual([]);
});
