/**
 * How smoothly the built page runs, by the browser's own clocks: TensorFlow Playground's largest network (seven
 * features, six layers of eight) trains at full speed with everything in sight.
 *
 *   npm run frame-times [-- SECONDS [PANEL]]    with a panel open: explain
 *
 * Prints frames a second, pictures a second, how often the open panel changes a second, the tasks over 50 ms on the page's thread, how long a click takes to its
 * next frame, updates a second, and what share that is of a worker that only trains the same experiment in the same
 * browser: by the clock on the wall, and by the processor time that the worker's thread had (Linux only). The first
 * tells what this machine has to spare besides drawing, the second what drawing itself takes from training. Page and
 * worker take turns of a few seconds; a share is that of a turn to the two beside it, and the median is told.
 * Exits 1 where a task or a click was too slow.
 */
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pageProcesses, trainLargest, withPage } from "./lib/browser.mjs";
import { median } from "./lib/median.mjs";

const seconds = Number(process.argv[2] ?? 12);
const panel = process.argv[3] ?? null;
/** How long the page trains before the worker has its turn. */
const ROUND_MS = 3000;
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
  let pictures = 0;
  let panels = 0;
  let changed = false;
  const watched = new MutationObserver(() => {
    changed = true;
  });
  const watch = (root) => {
    watched.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const each of root.querySelectorAll("*")) if (each.shadowRoot) watch(each.shadowRoot);
  };
  const inspector = document.querySelector("gradient-playground").shadowRoot.querySelector("gp-app").shadowRoot;
  for (const each of inspector.querySelectorAll("gp-inspector")) watch(each.shadowRoot);
  const unsubscribe = store.subscribe(["view"], () => pictures++);
  const step = store.state.progress.step;
  const began = performance.now();
  let last = began;
  await new Promise((resolve) => {
    let next = began + 500;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (changed) panels++;
      changed = false;
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
  watched.disconnect();
  unsubscribe();
  const updates = (store.state.progress.step - step) / passed;
  intents.pause();
  return {
    seconds: passed,
    framesPerSecond: gaps.length / passed,
    slowestFrame: Math.max(...gaps),
    picturesPerSecond: pictures / passed,
    panelChangesPerSecond: panels / passed,
    tasksOver50ms: long,
    slowestClick: Math.max(...clicks),
    updatesPerSecond: updates,
    grid: store.state.view.width,
  };
}

/** Runs in an empty page: a worker trains the experiment and does nothing else. Resolves once its code is warm. */
function beginAlone({ experiment, milliseconds }) {
  const code = `
    import { loadEngine } from "${location.origin}/engine/index.js";
    const engine = await loadEngine();
    const trainer = engine.createTrainer(${JSON.stringify(experiment)});
    const until = (end) => { while (performance.now() < end) trainer.advance(200); };
    until(performance.now() + 1500);
    onmessage = () => {
      const { step } = trainer.position;
      const began = performance.now();
      until(began + ${milliseconds});
      postMessage({ updates: trainer.position.step - step, seconds: (performance.now() - began) / 1000 });
    };
    postMessage("warm");`;
  return new Promise((resolve, reject) => {
    globalThis.worker?.terminate();
    globalThis.worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), {
      type: "module",
    });
    globalThis.worker.onmessage = () => resolve();
    globalThis.worker.onerror = ({ message }) => reject(new Error(message));
  });
}

/** Runs there: the worker's updates, and the seconds that they took. */
function goOnAlone() {
  return new Promise((resolve) => {
    globalThis.worker.onmessage = ({ data }) => resolve(data);
    globalThis.worker.postMessage("go");
  });
}

/** The package's engine on an empty page of the same origin. */
async function alonePage(browser, origin) {
  const page = await browser.newPage();
  await page.route("**/engine/*", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1);
    const contentType = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    await route.fulfill({ body: await readFile(engineFolder + name), contentType });
  });
  await page.route("**/empty", (route) => route.fulfill({ body: "<!doctype html>", contentType: "text/html" }));
  await page.goto(`${origin}/empty`);
  return page;
}

