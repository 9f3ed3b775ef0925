/** What the chart draws, worked out from the history and the chart's settings. Pure. */

import { type Axis, countAxis, linearAxis, logAxis } from "../../charts/ticks.js";
import type { Experiment, History } from "../../engine/types.js";
import type { RunEvent } from "../../protocol/run.js";
import type { ChartSettings, Ghost } from "../../state/state.js";

export interface ChartModel {
  x: Axis;
  y: Axis;
  /** Horizontal value of every row. */
  places: readonly number[];
  train: readonly (number | null)[];
  test: readonly (number | null)[];
  /** The run before, as far as the axis reaches; empty where it measured something else. */
  ghost: { places: readonly number[]; values: readonly (number | null)[] };
  /** Rows that the drawn lines are smoothed over; 1 for as they are. */
  window: number;
  /** Rows up to and with the reader's place; those after are the future of a rewound run. */
  past: number;
}

/** Lines of fewer rows are drawn as they are; of more they are smoothed over a twelfth of them, and this many at most. */
const SMOOTH_FROM = 36;
const MOST_SMOOTHED = 41;

/** Beyond so many times the first loss a divergence is cut off. */
const HIGHEST = 1e3;

export function chartModel(
  history: History,
  { measure, log, axis }: ChartSettings,
  experiment: Experiment,
  at: { epoch: number; step: number },
  height: number,
  before: Ghost | null = null,
): ChartModel {
  const { trainLoss, testLoss, trainMetric, testMetric } = history;
  const places = axis === "epochs" ? history.epoch : history.step;
  const [train, test] = measure === "loss" ? [trainLoss, testLoss] : [trainMetric, testMetric];
  let past = history.step.length;
  while (past > 0 && (history.step[past - 1] ?? 0) > at.step) past--;
  const ticks = height < 150 ? 3 : 5;
  const x = countAxis(Math.max(places.at(-1) ?? 0, 10), 4);
  const ghost = ghostWithin(before, { measure, log, axis }, experiment, x.high);
  return {
    x,
    y:
      measure === "loss"
        ? lossAxis([...train, ...ghost.values], test, log, ticks)
        : metricAxis(train, test, experiment, ticks),
    ghost,
    window: places.length < SMOOTH_FROM ? 1 : Math.min(MOST_SMOOTHED, Math.floor(places.length / 12)),
    places,
    train,
    test,
    past,
  };
}

/** The rows of the run before that lie on the axis. */
function ghostWithin(
  ghost: Ghost | null,
  { measure, axis }: ChartSettings,
  { loss }: Experiment,
  high: number,
): ChartModel["ghost"] {
  if (!ghost || ghost.loss !== loss) return { places: [], values: [] };
  const places = axis === "epochs" ? ghost.epoch : ghost.step;
  const end = places.findIndex((place) => place > high);
  const rows = end < 0 ? places.length : end;
  return {
    places: places.slice(0, rows),
    values: (measure === "loss" ? ghost.trainLoss : ghost.trainMetric).slice(0, rows),
  };
}

/** Rows with which something else begins: the first that was recorded after each event. */
export function breaksOf({ step }: Pick<History, "step">, events: readonly Pick<RunEvent, "step">[]): number[] {
  const rows = events.map((event) => step.findIndex((each) => each > event.step)).filter((row) => row > 0);
  return [...new Set(rows)].sort((a, b) => a - b);
}

/** The least and the greatest number of all columns; infinite where there is none. */
export function range(...columns: (readonly (number | null)[])[]): [number, number] {
  let least = Infinity;
  let greatest = -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (value === null || !Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  return [least, greatest];
}

function lossAxis(train: ChartModel["train"], test: ChartModel["test"], log: boolean, ticks: number): Axis {
  const [least, greatest] = range(train, test);
  if (!Number.isFinite(least)) return log ? logAxis(0.01, 1, ticks) : linearAxis(0, 1, ticks);
  const top = Math.min(greatest, HIGHEST * Math.max(train[0] ?? 1, 1e-6));
  if (!log) return linearAxis(0, Math.max(top, 1e-9), ticks);
  return logAxis(Math.max(least, top * 1e-9), Math.max(top, least * 2, 1e-12), ticks);
}

function metricAxis(train: ChartModel["train"], test: ChartModel["test"], { task }: Experiment, ticks: number): Axis {
  if (task === "classification") return linearAxis(0, 1, ticks <= 3 ? 2 : 4);
  const [least] = range(train, test);
  return linearAxis(Math.max(-1, Math.min(0, Number.isFinite(least) ? least : 0)), 1, ticks);
}
