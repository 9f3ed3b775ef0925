/** A recorded column as a line of at most two points a pixel: the least and the greatest of each. Pure. */

export interface Scale {
  /** Left edge and width of the plot in pixels. */
  left: number;
  width: number;
  /** Place on the horizontal axis of a row, from 0 to 1. */
  x(row: number): number;
  /** Vertical pixel of a value. */
  y(value: number): number;
}

/**
 * The path of rows `from` … `to` (exclusive). Rows that fall into one pixel column are drawn as their least and
 * greatest value in the order they came, so that a spike never vanishes and an endless run stays cheap.
 */
export function linePath(values: readonly (number | null)[], from: number, to: number, scale: Scale): string {
  const rows = to - from;
  if (rows <= 0) return "";
  const points: string[] = [];
  const put = (row: number, value: number) => {
    points.push(`${(scale.left + scale.x(row) * scale.width).toFixed(1)} ${scale.y(value).toFixed(1)}`);
  };
  if (rows <= scale.width * 2) {
    for (let row = from; row < to; row++) put(row, values[row] ?? Number.NaN);
    return `M${points.join("L")}`;
  }
  let column = -1;
  let least = from;
  let greatest = from;
  const close = () => {
    if (column < 0) return;
    for (const row of least < greatest ? [least, greatest] : [greatest, least]) put(row, values[row] ?? Number.NaN);
  };
  for (let row = from; row < to; row++) {
    const at = Math.floor(scale.x(row) * scale.width);
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
  return `M${points.join("L")}`;
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
