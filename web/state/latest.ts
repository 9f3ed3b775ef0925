/** Work that follows a hand: one piece at a time, and of those that came meanwhile the last alone. */
export class Latest {
  #next: (() => Promise<unknown>) | null = null;
  #busy = false;

  /** Does `task` when the one under way has ended, unless another has been asked for by then. */
  ask(task: () => Promise<unknown>): void {
    this.#next = task;
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#next) {
        const task = this.#next;
        this.#next = null;
        await task();
      }
    } finally {
      this.#busy = false;
    }
  }
}
