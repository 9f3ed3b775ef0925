/** The page's side of the worker: one typed promise a request. */

import type { AnswerMessage, ErrorMessage, RequestName, Requests } from "../protocol/requests.js";
import type { Refusal } from "../protocol/run.js";
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

/** A module worker, also where the script comes from another origin than the page. */
function makeWorker(): Worker {
  const url = new URL(workerUrl, import.meta.url);
  if (url.origin === location.origin) return new Worker(url, { type: "module", name: "gradient-playground" });
  // The import is static so that messages which arrive early wait for it.
  const bridge = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
  return new Worker(bridge, { type: "module", name: "gradient-playground" });
}
