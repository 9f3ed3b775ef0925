/**
 * Calls into WebAssembly. What they are given as bytes is put into the engine's inbox, all of a call at once: handed over
 * one by one as objects of JavaScript, bytes cost more than most questions.
 *
 * JavaScript may throw out of a call: an array of the answer that the browser has no room for, say. Such an error leaves
 * the frames of WebAssembly without giving back their part of the stack, so that thousands of them would end the engine.
 * Here the stack is put back where it was.
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
        const plain = handedOver(module, given);
        const stack = module.stackSave();
        try {
          return call.apply(this, plain);
        } catch (error) {
          module.stackRestore(stack);
          throw error instanceof RangeError ? outOfMemory(error) : error;
        }
      });
    }
  }
  return module;
}

/** Puts the bytes of a call into the inbox. @returns its other arguments */
function handedOver(module: EngineModule, given: unknown[]): unknown[] {
  let parts = 0;
  let bytes = 0;
  for (const one of given) {
    if (!isBytes(one)) continue;
    parts++;
    bytes += one.length;
  }
  if (parts === 0) return given;
  let address = module._gp_inbox(bytes);
  if (address === 0) throw new EngineError("memory", `There is no room for what was asked for: ${bytes} bytes`);
  for (const one of given) {
    if (!isBytes(one)) continue;
    module.HEAPU8.set(one, address);
    address += one.length;
  }
  return parts === given.length ? NOTHING : given.filter((one) => !isBytes(one));
}

const NOTHING: unknown[] = [];

function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value as Uint8Array).BYTES_PER_ELEMENT === 1;
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
