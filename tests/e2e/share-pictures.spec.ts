import { expect, type Page, test } from "@playwright/test";
import { PNG } from "pngjs";
import { savedBy, watchFiles } from "./files.js";
import { PlaygroundPage } from "./playground.js";

const saved = async (page: Page, press: () => Promise<void>): Promise<Buffer> => (await savedBy(page, press)).bytes;

test.beforeEach(({ page }) => watchFiles(page));

/** Mean difference of two images of one size, a byte a channel. */
function difference(a: PNG, b: PNG): number {
  let sum = 0;
  for (let k = 0; k < a.data.length; k++) sum += Math.abs((a.data[k] ?? 0) - (b.data[k] ?? 0));
  return sum / a.data.length;
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("an SVG opened alone looks like the page, with its text as text", async ({ page, context }) => {
      const playground = new PlaygroundPage(page);
      await playground.open();
      for (let epoch = 1; epoch <= 4; epoch++) {
        await page.keyboard.press("e");
        await expect.poll(() => playground.epoch()).toBe(epoch);
      }
      await page.keyboard.press("Alt+7");
      const panel = page.getByRole("tabpanel", { name: "Share" });
      const parts = [
        ["Boundary", "gp-picture", /<text[^>]*>−3<\/text>/],
        ["Network", "gp-network", /<text[^>]*>Hidden layers<\/text>/],
        ["Loss chart", "gp-chart", /<text[^>]*>train<\/text>/],
      ] as const;
      for (const [name, element, text] of parts) {
        const svg = (
          await saved(page, () => panel.getByRole("button", { name: `Save: ${name} as SVG` }).click())
        ).toString();
        expect(svg, name).toMatch(text);
        expect(svg).not.toMatch(/foreignObject|http:\/\/(?!www\.w3\.org)|var\(--/);
        await page.mouse.move(5, 5);
        const box = await page.locator(element).boundingBox();
        if (!box) throw new Error(element);
        const shown = PNG.sync.read(
          await page.screenshot({
            clip: {
              x: Math.floor(box.x),
              y: Math.floor(box.y),
              width: Math.floor(box.width) - 1,
              height: Math.floor(box.height) - 1,
            },
          }),
        );
        const alone = await context.newPage();
        await alone.setContent(`<body style="margin:0">${svg}</body>`);
        const drawn = PNG.sync.read(
          await alone.screenshot({ clip: { x: 16, y: 16, width: shown.width, height: shown.height } }),
        );
        await alone.close();
        // Half a pixel between the two moves the edges of letters and lines; another theme alone would be 100 and more.
        expect(difference(shown, drawn), name).toBeLessThan(6);
      }
      expect(playground.errors).toEqual([]);
    });
  });
}

test("images have two pixels for each of the page, and stand on the page's own colour @firefox", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  const box = await page.locator("gp-picture").boundingBox();
  const image = PNG.sync.read(
    await saved(page, () => panel.getByRole("button", { name: "Save: Boundary as PNG" }).click()),
  );
  expect([image.width, image.height]).toEqual(
    [2, 2].map((ratio, at) => ratio * Math.ceil((at === 0 ? box!.width : box!.height) + 32)),
  );
  expect([...image.data.subarray(0, 4)]).toEqual([250, 249, 247, 255]);
  await expect(panel.getByText(/^boundary\.png, \d+ KB$/)).toBeVisible();
  expect(playground.errors).toEqual([]);
});

test("parts that do not stand on the page are pictured too: the network of a phone, and a panel", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.getByRole("tab", { name: "Share" }).click();
  const panel = page.getByRole("tabpanel");
  const network = await saved(page, () => panel.getByRole("button", { name: "Save: Network as SVG" }).click());
  expect(network.toString()).toMatch(/<text[^>]*>sin x<\/text>/);
  const explain = await saved(page, () => panel.getByRole("button", { name: "Save: Explain as SVG" }).click());
  expect(explain.toString()).toMatch(/<text[^>]*>Propagate<\/text>/);
  await expect(page.locator("gp-app").locator("gp-explain")).toHaveCount(0);
  expect(playground.errors).toEqual([]);
});

test("a picture is copied as an image", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.keyboard.press("Alt+7");
  const panel = page.getByRole("tabpanel", { name: "Share" });
  await panel.getByRole("button", { name: "Copy: Loss chart" }).click();
  await expect(panel.getByText(/^Loss chart copied, \d+ KB$/)).toBeVisible();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types: each }) => each));
  expect(types).toContain("image/png");
});
