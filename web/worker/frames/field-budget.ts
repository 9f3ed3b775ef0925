/**
 * How fine a grid the picture is computed on: as fine as asked for while that costs little.
 * The cost is proportional to the points, so one measured grid tells that of every other.
 */
const SIDES = [50, 100, 150, 200, 250];
/**
 * What a grid may cost, in milliseconds: while training, and when still. A grid of {@link ENOUGH} may cost more: the
 * picture then comes less often (`Frame.cost`) rather than coarser.
 */
const PLAYING = 4;
const ENOUGH = 100;
const PLAYING_ENOUGH = 12;
const STILL = 40;
/** A finer one must take less than a twentieth of the training. */
const CHEAP = 0.8;

export class FieldBudget {
  #costPerPoint = 0;
  #lastSide = 0;

  /** The side to compute now. */
  side(playing: boolean, finest: number): number {
    const allowed = SIDES.filter((side) => side <= finest);
    const budget = playing ? PLAYING : STILL;
    let chosen = allowed[0] ?? SIDES[0] ?? 50;
    for (const side of allowed) {
      const cost = this.#costPerPoint * side * side;
      const most = playing && side <= ENOUGH ? PLAYING_ENOUGH : budget;
      if (cost > most || (playing && side > ENOUGH && cost > CHEAP)) break;
      chosen = side;
    }
    return chosen;
  }

  /**
   * Notes what a grid cost, in milliseconds. Slow first calls are forgotten soon; the first of another side does not
   * count once the cost is known, because the features of its points are made then.
   */
  measured(side: number, milliseconds: number): void {
    const another = side !== this.#lastSide;
    this.#lastSide = side;
    if (another && this.#costPerPoint > 0) return;
    const cost = milliseconds / (side * side);
    this.#costPerPoint = this.#costPerPoint === 0 ? cost : this.#costPerPoint * 0.7 + cost * 0.3;
  }

  /** Another network costs something else. */
  forget(): void {
    this.#costPerPoint = 0;
  }
}