/** Seconds that the workers' threads have had the processor. */
async function workerSeconds(browser) {
  let ticks = 0;
  for (const id of await pageProcesses(browser)) {
    for (const task of readdirSync(`/proc/${id}/task`)) {
      const stat = readFileSync(`/proc/${id}/task/${task}/stat`, "utf8");
      if (!stat.includes("(DedicatedWorker")) continue;
      const [, user, system] = stat.match(/\) (?:\S+ ){11}(\d+) (\d+)/);
      ticks += Number(user) + Number(system);
    }
  }
  return ticks / 100;
}

/** What `work` answers with, and the seconds that workers had meanwhile. */
async function withWorkerSeconds(browser, work) {
  const before = await workerSeconds(browser);
  const answer = await work();
  return [answer, (await workerSeconds(browser)) - before];
}

/** Runs in the page: goes on training. */
function play() {
  document.querySelector("gradient-playground").store.intents.play();
}

await withPage(async (page, browser) => {
  const alone = await alonePage(browser, new URL(page.url()).origin);
  if (panel !== null) {
    await page.evaluate((id) => {
      document.querySelector("gradient-playground").panel = id;
    }, panel);
    await page.getByRole("tabpanel").getByRole("grid").first().waitFor();
  }
  await page.evaluate(trainLargest);
  const experiment = await page.evaluate(() => {
    const { store } = document.querySelector("gradient-playground");
    store.intents.pause();
    return store.state.experiment;
  });
  await alone.evaluate(beginAlone, { experiment, milliseconds: ROUND_MS / 2 });
  const free = async () => {
    const [{ updates, seconds: passed }, processor] = await withWorkerSeconds(browser, () => alone.evaluate(goOnAlone));
    return { perSecond: updates / passed, perProcessorSecond: updates / processor };
  };
  const rounds = [];
  let before = await free();
  while (rounds.length < Math.max(1, Math.round((seconds * 1000) / ROUND_MS))) {
    await page.bringToFront();
    await page.evaluate(play);
    await page.waitForTimeout(500);
    const [found, busy] = await withWorkerSeconds(browser, () => page.evaluate(measure, ROUND_MS));
    const after = await free();
    const perSecond = (before.perSecond + after.perSecond) / 2;
    const perProcessorSecond = (before.perProcessorSecond + after.perProcessorSecond) / 2;
    rounds.push({
      ...found,
      alonePerSecond: perSecond,
      share: found.updatesPerSecond / perSecond,
      workerHadTheProcessor: busy / found.seconds,
      shareOfProcessorTime: (found.updatesPerSecond * found.seconds) / busy / perProcessorSecond,
    });
    before = after;
  }
  const middle = (key) => median(rounds.map((round) => round[key]));
  const worst = (key) => Math.max(...rounds.map((round) => round[key]));
  const tasksOver50ms = rounds.flatMap((round) => round.tasksOver50ms);
  const shares = rounds.map(({ share }) => share);
  console.log(
    JSON.stringify(
      {
        rounds: rounds.length,
        framesPerSecond: middle("framesPerSecond"),
        picturesPerSecond: middle("picturesPerSecond"),
        panelChangesPerSecond: middle("panelChangesPerSecond"),
        slowestFrame: worst("slowestFrame"),
        tasksOver50ms,
        slowestClick: worst("slowestClick"),
        grid: rounds[0].grid,
        updatesPerSecond: Math.round(middle("updatesPerSecond")),
        alonePerSecond: Math.round(middle("alonePerSecond")),
        share: middle("share"),
        leastAndLargestShare: [Math.min(...shares), Math.max(...shares)],
        workerHadTheProcessor: middle("workerHadTheProcessor"),
        shareOfProcessorTime: middle("shareOfProcessorTime"),
      },
      (_, value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value),
      2,
    ),
  );
  if (tasksOver50ms.length > 0 || worst("slowestClick") > 100) process.exitCode = 1;
});
