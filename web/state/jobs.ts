/** The page's side of jobs: who waits for which, and what the store says of them. */
import type { JobId } from "../engine/types.js";
import type { JobKey, JobNews, QuestionArguments } from "../protocol/questions.js";
import type { Requests } from "../protocol/requests.js";
import type { RunId } from "../protocol/run.js";
import type { JobHandle } from "./intents.js";
import type { Store } from "./store.js";

type Send = <K extends "startJob" | "cancelJob">(name: K, args: Requests[K]["args"]) => Promise<unknown>;

interface Waiting {
  resolve(news: JobNews): void;
  reject(error: unknown): void;
}

export class JobsUnderWay {
  readonly #waiting = new Map<JobKey, Waiting>();
  #next = 0;

  constructor(
    readonly store: Store,
    readonly send: Send,
  ) {}

  get running(): boolean {
    return this.#waiting.size > 0;
  }

  start<K extends JobId>(run: RunId, id: K, args: QuestionArguments<K>): JobHandle<K> {
    const job = this.#next++;
    this.#supersede(run, id);
    this.#show({ job, run, id, status: "running", progress: 0, answer: null, refused: null });
    const done = new Promise<JobNews>((resolve, reject) => {
      this.#waiting.set(job, { resolve, reject });
      this.send("startJob", { job, run, id, args }).catch((error: unknown) => this.#fail(job, error));
    });
    return { job, done: done as Promise<JobNews<K>>, cancel: () => this.#cancel(job) };
  }

  /** What a frame says of jobs. */
  told(news: readonly JobNews[]): void {
    for (const each of news) {
      if (each.status === "running") continue;
      this.#waiting.get(each.job)?.resolve(each);
      this.#waiting.delete(each.job);
    }
  }

  /** The worker is gone, and every job with it. */
  lost(): void {
    for (const job of [...this.#waiting.keys()]) {
      const news = this.store.state.jobs.get(job);
      if (!news) continue;
      const cancelled: JobNews = { ...news, status: "cancelled" };
      this.#show(cancelled);
      this.told([cancelled]);
    }
  }

  #cancel(job: JobKey): void {
    if (this.#waiting.has(job)) this.send("cancelJob", { job }).catch((error: unknown) => this.#fail(job, error));
  }

  /** One of a kind and run at a time: what another was about to say is not wanted any more. */
  #supersede(run: RunId, id: JobId): void {
    const jobs = new Map(this.store.state.jobs);
    for (const news of this.store.state.jobs.values()) {
      if (news.run !== run || news.id !== id) continue;
      if (news.status === "running") this.#cancel(news.job);
      else jobs.delete(news.job);
    }
    this.store.set({ jobs });
  }

  #show(news: JobNews): void {
    this.store.set({ jobs: new Map([...this.store.state.jobs, [news.job, news]]) });
  }

  #fail(job: JobKey, error: unknown): void {
    this.#waiting.get(job)?.reject(error);
    this.#waiting.delete(job);
  }
}
