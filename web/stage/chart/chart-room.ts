/** The distances of the chart's drawing, in pixels: they grow with its text, in Present mode or in a browser's larger text. */
import type { Plot } from "../../charts/line-chart.js";

export interface ChartRoom {
  margin: Plot;
  /** Baseline of the labels of events in the band over the plot, so that none stands over a line; null without a band. */
  labels: number | null;
  /** Width of a letter, about; height of a line of text. */
  letter: number;
  line: number;
  /** Room for the axis' name in the row of the ticks; 0 where the name has a row of its own. */
  end: number;
  tip: { width: number; row: number };
}

/** The size of text for which these are. */
const TEXT = 11;
const MARGIN = { left: 38, right: 14, top: 20, bottom: 30 };
/** A plot lower than this has no band for labels, and its axis' name in the row of the ticks. */
const LOW = 96;
const LOW_MARGIN = { top: 8, bottom: 17 };

/** @param text size of the drawing's text in pixels */
export function chartRoom(height: number, text: number): ChartRoom {
  const times = text / TEXT;
  const low = height < LOW * times;
  const { left, right, top, bottom } = low ? { ...MARGIN, ...LOW_MARGIN } : MARGIN;
  return {
    margin: { left: left * times, right: right * times, top: top * times, bottom: bottom * times },
    labels: low ? null : 12 * times,
    letter: 6.2 * times,
    line: 10.5 * times,
    end: low ? 58 * times : 0,
    tip: { width: 132 * times, row: 16 * times },
  };
}
