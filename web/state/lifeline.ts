/** The last moment of a run that the page holds itself, from which it goes on when the worker has failed. */
import type { ExperimentInput, NumberArray, Snapshot } from "../engine/types.js";
import type { KeptRecord } from "../protocol/run.js";
import { onceSettled } from "./settled.js";
import type { Store } from "./store.js";

/** What a run is opened with, the first time and after every failure. */
export interface Beginning {
  experiment: ExperimentInput;
  link?: string | undefined;
  snapshot?: Snapshot | undefined;
  record?: KeptRecord | undefined;
  state?: Uint8Array | undefined;
  parameters?: NumberArray | undefined;
}

/** A moment is kept so long after the run came to rest, and so often while it plays, in milliseconds. */
const AFTER_REST = 300;
const WHILE_PLAYING = 5000;

export class Lifeline {
  readonly #stops: (() => void)[];
  /** The network that {@link moment} is of; -1 before there is one. */
  #generation = -1;

  /** @param moment the first, until there is a later one */
  constructor(
    readonly store: Store,
    public moment: Beginning,
    take: () => Promise<Beginning>,
  ) {
    const keep = async () => {
      if (store.state.engine.phase !== "ready") return;
      const { generation } = store.state;
      const taken = await take().catch(() => null);
      if (!taken || generation !== store.state.generation) return;
      this.moment = taken;
      this.#generation = generation;
    };
    const slices = ["playing", "parameters", "held"] as const;
    this.#stops = [
      onceSettled(store, slices, { rest: AFTER_REST, playing: WHILE_PLAYING }, keep),
      store.subscribe(["experiment"], () => this.#follow()),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  /** A change that keeps the network is kept without asking for the moment; one that does not begins a run. */
  #follow(): void {
    const { experiment, generation } = this.store.state;
    if (!experiment || this.#generation < 0 || generation < 0) return;
    this.moment = generation === this.#generation ? { ...this.moment, experiment } : { experiment };
  }
}
