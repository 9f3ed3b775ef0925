/** The engine's compiled code, one for all playgrounds of a page: the first worker compiles it, the others are given it. */

/** Loads a worker's engine, from compiled code where there is some. Answers the code, null where it cannot be passed on. */
type Load = (module: WebAssembly.Module | null) => Promise<WebAssembly.Module | null>;

export class SharedModule {
  /** What the first worker is compiling, or has compiled. A load that failed is forgotten: the next worker tries. */
  #compiled: Promise<WebAssembly.Module | null> | null = null;

  async load(load: Load): Promise<void> {
    const compiled = this.#compiled;
    if (!compiled) {
      this.#compiled = load(null).catch((error: unknown) => {
        this.#compiled = null;
        throw error;
      });
      await this.#compiled;
      return;
    }
    const module = await compiled.catch(() => undefined);
    if (module === undefined) await this.load(load);
    else await load(module);
  }
}
