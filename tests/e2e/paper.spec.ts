import { expect, type Page, test } from "@playwright/test";
import { allReady, openArticle, originOf } from "./article.js";
import { PlaygroundPage } from "./playground.js";

/** The width of a sheet of A4 between the usual margins, in CSS pixels. */
const SHEET = { width: 718, height: 1046 };

type Boxes = Record<string, { x: number; y: number; width: number; height: number }>;

/** Where parts of the stage stand, shadow roots looked into. */
const boxesOf = (page: Page): Promise<Boxes> =>
  page.evaluate(() => {
    const found: Record<string, { x: number; y: number; width: number; height: number }> = {};
    const names = ["gp-data", "gp-network", "gp-chart", "gp-picture", "gp-recipe", "gp-transport"];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        if (names.includes(element.localName)) {
          const { x, y, width, height } = element.getBoundingClientRect();
          if (width > 0) found[element.localName] = { x, y, width, height };
        }
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return found;
  });

async function expectApart(boxes: Boxes): Promise<void> {
  const parts = Object.entries(boxes);
  expect(parts.length).toBeGreaterThan(2);
  for (const [name, { x, width }] of parts) {
    expect(x, name).toBeGreaterThanOrEqual(-1);
    expect(x + width, name).toBeLessThanOrEqual(SHEET.width + 1);
  }
  for (const [one, a] of parts)
    for (const [other, b] of parts)
      if (one < other) {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        expect(Math.min(across, down), `${one} and ${other}`).toBeLessThanOrEqual(4);
      }
}

/** Every neuron's frame lies where its heatmap is: both are placed over the same box, which has kept its size. */
async function expectFramed(page: Page): Promise<void> {
  const drawn = await page.locator("gp-network canvas.maps").boundingBox();
  expect(drawn?.width, "the width of the heatmaps on paper").toBeGreaterThan(0);
  const off = await page.locator("gp-network .net").evaluate((net) => {
    const canvas = net.querySelector("canvas.maps") as HTMLCanvasElement;
    const box = canvas.getBoundingClientRect();
    const node = net.querySelector(".node[data-layer='1']") as HTMLElement;
    const at = node.getBoundingClientRect();
    const scaleX = canvas.width / box.width;
    const scaleY = canvas.height / box.height;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    const alpha = (x: number, y: number) =>
      context.getImageData(Math.round((x - box.x) * scaleX), Math.round((y - box.y) * scaleY), 1, 1).data[3] ?? 0;
    const inside = [0.15, 0.5, 0.85].flatMap((share) => [
      alpha(at.x + at.width * share, at.y + at.height / 2),
      alpha(at.x + at.width / 2, at.y + at.height * share),
    ]);
    const outside = [
      alpha(at.x - at.width * 0.12, at.y + at.height / 2),
      alpha(at.right + at.width * 0.12, at.y + at.height / 2),
    ];
    return { inside: Math.min(...inside), outside: Math.max(...outside) };
  });
  expect(off.inside).toBeGreaterThan(200);
  expect(off.outside).toBe(0);
}

const pagesOf = (pdf: Buffer): number => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

test("on a sheet of A4 the page stands as on the screen: heatmaps in their frames, nothing over anything", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.playUntilEpoch(20);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(SHEET);
  await expectApart(await boxesOf(page));
  await expectFramed(page);
  const pdf = await page.pdf({ format: "A4", margin: { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" } });
  expect(pagesOf(pdf)).toBe(1);
  expect(pdf.length).toBeGreaterThan(40_000);
});

test("what is printed from a window of 1440 px does not wait for the page to measure the sheet", async ({ page }) => {
  // A printer lays the page out on its sheet and takes it as it is: no observer of sizes is asked first.
  await page.addInitScript(() => {
    const Observer = window.ResizeObserver;
    window.ResizeObserver = class extends Observer {
      constructor(told: ResizeObserverCallback) {
        super((entries, self) => {
          if (!matchMedia("print").matches) told(entries, self);
        });
      }
    };
  });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.playUntilEpoch(10);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(SHEET);
  await expectApart(await boxesOf(page));
  await expectFramed(page);
});

test("a dark page is light on paper, pictures too", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const playground = new PlaygroundPage(page);
  await playground.open();
  const paper = () =>
    page.locator("gp-network canvas.maps").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const dark = await paper();
  expect(await playground.state("state.dark")).toBe(true);
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  await expect.poll(() => playground.state("state.dark")).toBe(false);
  expect(await paper()).not.toBe(dark);
});

test("an article with the element is printed with the element as wide as its text", async ({ page }, { config }) => {
  await openArticle(page, originOf(config.metadata), {
    body: '<p>Before</p><gradient-playground preset="circle-four-neurons"></gradient-playground><p id="after">After</p>',
  });
  await allReady(page);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(SHEET);
  await expectApart(await boxesOf(page));
  const picture = (await boxesOf(page))["gp-picture"];
  const after = await page.locator("#after").boundingBox();
  expect(picture).toBeDefined();
  expect(after!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height);
  expect(after!.y).toBeLessThan(SHEET.height);
  expect(pagesOf(await page.pdf({ format: "A4" }))).toBe(1);
});
