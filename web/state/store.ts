/**
 * The one store of a playground: a plain record of slices and who wants to know when which of them changed.
 *
 * Writing is immediate (`store.state` is always current); telling is not: subscribers hear of all changes since
 * the last frame together, at most once a frame.
 */
import type { Intents } from "./intents.js";
import { initialState, type State } from "./state.js";

export type Slice = keyof State;
export type Listener = (changed: ReadonlySet<Slice>) => void;
/** Runs a task at the next frame; tests pass their own. */
export type Scheduler = (task: () => void) => void;

const nextFrame: Scheduler = (task) => {
  requestAnimationFrame(task);
};

export class Store {
  #state: State;
  #changed = new Set<Slice>();
  #scheduled = false;
  #listeners = new Map<Listener, readonly Slice[]>();
  readonly #schedule: Scheduler;
  /** What a reader can ask for. Set once by the playground that owns the store. */
  intents!: Intents;

  constructor(initial: Partial<State> = {}, schedule: Scheduler = nextFrame) {
    this.#state = { ...initialState(), ...initial };
    this.#schedule = schedule;
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  /** Replaces slices. A slice that is handed in unchanged (`Object.is`) tells nobody. */
  set(patch: Partial<State>): void {
    for (const key of Object.keys(patch) as Slice[]) {
      if (Object.is(this.#state[key], patch[key])) continue;
      this.#changed.add(key);
      this.#state = { ...this.#state, [key]: patch[key] };
    }
    if (this.#changed.size > 0 && !this.#scheduled) {
      this.#scheduled = true;
      this.#schedule(() => this.flush());
    }
  }

  /** Tells of a slice that was changed in place, such as a history that has grown. */
  touch(slice: Slice): void {
    this.#changed.add(slice);
    this.set({});
  }

  /** Calls `listener` with those of `slices` that changed, whenever one of them has. Returns how to stop. */
  subscribe(slices: readonly Slice[], listener: Listener): () => void {
    this.#listeners.set(listener, slices);
    return () => this.#listeners.delete(listener);
  }

  /** Tells now instead of at the next frame. */
  flush(): void {
    this.#scheduled = false;
    const changed = this.#changed;
    this.#changed = new Set();
    for (const [listener, slices] of [...this.#listeners]) {
      const own = new Set(slices.filter((slice) => changed.has(slice)));
      if (own.size > 0) listener(own);
    }
  }
}
