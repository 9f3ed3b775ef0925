/** How a worker's start gets on, and what can keep it from starting. */

/** A sign of life: its script runs, it loads what it needs, its engine runs. */
export interface LifeMessage {
  alive: "here" | "loading" | "ready";
}

/** Who hears how a start gets on. */
export interface StartWatch {
  /** Something of what the worker needs has come. */
  heard(): void;
  failed(error: unknown): void;
}

/**
 * - `noWorker`: there are no workers here
 * - `workerRefused`: making one throws
 * - `workerMissing`: its file could not be loaded
 * - `workerStalled`: its file does not come
 * - `workerSilent`: it does not answer
 */
export type StartFailure = "noWorker" | "workerRefused" | "workerMissing" | "workerStalled" | "workerSilent";

export class StartError extends Error {
  constructor(
    readonly code: StartFailure,
    message: string,
  ) {
    super(message);
    this.name = "StartError";
  }
}
