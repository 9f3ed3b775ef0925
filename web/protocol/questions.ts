/**
 * What can be asked about a run: one map from a question's id to its arguments and its answer.
 *
 * It is the engine's own map, which the worker passes on without knowing any of its entries, and the pictures that the
 * worker puts together itself. Everything on the way (request, frame, store, intents) is generic over it, so another
 * question of the engine costs no line here.
 */
import type { Questions as EngineQuestions, JobId } from "../engine/types.js";
import type { Pictures } from "./pictures.js";
import type { Refusal, RunId } from "./run.js";

export interface Questions extends EngineQuestions, Pictures {}

export type QuestionId = keyof Questions;
export type QuestionArguments<K extends QuestionId> = Questions[K]["arguments"];
export type QuestionAnswer<K extends QuestionId> = Questions[K]["answer"];

/** A question that is asked with every frame for as long as somebody needs it. */
export interface Question<K extends QuestionId = QuestionId> {
  id: K;
  args: QuestionArguments<K>;
  /** The least time between two answers while the run plays, in milliseconds; at rest every answer is exact. */
  every?: number;
}

/** What came of it. One that is refused (a sample that is gone, classes where there are none) says why. */
export interface Answered<K extends QuestionId = QuestionId> {
  id: K;
  args: QuestionArguments<K>;
  answer: QuestionAnswer<K> | null;
  refused: Refusal | null;
}

/** Names a job for as long as the page lives. The page chooses it when it starts the job. */
export type JobKey = number;

/**
 * How a question stands that takes longer than a frame and is worked on a slice at a time, beside training. It ends as
 * `done`, `cancelled` (by the reader, or since its network is gone) or `refused`.
 */
export interface JobNews<K extends JobId = JobId> {
  job: JobKey;
  run: RunId;
  id: K;
  status: "running" | "done" | "cancelled" | "refused";
  /** The share that is done, 0 to 1. */
  progress: number;
  /** The answer, or as much of it as there is so far. */
  answer: QuestionAnswer<K> | null;
  refused: Refusal | null;
}
