/**
 * How smoothly the built page runs, by the browser's own clocks: TensorFlow Playground's largest network (seven
 * features, six layers of eight) trains at full speed with everything in sight.
 *
 *   node scripts/frame-times.mjs [seconds] [port]
 *
 * Prints frames a second, the tasks over 50 ms on the page's thread, how long a click takes to its next frame, updates
 * a second, and what share that is of a worker that only trains the same experiment in the same browser, before and
 * after. Exits 1 where a task or a click was too slow.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { trainLargest, withPage } from "./lib/browser.mjs";

const seconds = Number(process.argv[2] ?? 10);
const port = Number(process.argv[3] ?? 4191);
const engineFolder = fileURLToPath(new URL("../dist/engine/", import.meta.url));

/** Runs in the page, while it trains. */
async function measure(milliseconds) {
  const { store } = document.querySelector("gradient-playground");
  const { intents } = store;
  const long = [];
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: "longtask" });
  const gaps = [];
  const clicks = [];
  const step = store.state.progress.step;
  const began = performance.now();
  let last = began;
  await new Promise((resolve) => {
    let next = began + 500;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now > next) {
        next += 500;
        const at = performance.now();
        intents.setChart({ log: !store.state.chart.log });
        requestAnimationFrame(() => requestAnimationFrame(() => clicks.push(performance.now() - at)));
      }
      if (now - began < milliseconds) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  const passed = (performance.now() - began) / 1000;
  observer.disconnect();
  const updates = (store.state.progress.step - step) / passed;
  intents.pause();
  gaps.sort((a, b) => a - b);
  return {
    framesPerSecond: gaps.length / passed,
    medianFrame: gaps[gaps.length >> 1],
    slowestFrame: gaps.at(-1),
    tasksOver50ms: long,
    slowestClick: Math.max(...clicks),
    updatesPerSecond: Math.round(updates),
    grid: store.state.view.width,
  };
}

/** Runs in an empty page: a worker trains the experiment and does nothing else. Answers with updates a second. */
function trainAlone({ experiment, milliseconds }) {
  const code = `
    import { loadEngine } from "${location.origin}/engine/index.js";
    const engine = await loadEngine();
    const trainer = engine.createTrainer(${JSON.stringify(experiment)});
    const until = (end) => { while (performance.now() < end) trainer.advance(100); };
    until(performance.now() + 1500);
    const { step } = trainer.progress;
    const began = performance.now();
    until(began + ${milliseconds});
    postMessage((trainer.progress.step - step) / (performance.now() - began) * 1000);`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

/** The package's engine on an empty page of the same origin. */
async function alonePage(browser) {
  const page = await browser.newPage();
  await page.route("**/engine/*", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1);
    const contentType = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    await route.fulfill({ body: await readFile(engineFolder + name), contentType });
  });
  await page.route("**/empty", (route) => route.fulfill({ body: "<!doctype html>", contentType: "text/html" }));
  await page.goto(`http://127.0.0.1:${port}/empty`);
  return page;
}

await withPage(port, async (page, browser) => {
  const alone = await alonePage(browser);
  await page.evaluate(trainLargest);
  const experiment = await page.evaluate(() => {
    const { store } = document.querySelector("gradient-playground");
    store.intents.pause();
    return store.state.experiment;
  });
  const free = () => alone.evaluate(trainAlone, { experiment, milliseconds: 2000 });
  const before = await free();
  await page.bringToFront();
  await page.evaluate(() => document.querySelector("gradient-playground").store.intents.play());
  await page.waitForTimeout(1000);
  const found = await page.evaluate(measure, seconds * 1000);
  const after = await free();
  const freeUpdates = (before + after) / 2;
  console.log(
    JSON.stringify(
      { ...found, freeUpdatesPerSecond: Math.round(freeUpdates), share: found.updatesPerSecond / freeUpdates },
      null,
      2,
    ),
  );
  if (found.tasksOver50ms.length > 0 || found.slowestClick > 100) process.exitCode = 1;
});
