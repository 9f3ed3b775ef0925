/** What all workers of a page share: the module that they begin with, compiled, and where the engine's files lie. */
import { compiled } from "../engine/compile.js";
import { EngineError } from "../engine/errors.js";
import { filesBeside } from "../engine/files.js";
import { firstModule } from "../engine/first-module.js";
import type { Start, WholeAnswer } from "../protocol/requests.js";

/**
 * The first message to a worker. Where the page cannot compile, the worker tries, and says why it could not either.
 * @throws EngineError where the server sends nothing: it would not to the worker either
 */
export async function sharedEngine(): Promise<Start> {
  const files = filesBeside();
  try {
    return { module: await firstModule(), files };
  } catch (error) {
    if (error instanceof EngineError && error.code === "silent") throw error;
    return { files };
  }
}

/** The whole engine, compiled once. Where the page cannot, the worker tries, and says why it could not either. */
export async function sharedWhole(): Promise<WholeAnswer> {
  try {
    return { whole: await compiled() };
  } catch (error) {
    const silent = error instanceof EngineError && error.code === "silent";
    return { whole: null, ...(silent && { silent: error.message }) };
  }
}
