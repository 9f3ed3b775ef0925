/** From a compiled module to a running instance. */
import create, { type EngineModule } from "#engine-module";
import { explained } from "./compile.js";
import { failure, noRoom, refusal } from "./errors.js";
import { guarded } from "./guarded.js";

/**
 * One instance of its own: nothing is shared with another but the compiled code.
 * @throws EngineError
 * @internal
 */
export function instantiate(module: WebAssembly.Module): Promise<EngineModule> {
  return new Promise((resolve, reject) => {
    create({
      failure,
      noRoom,
      refusal,
      // The glue would derive an address from import.meta.url, which throws in a worker started from a Blob.
      locateFile: (name) => name,
      instantiateWasm: (imports, done) => {
        // Emscripten swallows what fails in here and its own promise never settles: it is settled here.
        WebAssembly.instantiate(module, imports as WebAssembly.Imports).then(
          (instance) => done(instance, module),
          (error: unknown) => reject(explained(error)),
        );
        return {};
      },
    }).then(
      (made) => resolve(guarded(made)),
      (error: unknown) => reject(explained(error)),
    );
  });
}
