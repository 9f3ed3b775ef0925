/**
 * What can be asked about a run: one map from a question's id to its arguments and its answer.
 *
 * It is the engine's own map, which the worker passes on without knowing any of its entries, and the pictures that the
 * worker puts together itself. Everything on the way (request, frame, store, intents) is generic over it, so another
 * question costs no line here.
 */
import type { Questions as EngineQuestions } from "../engine/questions.js";
import type { Pictures } from "./pictures.js";
import type { Refusal } from "./run.js";

export interface Questions extends EngineQuestions, Pictures {}

export type QuestionId = keyof Questions;
export type QuestionArgs<K extends QuestionId> = Questions[K]["args"];
export type QuestionAnswer<K extends QuestionId> = Questions[K]["answer"];

/** A question that is asked with every frame for as long as somebody needs it. */
export interface Question<K extends QuestionId = QuestionId> {
  id: K;
  args: QuestionArgs<K>;
  /** The least time between two answers while the run plays, in milliseconds; at rest every answer is exact. */
  every?: number;
}

/** What came of it. One that is refused (a sample that is gone, classes where there are none) says why. */
export interface Answered<K extends QuestionId = QuestionId> {
  id: K;
  args: QuestionArgs<K>;
  answer: QuestionAnswer<K> | null;
  refused: Refusal | null;
}
