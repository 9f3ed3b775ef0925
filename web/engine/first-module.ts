/**
 * The module that a page begins with: without float64 and the gradient check, compressed a sixth smaller. {@link Engine} loads the
 * whole one when it is asked for what this one lacks.
 */
import { compiledOnce } from "./compile.js";

const compile = compiledOnce(() => new URL("./engine-float32.wasm", import.meta.url));

/** Compiled once for every engine of the page. @throws EngineError @internal */
export const firstModule = (): Promise<WebAssembly.Module> => compile();
