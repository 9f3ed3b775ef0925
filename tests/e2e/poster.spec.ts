import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

interface Layer {
  name: string;
  box: number[];
  pixels: string;
}

/** The layers of a picture of the page: `poster`, the one before the page's script; `page`, its own. */
const layersOf = (page: Page, of: "poster" | "page"): Promise<Layer[]> =>
  page.evaluate((which) => {
    const app = document.querySelector("gradient-playground")?.shadowRoot?.querySelector("gp-app")?.shadowRoot;
    const host = which === "page" ? app?.querySelector("gp-picture") : document.querySelector("body > [data-poster]");
    const canvases = [...(host?.shadowRoot?.querySelectorAll("canvas") ?? [])];
    const names = ["field", "lines", "points"];
    return names.flatMap((name) => {
      const canvas = canvases.find(({ className }) => className === name);
      if (!canvas) return [];
      const { x, y, width, height } = canvas.getBoundingClientRect();
      return [{ name, box: [x, y, width, height], pixels: canvas.toDataURL() }];
    });
  }, of);

/** Holds back the page's own script until it is called. */
async function held(page: Page): Promise<() => void> {
  let come: () => void = () => undefined;
  const awaited = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(/gradient-playground-.*\.js$/, async (route) => {
    await awaited;
    await route.continue();
  });
  // The picture is to stay the recorded one.
  await page.route("**/*.wasm", () => undefined);
  return come;
}

const WINDOWS = [
  [1920, 1080],
  [1440, 900],
  [1280, 720],
  [1024, 768],
  [900, 700],
  [800, 700],
  [720, 900],
  [390, 844],
  [360, 640],
  [320, 520],
] as const;

for (const [width, height] of WINDOWS) {
  const dark = width % 3 === 0;
  test(`at ${width} × ${height}${dark ? ", dark," : ""} the picture before the page's script is the page's, to the pixel and in its place`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    const come = await held(page);
    await page.goto("", { waitUntil: "commit" });
    await expect.poll(async () => (await layersOf(page, "poster")).length).toBe(3);
    const before = await layersOf(page, "poster");
    expect(new Set(before.map(({ pixels }) => pixels)).size).toBe(3);
    expect(await layersOf(page, "page")).toEqual([]);
    come();
    await expect(page.locator("gp-picture canvas.field")).toBeVisible();
    await expect.poll(() => layersOf(page, "poster")).toEqual([]);
    await expect.poll(() => layersOf(page, "page")).toEqual(before);
  });
}

/** Whether there is such a picture by the time the page draws its own. */
async function comes(page: Page, path = ""): Promise<boolean> {
  const come = await held(page);
  await page.goto("about:blank");
  await page.goto(path, { waitUntil: "commit" });
  await page.waitForFunction(() => document.readyState !== "loading" && performance.now() > 500);
  const layers = await layersOf(page, "poster");
  come();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  return layers.length > 0;
}

test("where the page begins with anything else there is no such picture", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  expect(await comes(page)).toBe(true);
  expect(await comes(page, "#dataset=xor")).toBe(false);
  await page.setViewportSize({ width: 844, height: 390 });
  expect(await comes(page), "the bars of a low window are lower").toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await comes(page)).toBe(true);
  // A run that was kept.
  await page.goto("about:blank");
  await playground.open();
  await playground.playUntilEpoch(3);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBeGreaterThan(1);
  expect(await comes(page)).toBe(false);
});

test("there is none where preferences alone were kept", async ({ page }) => {
  await page.goto("icon.svg");
  await page.evaluate(() => localStorage.setItem("gradient-playground.preferences", "{}"));
  expect(await comes(page)).toBe(false);
  await page.goto("icon.svg");
  await page.evaluate(() => localStorage.clear());
  expect(await comes(page)).toBe(true);
});

for (const size of [16, 20]) {
  test(`there is ${size === 16 ? "one" : "none"} where the browser's text has ${size} px`, async ({ page }) => {
    await page.addInitScript((pixels) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`html { font-size: ${pixels}px; }`);
      document.adoptedStyleSheets = [sheet];
    }, size);
    expect(await comes(page)).toBe(size === 16);
  });
}

test("one that cannot be drawn goes too when the page has drawn its own, and no press ends at it", async ({ page }) => {
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: never[]) {
      const root = this.getRootNode();
      if (root instanceof ShadowRoot && root.host.hasAttribute("data-poster")) throw new Error("no memory");
      return Reflect.apply(getContext, this, args);
    } as typeof getContext;
  });
  const come = await held(page);
  await page.goto("", { waitUntil: "commit" });
  const poster = page.locator("body > [data-poster]");
  await expect(poster).toHaveCSS("pointer-events", "none");
  come();
  await expect(page.locator("gp-picture canvas.field")).toBeVisible();
  await expect(poster).toHaveCount(0);
});
