/**
 * How soon a reader sees the first picture, in Chromium without anything kept, 1440 × 900.
 *
 *   npm run first-picture [-- --loads 9 --line 40,10000 --beside FOLDER]
 *
 * `--line`: a slow line, in milliseconds of latency and kbit/s. `--beside`: another page, built in a folder, in turns.
 * A page counts as seen when something was drawn on a canvas of at least 90 pixels and the frame that shows it is painted.
 * Prints the median, and every load, in milliseconds since the navigation began.
 */
import { parseArgs } from "node:util";
import { withBrowser } from "./lib/browser.mjs";
import { main } from "./lib/log.mjs";
import { median } from "./lib/median.mjs";
import { serve } from "./lib/serve.mjs";

const { values } = parseArgs({
  options: { loads: { type: "string", default: "9" }, line: { type: "string" }, beside: { type: "string" } },
});
const [latency = 0, kilobits = 0] = (values.line ?? "").split(",").map(Number);

/** Runs in the page before its own scripts. */
function watchCanvases() {
  const drawing = CanvasRenderingContext2D.prototype;
  for (const method of ["putImageData", "drawImage"]) {
    const draw = drawing[method];
    drawing[method] = function (...args) {
      const { canvas } = this;
      if (globalThis.firstDrawn === undefined && canvas.isConnected && canvas.width >= 90) {
        globalThis.firstDrawn = performance.now();
        const painted = new MessageChannel();
        painted.port1.onmessage = () => {
          globalThis.firstSeen = performance.now();
        };
        // What a frame runs it runs before it is painted.
        requestAnimationFrame(() => painted.port2.postMessage(null));
      }
      return draw.apply(this, args);
    };
  }
}

async function load(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript(watchCanvases);
  if (kilobits > 0) {
    const session = await context.newCDPSession(page);
    const bytes = (kilobits * 1000) / 8;
    const line = { offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes };
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", line);
  }
  await page.goto(address, { waitUntil: "commit" });
  const seen = await (await page.waitForFunction(() => globalThis.firstSeen, null, { polling: 50 })).jsonValue();
  await context.close();
  return Math.round(seen);
}

main(() =>
  withBrowser(async (browser, address) => {
    const pages = [{ name: "this page", address, loads: [] }];
    const other = values.beside ? await serve(values.beside, { port: 0 }) : null;
    if (other) pages.push({ name: values.beside, address: `http://127.0.0.1:${other.port}/`, loads: [] });
    for (const page of pages) await load(browser, page.address);
    for (let at = 0; at < Number(values.loads); at++) {
      for (const page of pages) page.loads.push(await load(browser, page.address));
    }
    for (const { name, loads } of pages) console.log(`${name}: ${median(loads)} ms (${loads.join(" ")})`);
    other?.server.close();
  }),
);
