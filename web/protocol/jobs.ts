/** What takes longer than a frame: a question that is worked on a slice at a time, beside training. */
import type { QuestionAnswer, QuestionId } from "./questions.js";
import type { Refusal, RunId } from "./run.js";

/** Names a job for as long as the page lives. The page chooses it when it starts the job. */
export type JobId = number;

/** How a job stands. It ends as `done`, `cancelled` (by the reader, or since its network is gone) or `refused`. */
export interface JobNews<K extends QuestionId = QuestionId> {
  job: JobId;
  run: RunId;
  id: K;
  status: "running" | "done" | "cancelled" | "refused";
  /** Share that is done, 0 to 1. */
  progress: number;
  /** The answer, or as much of it as there is; absent where nothing is new. */
  answer?: QuestionAnswer<K>;
  refused?: Refusal;
}
