/** What all workers of a page share: the compiled engine, and where its files lie. */
import { type CompiledModule, compiled } from "../engine/compile.js";
import { filesBeside } from "../engine/dataset-files.js";
import type { Start } from "../protocol/requests.js";

/** The first message to a worker. Where the page cannot compile, the worker tries, and says why it could not either. */
export async function sharedEngine(): Promise<Start> {
  const files = filesBeside();
  const module: CompiledModule | undefined = await compiled().catch(() => undefined);
  return module ? { module, files } : { files };
}
