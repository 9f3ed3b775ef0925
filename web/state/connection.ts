/**
 * The page's hold on its worker. Requests wait until the worker has the run; where the worker fails, another one goes on
 * where the run was kept last.
 */
import type { Opened, RequestName, Requests } from "../protocol/requests.js";
import { RowsBook } from "../protocol/rows.js";
import type { Refusal } from "../protocol/run.js";
import { failureOf } from "./failure.js";
import type { Restarts } from "./frame-loop.js";
import { type Beginning, Lifeline } from "./lifeline.js";
import { noRun, type State } from "./state.js";
import type { Store } from "./store.js";

/** A worker is started again at most so often within so many milliseconds, each time a second later. */
const MOST_RESTARTS = 3;
const AGAIN_AND_AGAIN = 60_000;
const LATER = 1000;

/** Another start by itself does not help where the engine cannot run, or may not, or nothing answers. */
const HOPELESS: readonly unknown[] = [
  "blocked",
  "unsupported",
  "silent",
  "noWorker",
  "workerRefused",
  "workerStalled",
  "workerSilent",
];

type More = (opened: Opened) => Promise<Partial<State>>;

/** Who hears of failures. */
interface Hears {
  /** The worker is gone, with its jobs and what was asked. */
  lost(): void;
  /** Another one has the run. @param shown whether the reader saw the run before */
  continued(shown: boolean): void;
}

export class Connection {
  /** Rows of one's own that the worker and this page have both. */
  rows = new RowsBook("page");
  #forgot: readonly string[] = [];
  /** Settles {@link opened}; null once it has. */
  #ready: (() => void) | null = null;
  #opened!: Promise<void>;
  #lifeline: Lifeline | null = null;
  #more: More | null = null;
  /** When the worker was started again, of late. */
  #restarts: number[] = [];
  #restarting = false;
  #closed = false;

  constructor(
    readonly store: Store,
    readonly worker: Restarts,
    readonly hears: Hears,
  ) {
    this.#hold();
    worker.onLost((why) => void this.#goOn(why));
  }

  /**
   * Opens the run. Failures end in `state.engine`.
   * @param more what the store holds as soon as the run is open, from what came of it
   */
  async open(beginning: Beginning, more: More): Promise<void> {
    this.#lifeline?.close();
    this.#lifeline = new Lifeline(this.store, beginning, () => this.#moment());
    this.#more = more;
    await this.#begin(beginning).catch((error: unknown) => this.#goOn(error));
  }

  /** Settles when the worker has the run. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  /** Asks the worker as soon as it has the run: what is asked before waits its turn. */
  async request<K extends RequestName>(name: K, args: Requests[K]["args"]): Promise<Requests[K]["answer"]> {
    await this.#opened;
    return this.worker.request(name, args);
  }

  /** After what is no refusal another worker takes over. @returns the refusal, where it is one */
  failed(error: unknown): Refusal | null {
    const { refusal } = error as { refusal?: Refusal };
    if (!refusal && !this.#closed && !this.#restarting) void this.#goOn(error);
    return refusal ?? null;
  }

  /** Tries once more after the worker was given up. */
  restart(): void {
    this.#restarts = [];
    this.store.set({ engine: { phase: "loading" } });
    void this.#goOn(new Error("asked for"));
  }

  /** What the page has of the run, to go on with elsewhere. */
  get moment(): Beginning | null {
    return this.#lifeline?.moment ?? null;
  }

  close(): void {
    this.#closed = true;
    this.#lifeline?.close();
    this.worker.close();
  }

  /** Rows that the worker uses no more. @returns whether it waits to hear that they are forgotten here too */
  forget(names: readonly string[]): boolean {
    this.rows.forget(names);
    this.#forgot = [...this.#forgot, ...names];
    return names.length > 0;
  }

  /** Names that were forgotten since the last call, for the next frame's question. */
  takeForgot(): { forgot?: readonly string[] } {
    const forgot = this.#forgot;
    this.#forgot = [];
    return forgot.length > 0 ? { forgot } : {};
  }

  /** Opens the run in a worker that has none. */
  async #begin({ experiment, ...kept }: Beginning): Promise<void> {
    const run = this.store.state.current;
    const { catalog, ...opened } = await this.worker.request("open", {
      run,
      experiment: this.rows.packWhole(experiment),
      ...kept,
    });
    await this.worker.request("speed", { run, updatesPerSecond: this.store.state.speed });
    const more = await this.#more?.(opened);
    this.#more = null;
    // The lists of one build are always the same.
    this.store.set({ catalog: this.store.state.catalog ?? catalog, engine: { phase: "ready" }, ...more });
    this.#ready?.();
    this.#ready = null;
  }

  async #moment(): Promise<Beginning> {
    const { experiment, ...moment } = await this.request("moment", { run: this.store.state.current });
    return { experiment: this.rows.unpack(experiment), ...moment };
  }

  /** Requests wait from now on. */
  #hold(): void {
    this.#opened = new Promise((resolve) => {
      this.#ready = resolve;
    });
  }

  /** One that fails again and again is given up, as is an experiment that is refused. */
  async #goOn(why: unknown): Promise<void> {
    if (this.#closed || this.#restarting) return;
    const { refusal, code } = why as { refusal?: Refusal; code?: string };
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((at) => now - at < AGAIN_AND_AGAIN), now];
    const times = this.#restarts.length;
    if (refusal || HOPELESS.includes(code) || !this.#lifeline || times > MOST_RESTARTS) {
      const engine = failureOf(why, this.store.state);
      // What was recorded is nothing to look at where no engine goes on with it.
      this.store.set({ ...(this.store.state.foreseen ? noRun() : {}), playing: false, engine });
      return;
    }
    this.#restarting = true;
    const shown = this.store.state.engine.phase !== "loading";
    this.store.set({ playing: false, generation: -1, ...(shown ? { engine: { phase: "restarting" } } : {}) });
    // What waits for a worker that never had the run waits for the next one, with the names of its rows.
    if (!this.#ready) {
      this.#hold();
      this.rows = new RowsBook("page");
      this.#forgot = [];
      this.hears.lost();
    }
    if (times > 1) await new Promise((resolve) => setTimeout(resolve, (times - 1) * LATER));
    if (this.#closed) return;
    try {
      this.worker.restart();
      await this.#begin(this.#lifeline.moment);
      this.#restarting = false;
      this.hears.continued(shown);
    } catch (error) {
      this.#restarting = false;
      await this.#goOn(error);
    }
  }
}
