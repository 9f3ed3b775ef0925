/**
 * How smoothly the built page runs, by the browser's own clocks: TensorFlow Playground's largest network (seven
 * features, six layers of eight) trains at full speed with everything in sight.
 *
 *   node scripts/frame-times.mjs [seconds] [port]
 *
 * Prints frames a second, the tasks over 50 ms on the page's thread, how long a click takes to its next frame, updates
 * a second, and the page's memory at the start and the end. Exits 1 where a task or a click was too slow.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const seconds = Number(process.argv[2] ?? 10);
const port = Number(process.argv[3] ?? 4191);
const root = fileURLToPath(new URL("..", import.meta.url));
const server = spawn(process.execPath, [`${root}scripts/serve.mjs`, `${root}dist/page`, "--port", String(port)], {
  stdio: "ignore",
});
const browser = await chromium.launch({
  executablePath: process.env.GP_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
});

/** Runs in the page. */
async function measure(milliseconds) {
  const { store } = document.querySelector("gradient-playground");
  const { intents } = store;
  await intents.change((draft) => {
    draft.features = store.state.catalog.features.filter(({ columns }) => columns > 0).map(({ id }) => id);
    draft.network.hidden = Array.from({ length: 6 }, () => ({ ...draft.network.hidden[0], units: 8 }));
    draft.batch.size = 10;
  });
  intents.setSpeed(Number.POSITIVE_INFINITY);
  intents.play();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  globalThis.gc?.();
  const memory = () => (performance.memory ? performance.memory.usedJSHeapSize / 1048576 : Number.NaN);
  const before = memory();
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
  globalThis.gc?.();
  gaps.sort((a, b) => a - b);
  return {
    framesPerSecond: gaps.length / passed,
    medianFrame: gaps[gaps.length >> 1],
    slowestFrame: gaps.at(-1),
    tasksOver50ms: long,
    slowestClick: Math.max(...clicks),
    updatesPerSecond: Math.round(updates),
    grid: store.state.view.width,
    memoryBefore: before,
    memoryAfter: memory(),
  };
}

try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.locator("gp-transport .play:enabled").waitFor();
  const found = await page.evaluate(measure, seconds * 1000);
  console.log(JSON.stringify(found, null, 2));
  if (found.tasksOver50ms.length > 0 || found.slowestClick > 100) process.exitCode = 1;
} finally {
  await browser.close();
  server.kill();
}
