/**
 * Asks the worker what is new: once an animation frame if anything may have changed, and at most one such question is
 * under way at any time.
 */
import type { Frame, FrameRequest } from "../protocol/frame.js";
import type { RequestName, Requests } from "../protocol/requests.js";
import { newsEvery } from "./news.js";
import type { State } from "./state.js";
import type { Store } from "./store.js";
import { pageTurns } from "./turns.js";

/** The picture may take so much of the worker's time while a run plays: one part in this many. */
const PICTURE_SHARE = 5;

/** The worker's client, or anything that answers like it. */
export interface Asks {
  request<K extends RequestName>(
    name: K,
    args: Requests[K]["args"],
    transfer?: Transferable[],
  ): Promise<Requests[K]["answer"]>;
  close(): void;
}

/** One that tells when it has failed, and can be started again. */
export interface Restarts extends Asks {
  onLost(listener: (why: Error) => void): void;
  restart(): void;
}

/** What to ask, and where answers go. */
export interface Asker {
  question(): FrameRequest;
  answered(frame: Frame): void;
  failed(error: unknown): void;
}

/** While a job runs at rest it is asked so often how it gets on, in milliseconds. */
const JOBS_EVERY_MS = 100;

const working = (jobs: State["jobs"]): boolean => [...jobs.values()].some(({ status }) => status === "running");

export class FrameLoop {
  #asking = false;
  #askedAt = 0;
  #dirty = false;
  #closed = false;
  #frame = 0;
  /** Out of sight: nothing plays, and nothing new is to be seen. */
  #resting = false;
  /** What a picture cost the worker lately, in milliseconds. */
  #cost = 0;
  /** A picture that is shown no more: its memory goes back for the next one. */
  #buffer: ArrayBuffer | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly store: Store,
    private readonly worker: Asks,
    private readonly asker: Asker,
    private readonly turns = pageTurns,
  ) {
    turns.enter(this);
  }

  /** Something may have changed: ask at the next frame. */
  touch(): void {
    this.#dirty = true;
    this.wake();
  }

  /** The reader does something here: it is first among those of the page that play. */
  prefer(): void {
    this.turns.touch(this);
  }

  /** Out of sight, or back. */
  rest(resting: boolean): void {
    this.#resting = resting;
    this.touch();
  }

  /** Begins to look at every frame whether it is time to ask. */
  wake(): void {
    if (this.#frame === 0 && !this.#closed) this.#frame = requestAnimationFrame((time) => this.#tick(time));
  }

  /** Settles when the next frame's answer is in the store. */
  nextAnswer(): Promise<void> {
    this.touch();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets the worker have a buffer again, unless it went there already. */
  giveBack(buffer: ArrayBuffer): void {
    if (buffer.byteLength > 0) this.#buffer = buffer;
  }

  close(): void {
    this.#closed = true;
    this.turns.leave(this);
    cancelAnimationFrame(this.#frame);
  }

  /** @param now the time of the animation frame */
  #tick(now: number): void {
    this.#frame = 0;
    const { engine, playing, jobs } = this.store.state;
    if (this.#closed || engine.phase !== "ready") return;
    if (playing && !this.#resting) this.turns.frame(this, now);
    if (!this.#asking && this.#isTime(now)) void this.#ask(now);
    if (this.#dirty || (playing && !this.#resting) || working(jobs)) this.wake();
  }

  /** What the reader does is answered with the next frame; a run that plays by itself may wait its time. */
  #isTime(now: number): boolean {
    const { state } = this.store;
    if (this.#dirty && !(state.playing && state.reducedMotion)) return true;
    const passed = now - this.#askedAt;
    if (working(state.jobs) && passed >= JOBS_EVERY_MS) return true;
    const every = Math.max(newsEvery(state), this.#cost * PICTURE_SHARE);
    return state.playing && !this.#resting && passed >= every && this.turns.takes(this, now);
  }

  async #ask(now: number): Promise<void> {
    this.#asking = true;
    this.#askedAt = now;
    this.#dirty = false;
    const request = this.asker.question();
    request.share = this.turns.share;
    const transfer: Transferable[] = [];
    if (this.#buffer) {
      request.buffer = this.#buffer;
      transfer.push(this.#buffer);
      this.#buffer = undefined;
    }
    try {
      const frame = await this.worker.request("frame", request, transfer);
      if (frame.cost !== undefined) this.#cost += (frame.cost - this.#cost) * 0.3;
      this.asker.answered(frame);
      // Drawn while the page waits for its next frame, which then has only to be painted.
      this.store.flush();
    } catch (error) {
      this.asker.failed(error);
    } finally {
      this.#asking = false;
      this.turns.done(this);
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
