/** The worker of a page: shared code, moves in the page, failures, and what stays when an element is gone. */
import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

const workers = (page: Page): number =>
  page.workers().filter((worker) => !worker.url().includes("table-worker")).length;

async function trained(page: Page): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.playUntilEpoch(20);
  return playground;
}

test("several elements on one page load and compile the engine once", async ({ page }) => {
  let loads = 0;
  await page.route("**/*.wasm", (route) => {
    loads++;
    return route.continue();
  });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.evaluate(() => {
    document.body.append(document.createElement("gradient-playground"), document.createElement("gradient-playground"));
  });
  const steps = page.locator("gradient-playground");
  for (let at = 0; at < 3; at++) {
    await expect(steps.nth(at).locator("gp-transport .play")).toBeEnabled();
    await steps.nth(at).locator("gp-transport .play").click();
  }
  const epochs = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("gradient-playground")].map(
        (element) =>
          (element as Element & { store: { state: { progress: { epoch: number } | null } } }).store.state.progress
            ?.epoch ?? 0,
      ),
    );
  // What is scrolled out of sight rests: each has trained, and not necessarily for long.
  await expect.poll(async () => Math.min(...(await epochs())), { timeout: 30_000 }).toBeGreaterThan(0);
  expect(loads).toBe(1);
  expect(playground.errors).toEqual([]);
});

test("an element that is moved in the page keeps its run, playing or not", async ({ page }) => {
  const playground = await trained(page);
  const parameters = await playground.parameters();
  const move = () =>
    page.evaluate(() => {
      const place = document.createElement("section");
      document.body.append(place);
      place.append(document.querySelector("gradient-playground") as Node);
    });
  await move();
  await playground.settled();
  expect(await playground.parameters()).toEqual(parameters);
  const before = await playground.epoch();
  await playground.play.click();
  await move();
  await expect.poll(() => playground.epoch(), { timeout: 20_000 }).toBeGreaterThan(before + 3);
  expect(workers(page)).toBe(1);
  expect(playground.errors).toEqual([]);
});

test("an element that is gone leaves nothing behind", async ({ page }) => {
  await trained(page);
  await page.evaluate(() => {
    const element = document.querySelector("gradient-playground") as Element;
    Object.assign(window, { gone: new WeakRef(element) });
    element.remove();
  });
  await expect.poll(() => workers(page)).toBe(0);
  const session = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await session.send("HeapProfiler.collectGarbage");
      return page.evaluate(() => (window as unknown as { gone: WeakRef<Element> }).gone.deref() === undefined);
    })
    .toBe(true);
});

test("a worker that throws is started again, with the run where it was kept and a word about it", async ({ page }) => {
  const playground = await trained(page);
  await page.waitForTimeout(700);
  const [epoch, parameters] = [await playground.epoch(), await playground.parameters()];
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error("a fault of the test");
    });
  });
  await expect(page.getByRole("status").filter({ hasText: "was started again" })).toBeVisible();
  expect(await playground.epoch()).toBe(epoch);
  expect(await playground.parameters()).toEqual(parameters);
  await playground.playUntilEpoch(epoch + 5);
});

test("an engine that cannot be loaded is tried again by itself, and by the reader when that does not help", async ({
  page,
}) => {
  let missing = 1;
  await page.route("**/*.wasm", (route) => (missing-- > 0 ? route.abort() : route.continue()));
  const playground = new PlaygroundPage(page);
  await playground.open();

  missing = 100;
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("could not start the engine", { timeout: 20_000 });
  missing = 0;
  await page.getByRole("button", { name: "Start again" }).click();
  await playground.ready();
  await playground.play.click();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(2);
});
