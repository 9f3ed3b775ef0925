/** The page's side of the worker: one typed promise a request. */

import type { Refusal } from "../i18n/refusal.js";
import type { AnswerMessage, ErrorMessage, RequestName, Requests } from "../protocol/protocol.js";
import { sharedEngine } from "./shared-engine.js";
import workerUrl from "./worker.ts?worker&url";

/** An error that the worker sent, with the refusal where it is one. */
export class WorkerError extends Error {
  readonly refusal: Refusal | undefined;

  constructor({ message, refusal }: ErrorMessage) {
    super(message);
    this.name = "WorkerError";
    this.refusal = refusal;
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export class Client {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor(worker: Worker = makeWorker()) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<AnswerMessage>) => this.#answered(data);
    worker.onerror = (event) => this.#failed(new Error(event.message || "the worker could not be started"));
  }

  request<K extends RequestName>(
    name: K,
    args: Requests[K]["args"],
    transfer: Transferable[] = [],
  ): Promise<Requests[K]["answer"]> {
    const id = this.#next++;
    this.#worker.postMessage({ id, name, args }, transfer);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#failed(new Error("the playground was closed"));
  }

  #answered(message: AnswerMessage): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ("error" in message) waiting?.reject(new WorkerError(message.error));
    else waiting?.resolve(message.answer);
  }

  #failed(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** A worker with what all of the page share. */
function makeWorker(): Worker {
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
