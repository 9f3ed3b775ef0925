import { number } from "./arguments.js";
import { EngineError } from "./errors.js";
import type { Job, JobId, JobProgress } from "./questions.js";

/** How a job reaches the session that runs it. */
export interface JobLine {
  advance(milliseconds: number): JobProgress<JobId>;
  cancel(): void;
}

/** A job of a trainer. What it holds in the engine's memory is freed when it is done, cancelled, or the trainer goes. */
export class RunningJob<Id extends JobId> implements Job<Id> {
  #line: JobLine | null;
  #last: JobProgress<Id> | null = null;

  constructor(
    readonly id: Id,
    line: JobLine,
  ) {
    this.#line = line;
  }

  advance(milliseconds: number): JobProgress<Id> {
    if (this.#line === null) throw new EngineError("disposed", "This job was cancelled");
    const slice = number(milliseconds, "milliseconds");
    if (this.#last?.done) return this.#last;
    this.#last = this.#line.advance(slice) as JobProgress<Id>;
    return this.#last;
  }

  cancel(): void {
    if (!this.#last?.done) this.#line?.cancel();
    this.#line = null;
  }
}
