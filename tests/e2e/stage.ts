import type { Locator, Page } from "@playwright/test";

/** Where a line of the network runs, on the page: `share` of its length from its source. */
export async function pointOnLine(page: Page, edge: string, share = 0.3): Promise<{ x: number; y: number }> {
  return page.locator(`gp-network path[data-edge="${edge}"]`).evaluate((path: SVGPathElement, at) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() * at);
    const box = (path.ownerSVGElement as SVGSVGElement).getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  }, share);
}

/** What a canvas shows, as text to compare. */
export function pixelsOf(canvas: Locator): Promise<string> {
  return canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
}

/** How many pixels of a canvas are not empty, and how many colours there are. */
export function inkOf(canvas: Locator): Promise<{ pixels: number; colors: number }> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const context = element.getContext("2d") as CanvasRenderingContext2D;
    const words = new Uint32Array(context.getImageData(0, 0, element.width, element.height).data.buffer);
    const filled = words.filter((word) => word !== 0);
    return { pixels: filled.length, colors: new Set(filled).size };
  });
}

/** Chooses a dataset in the gallery of all. */
export async function chooseDataset(page: Page, name: string): Promise<void> {
  await page.locator("gp-data .all:not(.own)").click();
  await page.locator("gp-data gp-popover gp-gallery").getByRole("radio", { name, exact: true }).click();
  await page.keyboard.press("Escape");
}

/** Draws a slider from one share of its length to another in 30 steps; `on` is called three times on the way. */
export async function dragSlider(slider: Locator, from: number, to: number, on = async () => {}): Promise<void> {
  const { mouse } = slider.page();
  const box = await slider.boundingBox();
  if (!box) throw new Error("no slider");
  const y = box.y + box.height / 2;
  await mouse.move(box.x + box.width * from, y);
  await mouse.down();
  for (let step = 1; step <= 30; step++) {
    await mouse.move(box.x + box.width * (from + ((to - from) * step) / 30), y);
    if (step % 10 === 0) await on();
  }
  await mouse.up();
}
