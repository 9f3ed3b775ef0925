/** Why the engine does not run, in words. */
import type { StartFailure } from "../protocol/start.js";
import { type Language, translate } from "./index.js";

/** The causes that have words of their own. */
export const FAILURES = [
  "noWorker",
  "workerRefused",
  "workerMissing",
  "workerStalled",
  "workerSilent",
  "silent",
  "blocked",
  "unsupported",
  "load",
] as const satisfies readonly (StartFailure | string)[];
export type Failure = (typeof FAILURES)[number];

/** The sentence for a cause, and the browser's own words. */
export function failureText(language: Language, { cause, message }: { cause?: Failure; message: string }): string {
  return cause ? `${translate(language, `engine.why.${cause}`)} (${message})` : message;
}
