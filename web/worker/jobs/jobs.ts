/**
 * Questions that take longer than a frame, worked on a slice at a time. A job answers for its run as it was when it
 * was started; where the network of that run is gone, the job is cancelled.
 */
import { AbsentError } from "../../engine/errors.js";
import { EngineError, ExperimentError, type Trainer } from "../../engine/index.js";
import type { Job, JobId } from "../../engine/types.js";
import type { JobKey, JobNews } from "../../protocol/questions.js";
import type { Ask } from "../../protocol/requests.js";
import type { RunId } from "../../protocol/run.js";
import { orRefused, refusalOf } from "../refusals.js";

interface Running {
  news: JobNews;
  work: Pick<Job<JobId>, "advance" | "cancel">;
}

/** What a job needs of a trainer. */
type JobTrainer = Pick<Trainer, "start" | "copyInWhole" | "position">;

export class Jobs {
  /** Whose turn it is stands first. */
  readonly #running: Running[] = [];
  /** Those that wait for a part of the engine. */
  readonly #coming = new Map<JobKey, JobNews>();
  /** What the page has not been told, the newest of each job. */
  readonly #news = new Map<JobKey, JobNews>();

  /** @param wake is called when there is work that nobody has just asked for */
  constructor(readonly wake: () => void = () => undefined) {}

  get running(): boolean {
    return this.#running.length > 0;
  }

  start(trainer: JobTrainer, { job, run, id, args }: Ask<JobId> & { job: JobKey }): void {
    const news: JobNews = { job, run, id, status: "running", progress: 0, answer: null, refused: null };
    try {
      this.#running.push({ news, work: trainer.start(id, args) });
      this.#tell(news);
    } catch (error) {
      if (error instanceof AbsentError) void this.#startInWhole(trainer, news, args);
      else this.#tell({ ...news, ...refusal(error) });
    }
  }

  /** The job of a copy of the run, once the whole engine is there; meanwhile it may be cancelled. */
  async #startInWhole(trainer: JobTrainer, news: JobNews, args: Ask<JobId>["args"]): Promise<void> {
    const { job, id } = news;
    this.#coming.set(job, news);
    this.#tell(news);
    const work = await workOfCopy(trainer, id, args).catch(failing);
    if (!this.#coming.delete(job)) {
      work.cancel();
      return;
    }
    this.#running.push({ news, work });
    this.wake();
  }

  cancel(job: JobKey): void {
    const found = this.#running.find(({ news }) => news.job === job);
    if (found) this.#end(found, { status: "cancelled" });
    const coming = this.#coming.get(job);
    if (!coming) return;
    this.#coming.delete(job);
    this.#tell({ ...coming, status: "cancelled" });
  }

  /** A run that is closed takes its jobs along. */
  cancelOf(run: RunId): void {
    const jobs = [...this.#running.map(({ news }) => news), ...this.#coming.values()];
    for (const { job } of jobs.filter((news) => news.run === run)) this.cancel(job);
  }

  /** A slice of the job whose turn it is. */
  advance(milliseconds: number): void {
    const job = this.#running.shift();
    if (!job) return;
    this.#running.push(job);
    try {
      const { done, progress, partial } = job.work.advance(milliseconds);
      job.news = { ...job.news, progress, answer: partial ?? job.news.answer };
      if (done) this.#end(job, { status: "done" });
      else this.#tell(job.news);
    } catch (error) {
      // What neither refuses nor tells of a network that is gone is thrown on, and the job is over as well.
      this.#end(job, { status: "cancelled" });
      this.#tell({ ...job.news, ...refusal(error) });
    }
  }

  /** What the page has not been told. */
  takeNews(): JobNews[] {
    const news = [...this.#news.values()];
    this.#news.clear();
    return news;
  }

  #end(job: Running, last: Partial<JobNews>): void {
    this.#running.splice(this.#running.indexOf(job), 1);
    job.work.cancel();
    this.#tell({ ...job.news, ...last });
  }

  #tell(news: JobNews): void {
    this.#news.set(news.job, news);
  }
}

/**
 * The job of a copy, which goes with it. Once the network is gone that was copied, the job says so as its own would.
 * @throws ExperimentError where the whole engine does not come
 */
async function workOfCopy(trainer: JobTrainer, id: JobId, args: Ask<JobId>["args"]): Promise<Running["work"]> {
  const copy = await orRefused("question", "partNotLoaded", id, trainer.copyInWhole());
  try {
    const job = copy.start(id, args);
    return {
      advance: (milliseconds) => {
        void trainer.position;
        return job.advance(milliseconds);
      },
      cancel: () => {
        job.cancel();
        copy.dispose();
      },
    };
  } catch (error) {
    copy.dispose();
    throw error;
  }
}

/** Says at its first turn what went wrong, where every job says it. */
const failing = (error: unknown): Running["work"] => ({
  advance: () => {
    throw error;
  },
  cancel: () => undefined,
});

/** How an error ends a job. @throws what is neither a refusal nor a network that is gone */
function refusal(error: unknown): Partial<JobNews> {
  if (error instanceof ExperimentError) return { status: "refused", refused: refusalOf(error) };
  if (error instanceof EngineError && error.code === "disposed") return { status: "cancelled" };
  throw error;
}
