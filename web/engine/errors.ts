/**
 * What can go wrong at the engine's border, as real JavaScript errors.
 *
 * {@link ExperimentError}: what was asked for cannot be done; the message says where and what can.
 * {@link EngineError}: anything that is not the experiment's fault.
 */

import type { Progress } from "./answers.js";
import { englishOf, type MessageRow, type MessageValues, type Writing, written } from "./messages.js";

/**
 * An experiment, an argument or a snapshot that is refused. The call that threw it changed nothing, and the engine
 * and every trainer work on.
 */
export class ExperimentError extends Error {
  /** Tells it apart where `instanceof` cannot, as after a journey between threads. */
  readonly code = "experiment";
  /** The place in the experiment (`network.hidden[2].units`) or the argument's name (`points[3]`). */
  readonly path: string;
  /** What is wrong there: an id of `catalog.messages`, as in `notInRange`. */
  readonly id: string;
  /** What the message speaks of, by name: `{ given: -1, min: 1, max: 1024 }`. */
  readonly values: MessageValues;

  /** @param message the whole sentence in English, its place included: `batch.size is 0, allowed "full" or 1 to …` */
  constructor(path: string, id: string, values: MessageValues, message: string) {
    super(message);
    this.name = "ExperimentError";
    this.path = path;
    this.id = id;
    this.values = values;
  }
}

/**
 * - `memory`: the WebAssembly memory cannot grow any further
 * - `disposed`: the trainer was let go by `dispose()`
 * - `load`: the WebAssembly module or a dataset's file could not be fetched or read, or has not been waited for
 * - `silent`: the server stopped sending the WebAssembly module
 * - `blocked`: the page's Content-Security-Policy forbids WebAssembly
 * - `unsupported`: this browser's WebAssembly lacks SIMD or exceptions
 * - `internal`: a fault of the engine itself
 */
export type EngineErrorCode = "memory" | "disposed" | "load" | "silent" | "blocked" | "unsupported" | "internal";

/** A failure that no other experiment would have avoided. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}

/** The core's English, known from the first engine on. */
let english: Writing = englishOf([]);

/** Takes the table of messages that an engine came with; every engine comes with the same. */
export function learnEnglish(messages: readonly MessageRow[]): void {
  english = englishOf(messages);
}

/** An {@link ExperimentError} worded by the core's table: of what the core refused, and of what only JavaScript can see. */
export function refusal(path: string, id: string, values: MessageValues = {}): ExperimentError {
  return new ExperimentError(path, id, values, `${path && `${path} `}${written(english, id, values) ?? id}`);
}

/** Asked was for what the module lacks that a page begins with, and the whole engine has not been loaded. @internal */
export class AbsentError extends EngineError {
  /** @param toDo what to do about it */
  constructor(toDo = "") {
    super("load", `Runs in float64 and the gradient check are in the whole engine, which has not been loaded${toDo}`);
  }
}

/** How the bindings hand over what went wrong in the core. */
export const failure = (code: string, message: string): Error =>
  code === "absent" ? new AbsentError() : new EngineError(code === "memory" ? "memory" : "internal", message);

/** How they hand over that an array has no room in the memory. */
export const noRoom = (bytes: number): Error =>
  new EngineError("memory", `The engine's memory has no room for an array of ${bytes} bytes`);

/** The sentence of a reason, which the core has in ids alone. */
export function worded(progress: Progress): Progress {
  const { reason } = progress;
  if (reason) reason.message = reason.ids.map((id) => written(english, id, reason.values) ?? id).join("");
  return progress;
}

const { captureStackTrace } = Error as {
  captureStackTrace?: (error: Error, above: (...handedIn: never[]) => unknown) => void;
};

/** The error, its stack beginning at the caller of `above` where the platform can do that: not deep inside. */
export function thrownFrom(above: (...handedIn: never[]) => unknown, error: Error): Error {
  captureStackTrace?.(error, above);
  return error;
}

/** The engine's answer, or its error thrown. */
export function answered<T>(answer: T | Error): T {
  if (answer instanceof Error) throw thrownFrom(answered, answer);
  return answer;
}
