/**
 * What can go wrong at the engine's border, as real JavaScript errors.
 *
 * {@link ExperimentError}: what was asked for cannot be done; the message says where and what can.
 * {@link EngineError}: anything that is not the experiment's fault.
 */

/**
 * An experiment, an argument or a snapshot that is refused. The call that threw it changed nothing, and the engine
 * and every trainer work on.
 */
export class ExperimentError extends Error {
  /** Tells it apart where `instanceof` cannot, as after a journey between threads. */
  readonly code = "experiment";
  /** The place in the experiment (`network.hidden[2].units`) or the argument's name (`points[3]`). */
  readonly path: string;

  /** @param message the whole sentence, its place included: `batch.size is 0, allowed 1 to 500 or "full"` */
  constructor(path: string, message: string) {
    super(message);
    this.name = "ExperimentError";
    this.path = path;
  }
}

/**
 * - `memory`: the WebAssembly memory cannot grow any further
 * - `disposed`: the trainer was let go by `dispose()`
 * - `load`: the WebAssembly module or a dataset's file could not be fetched or read, or has not been waited for
 * - `blocked`: the page's Content-Security-Policy forbids WebAssembly
 * - `unsupported`: this browser's WebAssembly lacks SIMD or exceptions
 * - `internal`: a fault of the engine itself
 */
export type EngineErrorCode = "memory" | "disposed" | "load" | "blocked" | "unsupported" | "internal";

/** A failure that no other experiment would have avoided. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}

/** An {@link ExperimentError} that names its place first, as the core's own do. */
export function refusal(path: string, complaint: string): ExperimentError {
  return new ExperimentError(path, `${path} ${complaint}`);
}

/** How the bindings hand over what the core threw. */
export function failure(code: string, path: string, message: string): Error {
  if (code === "experiment") return new ExperimentError(path, message);
  return new EngineError(code === "memory" ? "memory" : "internal", message);
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
