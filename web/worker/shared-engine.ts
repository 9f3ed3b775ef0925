/** What all workers of a page share: the compiled engine, and where its files lie. */
import { compiled } from "../engine/compile.js";
import { filesBeside } from "../engine/dataset-files.js";
import { EngineError } from "../engine/errors.js";
import type { Start } from "../protocol/requests.js";

/**
 * The first message to a worker. Where the page cannot compile, the worker tries, and says why it could not either.
 * @throws EngineError where the server sends nothing: it would not to the worker either
 */
export async function sharedEngine(): Promise<Start> {
  const files = filesBeside();
  try {
    return { module: await compiled(), files };
  } catch (error) {
    if (error instanceof EngineError && error.code === "silent") throw error;
    return { files };
  }
}
