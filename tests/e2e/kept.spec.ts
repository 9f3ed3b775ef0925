/** What the browser kept never keeps the page from starting, and what it cannot keep is told. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { allReady, epochOf, openArticle, originOf, withElement } from "./article.js";
import { change } from "./explained.js";
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

const told = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

/** What the reader gets who keeps it as a file. */
async function keptAsFile(page: Page): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Keep it as a file" }).click();
  return readFile(await (await download).path(), "utf8");
}

const RUN = "gradient-playground.run";
/** What the page has kept once it rests, with every epoch so far. */
const kept = async (page: Page, epochs: number): Promise<string> => {
  const read = () => page.evaluate((name) => localStorage.getItem(name) ?? "", RUN);
  const bytes = async () => {
    const { record } = JSON.parse((await read()).split("\n")[1] ?? "null") ?? {};
    return atob(record?.columns.epoch ?? "").length;
  };
  await expect.poll(bytes).toBeGreaterThanOrEqual((epochs + 1) * 8);
  return read();
};

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
  await expect(told(page, "Some preferences that this browser kept have no meaning here")).toBeVisible();
  expect(JSON.parse(await keptAsFile(page))).toEqual(preferences);
  await playground.playUntilEpoch(3);
  await page.reload();
  await playground.ready();
  expect(playground.errors).toEqual([]);
});

for (const [what, run] of Object.entries({
  "an unknown data set": { experiment: { data: { dataset: "gone" } } },
  "an unknown optimizer": { experiment: { optimizer: { name: "gone" } } },
  "data that are none": { experiment: { data: null } },
  "no experiment": { experiment: null },
  "a later version": { version: 7, experiment: {} },
})) {
  test(`a kept run with ${what} is told of, and the page begins`, async ({ page }) => {
    const text = JSON.stringify({ version: 1, preset: null, ...run });
    const playground = await openWith(page, { "gradient-playground.run": text });
    await expect(told(page, "The run that this browser kept")).toBeVisible();
    expect(JSON.parse(await keptAsFile(page))).toEqual(JSON.parse(text));
    await playground.playUntilEpoch(3);
    expect(playground.errors).toEqual([]);
  });
}

for (const [what, damage, says] of [
  ["text is cut", (text: string) => text.slice(0, 300), "is damaged or of a later version"],
  ["text is null", () => "null", "is damaged or of a later version"],
  ["text is none of ours", () => "<img src=x onerror=alert(1)>", "is damaged or of a later version"],
  ["version is a later one", (text: string) => text.replace(" 2 ", " 7 "), "is damaged or of a later version"],
  ["state is damaged", (text: string) => without(text, "snapshot", "{}"), "only the experiment can be read"],
  ["history is damaged", (text: string) => without(text, "record", '{"columns":{}}'), "the history cannot be read"],
] as const) {
  test(`of a kept run whose ${what} the rest is used, and all of it can be kept as a file`, async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    await playground.choosePreset("XOR with bent lines");
    await playground.playUntilEpoch(3);
    const epochs = await playground.epoch();
    const left = damage(await kept(page, epochs));
    const json = left.slice(left.startsWith(RUN) ? left.indexOf("\n") + 1 : 0);
    // The page that is left writes once more: what is damaged is put there after it.
    await page.goto("about:blank");
    await page.addInitScript(([name = "", text = ""]) => localStorage.setItem(name, text), [RUN, left]);
    await page.goto("./");
    await playground.ready();
    await expect(told(page, says)).toBeVisible();
    expect(await keptAsFile(page)).toBe(json);
    await expect(told(page, says)).toBeHidden();
    expect(await playground.epoch()).toBe(what.startsWith("history") ? epochs : 0);
    expect(playground.errors).toEqual([]);
  });
}

/** A kept run of an older form, which has no checksum, with one part replaced. */
function without(text: string, part: string, by: string): string {
  const run = JSON.parse(text.slice(text.indexOf("\n") + 1)) as Record<string, unknown>;
  return JSON.stringify({ version: 1, ...run, [part]: JSON.parse(by) });
}

