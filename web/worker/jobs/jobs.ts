/**
 * Questions that take longer than a frame, worked on a slice at a time. A job is about the network that its run had
 * when it was started; where that is gone the job is cancelled.
 */
import { ExperimentError } from "../../engine/index.js";
import type { JobId, JobNews } from "../../protocol/jobs.js";
import type { Ask } from "../../protocol/requests.js";
import type { RunId } from "../../protocol/run.js";
import { answerTo } from "../frames/answers.js";
import type { RunSession } from "../runs/session.js";

/** What a slice of work came to; `answer` where there is something new to show, and at the end. */
export interface Slice {
  done: boolean;
  progress: number;
  answer?: unknown;
}

/** A question under way. */
export interface Work {
  /** Works for about so many milliseconds. @throws ExperimentError where the question is refused */
  advance(milliseconds: number): Slice;
  /** Frees what it holds; called once, done or not. */
  dispose(): void;
}

/** Begins to work on a question. */
export type Begin = (session: RunSession, ask: Ask) => Work;

/** Answers whole, in one slice: for questions that the engine cannot interrupt. */
export const whole: Begin = (session, { id, args }) => ({
  advance: () => {
    const { trainer } = session;
    return { done: true, progress: 1, answer: answerTo({ trainer, data: trainer.data() }, id, args) };
  },
  dispose: () => undefined,
});

interface Job {
  news: Omit<JobNews, "answer" | "refused">;
  session: RunSession;
  /** Counts what its run has begun: another number is another network. */
  start: number;
  work: Work;
}

export class Jobs {
  readonly #jobs: Job[] = [];
  /** What the page has not been told, the newest of each job. */
  readonly #news = new Map<JobId, JobNews>();

  constructor(readonly begin: Begin = whole) {}

  get running(): boolean {
    return this.#jobs.length > 0;
  }

  start(session: RunSession, ask: Ask & { job: JobId }): void {
    const { job, run, id } = ask;
    const news = { job, run, id, status: "running" as const, progress: 0 };
    this.#jobs.push({ news, session, start: session.starts, work: this.begin(session, ask) });
    this.#tell(news);
  }

  cancel(job: JobId): void {
    const found = this.#jobs.find(({ news }) => news.job === job);
    if (found) this.#end(found, { status: "cancelled" });
  }

  /** A run that is closed takes its jobs along. */
  cancelOf(run: RunId): void {
    for (const job of this.#jobs.filter(({ news }) => news.run === run)) this.#end(job, { status: "cancelled" });
  }

  /** A slice of the job whose turn it is. */
  advance(milliseconds: number): void {
    const job = this.#jobs.shift();
    if (!job) return;
    this.#jobs.push(job);
    if (job.session.starts !== job.start) return this.#end(job, { status: "cancelled" });
    try {
      const { done, progress, answer } = job.work.advance(milliseconds);
      job.news.progress = progress;
      const told = answer === undefined ? {} : { answer: answer as NonNullable<JobNews["answer"]> };
      if (done) this.#end(job, { ...told, status: "done" });
      else this.#tell({ ...job.news, ...told });
    } catch (error) {
      if (!(error instanceof ExperimentError)) {
        this.#end(job, { status: "cancelled" });
        throw error;
      }
      this.#end(job, { status: "refused", refused: { path: error.path, message: error.message } });
    }
  }

  /** What the page has not been told. */
  takeNews(): JobNews[] {
    const news = [...this.#news.values()];
    this.#news.clear();
    return news;
  }

  #end(job: Job, last: Pick<JobNews, "status" | "answer" | "refused">): void {
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    job.work.dispose();
    this.#tell({ ...job.news, ...last });
  }

  /** A part of the answer stays news until it is told, also where the next slice brings none. */
  #tell(news: JobNews): void {
    const untold = this.#news.get(news.job)?.answer;
    const part = untold !== undefined && news.status !== "cancelled" ? { answer: untold } : {};
    this.#news.set(news.job, { ...part, ...news });
  }
}
