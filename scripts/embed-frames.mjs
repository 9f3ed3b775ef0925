/**
 * How smoothly several playgrounds run on one page, by the browser's own clocks: an article of another origin, under
 * `script-src 'self' 'wasm-unsafe-eval'` and the element's host, with so many of them, all in sight and all training.
 *
 *   npm run embed-frames [-- COUNT] [--seconds 10] [--speed 1000] [--profile FILE]
 *
 * Prints the load of the machine before, frames a second, the slowest frames, of each playground its pictures and
 * updates a second, and what the page's thread, the workers and the process that paints had of the processors (Linux
 * only). `--speed 0` trains as fast as it goes. `--profile` writes a processor profile of the page's thread for
 * Chromium's developer tools. Exits 1 below 30 frames a second.
 */
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withBrowser } from "./lib/browser.mjs";
import { serve } from "./lib/serve.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "10" },
    speed: { type: "string", default: "1000" },
    profile: { type: "string" },
  },
});
const count = Number(positionals[0] ?? 4);
const seconds = Number(values.seconds);
const speed = Number(values.speed) || Number.POSITIVE_INFINITY;
/** What a page holds at least. */
const FRAMES = 30;
const PRESETS = ["spirals-four-features", "circle-four-neurons", "spiral-depth", ""];

/** The article, from an origin of its own. */
function article(host) {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${host}`,
    `connect-src ${host}`,
    `worker-src ${host} blob:`,
    "style-src 'unsafe-inline'",
    "img-src data:",
  ].join("; ");
  const embeds = Array.from(
    { length: count },
    (_, at) => `<gradient-playground preset="${PRESETS[at % PRESETS.length]}"></gradient-playground>`,
  );
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title>
    <link rel="icon" href="data:,"><script type="module" src="${host}/gradient-playground.js"></script></head>
    <body><div style="display: grid; grid-template-columns: 1fr 1fr; gap: 8px">${embeds.join("")}</div></body></html>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy });
    response.end(body);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Runs in the page, while all of them train. */
async function measure(milliseconds) {
  const stores = [...document.querySelectorAll("gradient-playground")].map(({ store }) => store);
  const pictures = stores.map(() => 0);
  const stops = stores.map((store, at) => store.subscribe(["view"], () => pictures[at]++));
  const steps = stores.map((store) => store.state.progress.step);
  const gaps = [];
  const began = performance.now();
  await new Promise((resolve) => {
    let last = began;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - began < milliseconds) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  const passed = (performance.now() - began) / 1000;
  for (const stop of stops) stop();
  gaps.sort((a, b) => a - b);
  return {
    framesPerSecond: gaps.length / passed,
    medianFrame: gaps[gaps.length >> 1],
    slowestOfTwenty: gaps[Math.floor(gaps.length * 0.95)],
    slowest: gaps.at(-1),
    picturesPerSecond: pictures.map((each) => each / passed),
    updatesPerSecond: stores.map((store, at) => Math.round((store.state.progress.step - steps[at]) / passed)),
    playing: stores.every((store) => store.state.playing),
  };
}

/** Seconds of the processors that the browser has had, by what for. */
async function processorSeconds(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const had = { page: 0, workers: 0, rasterInPage: 0, painting: 0, rest: 0 };
  for (const { type, id } of processInfo) {
    for (const task of readdirSync(`/proc/${id}/task`)) {
      const stat = readFileSync(`/proc/${id}/task/${task}/stat`, "utf8");
      const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
      const [user, system] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13)
        .map(Number);
      const part =
        type === "GPU"
          ? "painting"
          : type !== "renderer"
            ? "rest"
            : name.startsWith("DedicatedWorker")
              ? "workers"
              : task === String(id)
                ? "page"
                : "rasterInPage";
      had[part] += (user + system) / 100;
    }
  }
  return had;
}

await withBrowser(async (browser) => {
  const host = await serve(fileURLToPath(new URL("../dist/element", import.meta.url)), { port: 0 });
  const server = await article(`http://127.0.0.1:${host.port}`);
  const load = loadavg()[0];
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  for (let at = 0; at < count; at++)
    await page.locator("gradient-playground").nth(at).locator("gp-transport .play:enabled").waitFor();
  await page.evaluate(async (updatesPerSecond) => {
    for (const { store } of document.querySelectorAll("gradient-playground")) {
      // A run that has stopped draws nothing.
      await store.intents.change((draft) => {
        draft.stop.maxEpochs = null;
      });
      store.intents.setSpeed(updatesPerSecond);
      store.intents.play();
    }
  }, speed);
  await page.waitForTimeout(6000);
  const session = values.profile ? await page.context().newCDPSession(page) : null;
  await session?.send("Profiler.enable");
  await session?.send("Profiler.start");
  const before = await processorSeconds(browser);
  const found = await page.evaluate(measure, seconds * 1000);
  const after = await processorSeconds(browser);
  if (session) await writeFile(values.profile, JSON.stringify((await session.send("Profiler.stop")).profile));
  const processors = Object.fromEntries(
    Object.keys(before).map((part) => [part, (after[part] - before[part]) / seconds]),
  );
  const told = { load, playgrounds: count, speed: String(speed), ...found, processors };
  console.log(
    JSON.stringify(told, (_, value) => (typeof value === "number" ? Number(value.toPrecision(3)) : value), 2),
  );
  server.close();
  host.server.close();
  if (found.framesPerSecond < FRAMES || !found.playing) process.exitCode = 1;
});
