/**
 * Whether a long run leaves memory flat: the built page trains TensorFlow Playground's largest network at full speed
 * in Chromium, while a reader turns the learning rate, goes back in the run and takes changes back.
 *
 *   npm run memory [-- MINUTES]
 *
 * Prints, every half minute, after a collection in page and worker, the epochs, the page's heap, the elements of the
 * page and what its process takes of the machine (worker and WebAssembly are in it; Linux only). Exits 1 where the last
 * third of the run took over a tenth more than the second.
 *
 * V8 lets the nursery of each heap grow up to 64 MB while a page makes garbage many times a second, and gives it back
 * at a stroke: by itself that is a saw of a hundred megabytes which says nothing about what is kept. So the nurseries
 * are held at 4 MB here.
 */
import { readFileSync } from "node:fs";
import { pageProcesses, trainLargest, withPage } from "./lib/browser.mjs";
import { Failure, main } from "./lib/log.mjs";
import { median } from "./lib/median.mjs";

const minutes = Number(process.argv[2] ?? 30);
const INTERVAL = 30_000;
const NURSERY = ["--min-semi-space-size=2", "--max-semi-space-size=2"];

/** Megabytes of the process that is largest among the browser's pages. */
async function processMegabytes(browser) {
  const sizeOf = (id) => Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
  return Math.max(...(await pageProcesses(browser)).map(sizeOf));
}

/** Runs in the page: what a reader does now and then. */
async function turn(count) {
  const { store } = document.querySelector("gradient-playground");
  const { intents } = store;
  const refusal = await intents.change((draft) => {
    draft.optimizer.learningRate = 0.003 * (1 + (count % 10));
  });
  if (refusal) throw new Error(`${refusal.path}: ${refusal.message}`);
  if (count % 5 === 4) intents.undo();
  if (count % 10 === 9) intents.seek(store.state.progress.epoch / 2);
  if (store.state.divergence === null) intents.play();
}

/** Runs in the page. */
function look() {
  globalThis.gc?.();
  const { store } = document.querySelector("gradient-playground");
  const count = (node) => {
    let elements = 0;
    for (const child of node.querySelectorAll("*")) elements += 1 + (child.shadowRoot ? count(child.shadowRoot) : 0);
    return elements;
  };
  return {
    epoch: store.state.progress.epoch,
    heap: performance.memory.usedJSHeapSize / 1048576,
    elements: count(document),
  };
}

const growth = (samples, key) => {
  const third = Math.floor(samples.length / 3);
  const of = (from, to) => median(samples.slice(from, to).map((sample) => sample[key]));
  return of(2 * third, samples.length) / of(third, 2 * third) - 1;
};

async function run(page, browser) {
  await page.evaluate(trainLargest);
  const samples = [];
  const end = Date.now() + minutes * 60_000;
  for (let turns = 0; Date.now() < end; ) {
    for (const next = Date.now() + INTERVAL; Date.now() < next; ) {
      await page.waitForTimeout(5000);
      await page.evaluate(turn, turns++);
    }
    for (const worker of page.workers()) await worker.evaluate(() => globalThis.gc?.());
    const sample = { ...(await page.evaluate(look)), megabytes: await processMegabytes(browser) };
    samples.push(sample);
    console.log(
      `${((samples.length * INTERVAL) / 60_000).toFixed(1)} min, epoch ${Math.round(sample.epoch)}: ` +
        `heap ${sample.heap.toFixed(1)} MB, ${sample.elements} elements, process ${sample.megabytes.toFixed(0)} MB`,
    );
  }
  for (const key of ["heap", "elements", "megabytes"]) {
    const grown = growth(samples, key);
    console.log(`${key}: ${(grown * 100).toFixed(1)} % more in the last third than in the second`);
    if (!(grown < 0.1)) process.exitCode = 1;
  }
}

main(async () => {
  // Three thirds of a sample at least.
  if (!(minutes >= 1.5)) throw new Failure(`minutes = ${process.argv[2]}, allowed 1.5 or more`);
  return withPage(run, NURSERY);
});
