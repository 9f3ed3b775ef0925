/**
 * How many updates are due now.
 *
 * As fast as it goes, a slice is bounded by the clock alone; at a set speed the updates that have fallen due since
 * the last look are made, and what a busy moment missed is made up for at most a tenth of a second.
 */
export class Pace {
  #due = 0;
  #last = 0;
  #counted = 0;
  #countedSince = 0;
  #measured = 0;

  constructor(
    readonly now: () => number,
    public updatesPerSecond = Number.POSITIVE_INFINITY,
  ) {}

  /** Begins to count from now; the first update is due at once. */
  start(): void {
    this.#last = this.now();
    this.#due = 1;
    this.#counted = 0;
    this.#countedSince = this.#last;
    this.#measured = 0;
  }

  setSpeed(updatesPerSecond: number): void {
    this.updatesPerSecond = updatesPerSecond;
    this.#due = Math.min(this.#due, 1);
    this.#last = this.now();
  }

  /** Updates that may be made now. */
  due(): number {
    if (!Number.isFinite(this.updatesPerSecond)) return Number.POSITIVE_INFINITY;
    const now = this.now();
    const most = Math.max(1, this.updatesPerSecond / 10);
    this.#due = Math.min(this.#due + ((now - this.#last) / 1000) * this.updatesPerSecond, most);
    this.#last = now;
    return Math.floor(this.#due + 1e-9);
  }

  /** Milliseconds until the next update is due. */
  wait(): number {
    return Number.isFinite(this.updatesPerSecond) ? Math.max(0, ((1 - this.#due) / this.updatesPerSecond) * 1000) : 0;
  }

  /** Notes updates that were made. */
  made(updates: number): void {
    if (Number.isFinite(this.updatesPerSecond)) this.#due -= updates;
    this.#counted += updates;
    const passed = this.now() - this.#countedSince;
    if (passed < 500) return;
    this.#measured = (this.#counted / passed) * 1000;
    this.#counted = 0;
    this.#countedSince = this.now();
  }

  /** Updates a second over the last half second or so. */
  get measured(): number {
    return this.#measured;
  }
}
