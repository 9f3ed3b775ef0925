/** Where the name of the axis that runs up stands inside the plot: over no line of the run and beside every event's. */
import type { Plot } from "../../charts/line-chart.js";
import type { Axis } from "../../charts/ticks.js";
import type { State } from "../../state/state.js";
import { type ChartModel, range } from "./chart-model.js";
import { placeOfEvent } from "./flags.js";

/** By so many pixels the name may end right of the plot. */
export const OVER = 3;
/** Air between the name and an event's line. */
const AIR = 5;
/** The part of the height beside which no line of the run comes, at least. */
const FREE = 0.2;

/** The right end of a name so many pixels wide: the plot's, or left of the events that it would touch there. */
export function nameEnd(
  state: Pick<Readonly<State>, "events" | "chart">,
  x: Axis,
  { left, right }: Plot,
  width: number,
): number {
  const places = state.events.map((event) => left + x.share(placeOfEvent(state, event)) * (right - left));
  let end = right + OVER;
  for (const at of places.sort((a, b) => b - a)) if (at < end + AIR && at > end - width - AIR) end = at - AIR;
  return end - width < left ? right + OVER : end;
}

/** In a plot this low there is no place that the lines leave free; what is drawn stands in the head as well. */
const MOST = 1 / 3;
export const fits = (height: number): boolean => height <= MOST;

/** From which to which share of the plot's width a name reaches. */
export const sharesOf = ({ left, right }: Plot, end: number, width: number): { from: number; to: number } => ({
  from: (end - width - left) / (right - left),
  to: (end - left) / (right - left),
});

/**
 * Whether the name stands above rather than below: where the lines are not, else where they mostly are not.
 * @param under what it covers: the part of the plot's height, and from which to which share of its width
 */
export function nameIsAbove(
  { places, train, test, x, y }: ChartModel,
  falls: boolean,
  under: { height: number; from: number; to: number },
): boolean {
  const rows = places.map((place, row) => ({ share: x.share(place), row }));
  const covered = rows.filter(({ share }) => share >= under.from && share <= under.to).map(({ row }) => row);
  const [first, last] = [covered[0] ?? Math.max(0, places.length - 1), (covered.at(-1) ?? places.length) + 1];
  const [least, greatest] = range(train.slice(first, last), test.slice(first, last));
  if (!Number.isFinite(least)) return falls;
  const height = Math.max(FREE, under.height);
  const above = y.share(greatest) < 1 - height;
  const below = y.share(least) > height;
  return above === below ? falls : above;
}
