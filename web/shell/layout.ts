/**
 * How the area is divided: the picture first, then the network, then the data. Where there is a column for the network
 * the chart stands beneath it, wide and high; in narrow areas it stands under the picture and gives way first. Pure.
 */
import type { Layout, Tier } from "../state/state.js";
import { isLittle, type Shape } from "./shape.js";

export interface Box {
  width: number;
  height: number;
}

/** Widths at which the next smaller tier begins. */
const XL = 1120;
const L = 900;
export const S = 600;

export function tierOf({ width, height }: Box): Tier {
  if (width < S || (width < L && height > width)) return "s";
  if (width <= L) return "m";
  return width <= XL ? "l" : "xl";
}

/** Height of a section's heading, of the axis under the picture, and of the chart's heading. */
export const HEAD = 28;
const AXIS = 26;
const CHART_HEAD = 34;
/** A picture smaller than this takes the chart's place: it is the largest thing on the stage. */
const SMALLEST = 240;
/** On a phone lower than this, or with the page at four times its size, picture and panels are scrolled. */
const PHONE_PANELS = 440;
/** On one narrower than this as soon as picture and panel do not both have what they need. */
const TINY = 360;
/** So much of the panels is in sight then, to say that there is more. */
const SOME_PANEL = 90;
/** Points of the usual size would cover a picture smaller than this. */
const SMALL_PICTURE = 180;
/** The picture beside the network, on a phone and on a tablet that stands upright. */
const ASIDE = 128;
const ASIDE_WIDE = 240;
/** Everything stands. */
const WHOLE: Shape = { recipe: true, data: true, network: true, picture: true, chart: true, transport: true };
/** The numbers under the picture of a phone that has nothing else there: with the tab of a chart, and without. */
const NUMBERS = 64;
const NUMBERS_LINE = 42;
/** Tabs and a network of six rows under the picture, where both have their full width. */
const PANEL = 342;
/** Tabs, and enough of a panel to work in, under the picture of a low phone; the picture keeps this much. */
const TABS = 56;
const LOW_PANEL = 240;
const LOW_PICTURE = 176;
/** Space at the picture's left for its vertical axis. */
export const PICTURE_MARGIN = 28;

/** A network of so many rows needs its heads, its key and so much for each row; taller ones share what is left. */
const NETWORK = 88;
const ROW = 46;
const MOST_ROWS = 8;
/** Height of the switches under the picture. */
const UNDER = 30;
/** Of a deep network every column has room for a wide head, up to this width. */
const DEEPEST = 660;
const HEADS = 72;
const HEAD_WIDTH = 64;
/** Air between network and chart, as in the styles of the frame; the chart's least height with lines, and its share of the stage at most. */
const BENEATH_GAP = 10;
const LEAST_CHART = 132;
const CHART_SHARE = 0.36;

const clamp = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high));

/** The data column's width; 0 where there is none. */
export function dataWidth({ width }: Box, tier: Tier, present: boolean): number {
  if (present || tier === "m" || tier === "s") return 0;
  return width < 1000 ? 120 : 136;
}

/** A box in pixels of the usual text: with text twice as large it holds half as much. */
export const scaled = ({ width, height }: Box, text: number): Box => ({ width: width / text, height: height / text });

/** What is known of an area beyond its size. */
export interface Situation {
  /** Where it is not what the size alone says. */
  tier?: Tier;
  /** Whether the network stands beside the picture of a phone, which is small then. */
  aside?: boolean;
  /** Neurons in the network's highest column. */
  rows?: number;
  /** Columns of the network, features and output among them. */
  columns?: number;
  /** How many times as large as usual the browser's text is. */
  text?: number;
  /** What stands while controls are hidden. */
  shape?: Shape;
}

