/** Keeps a trace fresh: ten times a second while the run plays, exact as soon as it rests. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Trace, TraceSubject } from "../../engine/types.js";
import type { Store } from "../../state/store.js";

/** While the run plays, the least time between two questions, in milliseconds. */
const EVERY = 100;

type Host = ReactiveControllerHost & { readonly store: Store };

export class Traced implements ReactiveController {
  trace: Trace | null = null;
  /** What {@link trace} is of. */
  subject: TraceSubject | null = null;
  readonly #host: Host;
  #wanted: TraceSubject | null = null;
  #asking = false;
  #stale = false;
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = 0;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wanted = null;
  }

  /** Asks for a subject from now on. */
  want(subject: TraceSubject | null): void {
    if (JSON.stringify(subject) === JSON.stringify(this.#wanted)) return;
    this.#wanted = subject;
    this.moved();
  }

  /** Whether the trace stays as it is, whatever moves: the numbers of an update that has just been made. */
  hold(held: boolean): void {
    const before = this.#held;
    this.#held = held && this.trace !== null;
    if (before && !this.#held) this.moved();
  }

  /** The network, or what is wanted, is another: the trace is no longer so. */
  moved(): void {
    this.#stale = true;
    if (this.#held || this.#asking || this.#timer !== undefined || !this.#wanted) return;
    const { playing } = this.#host.store.state;
    const wait = playing ? Math.max(0, this.#askedAt + EVERY - performance.now()) : 0;
    if (wait === 0) void this.#ask();
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.#ask();
      }, wait);
  }

  /** What is known is of another network. */
  forget(): void {
    this.#held = false;
    this.trace = null;
    this.subject = null;
    this.moved();
  }

  async #ask(): Promise<void> {
    const subject = this.#wanted;
    if (!subject) return;
    const { store } = this.#host;
    const { generation } = store.state;
    this.#asking = true;
    this.#stale = false;
    this.#askedAt = performance.now();
    try {
      const trace = await store.intents.ask("trace", subject);
      // Of a network that has been exchanged meanwhile nothing is shown.
      if (store.state.generation === generation) {
        this.trace = trace;
        this.subject = subject;
      } else this.#stale = true;
    } catch {
      this.#stale = this.#wanted !== subject;
    } finally {
      this.#asking = false;
      this.#host.requestUpdate();
      if (this.#stale && this.#wanted) this.moved();
    }
  }
}
