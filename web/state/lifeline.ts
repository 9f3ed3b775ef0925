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
  readonly #stop: () => void;

  /** @param moment the first, until there is a later one */
  constructor(
    store: Store,
    public moment: Beginning,
    take: () => Promise<Beginning>,
  ) {
    const keep = async () => {
      if (store.state.engine.phase !== "ready") return;
      const taken = await take().catch(() => null);
      if (taken) this.moment = taken;
    };
    const slices = ["experiment", "playing", "timeline", "parameters", "held"] as const;
    this.#stop = onceSettled(store, slices, { rest: AFTER_REST, playing: WHILE_PLAYING }, keep);
  }

  close(): void {
    this.#stop();
  }
}
