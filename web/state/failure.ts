/** What becomes of the engine after an error. */
import { FAILURES, type Failure } from "../i18n/failure.js";
import { refusalText } from "../i18n/refusal.js";
import type { Refusal } from "../protocol/run.js";
import type { EngineStatus, State } from "./state.js";

/** It cannot go on; the browser's own words are kept. */
export function failedBy(error: unknown): EngineStatus {
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown } | null)?.code;
  const cause = FAILURES.find((each): each is Failure => each === code);
  return { phase: "failed", message, ...(cause ? { cause } : {}) };
}

/** It refused what it was to begin with, or could not begin at all. */
export function failureOf(error: unknown, { language, catalog }: Pick<State, "language" | "catalog">): EngineStatus {
  const { refusal } = error as { refusal?: Refusal };
  return refusal ? { phase: "refused", text: refusalText(language, refusal, catalog) } : failedBy(error);
}
