/** A frame of 60 a second, in milliseconds. */
const FRAME = 1000 / 60;
/** So much longer than expected are the intervals of a machine that does not keep up. */
const SLOW = 1.25;
/** How fast the measured interval follows: a tenth of every new one. */
const FOLLOW = 0.1;
/** Longer pauses are no frames: training had stopped, or the page was hidden. */
const PAUSE = 250;

/**
 * Says when a drawing that need not be drawn every frame is due: every `every` milliseconds, and half as often while
 * the machine does not keep up, so that what moves most stays fluid.
 */
export class Pace {
  #interval = FRAME;
  #asked = 0;
  #drawn = 0;

  constructor(private readonly every: number) {}

  /**
   * Call once a frame that has news; true where it is to be drawn now.
   * @param newsEvery news are expected no sooner than so many milliseconds after one another
   */
  due(newsEvery: number, now = performance.now()): boolean {
    const since = now - this.#asked;
    this.#asked = now;
    if (since < PAUSE) this.#interval += (since - this.#interval) * FOLLOW;
    const slow = this.#interval > Math.max(FRAME, newsEvery) * SLOW;
    const every = slow ? this.every * 2 : this.every;
    if (now - this.#drawn < every) return false;
    this.#drawn = now;
    return true;
  }
}
