/** A frame of 60 a second, in milliseconds. */
const FRAME = 1000 / 60;
/** So much longer than expected are the intervals of a machine that does not keep up. */
const SLOW = 1.25;
/** And so much longer at most those of one that has time to spare. */
const CALM = 1.06;
/** How fast the measured interval follows: a tenth of every new one. */
const FOLLOW = 0.1;
/** Longer pauses are no frames: training had stopped, or the page was hidden. */
const PAUSE = 250;
/** Milliseconds between two pictures, from a machine that keeps up to one that does not. */
const STEPS = [0, 30, 45];
/** How long a step is kept at least before a faster one is tried, in milliseconds; twice as long after each failure. */
const PATIENCE = 2000;
const LONGEST = 60_000;

/**
 * How often a run that plays is shown: with every animation frame where the machine keeps up, less often where it does
 * not. Everything that is drawn of one moment is drawn in one frame, so the whole picture comes less often, never a part.
 */
export class Tempo {
  #step = 0;
  #interval = FRAME;
  #last = 0;
  #since = 0;
  #patience = PATIENCE;

  /** Call once an animation frame while the run plays. */
  frame(now: number): void {
    const passed = now - this.#last;
    this.#last = now;
    if (passed >= PAUSE) return;
    this.#interval += (passed - this.#interval) * FOLLOW;
    if (this.#interval > FRAME * SLOW) {
      if (this.#step === STEPS.length - 1) return;
      if (now - this.#since < PATIENCE) this.#patience = Math.min(LONGEST, this.#patience * 2);
      this.#go(this.#step + 1, now);
    } else if (this.#step > 0 && this.#interval < FRAME * CALM && now - this.#since > this.#patience) {
      this.#go(this.#step - 1, now);
    }
  }

  /** The least time between two pictures, in milliseconds. */
  get every(): number {
    return STEPS[this.#step] ?? 0;
  }

  #go(step: number, now: number): void {
    this.#step = step;
    this.#since = now;
    this.#interval = FRAME;
  }
}
