/** A recorded column as a line of at most two points a pixel: the least and the greatest of each. Pure. */

export interface Scale {
  /** Left edge and width of the plot in pixels. */
  left: number;
  width: number;
  /** Horizontal value of every row, ascending from 0 or more; `last` stands at the right edge. */
  places: readonly number[];
  last: number;
  /** Vertical pixel of a value. */
  y(value: number): number;
}

/** Extremes of one pixel column that lie closer than this, in pixels, are drawn as one point. */
const SAME = 0.5;

/** Of so many rows one more is less than a pixel; of fewer than the first each is drawn with the frame it came in. */
const SOME_ROWS = 400;
const MANY_ROWS = 1500;

/** Milliseconds between two drawings of a history while training goes on. */
export const drawEvery = (rows: number): number => (rows < SOME_ROWS ? 0 : rows < MANY_ROWS ? 30 : 100);

/** Horizontal pixel of a row. */
export function xOf({ left, width, places, last }: Scale, row: number): number {
  return left + Math.min(1, (places[row] ?? 0) / last) * width;
}

/**
 * The path of rows `from` … `to` (exclusive). Rows that fall into one pixel column are drawn as their least and
 * greatest value in the order they came, so that a spike never vanishes and an endless run stays cheap. It is drawn
 * many times a second: rows are looked at as plain numbers, and only what is drawn becomes text.
 */
export function linePath(values: readonly (number | null)[], from: number, to: number, scale: Scale): string {
  if (to <= from) return "";
  const { width, places, last } = scale;
  let path = "";
  const put = (row: number, y: number) => {
    path += `${path === "" ? "M" : "L"}${tenths(xOf(scale, row))} ${tenths(y)}`;
  };
  const yOf = (row: number) => scale.y(values[row] ?? Number.NaN);
  if (to - from <= width * 2) {
    for (let row = from; row < to; row++) put(row, yOf(row));
    return path;
  }
  let column = -1;
  let least = from;
  let greatest = from;
  const close = () => {
    if (column < 0) return;
    const [first, second] = least < greatest ? [least, greatest] : [greatest, least];
    const [before, after] = [yOf(first), yOf(second)];
    if (!(Math.abs(after - before) < SAME)) put(first, before);
    put(second, after);
  };
  for (let row = from; row < to; row++) {
    const at = Math.floor(Math.min(1, (places[row] ?? 0) / last) * width);
    const value = values[row] ?? Number.NaN;
    if (at !== column) {
      close();
      column = at;
      least = row;
      greatest = row;
    } else {
      if (value < (values[least] ?? Number.NaN)) least = row;
      if (!(value <= (values[greatest] ?? Number.NaN))) greatest = row;
    }
  }
  close();
  return path;
}

/** What toFixed(1) writes, in half its time: coordinates are most of what a drawing of the chart takes. */
function tenths(value: number): string {
  const whole = Math.round(Math.abs(value) * 10);
  if (!Number.isFinite(whole)) return value.toFixed(1);
  const ones = Math.trunc(whole / 10);
  return `${value < 0 && whole > 0 ? "-" : ""}${ones}.${whole - 10 * ones}`;
}

/** The row whose place is nearest to `at`, by halving; places ascend. */
export function nearestRow(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  return Math.abs((places[before] ?? 0) - at) <= Math.abs((places[low] ?? 0) - at) ? before : low;
}
