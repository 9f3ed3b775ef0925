import type { Need } from "./state.js";

/** What elements have asked to be kept up to date, as long as one of them still wants it. */
export class Needs {
  readonly #counts = new Map<Need, number>();

  has(kind: Need): boolean {
    return (this.#counts.get(kind) ?? 0) > 0;
  }

  /** Wants it until the returned function is called. */
  take(kind: Need): () => void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    let needed = true;
    return () => {
      if (needed) this.#counts.set(kind, (this.#counts.get(kind) ?? 1) - 1);
      needed = false;
    };
  }
}
