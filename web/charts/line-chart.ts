/** Lines over an axis of counts: what the loss chart, the timeline and the schedule's curve are drawn with. */
import { nothing, type SVGTemplateResult, svg } from "lit";
import { linePath, type Scale } from "./series.js";
import type { Axis } from "./ticks.js";

/** Where the plot lies inside its drawing, in pixels. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The plot of a drawing of this size inside its margins. */
export const plotOf = (width: number, height: number, margin: Plot): Plot => ({
  left: margin.left,
  right: width - margin.right,
  top: margin.top,
  bottom: height - margin.bottom,
});

/** Pixels of rows at `places`, of which `last` stands at the right edge, and of values whose `share` rises from 0 to 1. */
export function scaleOf(plot: Plot, places: readonly number[], last: number, share: (value: number) => number): Scale {
  const height = plot.bottom - plot.top;
  return {
    left: plot.left,
    width: plot.right - plot.left,
    places,
    last,
    y: (value) => plot.top + (1 - share(value)) * height,
  };
}

/** Room that texts take, in pixels: a line of text, and what stands at the right end of the row of `x`. */
export interface TextRoom {
  line: number;
  end: number;
}

/**
 * A line across for every tick of `y` with its text at the left, and the texts of `x` below; a text that would stand over
 * another is left out, its line stays.
 */
export function axes(
  plot: Plot,
  x: { axis: Axis; text(value: number): string },
  y: { axis: Axis; text(value: number): string },
  { line, end }: TextRoom,
): SVGTemplateResult {
  const across = (value: number) => plot.left + x.axis.share(value) * (plot.right - plot.left);
  const down = (value: number) => plot.top + (1 - y.axis.share(value)) * (plot.bottom - plot.top);
  const anchor = (tick: number) => (tick === 0 ? "start" : across(tick) > plot.right - 12 ? "end" : "middle");
  let above = Number.POSITIVE_INFINITY;
  const told = new Set(
    y.axis.ticks.filter((tick) => {
      const fits = above - down(tick) >= line;
      if (fits) above = down(tick);
      return fits;
    }),
  );
  return svg`${y.axis.ticks.map(
    (tick) => svg`<line class="grid" x1=${plot.left} x2=${plot.right} y1=${down(tick)} y2=${down(tick)} />
      ${told.has(tick) ? svg`<text x=${plot.left - 7} y=${down(tick)} dy="0.32em" text-anchor="end">${y.text(tick)}</text>` : nothing}`,
  )}${x.axis.ticks
    .filter((tick) => across(tick) <= plot.right - end)
    .map(
      (tick) =>
        svg`<text x=${across(tick)} y=${plot.bottom + 2} dy="1em" text-anchor=${anchor(tick)}>${x.text(tick)}</text>`,
    )}`;
}

export interface Series {
  /** Class of its path, for its colour. */
  name: string;
  values: readonly (number | null)[];
}

/** Every series as a line, later ones above; rows from `past` on are drawn once more as class `future`. */
export function lines(series: readonly Series[], scale: Scale, past = Number.POSITIVE_INFINITY): SVGTemplateResult {
  const rows = scale.places.length;
  const part = (from: number, to: number, future: string) =>
    series.map(({ name, values }) => svg`<path class="${name}${future}" d=${linePath(values, from, to, scale)} />`);
  return svg`${part(0, Math.min(past, rows), "")}${past < rows ? part(Math.max(0, past - 1), rows, " future") : nothing}`;
}

/**
 * A column as shares of the axis, each the mean of its neighbours within half a `window`: fewer at both ends, so that
 * the line begins and ends where the column does. Nothing is averaged across the rows of `breaks`, at which something
 * else begins.
 * @param breaks ascending
 */
export function smoothed(
  values: readonly (number | null)[],
  share: (value: number) => number,
  window: number,
  breaks: readonly number[] = [],
): (number | null)[] {
  const sums = new Float64Array(values.length + 1);
  const counts = new Uint32Array(values.length + 1);
  let [sum, finite] = [0, 0];
  for (const [row, value] of values.entries()) {
    const one = value === null || !Number.isFinite(value) ? Number.NaN : share(value);
    if (Number.isFinite(one)) [sum, finite] = [sum + one, finite + 1];
    sums[row + 1] = sum;
    counts[row + 1] = finite;
  }
  const within = (totals: Float64Array | Uint32Array, from: number, to: number): number =>
    (totals[to] ?? 0) - (totals[from] ?? 0);
  let [first, next] = [0, 0];
  const endOf = (at: number): number => Math.min(values.length, breaks[at] ?? values.length);
  return values.map((value, row) => {
    while (endOf(next) <= row) first = endOf(next++);
    const reach = Math.min(Math.floor(window / 2), row - first, endOf(next) - 1 - row);
    const [from, to] = [row - reach, row + reach + 1];
    const count = within(counts, from, to);
    return value === null || count === 0 ? null : within(sums, from, to) / count;
  });
}

/** The path of the area between a line and the height `base`. */
export function areaPath(values: readonly (number | null)[], scale: Scale, base: number): string {
  const line = linePath(values, 0, values.length, scale);
  if (line === "") return "";
  const end = scale.left + Math.min(1, (scale.places[values.length - 1] ?? 0) / scale.last) * scale.width;
  return `M${scale.left} ${base}L${line.slice(1)}L${end} ${base}z`;
}
