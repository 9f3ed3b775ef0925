/**
 * What a worker holds: runs by their ids, and jobs. Runs that play and jobs take turns, a slice each.
 * It knows nothing of workers or messages, so tests drive it in Node with the real engine.
 */
import type { Engine } from "../engine/index.js";
import type { DataRows, ExperimentInput } from "../engine/types.js";
import type { Frame, FrameRequest } from "../protocol/frame.js";
import type { Opening } from "../protocol/requests.js";
import { RowsBook } from "../protocol/rows.js";
import type { RunId, Unread } from "../protocol/run.js";
import { FrameMaker } from "./frames/frame.js";
import { Jobs } from "./jobs/jobs.js";
import { RunSession } from "./runs/session.js";

/** How long one run or job has the processor before messages and the others have their turn, in milliseconds. */
const SLICE_MS = 2;

/** Pauses of a worker that has a share of the processors alone are not shorter, in milliseconds: no timer is finer. */
const PAUSE_MS = 4;

export type Beginning = Omit<Opening, "link" | "experiment"> & { experiment: ExperimentInput };

interface Hosted {
  session: RunSession;
  frames: FrameMaker;
}

export class Host {
  readonly jobs: Jobs;
  /** Rows of one's own that the page and this worker have both. */
  readonly rows = new RowsBook("worker");
  readonly #runs = new Map<RunId, Hosted>();
  #resting = false;
  /** How much of its time it may work, the pause that it owes, and until when it pauses. */
  #share = 1;
  #owed = 0;
  #until = Number.NEGATIVE_INFINITY;
  /** Whose turn it is next, among those that work. */
  #turn = 0;

  constructor(
    readonly engine: Engine,
    readonly now: () => number = () => performance.now(),
    /** Is called when there is work that nobody has just asked for. */
    wake: () => void = () => undefined,
  ) {
    this.jobs = new Jobs(wake);
  }

  /** Opens a run; one that has the id already is closed, once the other is known to be right. */
  open({ run, experiment, ...kept }: Beginning): Unread | null {
    const session = new RunSession(this.engine, experiment, this.now, kept);
    this.close(run);
    this.#runs.set(run, { session, frames: new FrameMaker(this.rows) });
    return session.unread;
  }

  close(run: RunId): void {
    this.jobs.cancelOf(run);
    this.#runs.get(run)?.session.dispose();
    this.#runs.delete(run);
  }

  dispose(): void {
    for (const run of [...this.#runs.keys()]) this.close(run);
  }

  has(run: RunId): boolean {
    return this.#runs.has(run);
  }

  session(run: RunId): RunSession {
    return this.#hosted(run).session;
  }

  frame(request: FrameRequest): { frame: Frame; transfer: ArrayBuffer[] } {
    const { session, frames } = this.#hosted(request.run);
    this.rows.forget(request.forgot ?? []);
    this.#share = request.share ?? 1;
    const made = frames.make(session, request);
    const jobs = this.jobs.takeNews();
    if (jobs.length > 0) made.frame.jobs = jobs;
    const forgotten = this.rows.unused(this.#tables());
    if (forgotten.length > 0) made.frame.forgotten = forgotten;
    return made;
  }

  /** While it rests nothing trains; what plays goes on afterwards as if no time had passed. */
  rest(resting: boolean): void {
    this.#resting = resting;
    if (!resting) for (const { session } of this.#runs.values()) session.pace.start();
  }

  /**
   * One slice for the run or the job whose turn it is.
   * @returns milliseconds until there is more to do, 0 for at once; Infinity where nothing plays and no job runs
   */
  work(): number {
    const began = this.now();
    if (began < this.#until) return this.#until - began;
    this.#turnOfOne();
    const now = this.now();
    this.#owed += (now - began) * (1 / this.#share - 1);
    if (this.#owed >= PAUSE_MS) {
      this.#until = now + this.#owed;
      this.#owed = 0;
    }
    return Math.max(this.#until - now, this.#wait());
  }

  #turnOfOne(): void {
    const playing = this.#playing();
    const workers = playing.length + (this.jobs.running ? 1 : 0);
    for (let passed = 0; passed < workers; passed++) {
      const turn = (this.#turn + passed) % workers;
      if (!this.#slice(playing[turn])) continue;
      this.#turn = turn + 1;
      return;
    }
  }

  #wait(): number {
    if (this.jobs.running) return 0;
    return Math.min(Number.POSITIVE_INFINITY, ...this.#playing().map(({ pace }) => pace.wait()));
  }

  /** Trains a session on, or without one works on a job. Answers whether there was anything to do. */
  #slice(session: RunSession | undefined): boolean {
    if (!session) {
      this.jobs.advance(SLICE_MS);
      return true;
    }
    const due = session.pace.due();
    if (due > 0) session.pace.made(session.train(due, SLICE_MS));
    return due > 0;
  }

  #tables(): ReadonlySet<DataRows> {
    return new Set([...this.#runs.values()].flatMap(({ session }) => session.tables()));
  }

  #playing(): RunSession[] {
    if (this.#resting) return [];
    return [...this.#runs.values()].map(({ session }) => session).filter(({ playing }) => playing);
  }

  #hosted(run: RunId): Hosted {
    const hosted = this.#runs.get(run);
    if (!hosted) throw new Error(`no run ${run} is open`);
    return hosted;
  }
}
