import { expect, type Page } from "@playwright/test";

/** Notes every file that the page hands over to the browser; not every browser tells a test of its downloads. */
export async function watchFiles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const given = new Map<string, Blob>();
    const files: { name: string; blob: Blob }[] = [];
    Object.assign(window, { savedFiles: files });
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (source) => {
      const address = make(source);
      if (source instanceof Blob) given.set(address, source);
      return address;
    };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      const blob = given.get(this.href);
      if (this.download && blob) files.push({ name: this.download, blob });
      click.call(this);
    };
  });
}

const count = (page: Page) => page.evaluate(() => (window as unknown as { savedFiles: unknown[] }).savedFiles.length);

/** The file that comes of what `press` does. */
export async function savedBy(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const before = await count(page);
  await press();
  await expect.poll(() => count(page), { timeout: 75_000 }).toBe(before + 1);
  const { name, base64 } = await page.evaluate(async () => {
    const { savedFiles } = window as unknown as { savedFiles: { name: string; blob: Blob }[] };
    const { name: fileName, blob } = savedFiles.at(-1)!;
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(blob);
    });
    return { name: fileName, base64: text.slice(text.indexOf(",") + 1) };
  });
  return { name, bytes: Buffer.from(base64, "base64") };
}
