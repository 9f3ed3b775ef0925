import { expect, type Page, test } from "@playwright/test";
import { savedBy, watchFiles } from "./files.js";
import { PlaygroundPage } from "./playground.js";

test.beforeEach(({ page }) => watchFiles(page));

/** Drops a file on a part of the page. */
function drop(page: Page, selector: string, name: string, text: string): Promise<void> {
  return page
    .locator(selector)
    .first()
    .evaluate(
      (target, file) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([file.text], file.name));
        for (const type of ["dragover", "drop"]) {
          target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
        }
      },
      { name, text },
    );
}

test("a saved run that is dropped on the page goes on with its history and its timeline @firefox", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.playUntilEpoch(6);
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  const { name, bytes } = await savedBy(page, () =>
    panel.getByRole("button", { name: "Save: Run", exact: true }).click(),
  );
  expect(name).toBe("run.json");
  const text = bytes.toString();
  const [parameters, epoch, history] = [
    await playground.parameters(),
    await playground.epoch(),
    await playground.state<number[]>("state.history.trainLoss"),
  ];

  await page.keyboard.press("n");
  await expect.poll(() => playground.epoch()).toBe(0);
  await drop(page, "gp-network", "run.json", text);
  await expect.poll(() => playground.epoch()).toBe(epoch);
  await playground.settled();
  expect(await playground.parameters()).toEqual(parameters);
  const again = await playground.state<number[]>("state.history.trainLoss");
  expect(again.length).toBe(history.length);
  for (const [row, loss] of history.entries()) expect(again[row]).toBeCloseTo(loss, 6);
  expect(await playground.state<number>("state.timeline.stops.length")).toBeGreaterThan(epoch / 2);
  expect(playground.errors).toEqual([]);
});

test("a file that holds no experiment is refused in words, and the page stays", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const address = page.url().replace(/#.*/, "");
  await drop(page, "gp-picture", "notes.txt", "nothing of the kind");
  await expect(page.getByRole("status").filter({ hasText: "holds no experiment" })).toBeVisible();
  expect(page.url().replace(/#.*/, "")).toBe(address);
});

test("code for other pages follows the switches of what readers may change", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  const code = panel.getByRole("region", { name: "Embed" });
  await expect(code).toContainText("embed.html#1.");
  await panel.getByRole("button", { name: "Element" }).click();
  await expect(code).toContainText(/<gradient-playground\s+experiment="#1\./);
  await expect(code).toContainText('hide="initializer"');
  await panel.getByRole("switch", { name: "optimizer" }).click();
  await expect(code).toContainText('hide="optimizer initializer"');
  await panel.getByRole("button", { name: "Jupyter" }).click();
  const before = await code.textContent();
  expect(before).toMatch(/IFrame\("http.*embed\.html#1\./);
  await panel.getByRole("switch", { name: "learning rate" }).click();
  await expect(code).not.toHaveText(before ?? "");
  expect(playground.errors).toEqual([]);
});