/** The layout of an area whose stage has the inner size `stage`, paddings taken off. */
export function layoutOf(area: Box, stage: Box, present: boolean, situation: Situation = {}): Layout {
  const { rows = 6, columns = 4, text = 1, aside = false, shape = WHOLE } = situation;
  const { tier = tierOf(scaled(area, text)) } = situation;
  const { width } = area;
  const { height } = stage;
  const gap = tier === "m" ? 12 : width < 1000 ? 16 : 24;
  const little = isLittle(shape);
  const least = width < TINY ? LOW_PICTURE + HEAD + AXIS + lowPanel(shape) : PHONE_PANELS;
  const scrolls = tier === "s" && !little && height < least;
  const beneath = (tier === "xl" || tier === "l") && shape.network ? beneathHeight(height, rows, shape.chart) : 0;
  const withChart = tier === "s" ? 0 : wideSide(stage, tier, width, gap, present, true, shape, columns);
  const room = tier === "s" || (beneath > 0 ? beneath >= LEAST_CHART : withChart >= SMALLEST);
  const chart = shape.chart && room;
  const side =
    tier === "s"
      ? aside && !scrolls
        ? width < S
          ? ASIDE
          : ASIDE_WIDE
        : phoneSide(area, height, !scrolls, shape)
      : chart
        ? withChart
        : wideSide(stage, tier, width, gap, present, false, shape, columns);
  return {
    tier,
    width: width / text,
    height: area.height,
    picture: side,
    node: present ? 58 : tier === "xl" ? 50 : tier === "l" ? 44 : tier === "m" ? 36 : width < S ? 26 : 34,
    point: present ? 4.6 : side > 420 ? 3.8 : side < SMALL_PICTURE ? 2.2 : 3.2,
    contour: present ? 2.6 : 1.75,
    chart: chart && (!present || beneath > 0),
    beneath,
    scrolls,
  };
}

/** Height of the chart beneath the network, its heading included; only the heading where there is no room for lines, or none is wanted. */
function beneathHeight(height: number, rows: number, chart: boolean): number {
  if (!chart) return CHART_HEAD;
  const spare = height - BENEATH_GAP - NETWORK - Math.min(rows, MOST_ROWS) * ROW;
  const most = Math.max(LEAST_CHART, Math.min(spare, height * CHART_SHARE));
  return height < 400 ? CHART_HEAD : Math.round(most);
}

function wideSide(
  stage: Box,
  tier: Tier,
  width: number,
  gap: number,
  present: boolean,
  lines: boolean,
  shape: Shape,
  columns: number,
): number {
  const data = shape.data ? dataWidth({ width, height: 0 }, tier, present) : 0;
  const network =
    tier === "m" || !shape.network
      ? 0
      : width > 1200
        ? Math.max(500, Math.min(DEEPEST, HEADS + HEAD_WIDTH * columns))
        : width < 1000
          ? 366
          : 424;
  const across =
    shape.network && (present || tier === "m")
      ? (stage.width - gap) * 0.52 - PICTURE_MARGIN
      : stage.width - data - gap - network - gap - PICTURE_MARGIN;
  const beside = tier !== "m" && shape.network;
  const chart = present || !lines ? -14 : Math.round(clamp(96, stage.height * 0.24, 150));
  const below = beside ? UNDER : CHART_HEAD + chart;
  const down = stage.height - HEAD - AXIS - below;
  return Math.max(120, Math.floor(Math.min(across, down, present || beside || !shape.network ? 760 : 560)));
}

/** What stands under the picture of a phone, in a low one: tabs where there are several panels, and a panel with its numbers. */
const lowPanel = ({ recipe, chart }: Shape): number =>
  LOW_PANEL + (recipe || chart ? TABS : 0) + (chart ? 0 : NUMBERS_LINE);

function phoneSide({ width }: Box, height: number, panels: boolean, shape: Shape): number {
  const across = width - 32 - PICTURE_MARGIN;
  if (!panels) return Math.floor(Math.max(120, Math.min(across, height - HEAD - AXIS - SOME_PANEL)));
  const numbers = shape.chart ? NUMBERS : NUMBERS_LINE;
  if (isLittle(shape)) return Math.floor(Math.max(120, Math.min(across, height - HEAD - AXIS - numbers)));
  if (width < S) {
    const down = Math.min(330, height * 0.52, height - HEAD - AXIS - lowPanel(shape));
    return Math.floor(Math.min(across, Math.max(LOW_PICTURE, down)));
  }
  const down = Math.min(560, height * 0.6, height - HEAD - AXIS - PANEL);
  return Math.floor(Math.min(across, Math.max(Math.min(240, across), down)));
}
