/** The worker's thread. */
import { sharedEngine } from "./shared-engine.js";
import workerUrl from "./worker.ts?worker&url";

/** A worker with what all of the page share. */
export function makeWorker(): Worker {
  const worker = moduleWorker();
  void sharedEngine().then((start) => worker.postMessage({ start }));
  return worker;
}

/** A module worker, also where the script comes from another origin than the page. */
function moduleWorker(): Worker {
  const url = new URL(workerUrl, import.meta.url);
  if (url.origin === location.origin) return new Worker(url, { type: "module", name: "gradient-playground" });
  // The import is static so that messages which arrive early wait for it.
  const text = `import ${JSON.stringify(url.href)};`;
  // A frame that may only run scripts has no origin of its own: a Blob of it could import nothing.
  const bridge =
    self.origin === "null"
      ? `data:text/javascript,${encodeURIComponent(text)}`
      : URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Worker(bridge, { type: "module", name: "gradient-playground" });
}
