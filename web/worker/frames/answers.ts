/** The questions that the page needs kept up to date: each answered when it is new, and again when it is due. */
import { ExperimentError } from "../../engine/index.js";
import type { DataPart, QuestionId as EngineQuestionId } from "../../engine/types.js";
import type { Pictures } from "../../protocol/pictures.js";
import type { Answered, Question, QuestionAnswer, QuestionArguments, QuestionId } from "../../protocol/questions.js";
import { refusalOf } from "../refusals.js";
import type { RunSession } from "../runs/session.js";
import { PICTURES, type Subject } from "./pictures.js";

/** While training the engine's own questions are answered so often, unless the page says, in milliseconds. */
const EVERY = 250;

/** Answers one question about a run. @throws ExperimentError where it is refused */
export function answerTo<K extends QuestionId>(subject: Subject, id: K, args: QuestionArguments<K>): QuestionAnswer<K> {
  if (isPicture(id)) return PICTURES[id].make(subject, args as never) as QuestionAnswer<K>;
  return subject.trainer.ask(id as EngineQuestionId, args as never) as QuestionAnswer<K>;
}

const isPicture = (id: QuestionId): id is keyof Pictures => id in PICTURES;

/** The same, with a refusal as an answer. */
export function answered<K extends QuestionId>(subject: Subject, id: K, args: QuestionArguments<K>): Answered<K> {
  try {
    return { id, args, answer: answerTo(subject, id, args), refused: null };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { id, args, answer: null, refused: refusalOf(error) };
  }
}

interface Asked {
  /** When it was answered last. */
  at: number;
  /** Whether the network has moved since. */
  stale: boolean;
}

export class Answers {
  #asked = new Map<string, Asked>();

  /** Another network: nothing is known. */
  begin(): void {
    this.#asked.clear();
  }

  /** The network has moved: what was answered is no longer so. */
  moved(): void {
    for (const asked of this.#asked.values()) asked.stale = true;
  }

  /** Those that are due. While the run plays each may wait its time; at rest all are exact. */
  answer({ trainer, playing, now }: RunSession, data: DataPart, questions: readonly Question[]): Answered[] {
    const before = this.#asked;
    this.#asked = new Map();
    const answers: Answered[] = [];
    for (const { id, args, every = isPicture(id) ? PICTURES[id].every : EVERY } of questions) {
      const key = JSON.stringify([id, args]);
      const asked = before.get(key);
      if (asked && (!asked.stale || (playing && now() - asked.at < every))) {
        this.#asked.set(key, asked);
        continue;
      }
      this.#asked.set(key, { at: now(), stale: false });
      answers.push(answered({ trainer, data }, id, args));
    }
    return answers;
  }
}
