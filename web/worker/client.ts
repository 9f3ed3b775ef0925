/**
 * The page's side of the worker: one typed promise a request. It notices when the worker fails: it throws, its engine
 * aborts, its script is missing, or it says nothing for too long. Everything under way is then refused with the reason,
 * and whoever asked {@link Client.onLost} is told, once; {@link Client.restart} makes another worker.
 */

import type { AnswerMessage, ErrorMessage, RequestName, Requests } from "../protocol/requests.js";
import type { Refusal } from "../protocol/run.js";

/** An error that the worker sent, with the refusal where it is one. */
export class WorkerError extends Error {
  readonly refusal: Refusal | undefined;
  readonly code: string | undefined;

  constructor({ message, refusal, code }: ErrorMessage) {
    super(message);
    this.name = "WorkerError";
    this.refusal = refusal;
    this.code = code;
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * A worker that owes an answer is given up after so many seconds of silence; before its first answer, for which the
 * engine has to load, after more. Seconds in which the page itself did not run are not counted.
 */
const SILENCE = 30;
const LOADING = 90;

export class Client {
  #worker!: Worker;
  #loading = true;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #silent = 0;
  #clock: ReturnType<typeof setInterval> | undefined;
  #dead = false;
  #lost: (why: Error) => void = () => undefined;

  constructor(readonly make: () => Worker) {
    this.#begin();
  }

  request<K extends RequestName>(
    name: K,
    args: Requests[K]["args"],
    transfer: Transferable[] = [],
  ): Promise<Requests[K]["answer"]> {
    if (this.#dead) return Promise.reject(new Error("the worker has ended"));
    const id = this.#next++;
    this.#worker.postMessage({ id, name, args }, transfer);
    this.#silent = 0;
    this.#clock ??= setInterval(() => this.#tick(), 1000);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
    });
  }

  /** Who is told when the worker has failed. */
  onLost(listener: (why: Error) => void): void {
    this.#lost = listener;
  }

  /** Another worker in place of this one, which knows of nothing. */
  restart(): void {
    this.#end(new Error("the worker was started again"));
    this.#begin();
  }

  close(): void {
    this.#end(new Error("the playground was closed"));
  }

  #begin(): void {
    this.#dead = false;
    this.#loading = true;
    const worker = this.make();
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<AnswerMessage>) => this.#answered(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(new Error(event.message || "the worker could not be started"));
    };
    worker.onmessageerror = () => this.#fail(new Error("the worker's answer could not be read"));
  }

  #answered(message: AnswerMessage): void {
    this.#silent = 0;
    this.#loading = false;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#stopClock();
    if ("error" in message) {
      const error = new WorkerError(message.error);
      waiting?.reject(error);
      if (message.error.fatal) this.#fail(error);
    } else waiting?.resolve(message.answer);
  }

  #tick(): void {
    if (++this.#silent >= (this.#loading ? LOADING : SILENCE)) this.#fail(new Error("the worker does not answer"));
  }

  #fail(why: Error): void {
    if (this.#dead) return;
    this.#end(why);
    this.#lost(why);
  }

  #end(why: Error): void {
    this.#dead = true;
    this.#stopClock();
    this.#worker.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(why);
  }

  #stopClock(): void {
    clearInterval(this.#clock);
    this.#clock = undefined;
  }
}
