/** The worker's thread. */
import workerUrl from "./worker.ts?worker&url";

/** A module worker, also where the script comes from another origin than the page. */
export function makeWorker(): Worker {
  const url = new URL(workerUrl, import.meta.url);
  if (url.origin === location.origin) return new Worker(url, { type: "module", name: "gradient-playground" });
  // The import is static so that messages which arrive early wait for it.
  const bridge = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
  return new Worker(bridge, { type: "module", name: "gradient-playground" });
}
