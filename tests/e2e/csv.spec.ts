import { expect, type Locator, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

/** What the running experiment is known by: it stays the same until a table is taken over. */
const MARK = "JSON.stringify([state.generation, state.experiment.data.dataset, state.undoable])";

async function open(page: Page): Promise<{ playground: PlaygroundPage; table: Locator }> {
  const playground = new PlaygroundPage(page);
  return { playground, table: await playground.openTableImport() };
}

const choose = (table: Locator, name: string, content: string | Buffer): Promise<void> =>
  table.locator("input[type=file]").setInputFiles({
    name,
    mimeType: "text/csv",
    buffer: typeof content === "string" ? Buffer.from(content) : content,
  });

const use = (table: Locator): Locator => table.getByRole("button", { name: /^Use .* rows?$/ });

test("Penguins as they are become an experiment, after the reader has seen what is left out", async ({ page }) => {
  const { playground, table } = await open(page);
  await playground.playUntilEpoch(5);
  const before = await playground.state<string>(MARK);
  await table.locator("input[type=file]").setInputFiles("data/penguins.csv");
  await expect(use(table)).toHaveText("Use 342 rows");
  await expect(table).toContainText("344 rows, 7 columns, commas");
  await expect(table.getByRole("combobox", { name: "Encoding of the file" })).toHaveValue("UTF-8");
  await expect(table).toContainText("Line 5 has no beak_length_mm");
  await expect(table).toContainText("Classes: Adelie (152), Chinstrap (68), Gentoo (124)");
  await expect(table).toContainText("stays on this computer");
  expect(await playground.state<string>(MARK)).toBe(before);

  // Sex as what is learnt: more rows lack it, among them the one with a point.
  await table.getByRole("combobox", { name: "Use of sex" }).selectOption("class");
  await expect(use(table)).toHaveText("Use 333 rows");
  await expect(table).toContainText("Line 5 has no class");
  await table.getByRole("combobox", { name: "Use of species" }).selectOption("class");
  await use(table).click();
  await expect.poll(() => playground.state("state.data.classNames")).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
  expect(await playground.state("state.data.columnNames")).toEqual([
    "beak_length_mm",
    "beak_depth_mm",
    "flipper_length_mm",
    "body_mass_g",
  ]);
  expect(await playground.state("state.experiment.data.standardize")).toBe(true);
  await playground.playUntilEpoch(60);
  expect(await playground.state<number>("state.progress.testMetric")).toBeGreaterThan(0.9);

  await page.locator("gp-top-bar").getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(() => playground.state("state.experiment.data.dataset")).not.toBeUndefined();
  expect(playground.errors).toEqual([]);
});

test("what is no table is named, and the experiment is left alone", async ({ page }) => {
  const { playground, table } = await open(page);
  const before = await playground.state<string>(MARK);
  const faults: [string, string | Buffer, string][] = [
    ["photo.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), "another kind of file (PNG)"],
    ["one.csv", "height\n1\n2\n", "There is one column only (height)"],
    ["open.csv", 'a,b\n1,2\n3,"4\n5,6\n', "Line 3, column 2: a quotation mark opens here and never closes"],
    ["rows.json", "[1, 2, 3]", "a list of objects, a list of lists"],
    ["empty.csv", "", "There are no rows in it"],
  ];
  for (const [name, content, words] of faults) {
    await choose(table, name, content);
    await expect(table.getByRole("alert")).toContainText(words);
    await expect(use(table)).toHaveCount(0);
  }
  expect(await playground.state<string>(MARK)).toBe(before);
  // A good table after bad ones is read as if nothing had been.
  await choose(table, "good.csv", "a;b;kind\n1,5;2;x\n2,5;3;y\n0,5;1;x\n");
  await expect(table.getByRole("alert")).toHaveCount(0);
  await expect(table).toContainText("semicolons · decimal commas");
  await expect(use(table)).toHaveText("Use 3 rows");
});

test("Chinese text in GBK is read as it was written", async ({ page }) => {
  const { table } = await open(page);
  const gbk = [0xc9, 0xed, 0xb8, 0xdf, 0x2c, 0xcc, 0xe5, 0xd6, 0xd8, 0x2c, 0xc0, 0xe0, 0xb1, 0xf0, 0x0a];
  const rows = [..."171.2,64,"].map((char) => char.charCodeAt(0));
  const more = [..."158.9,51,"].map((char) => char.charCodeAt(0));
  await choose(table, "a.csv", Buffer.from([...gbk, ...rows, 0xbc, 0xd7, 0x0a, ...more, 0xd2, 0xd2, 0x0a]));
  await expect(table.getByRole("combobox", { name: "Encoding of the file" })).toHaveValue("GB18030");
  await expect(table.getByRole("combobox", { name: "Use of 身高" })).toHaveValue("input");
  await expect(table).toContainText("Classes: 甲 (1), 乙 (1)");
});

test("pasted rows and dropped files are read like chosen ones", async ({ page }) => {
  const { playground, table } = await open(page);
  await table.getByRole("textbox", { name: "Paste rows" }).evaluate((field) => {
    const data = new DataTransfer();
    data.setData("text/plain", "x\ty\n1\t2.5\n2\t3.5\n3\t4.75\n4\t5\n5\t6\n6\t6.5\n7\t8.25\n");
    field.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
    );
  });
  await expect(table).toContainText("7 rows, 2 columns, tabs");
  await table.getByRole("combobox", { name: "Use of x" }).selectOption("input");
  await use(table).click();
  await expect.poll(() => playground.state("state.experiment.task")).toBe("regression");
  expect(await playground.state("state.data.columns")).toBe(1);

  await table.getByRole("button", { name: "Another table" }).click();
  await table.locator(".drop").evaluate((zone) => {
    const data = new DataTransfer();
    data.items.add(new File(['[{"a": 1, "kind": "p"}, {"a": 2, "kind": "q"}]'], "rows.json"));
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  });
  await expect(table).toContainText("rows.json");
  await expect(use(table)).toHaveText("Use 2 rows");
  expect(playground.errors).toEqual([]);
});

/**
 * Drops a file, made in the page: sending it there would take the page's time too.
 * @returns what tells the longest time since in which a timer of the page did not get its turn, in milliseconds
 */
async function dropLarge(table: Locator, make: () => string): Promise<() => Promise<number>> {
  await table.locator(".drop").evaluate(async (zone, text) => {
    const data = new DataTransfer();
    data.items.add(new File([new Function(`return (${text})()`)()], "large.csv"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const at = { last: performance.now(), worst: 0 };
    setInterval(() => {
      const now = performance.now();
      at.worst = Math.max(at.worst, now - at.last);
      at.last = now;
    }, 10);
    Object.assign(window, { turns: at });
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
  }, make.toString());
  return () => table.page().evaluate(() => (window as unknown as { turns: { worst: number } }).turns.worst);
}
/** What a click may wait on a busy machine of two cores; all at once a large file would take seconds. */
const RESPONSIVE = 500;

test("100 000 rows are read while the page stays responsive, and are learnt from", async ({ page }) => {
  const { playground, table } = await open(page);
  const worst = await dropLarge(table, () => {
    let text = "a,b,kind\n";
    for (let k = 0; k < 100_000; k++) text += `${Math.sin(k) * 3},${Math.cos(3 * k) * 2},${k % 3 ? "p" : "q"}\n`;
    return text;
  });
  await expect(use(table)).toHaveText("Use 100 000 rows", { timeout: 30_000 });
  expect(await worst()).toBeLessThan(RESPONSIVE);
  await use(table).click();
  await expect
    .poll(() => playground.state<number>("state.data.trainTargets.length + state.data.testTargets.length"), {
      timeout: 30_000,
    })
    .toBe(100_000);
  expect(playground.errors).toEqual([]);
});

test("an open quotation mark before 20 MB of doubled ones is told, and the page stays responsive", async ({ page }) => {
  const { playground, table } = await open(page);
  const worst = await dropLarge(table, () => `a,b\n1,"${'""'.repeat(10_000_000)}`);
  await expect(table.getByRole("alert")).toContainText("Line 2", { timeout: 30_000 });
  expect(await worst()).toBeLessThan(RESPONSIVE);
  expect(playground.errors).toEqual([]);
});

test("a file that takes long can be cancelled meanwhile, and the next one is read", async ({ page }) => {
  const { playground, table } = await open(page);
  const before = await playground.state<string>(MARK);
  const worst = await dropLarge(table, () => `${"a,b,c,d,e,f,kind\n"}${"1.25,2.5,3.75,4,5,6,p\n".repeat(4_000_000)}`);
  await expect(table.getByRole("progressbar", { name: "Share that has been read" })).toBeVisible();
  await table.getByRole("button", { name: "Cancel" }).click();
  await expect(table.locator(".drop")).toContainText("Drop a CSV");
  expect(await worst()).toBeLessThan(RESPONSIVE);
  await choose(table, "good.csv", "a,b,kind\n1,2,x\n2,3,y\n0,1,x\n");
  await expect(use(table)).toHaveText("Use 3 rows");
  expect(await playground.state<string>(MARK)).toBe(before);
  expect(playground.errors).toEqual([]);
});

test("features of a table are called after its columns", async ({ page }) => {
  const { playground, table } = await open(page);
  await choose(table, "pets.csv", "height,weight,kind\n21,4,cat\n55,20,dog\n25,5,cat\n60,31,dog\n");
  await use(table).click();
  await expect.poll(() => playground.state("state.data.columnNames")).toEqual(["height", "weight"]);
  const names = page.locator('gp-network .node[data-layer="0"] .lab');
  await expect(names).toHaveText([
    "height",
    "weight",
    "height²",
    "weight²",
    /^height·\u200b?weight$/,
    "sin height",
    "sin weight",
  ]);
  expect(playground.errors).toEqual([]);
});

test("a table that was taken over is found again after a reload", async ({ page }) => {
  const { playground, table } = await open(page);
  await choose(
    table,
    "own.csv",
    `x,y,class\n${Array.from({ length: 40 }, (_, k) => `${k % 7},${(k * k) % 11},${k % 2 ? "a" : "b"}`).join("\n")}\n`,
  );
  await use(table).click();
  await expect.poll(() => playground.state("state.data.classNames")).toEqual(["b", "a"]);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("gradient-playground.run") ?? ""))
    .toContain('"classNames":["b","a"]');
  await page.reload();
  await playground.ready();
  expect(await playground.state("state.data.classNames")).toEqual(["b", "a"]);
  expect(await playground.state("state.data.columnNames")).toEqual(["x", "y"]);
  expect(playground.errors).toEqual([]);
});
