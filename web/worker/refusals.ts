/** What the engine refuses, as the plain data that crosses the thread. */
import { refusal } from "../engine/errors.js";
import { type Engine, EngineError, ExperimentError, LinkError } from "../engine/index.js";
import type { ExperimentInput } from "../engine/types.js";
import type { ErrorMessage, LinkComplaint } from "../protocol/requests.js";
import type { Changed, Refusal } from "../protocol/run.js";

export const refusalOf = ({ path, id, values, message }: ExperimentError): Refusal => ({ path, id, values, message });

/** The answer to a change that `error` refuses. Any other error is thrown. */
export function refusedBy(error: unknown): Changed {
  if (!(error instanceof ExperimentError)) throw error;
  return { refused: refusalOf(error), restarted: false, lost: false };
}

/** A refusal of a link. */
export function complaintOf(error: ExperimentError): LinkComplaint {
  const refused = refusalOf(error);
  return error instanceof LinkError ? { ...refused, link: { id: error.id, values: error.values } } : refused;
}

/** Any error as plain data. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof ExperimentError) return { message: error.message, refusal: refusalOf(error) };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof EngineError) return { message, code: error.code };
  return error instanceof WebAssembly.RuntimeError ? { message, fatal: true } : { message };
}

/**
 * Loads what an experiment needs beside the engine: the rows of a dataset that is a file of its own, and the whole
 * engine for a run in float64.
 * @throws ExperimentError where that fails
 */
export async function prepare(engine: Engine, experiment: ExperimentInput): Promise<void> {
  if (experiment?.precision === "float64") await orRefused("precision", "partNotLoaded", "float64", engine.loadWhole());
  await orRefused("data.dataset", "rowsNotLoaded", experiment.data?.dataset, engine.prepare(experiment));
}

/** Waits for a file. @throws ExperimentError where it does not come: at the path, of `given` and the reason */
export async function orRefused<T>(path: string, id: string, given: string | undefined, file: Promise<T>): Promise<T> {
  try {
    return await file;
  } catch (error) {
    if (!(error instanceof EngineError && (error.code === "load" || error.code === "silent"))) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw refusal(path, id, { given: given ?? null, reason });
  }
}
