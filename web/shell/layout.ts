/** How the area is divided: the picture first, then the network, then the data; the chart gives way first. Pure. */
import type { Layout, Tier } from "../state/state.js";
import { isLittle, type Shape } from "./shape.js";

export interface Box {
  width: number;
  height: number;
}

/** Widths at which the next smaller tier begins. */
const XL = 1120;
const L = 900;
const S = 600;

export function tierOf({ width, height }: Box): Tier {
  if (width < S || (width < L && height > width)) return "s";
  if (width <= L) return "m";
  return width <= XL ? "l" : "xl";
}

/** Height of a section's heading, of the axis under the picture, and of the chart's heading. */
const HEAD = 28;
const AXIS = 26;
const CHART_HEAD = 34;
/** A picture smaller than this takes the chart's place: it is the largest thing on the stage. */
const SMALLEST = 240;
/** A phone lower or narrower than this shows the picture alone. */
const PHONE_PANELS = 440;
const TINY = 280;
/** Everything stands. */
const WHOLE: Shape = { recipe: true, data: true, network: true, picture: true, transport: true };
/** The numbers under the picture of a phone that has nothing else there. */
const NUMBERS = 64;
/** Tabs and a network of six rows under the picture, where both have their full width. */
const PANEL = 342;
/** Space at the picture's left for its vertical axis. */
export const PICTURE_MARGIN = 28;

const clamp = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high));

/** The data column's width; 0 where there is none. */
export function dataWidth({ width }: Box, tier: Tier, present: boolean): number {
  if (present || tier === "m" || tier === "s") return 0;
  return width < 1000 ? 120 : 136;
}

/** The layout of an area whose stage has the inner size `stage`, paddings taken off. */
export function layoutOf(area: Box, stage: Box, present: boolean, shape: Shape = WHOLE): Layout {
  const tier = tierOf(area);
  const { width } = area;
  const { height } = stage;
  const gap = tier === "m" ? 12 : width < 1000 ? 16 : 24;
  const panels = tier !== "s" || (width >= TINY && height >= PHONE_PANELS);
  const withChart = tier === "s" ? 0 : wideSide(stage, tier, width, gap, present, true, shape);
  const chart = tier === "s" || withChart >= SMALLEST;
  const side =
    tier === "s"
      ? phoneSide(area, height, panels, isLittle(shape))
      : chart
        ? withChart
        : wideSide(stage, tier, width, gap, present, false, shape);
  return {
    tier,
    width,
    height: area.height,
    picture: side,
    node: present ? 58 : tier === "xl" ? 50 : tier === "l" ? 44 : tier === "m" ? 36 : width < S ? 26 : 34,
    point: present ? 4.6 : side > 420 ? 3.8 : 3.2,
    contour: present ? 2.6 : 1.75,
    chart: chart && !present,
    panels,
  };
}

function wideSide(
  stage: Box,
  tier: Tier,
  width: number,
  gap: number,
  present: boolean,
  lines: boolean,
  shape: Shape,
): number {
  const data = shape.data ? dataWidth({ width, height: 0 }, tier, present) : 0;
  const network = tier === "m" || !shape.network ? 0 : width > 1200 ? 500 : width < 1000 ? 366 : 424;
  const across =
    shape.network && (present || tier === "m")
      ? (stage.width - gap) * 0.52 - PICTURE_MARGIN
      : stage.width - data - gap - network - gap - PICTURE_MARGIN;
  const chart = present || !lines ? -14 : Math.round(clamp(96, stage.height * 0.2, tier === "m" ? 120 : 156));
  const down = stage.height - HEAD - AXIS - CHART_HEAD - chart;
  return Math.max(120, Math.floor(Math.min(across, down, present ? 760 : 560)));
}

function phoneSide({ width }: Box, height: number, panels: boolean, little: boolean): number {
  const across = width - 32 - PICTURE_MARGIN;
  if (!panels) return Math.floor(Math.max(120, Math.min(across, height - HEAD - AXIS)));
  if (little) return Math.floor(Math.max(120, Math.min(across, height - HEAD - AXIS - NUMBERS)));
  const down = width < S ? Math.min(330, height * 0.52) : Math.min(560, height * 0.6, height - HEAD - AXIS - PANEL);
  return Math.floor(Math.min(across, Math.max(Math.min(240, across), down)));
}
