/** How the page divides a window before anything is drawn: bars off, then the stage, and where its picture lies. Pure. */
import type { LayerShape } from "../engine/types.js";
import type { Layout, Tier } from "../state/state.js";
import { type Box, HEAD, layoutOf, PICTURE_MARGIN, scaled, tierOf } from "./layout.js";

/** Height of the top bar, and on a phone. */
export const TOP_BAR = 52;
export const PHONE_BAR = 48;
/** Width of the rail at the right, and what must be left of the stage beside it. */
export const RAIL = 72;
const BESIDE = 740;
const RECIPE = 64;
const TRANSPORT = 72;
const PHONE_TRANSPORT = 68;
/** Lower windows have lower bars. */
const LOW = 460;
/** Paddings of the stage: at the top, at the bottom, at the sides. */
const PADDINGS: Record<Tier, readonly [number, number, number]> = {
  xl: [16, 12, 24],
  l: [16, 12, 24],
  m: [12, 12, 16],
  s: [8, 0, 16],
};

/** Whether a stage of this size, with text so many times as large as usual, still stands beside a column. */
export const standsBeside = (rest: Box, text: number): boolean =>
  rest.width >= BESIDE * text && tierOf(scaled(rest, text)) !== "s";

/** Neurons in the network's highest column, and its columns. */
export const extentOf = (layers: readonly LayerShape[]): { rows: number; columns: number } => ({
  rows: Math.max(4, ...layers.map(({ units }) => units), Math.min(layers[0]?.inputs ?? 0, 8)),
  columns: layers.length + 1,
});

/** The stage of an area with bars of the usual height, paddings taken off. */
export function stageOf({ width, height }: Box, tier: Tier): Box {
  const [top, bottom, side] = PADDINGS[tier];
  const bars = tier === "s" ? PHONE_TRANSPORT : RECIPE + TRANSPORT;
  return { width: width - 2 * side, height: height - bars - top - bottom };
}

/** The layout of the product's page in a window, and its picture's left and upper edge; null where its bars are lower. */
export function pictureIn(window: Box, layers: readonly LayerShape[]): { layout: Layout; x: number; y: number } | null {
  if (window.height <= LOW) return null;
  const below = { width: window.width, height: window.height - TOP_BAR };
  const railed = standsBeside({ ...below, width: window.width - RAIL }, 1);
  const tier = tierOf({ ...below, width: window.width - (railed ? RAIL : 0) });
  const phone = tier === "s";
  const area = {
    width: window.width - (railed ? RAIL : 0),
    height: window.height - (phone ? PHONE_BAR : TOP_BAR),
  };
  const stage = stageOf(area, tier);
  const layout = layoutOf(area, stage, false, { tier, ...extentOf(layers) });
  const [top, , side] = PADDINGS[tier];
  const spare = stage.width - layout.picture;
  const y = (phone ? PHONE_BAR : TOP_BAR + RECIPE) + top + HEAD;
  return { layout, x: side + (phone ? Math.max(PICTURE_MARGIN, spare / 2) : spare), y };
}