test("a run that finds no room is told of and can be kept as a file; a reload brings back no other", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.choosePreset("XOR with bent lines");
  await playground.playUntilEpoch(3);
  await kept(page, await playground.epoch());
  await page.evaluate(() => {
    for (let size = 4_000_000; size > 50_000; size /= 2) {
      for (let n = 0; n < 4; n++) {
        try {
          localStorage.setItem(`filled ${size} ${n}`, "x".repeat(size));
        } catch {}
      }
    }
  });
  const rows = 20_000;
  await withElement(
    page,
    (element, count) =>
      element.open({
        data: {
          inputs: Array.from({ length: count }, (_, i) => [Math.sin(i), Math.cos(i * 1.7)]),
          targets: Array.from({ length: count }, (_, i) => i % 2),
        },
      }),
    rows,
  );
  await expect(told(page, "too large for this browser to keep")).toBeVisible({ timeout: 20_000 });
  const file = JSON.parse(await keptAsFile(page)) as { experiment: { data: { targets: number[] } } };
  expect(file.experiment.data.targets).toHaveLength(rows);
  await page.reload();
  await playground.ready();
  await expect(told(page, "The last run here was too large")).toBeVisible();
  expect(await playground.state("state.preset")).not.toBe("xor-relu");
  expect(await playground.epoch()).toBe(0);
  expect(playground.errors).toEqual([]);
});

test("of a run that is too large only the experiment is kept, which is told before a reload shows it", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.choosePreset("XOR with bent lines");
  const units = { units: 400, activation: "tanh" };
  await withElement(page, (element, hidden) => element.open({ network: { hidden } }), [units, units]);
  await expect(told(page, "a reload will bring back its experiment")).toBeVisible({ timeout: 30_000 });
  expect(JSON.parse(await keptAsFile(page))).toHaveProperty("snapshot");
  await page.reload();
  await playground.ready();
  expect(await playground.state("state.experiment.network.hidden.map(({ units }) => units)")).toEqual([400, 400]);
  expect(await playground.epoch()).toBe(0);
  expect(playground.errors).toEqual([]);
});

test("400 000 rows of one's own find no room, which is told now and after a reload", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await withElement(
    page,
    (element, count) =>
      element.open({
        data: {
          inputs: Float64Array.from({ length: 2 * count }, (_, i) => Math.sin(i)),
          targets: Float32Array.from({ length: count }, (_, i) => i % 2),
          columns: 2,
        },
      }),
    400_000,
  );
  await expect(told(page, "too large for this browser to keep")).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("gp-under")).toContainText(/5000 of 400.000 points drawn/);
  await page.reload();
  await playground.ready();
  await expect(told(page, "The last run here was too large")).toBeVisible();
  expect(await playground.state("state.experiment.data.inputs")).toBeUndefined();
  expect(playground.errors).toEqual([]);
});

for (const [how, forbid] of [
  ["is not let near it", () => Object.defineProperty(window, "localStorage", { get: forbidden })],
  [
    "may neither read nor write",
    () => Object.assign(Storage.prototype, { getItem: forbidden, setItem: forbidden, removeItem: forbidden }),
  ],
] as const) {
  test(`a page whose storage is forbidden and that ${how} works @firefox`, async ({ page }) => {
    await page.addInitScript(`
      function forbidden() { throw new DOMException("forbidden", "SecurityError"); }
      (${forbid.toString()})();`);
    const playground = new PlaygroundPage(page);
    await playground.open();
    await playground.playUntilEpoch(3);
    await page.reload();
    await playground.ready();
    expect(playground.errors).toEqual([]);
  });
}

declare function forbidden(): never;

test("two that remember under one id keep a run each all the same", async ({ page }, { config }) => {
  const one = '<gradient-playground id="same" remember></gradient-playground>';
  await openArticle(page, originOf(config.metadata), { body: one + one });
  await allReady(page);
  await withElement(page, (element) => element.step("epoch", 4), undefined, 0);
  await withElement(page, (element) => element.step("epoch", 9), undefined, 1);
  await expect
    .poll(() => page.evaluate(() => Object.values(localStorage).filter((text) => text.includes("snapshot")).length))
    .toBe(2);
  await page.waitForTimeout(900);
  await page.reload();
  await allReady(page);
  expect([await epochOf(page, 0), await epochOf(page, 1)]).toEqual([4, 9]);
});

test("a run in float64 stays kept where its part of the engine does not come, and is back once it does", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  expect(await change(page, { precision: "float64" })).toBeUndefined();
  await playground.playUntilEpoch(3);
  const before = await kept(page, 3);
  await page.route(/engine-[^-]*\.wasm$/, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: "could not be" })).toBeVisible();
  expect(await page.evaluate((name) => localStorage.getItem(name), RUN)).toBe(before);
  await page.unroute(/engine-[^-]*\.wasm$/);
  await page.getByRole("button", { name: "Start again" }).click();
  await playground.ready();
  expect(await playground.state("[state.experiment.precision, state.progress.epoch >= 3]")).toEqual(["float64", true]);
});
