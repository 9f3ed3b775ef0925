/**
 * Calls into WebAssembly that JavaScript may throw out of: an array of the answer that the browser has no room for, say.
 * Such an error leaves the frames of WebAssembly without giving back their part of the stack, so that thousands of them
 * would end the engine. Here the stack is put back where it was.
 */
import type { EngineModule } from "#engine-module";
import { EngineError } from "./errors.js";

/** Sees to it for every call of an instance. */
export function guarded(module: EngineModule): EngineModule {
  for (const owner of [module, module.Session.prototype] as object[]) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      const call: unknown = Reflect.get(owner, name);
      if (typeof call !== "function" || !CALLS.has(name)) continue;
      Reflect.set(owner, name, function (this: unknown, ...given: unknown[]): unknown {
        const stack = module.stackSave();
        try {
          return call.apply(this, given);
        } catch (error) {
          module.stackRestore(stack);
          throw error instanceof RangeError ? outOfMemory(error) : error;
        }
      });
    }
  }
  return module;
}

/** The calls that take or answer with more than a number. */
const CALLS: ReadonlySet<string> = new Set([
  "catalog",
  "fillExperiment",
  "compareExperiments",
  "sampleData",
  "memoryNeeded",
  "scheduledRates",
  "provideDataset",
  "start",
  "restore",
  "position",
  "setParameters",
  "configure",
  "experiment",
  "save",
  "checkpoint",
  "rewind",
  "ask",
  "startJob",
  "advanceJob",
  "view",
  "copyView",
]);

/** The error for what JavaScript itself has no room for. */
export function outOfMemory(cause: RangeError): EngineError {
  return new EngineError("memory", `There is no room for what was asked for: ${cause.message}`, { cause });
}
