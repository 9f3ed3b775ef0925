/**
 * The page's side of the worker: one typed promise a request. It notices when the worker fails: it throws, its engine
 * aborts, its script is missing, or it says nothing for too long. Everything under way is then refused with the reason,
 * and whoever asked {@link Client.onLost} is told, once; {@link Client.restart} makes another worker.
 */

import type { ErrorMessage, RequestName, Requests, WorkerMessage } from "../protocol/requests.js";
import type { Refusal } from "../protocol/run.js";
import { type LifeMessage, StartError, type StartWatch } from "../protocol/start.js";

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
 * A worker that owes an answer is given up after so many seconds of silence: soon while it starts, since it then tells
 * of all that comes over the network, later while it works. Seconds in which the page itself did not run are not counted.
 */
const STARTING_SILENCE = 9;
const SILENCE = 30;
/** After so many seconds in which its script did not run, the page asks for the file itself. */
const ASKS_AFTER = 3;

export class Client {
  #worker: Worker | null = null;
  /** How far the start has come. */
  #start: "asked" | LifeMessage["alive"] = "asked";
  /** Whether the worker's file is known to have come. */
  #came = true;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #silent = 0;
  #clock: ReturnType<typeof setInterval> | undefined;
  /** Why no worker could be made. */
  #why: unknown = null;
  #lost: (why: Error) => void = () => undefined;

  /**
   * @param make may throw; then every request is refused with what it threw
   * @param probe asks for the worker's file, to learn whether it comes
   */
  constructor(
    readonly make: (watch: StartWatch) => Worker,
    readonly probe: () => Promise<void> = async () => undefined,
  ) {
    this.#begin();
  }

  request<K extends RequestName>(
    name: K,
    args: Requests[K]["args"],
    transfer: Transferable[] = [],
  ): Promise<Requests[K]["answer"]> {
    if (!this.#worker) return Promise.reject(this.#why ?? new Error("the worker has ended"));
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
    this.#start = "asked";
    this.#came = true;
    let worker: Worker;
    const ifMine = (does: () => void) => {
      if (worker === this.#worker) does();
    };
    const watch: StartWatch = {
      heard: () => ifMine(() => this.#heard()),
      failed: (error) => ifMine(() => this.#fail(error)),
    };
    try {
      worker = this.make(watch);
    } catch (error) {
      this.#why = error;
      return;
    }
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.#told(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const message = event.message || "the worker could not be started";
      this.#fail(this.#start === "asked" ? new StartError("workerMissing", message) : new Error(message));
    };
    worker.onmessageerror = () => this.#fail(new Error("the worker's answer could not be read"));
  }

  #heard(): void {
    this.#silent = 0;
  }

  #told(message: WorkerMessage): void {
    this.#heard();
    if ("wants" in message) return; // whoever made the worker sees to that
    if ("alive" in message) {
      if (this.#start !== "ready") this.#start = message.alive;
      return;
    }
    this.#start = "ready";
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
    this.#silent++;
    if (this.#start === "asked" && this.#silent === ASKS_AFTER) this.#ask();
    if (this.#silent < (this.#start === "ready" ? SILENCE : STARTING_SILENCE)) return;
    if (this.#start === "ready") this.#fail(new Error("the worker does not answer"));
    else if (this.#came) this.#fail(new StartError("workerSilent", `the worker does not answer: ${this.#start}`));
    else this.#fail(new StartError("workerStalled", "the worker's file does not come"));
  }

  #ask(): void {
    this.#came = false;
    const came = () => {
      this.#came = true;
    };
    // A file that may not be asked for says nothing about the worker.
    this.probe().then(came, ({ name }: Error) => name === "SilenceError" || came());
  }

  #fail(why: unknown): void {
    if (!this.#worker) return;
    const error = why instanceof Error ? why : new Error(String(why));
    this.#end(error);
    this.#lost(error);
  }

  #end(why: Error): void {
    this.#stopClock();
    this.#worker?.terminate();
    this.#worker = null;
    // An error would hold on to whoever called; it is made when it is asked for.
    this.#why = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(why);
  }

  #stopClock(): void {
    clearInterval(this.#clock);
    this.#clock = undefined;
  }
}
