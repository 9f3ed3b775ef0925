import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { PNG } from "pngjs";
import decodeQR from "qr/decode.js";
import { PlaygroundPage } from "./playground.js";

test("the Share panel shows the address of the page, also with weights, and as a QR code @firefox", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  const link = panel.getByRole("textbox", { name: "Link", exact: true });
  await expect(link).toHaveValue(/#1\.[\w-]+$/);
  await expect.poll(() => page.evaluate(() => location.href)).toBe(await link.inputValue());
  await panel.getByRole("button", { name: "QR code" }).click();
  await expect(panel.getByRole("img", { name: "The link as a QR code" })).toBeVisible();

  const plain = await link.inputValue();
  await panel.getByRole("switch", { name: "With the present weights" }).click();
  await expect(link).not.toHaveValue(plain);
  await expect(panel.getByText(`${(await link.inputValue()).length} characters`)).toBeVisible();

  // A pasted link with weights brings them back.
  const wanted = await playground.parameters();
  const shared = await link.inputValue();
  await page.keyboard.press("Escape");
  await playground.playUntilEpoch(2);
  await panel.getByRole("textbox", { name: /Paste a link/ }).fill(shared);
  await panel.getByRole("button", { name: "Open the text" }).click();
  await expect.poll(() => playground.epoch()).toBe(0);
  await playground.settled();
  expect(await playground.parameters()).toEqual(wanted);
  expect(playground.errors).toEqual([]);
});

for (const look of [
  { colorScheme: "light", viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  { colorScheme: "dark", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
] as const) {
  test.describe(`${look.viewport.width} px wide, ${look.colorScheme}`, () => {
    test.use(look);

    test("a reader of QR codes finds the link in the code, also with weights", async ({ page }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      if (look.viewport.width < 600) await page.getByRole("tab", { name: "Share" }).click();
      else await page.keyboard.press("Alt+7");
      const panel = page.getByRole("tabpanel");
      await panel.getByRole("button", { name: "QR code" }).click();
      const code = panel.getByRole("img", { name: "The link as a QR code" });
      const link = panel.getByRole("textbox", { name: "Link", exact: true });
      const read = async () => decodeQR(PNG.sync.read(await code.screenshot()), { timeLimit: 5000 });
      expect(await read()).toBe(await link.inputValue());
      await panel.getByRole("switch", { name: "With the present weights" }).click();
      await expect.poll(async () => (await link.inputValue()).length).toBeGreaterThan(300);
      await expect(panel.getByText(`${(await link.inputValue()).length} characters`)).toBeVisible();
      expect(await read()).toBe(await link.inputValue());
      expect(playground.errors).toEqual([]);
    });
  });
}

test("every file of the Share panel is saved, with its size told", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  const files: Record<string, RegExp> = {
    PyTorch: /DistributedDataParallel/,
    NumPy: /import numpy/,
    ONNX: /Gradient Playground/,
    JavaScript: /export function predict/,
    C: /gp_predict/,
    Run: /"parameters":\[/,
    Experiment: /"version": 1/,
    "History (CSV)": /^epoch,step,train_loss/,
    "Data (CSV)": /^x,y,class,part\r\n/,
  };
  for (const [name, holds] of Object.entries(files)) {
    const card = panel.getByRole("button", { name: `Save: ${name}`, exact: true });
    await expect(card, "its size is told before").toContainText(/\d KB$/);
    const download = page.waitForEvent("download");
    await card.click();
    const file = await download;
    expect(await readFile(await file.path(), "latin1"), name).toMatch(holds);
    await expect(panel.getByText(new RegExp(`^${file.suggestedFilename()}, [\\d ,]+ KB$`))).toBeVisible();
  }
  expect(playground.errors).toEqual([]);
});
