/** What the browser kept never keeps the page from starting. */
import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

/** Opens the page with what another visit, or another program, has left behind. */
async function openWith(page: Page, left: Record<string, string>): Promise<PlaygroundPage> {
  await page.addInitScript((items) => {
    if (sessionStorage.getItem("left")) return;
    sessionStorage.setItem("left", "yes");
    for (const [name, text] of Object.entries(items)) localStorage.setItem(name, text);
  }, left);
  const playground = new PlaygroundPage(page);
  await playground.open();
  return playground;
}

test("preferences that mean nothing are left out, and the page stands after every reload", async ({ page }) => {
  const preferences = {
    version: 1,
    language: "xx",
    theme: "dark",
    chart: { measure: "luck" },
    display: { lines: "red", bands: "many" },
    speed: "fast",
  };
  const playground = await openWith(page, { "gradient-playground.preferences": JSON.stringify(preferences) });
  expect(await playground.state("[state.language, state.theme, state.chart.measure, state.display.lines]")).toEqual([
    "en",
    "dark",
    "loss",
    "weight",
  ]);
  await playground.playUntilEpoch(3);
  await page.reload();
  await playground.ready();
  expect(playground.errors).toEqual([]);
});

for (const [what, run] of Object.entries({
  "an unknown data set": { experiment: { data: { dataset: "gone" } } },
  "an unknown optimizer": { experiment: { optimizer: { name: "gone" } } },
  "data that are none": { experiment: { data: null } },
})) {
  test(`a kept run with ${what} is told of, and the page begins`, async ({ page }) => {
    const text = JSON.stringify({ version: 1, preset: null, ...run });
    const playground = await openWith(page, { "gradient-playground.run": text });
    await expect(page.getByRole("status").filter({ hasText: "The run that this browser kept" })).toBeVisible();
    await playground.playUntilEpoch(3);
    expect(playground.errors).toEqual([]);
  });
}
