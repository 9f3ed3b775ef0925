import { expect, type Page, test } from "@playwright/test";
import { savedBy, watchFiles } from "./files.js";
import { PlaygroundPage } from "./playground.js";

/** States of the timeline besides the start. */
const EPOCHS = 10;

async function film(page: Page, format: string): Promise<Buffer> {
  const panel = page.getByRole("tabpanel", { name: "Share" });
  const { name, bytes } = await savedBy(page, async () => {
    await panel.getByRole("button", { name: format, exact: true }).click();
    // A recording takes as long as the film; a GIF may be there at once.
    if (format === "WebM")
      await expect(panel.getByRole("progressbar", { name: "The film is being made" })).toBeVisible();
  });
  expect(name).toBe(`run.${format.toLowerCase()}`);
  return bytes;
}

async function trained(page: Page): Promise<PlaygroundPage> {
  await watchFiles(page);
  const playground = new PlaygroundPage(page);
  await playground.open();
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    await page.keyboard.press("e");
    await expect.poll(() => playground.epoch()).toBe(epoch);
  }
  await page.keyboard.press("Alt+7");
  return playground;
}

test("a film of the spiral plays, and the run stands where it stood @firefox", async ({ page }) => {
  const playground = await trained(page);
  const before = await playground.parameters();
  const bytes = await film(page, "WebM");
  expect(await playground.parameters()).toEqual(before);
  const played = await page.evaluate(async (base64) => {
    const video = document.createElement("video");
    video.muted = true;
    video.src = `data:video/webm;base64,${base64}`;
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 32 });
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    const looks = new Set<string>();
    const ended = new Promise((resolve, reject) => {
      video.onended = () => resolve(true);
      video.onerror = () => reject(new Error(video.error?.message));
      setTimeout(() => resolve(false), 40_000);
    });
    video.ontimeupdate = () => {
      context.drawImage(video, 0, 0, 32, 32);
      looks.add(context.getImageData(0, 0, 32, 32).data.join());
    };
    await video.play();
    const whole = await ended;
    return { whole, width: video.videoWidth, height: video.videoHeight, time: video.currentTime, looks: looks.size };
  }, bytes.toString("base64"));
  expect(played).toMatchObject({ whole: true, width: 520, height: 624 });
  // A frame lasts a twentieth of a second, the last one a second and a half.
  expect(played.time).toBeGreaterThan(1.5);
  expect(played.looks).toBeGreaterThan(1);
  expect(playground.errors).toEqual([]);
});

test("a GIF has a frame for every state of the timeline, and repeats @firefox", async ({ page }) => {
  const playground = await trained(page);
  const bytes = await film(page, "GIF");
  expect(bytes.subarray(0, 6).toString()).toBe("GIF89a");
  expect(bytes.includes("NETSCAPE2.0")).toBe(true);
  // Each frame has a graphic control extension of four bytes.
  let frames = 0;
  for (let at = 0; at + 7 < bytes.length; at++) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9 && bytes[at + 2] === 4 && bytes[at + 7] === 0) frames += 1;
  }
  expect(frames).toBe(EPOCHS + 1);
  const size = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/gif;base64,${base64}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, bytes.toString("base64"));
  expect(size).toEqual([520, 624]);
  expect(playground.errors).toEqual([]);
});

test("a film goes on with its panel closed, and one that is cancelled is not saved", async ({ page }) => {
  const playground = await trained(page);
  const panel = page.getByRole("tabpanel", { name: "Share" });
  await savedBy(page, async () => {
    await panel.getByRole("button", { name: "GIF", exact: true }).click();
    await page.keyboard.press("Alt+1");
    await expect(panel).toBeHidden();
  });
  await page.keyboard.press("Alt+7");
  await expect(panel.getByText(/^run\.gif, /)).toBeVisible();

  const files = () => page.evaluate(() => (window as unknown as { savedFiles: unknown[] }).savedFiles.length);
  const before = await files();
  await panel.getByRole("button", { name: "WebM", exact: true }).click();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByRole("button", { name: "WebM", exact: true })).toBeVisible();
  await page.waitForTimeout(500);
  expect(await files()).toBe(before);
  expect(playground.errors).toEqual([]);
});

test("a film of points with many columns says which plane its colours are of", async ({ page }) => {
  await page.addInitScript(() => {
    const { fillText } = CanvasRenderingContext2D.prototype;
    const said = ((window as unknown as { said: string[] }).said = []) as string[];
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      said.push(text);
      fillText.call(this, text, ...rest);
    };
  });
  await watchFiles(page);
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.choosePreset("Iris");
  await page.keyboard.press("e");
  await expect.poll(() => playground.epoch()).toBe(1);
  await page.keyboard.press("Alt+7");
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await film(page, "GIF");
  expect(await said()).toContain("Colours: the network on the plane of the first two principal components");
  await page.locator("gp-columns").getByRole("radio", { name: "Slice" }).click();
  await expect.poll(() => playground.state("state.view.components")).toBe(false);
  await film(page, "GIF");
  const [slice = ""] = (await said()).slice(-1);
  expect(slice).toMatch(/^Colours: the network along .+ and .+, the other columns at their mean$/);
  // Others chosen while it is made are not the film's.
  const saidBefore = (await said()).length;
  await savedBy(page, () =>
    page.getByRole("button", { name: "GIF", exact: true }).evaluate((button: HTMLElement) => {
      type Shows = { store: { intents: { show(look: object): void } } };
      button.click();
      const { store } = document.querySelector("gradient-playground") as HTMLElement & Shows;
      store.intents.show({ axes: [3, 2] });
    }),
  );
  expect(await playground.state("state.display.axes")).toEqual([3, 2]);
  const captions = (await said()).slice(saidBefore).filter((text) => text.startsWith("Colours"));
  expect([...new Set(captions)]).toEqual([slice]);
  expect(playground.errors).toEqual([]);
});
