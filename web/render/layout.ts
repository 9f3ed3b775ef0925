/**
 * Where the neurons of a network stand: columns spread over the width, rows centred, nodes shrunk until they fit.
 */

/** More neurons than this in one column, or than have room in it, make it a strip that scrolls. */
export const STRIP_ROWS = 12;
/** Below this node size the bias bars appear on hover only. */
export const BIAS_FROM = 24;

export interface LayoutRequest {
  width: number;
  height: number;
  /** Neurons in each column, features first, output last. */
  columns: readonly number[];
  /** Largest node size of the tier. */
  node: number;
  /** The smallest, where there are many rows. */
  smallest?: number;
  /** Whether each row of the first column has a name. */
  named?: boolean;
  /** Largest distance between two rows. */
  pitch?: number;
  /** Room kept free for column heads, the key, feature names, and right of the output. */
  top: number;
  bottom: number;
  left: number;
  right: number;
  /** At least so much is kept free right of the output's middle, whatever the size of its node. */
  rightOfMiddle?: number;
  /** First row shown of each column that scrolls. */
  scroll?: readonly number[];
}

export interface ColumnLayout {
  x: number;
  /** Rows that can be shown, `first` the topmost. */
  first: number;
  shown: number;
  count: number;
  pitch: number;
}

export interface Layout {
  node: number;
  columns: ColumnLayout[];
  /** Distance between neighbouring columns. */
  spread: number;
  /** Whether bias bars have room. */
  biases: boolean;
  top: number;
  bottom: number;
}

/** A small node, and what rows without room for it are content with. */
const SMALL_NODE = 14;
const SMALLEST_NODE = 12;
/** Distance between two nodes of a column, and the least one between small nodes. */
const AIR = 11;
const LEAST_AIR = 1;
/** Rows this far apart leave each name a line of its own: columns of few rows have it beside a long one too. */
const LINE = 22;
/** Closer, names would lie over each other. */
const LEAST_LINE = 15;

/** Lays the network out. Sizes are whole pixels where a node begins, so that thumbnails stay sharp. */
export function layoutNetwork(request: LayoutRequest): Layout {
  const { width, height, columns, top, bottom, left, right, smallest = SMALLEST_NODE } = request;
  const room = Math.max(0, height - top - bottom);
  const rowsOf = (count: number, column: number): number => {
    const least = column === 0 && request.named ? LEAST_LINE : smallest + LEAST_AIR;
    return Math.min(count, STRIP_ROWS, Math.max(1, Math.floor(room / least)));
  };
  const most = Math.max(1, ...columns.map(rowsOf));
  const gaps = Math.max(1, columns.length - 1);
  const between = Math.max(0, width - left - right);
  // Half of the spread stays for the lines; the node takes at most the other half and a bit.
  const byColumn = (between / (gaps + 0.56)) * 0.56;
  const byRow = Math.max(room / most - AIR, Math.min(SMALL_NODE, room / most - LEAST_AIR));
  const node = Math.max(smallest, Math.floor(Math.min(request.node, byRow, Math.max(SMALL_NODE, byColumn))));
  const x0 = left + node / 2;
  const x1 = Math.max(x0, width - Math.max(right + node / 2, request.rightOfMiddle ?? 0));
  const spread = (x1 - x0) / gaps;
  const largest = request.pitch ?? 78;
  const laid = columns.map((count, index): ColumnLayout => {
    const rows = rowsOf(count, index);
    const x = x0 + spread * index;
    const first = Math.max(0, Math.min(count - rows, request.scroll?.[index] ?? 0));
    const pitch = Math.max(room / most, Math.min(LINE, room / Math.max(1, rows)));
    return { x: Math.round(x), first, shown: rows, count, pitch: Math.min(largest, pitch) };
  });
  return { node, columns: laid, spread, biases: node >= BIAS_FROM, top, bottom: height - bottom };
}

/** Middle of a neuron, or null where its row is scrolled away. */
export function placeOf(layout: Layout, column: number, row: number): { x: number; y: number } | null {
  const place = layout.columns[column];
  if (!place || row < place.first || row >= place.first + place.shown) return null;
  const middle = (layout.top + layout.bottom) / 2;
  return { x: place.x, y: middle + (row - place.first - (place.shown - 1) / 2) * place.pitch };
}
