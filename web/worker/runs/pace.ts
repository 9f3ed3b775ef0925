/** Updates a second at first, for so many milliseconds; then twice as many after each {@link DOUBLING}. */
const FIRST = 60;
const FIRST_MS = 1500;
const DOUBLING = 900;

/**
 * How many updates are due now.
 *
 * As fast as it goes, a slice is bounded by the clock alone; at a set speed the updates that have fallen due since
 * the last look are made, and what a busy moment missed is made up for at most a tenth of a second.
 *
 * A run at its start begins slowly, so that the first updates can be watched, and comes to the set speed by itself.
 */
export class Pace {
  #due = 0;
  #last = 0;
  #counted = 0;
  #countedSince = 0;
  #measured = 0;
  /** Milliseconds that the run has played since its start; it is at full speed where it did not begin slowly. */
  #played = Number.POSITIVE_INFINITY;

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

  /** The run is at its start: it begins slowly when it plays. */
  begin(): void {
    this.#played = 0;
  }

  /** A speed chosen while a run begins slowly holds at once. */
  setSpeed(updatesPerSecond: number): void {
    if (this.#played > 0) this.#played = Number.POSITIVE_INFINITY;
    this.updatesPerSecond = updatesPerSecond;
    this.#due = Math.min(this.#due, 1);
    this.#last = this.now();
  }

  /** Updates that may be made now. */
  due(): number {
    if (!Number.isFinite(this.updatesPerSecond)) return Number.POSITIVE_INFINITY;
    const now = this.now();
    const speed = this.#speed();
    const most = Math.max(1, speed / 10);
    this.#due = Math.min(this.#due + ((now - this.#last) / 1000) * speed, most);
    this.#played += now - this.#last;
    this.#last = now;
    return Math.floor(this.#due + 1e-9);
  }

  /** Milliseconds until the next update is due. */
  wait(): number {
    return Number.isFinite(this.updatesPerSecond) ? Math.max(0, ((1 - this.#due) / this.#speed()) * 1000) : 0;
  }

  /** Updates a second now. */
  #speed(): number {
    const doublings = Math.max(0, this.#played - FIRST_MS) / DOUBLING;
    return Math.min(this.updatesPerSecond, FIRST * 2 ** doublings);
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
