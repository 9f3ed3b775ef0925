/**
 * Lines that flow slightly while a run plays: dots at even distances along each line, moved on with every picture.
 * They are drawn with the heatmaps, because an animation of the lines themselves would have every line painted again
 * sixty times a second.
 */
import { css } from "../../render/color.js";
import { type Curve, pointOnCurve } from "../../render/edges.js";
import type { Palette } from "../../render/palette.js";

/** Pixels between two dots of a line, and pixels a second. */
const APART = 18;
const SPEED = 20;
/** A dot's side in pixels, and how much of it is seen. */
const SIDE = 1.6;
const SEEN = 0.7;
/** More lines than these do not flow: nobody could follow them. */
const MOST = 160;
/** Steps by which a curve is measured. */
const STEPS = 48;

export class FlowingLines {
  /** x and y of places one pixel apart along each line. */
  #lines: readonly Float32Array[] = [];

  /** Takes the lines of a new layout. */
  build(curves: readonly Curve[]): void {
    this.#lines = curves.length <= MOST ? curves.map((curve) => Float32Array.from(placesAlong(curve))) : [];
  }

  /** Draws the dots as they stand at `now` (milliseconds), on a canvas of `ratio` pixels a CSS pixel. */
  draw(context: CanvasRenderingContext2D, now: number, ratio: number, palette: Palette): void {
    const phase = Math.floor(((now / 1000) * SPEED) % APART);
    const side = SIDE * ratio;
    context.globalAlpha = SEEN;
    context.fillStyle = css(palette.surface);
    for (const places of this.#lines) {
      for (let at = 2 * phase; at < places.length; at += 2 * APART) {
        const [x, y] = [places[at] ?? 0, places[at + 1] ?? 0];
        context.fillRect(x * ratio - side / 2, y * ratio - side / 2, side, side);
      }
    }
    context.globalAlpha = 1;
  }
}

/** x and y of places one pixel apart along a curve, from its beginning. */
export function placesAlong(curve: Curve): number[] {
  const places: number[] = [];
  let before = pointOnCurve(curve, 0);
  let passed = 0;
  let next = 0;
  for (let step = 1; step <= STEPS; step++) {
    const here = pointOnCurve(curve, step / STEPS);
    const length = Math.hypot(here.x - before.x, here.y - before.y);
    for (; next <= passed + length; next++) {
      const share = length > 0 ? (next - passed) / length : 0;
      places.push(before.x + (here.x - before.x) * share, before.y + (here.y - before.y) * share);
    }
    passed += length;
    before = here;
  }
  return places;
}
