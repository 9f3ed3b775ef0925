/** The worker's thread. */
import { download, onArrival } from "../engine/download.js";
import type { Start, WorkerMessage } from "../protocol/requests.js";
import { StartError, type StartWatch } from "../protocol/start.js";
import { moduleWorker } from "../strict/module-worker.js";
import { sharedEngine, sharedWhole } from "./shared-engine.js";
import workerUrl from "./worker.ts?worker&url";

/** A worker with what all of the page share. @throws StartError */
export function makeWorker(watch: StartWatch): Worker {
  const worker = made();
  worker.addEventListener("message", async ({ data }: MessageEvent<WorkerMessage>) => {
    if (!("wants" in data)) return;
    const heard = onArrival(() => watch.heard());
    worker.postMessage(await sharedWhole().finally(heard));
  });
  const stop = onArrival(() => watch.heard());
  sharedEngine()
    .then(({ files, ...start }) => worker.postMessage({ start: { ...start, files: wholeAddresses(files) } }))
    .catch((error: unknown) => watch.failed(error))
    .finally(stop);
  return worker;
}

/** A worker may have another base than the page. */
function wholeAddresses(files: Start["files"]): Start["files"] {
  return Object.fromEntries(Object.entries(files).map(([name, at]) => [name, new URL(at, document.baseURI).href]));
}

function made(): Worker {
  if (typeof Worker !== "function") throw new StartError("noWorker", `Worker is ${typeof Worker}`);
  try {
    return started();
  } catch (error) {
    throw new StartError("workerRefused", error instanceof Error ? error.message : String(error));
  }
}

function started(): Worker {
  // Some bundlers write addresses without an origin, and not one that import.meta.url would give them.
  const url = new URL(workerUrl, document.baseURI);
  return moduleWorker(url, "gradient-playground");
}

/** Asks for the worker's file, to learn whether it comes; in a page of one file there is none. @throws SilenceError */
export async function probeWorker(): Promise<void> {
  if (typeof workerUrl !== "string") return;
  await download(new URL(workerUrl, document.baseURI), (answer) => answer.arrayBuffer());
}
