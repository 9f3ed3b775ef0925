/** The answers that the store holds, of questions that are kept up to date. */
import type { Answered, Question, QuestionAnswer, QuestionArguments, QuestionId } from "../protocol/questions.js";
import type { Refusal } from "../protocol/run.js";

/** The newest of each question that is needed; an older one of the same id stays until the newer is there. */
export type Answers = readonly Answered[];

/** The answer to exactly this question, where there is one. */
export function answerTo<K extends QuestionId>(
  answers: Answers,
  id: K,
  args: QuestionArguments<K>,
): QuestionAnswer<K> | undefined {
  const key = keyOf({ id, args });
  return (answers.find((answered) => keyOf(answered) === key)?.answer ?? undefined) as QuestionAnswer<K> | undefined;
}

/** Why exactly this question is refused, where it is. */
export function refusalOf<K extends QuestionId>(answers: Answers, id: K, args: QuestionArguments<K>): Refusal | null {
  const key = keyOf({ id, args });
  return answers.find((answered) => keyOf(answered) === key)?.refused ?? null;
}

/** The newest answer to a question, whatever its arguments: what to draw until the one with other arguments is there. */
export function latest<K extends QuestionId>(answers: Answers, id: K): QuestionAnswer<K> | undefined {
  return answers.findLast((answered) => answered.id === id && answered.answer !== null)?.answer as
    | QuestionAnswer<K>
    | undefined;
}

/** One text for one question with its arguments. */
export const keyOf = ({ id, args }: Pick<Question, "id" | "args">): string => `${id} ${JSON.stringify(args)}`;

/**
 * The answers after a frame: those that came, and of those before what is still needed, or shown until what took its
 * place is there. The same list where nothing is another.
 */
export function merged(before: Answers, news: Answers, needed: readonly Question[]): Answers {
  const keys = new Set(needed.map(keyOf));
  const awaited = new Set(needed.map(({ id }) => id));
  const come = new Set(news.map(keyOf));
  for (const { id } of news) awaited.delete(id);
  for (const answered of before) if (keys.has(keyOf(answered))) awaited.delete(answered.id);
  const kept = before.filter((old) => !come.has(keyOf(old)) && (keys.has(keyOf(old)) || awaited.has(old.id)));
  return news.length === 0 && kept.length === before.length ? before : [...kept, ...news];
}

/** What is needed, counted: two who need the same question share its answer. */
export class Needs {
  readonly #needed = new Map<string, { question: Question; count: number }>();

  /** @returns how to need it no longer; a second call does nothing */
  add(question: Question): () => void {
    const key = keyOf(question);
    const entry = this.#needed.get(key) ?? { question, count: 0 };
    entry.count++;
    entry.question = oftener(entry.question, question);
    this.#needed.set(key, entry);
    let needed = true;
    return () => {
      if (needed && --entry.count === 0) this.#needed.delete(key);
      needed = false;
    };
  }

  get questions(): Question[] {
    return [...this.#needed.values()].map(({ question }) => question);
  }
}

/** Of two who need the same the one that is in more of a hurry. */
function oftener(a: Question, b: Question): Question {
  return a.every !== undefined && (b.every === undefined || b.every < a.every) ? b : a;
}
