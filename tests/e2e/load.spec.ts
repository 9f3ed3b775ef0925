import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { type Element, explain, openExplain } from "./explained.js";
import { PlaygroundPage } from "./playground.js";

const folder = new URL("../../dist/page/", import.meta.url);

/** Bytes of a file of the built page as servers of static files send it: Brotli at its best. */
const sizeOf = (path: string): number => brotliCompressSync(readFileSync(new URL(path, folder))).length;

/** Notes what a page fetches. */
function fetchedBy(page: Page): Set<string> {
  const fetched = new Set<string>();
  page.context().on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol.startsWith("http")) fetched.add(pathname.slice(1) || "index.html");
  });
  return fetched;
}

const bytesOf = (fetched: Iterable<string>): number => [...fetched].reduce((sum, path) => sum + sizeOf(path), 0);

test("the first picture takes under 167 kB compressed, in files that the page names itself", async ({ page }) => {
  const fetched = fetchedBy(page);
  await page.route(/\.wasm$|worker-.*\.js$/, (route) => route.abort());
  const named = readFileSync(new URL("index.html", folder), "utf8");
  await page.goto("", { waitUntil: "commit" });
  await page.waitForFunction(
    () =>
      (document.querySelector("gradient-playground") as { store?: { state: { view: object | null } } })?.store?.state
        .view,
  );
  const needed = [...fetched].filter((path) => !/\.wasm$|worker-.*\.js$|service-worker/.test(path));
  expect(bytesOf(needed)).toBeGreaterThan(100_000);
  expect(bytesOf(needed)).toBeLessThan(167_000);
  const scripts = needed.filter((path) => path.endsWith(".js"));
  expect(scripts.filter((path) => !named.includes(path))).toEqual([]);
  expect(scripts.length).toBeLessThan(5);
});

test("all that trains comes in under 373 kB compressed; panels with their words, the recipe's popovers, digits and exports come when asked for", async ({
  page,
}) => {
  const fetched = fetchedBy(page);
  await new PlaygroundPage(page).open();
  expect([...fetched].filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  expect([...fetched].filter((path) => /worker-.*\.js$/.test(path))).toHaveLength(1);
  expect(
    [...fetched].filter((path) => /explain|share|data-lab|panels-|temml|onnx|papaparse|\.csv$/.test(path)),
  ).toEqual([]);
  // Of these, 165 kB are the engine, module and glue, whose size tests/node/size.test.ts holds, and 36 kB what is shown before.
  expect(bytesOf(fetched)).toBeLessThan(373_000);
  expect(bytesOf(fetched)).toBeGreaterThan(bytesOf([...fetched].filter((path) => path.endsWith(".wasm"))));
});

test("the whole engine comes when float64 is asked for, or the gradient check, which says where it does not come", async ({
  page,
}) => {
  const fetched = fetchedBy(page);
  const modules = () => [...fetched].filter((path) => path.endsWith(".wasm")).map((path) => path.split("-").length);
  let broken = true;
  await page.context().route(/engine-[^-]*\.wasm$/, (route) => (broken ? route.abort() : route.continue()));
  await openExplain(page);
  expect(modules()).toHaveLength(1);
  const check = explain(page).getByRole("button", { name: "Check these numbers" });
  await check.click();
  await expect(explain(page).getByText("a part of the engine that could not be loaded")).toBeVisible();
  const asked = async () =>
    page.evaluate(() => {
      const { intents } = (document.querySelector("gradient-playground") as Element).store;
      return intents.change((draft) => {
        draft.precision = "float64";
      });
    });
  expect(await asked()).toMatchObject({ path: "precision", id: "partNotLoaded" });
  broken = false;
  await check.click();
  await expect(explain(page).getByText("These numbers are checked")).toBeVisible();
  expect(modules()).toHaveLength(2);
  expect(await asked()).toBeNull();
  await page.keyboard.press("Space");
  await expect
    .poll(() =>
      page.evaluate(() => (document.querySelector("gradient-playground") as Element).store.state.progress?.step),
    )
    .toBeGreaterThan(10);
});
