/** The network's layout for a box on the page, and the lines between the neurons in sight. */

import { blockOf, indexIn } from "../../engine/blocks.js";
import type { Curve } from "../../render/edges.js";
import { type ColumnLayout, type Layout, layoutNetwork, placeOf } from "../../render/layout.js";
import type { State } from "../../state/state.js";
import { type Column, showsKey } from "../../view/neurons.js";
import type { Edge } from "./edges-layer.js";

/** Room for the column heads. */
export const HEADS = 52;
/** Below this distance between columns a head is one button that opens everything else. */
export const WIDE_HEAD = 64;
/** What stands at a column's middle is centred over it as long as it is no wider than twice this. */
const HALF_HEAD = 48;
/** Room right of the output's middle for half of its head, where heads may be wide and where they are not. */
const OUTPUT_HEAD = 40;
const SMALL_OUTPUT_HEAD = 32;
/** Air between two heads. */
const HEAD_GAP = 4;
/** Room for the key and its menu; where there is none, for the bias bar of the lowest neuron, and on a phone for why a run stopped. */
const KEY = 34;
const BAR = 17;
const STOPPED = 20;

export interface Box {
  width: number;
  height: number;
}

/** Where a network stands beside a small picture: no heads, nothing but its neurons and lines, and those may be smaller. */
const PLAIN = 6;
const PLAIN_NODE = 10;
/** Left of the first column where it has no names, for half of its head. */
const NO_NAMES = 40;

export interface Arrangement {
  plain: boolean;
  /** The layers that are shown; null for all. */
  focus: readonly number[] | null;
}

/** `names` is the width of the longest feature name, `marks` that of what stands right of the outputs. */
export function arrange(
  state: Readonly<State>,
  columns: readonly Column[],
  box: Box,
  names: number,
  marks: number,
  scroll: readonly number[],
  { plain, focus }: Arrangement,
): Layout {
  const shown = columns.map((_, at) => at).filter((at) => !focus || focus.includes(at));
  const named = shown[0] === 0;
  const image = named && columns[0]?.kind === "image";
  const node = state.layout.node;
  const roomy = (box.width - names) / shown.length >= WIDE_HEAD;
  const layout = layoutNetwork({
    width: box.width,
    height: box.height,
    columns: shown.map((at) => Math.max(1, columns[at]?.neurons.length ?? 0)),
    node,
    ...(plain && { smallest: PLAIN_NODE }),
    named: named && !image,
    pitch: Math.round(node * 1.56),
    top: plain ? PLAIN : HEADS,
    bottom: showsKey(state) ? KEY : state.layout.tier === "s" && !plain ? STOPPED : BAR,
    left: image ? Math.round(imageSide(node) / 2 - node / 2) + 4 : named ? names + 12 : plain ? PLAIN : NO_NAMES,
    right: Math.max(6, shown.at(-1) === columns.length - 1 ? marks : 0),
    rightOfMiddle: plain ? 0 : roomy ? OUTPUT_HEAD : SMALL_OUTPUT_HEAD,
    scroll: shown.map((at) => scroll[at] ?? 0),
  });
  // Neurons may have become smaller than the tier's: the block begins at the left side all the same.
  const [first] = layout.columns;
  if (image && first) first.x = Math.round(imageSide(node) / 2);
  if (!focus) return layout;
  const away = { x: 0, first: 0, shown: 0, count: 0, pitch: first?.pitch ?? node };
  return { ...layout, columns: columns.map((_, at) => layout.columns[shown.indexOf(at)] ?? away) };
}

/** Side of the block that shows an image's pixels instead of one neuron for each. */
export function imageSide(node: number): number {
  return Math.min(112, Math.round(node * 2.2));
}

/** All lines whose two ends are in sight. */
export function edgesOf(state: Readonly<State>, columns: readonly Column[], layout: Layout): Edge[] {
  const edges: Edge[] = [];
  const half = layout.node / 2;
  for (const [at, { neurons }] of columns.entries()) {
    const block = blockOf(state.layers[at - 1], "weight");
    const sources = columns[at - 1];
    if (!block || !sources || sources.kind === "image") continue;
    neurons.forEach((target, row) => {
      const end = placeOf(layout, at, row);
      if (!end || target.index === null) return;
      const to = target.index;
      sources.neurons.forEach((source, from) => {
        const start = placeOf(layout, at - 1, from);
        if (!start || source.index === null) return;
        edges.push({
          layer: at,
          to,
          from: source.index,
          index: indexIn(block, to, source.index),
          curve: { x0: start.x + half, y0: start.y, x1: end.x - half, y1: end.y },
        });
      });
    });
  }
  return edges;
}

/** From an image's block one plain line to each neuron of the first layer: its weights are drawn in the neuron. */
export function bundlesOf(columns: readonly Column[], layout: Layout, node: number): Curve[] {
  const [inputs, first] = columns;
  const block = inputs?.kind === "image" ? placeOf(layout, 0, 0) : null;
  if (!block || !first) return [];
  const bundles: Curve[] = [];
  first.neurons.forEach((_, row) => {
    const end = placeOf(layout, 1, row);
    if (end) {
      bundles.push({ x0: block.x + imageSide(node) / 2, y0: block.y, x1: end.x - layout.node / 2, y1: end.y });
    }
  });
  return bundles;
}

/**
 * Where a column's head stands, as CSS: centred over its column while it is narrow enough. The first and the last grow
 * to the side where they are free, inner ones stay within their share of the width.
 */
export function headStyle({ columns, spread }: Layout, at: number, width: number): string {
  const x = columns[at]?.x ?? 0;
  const share = (spread - HEAD_GAP) / 2;
  const left = at === 0 ? x : share;
  const right = at === columns.length - 1 ? width - x : share;
  const half = Math.min(left, right, HALF_HEAD);
  const anchor = left > right ? `right:${width - x - half}px` : `left:${x - half}px`;
  return `${anchor};min-width:${2 * half}px;max-width:${left + right}px`;
}

/** By how many rows a long column must be scrolled until a row is in sight; 0 where it is, or is in no row. */
export function rowsToSight({ first, shown }: ColumnLayout, row: number): number {
  if (row < 0) return 0;
  return row < first ? row - first : Math.max(0, row - first - shown + 1);
}

/** Below a neuron: its bias bar, or the strip that says how many more there are. */
const BELOW = 14;

/** Whether a neuron or what belongs to it comes into the corner right of `left` and below `top`. */
export const reaches = (layout: Layout, left: number, top: number): boolean =>
  layout.columns.some(({ x, first, shown }, at) => {
    const lowest = placeOf(layout, at, first + shown - 1);
    return lowest !== null && x + layout.node / 2 > left && lowest.y + layout.node / 2 + BELOW > top;
  });
