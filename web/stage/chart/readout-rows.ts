/** What the chart tells of one row of the history: names and values, in the order in which they are read. */
import type { PlainKey } from "../../i18n/index.js";
import { count, fixed, loss, percent, significant } from "../../i18n/numbers.js";
import type { State } from "../../state/state.js";

/** @param scheduled whether the learning rate changes by itself */
export function readoutOf(
  { history, experiment }: Readonly<State>,
  row: number,
  scheduled: boolean,
  t: (key: PlainKey) => string,
): [string, string][] {
  const regression = experiment?.task === "regression";
  const metric = history.testMetric[row] ?? history.trainMetric[row] ?? null;
  const error = history.testError?.[row] ?? history.trainError?.[row] ?? null;
  const test = history.testLoss[row] ?? null;
  const rows: [string, string][] = [
    [t("chart.epoch"), count(history.epoch[row] ?? 0)],
    [t("chart.train"), loss(history.trainLoss[row] ?? Number.NaN)],
  ];
  if (scheduled) rows.push([t("chart.rate"), significant(history.learningRate[row] ?? Number.NaN)]);
  if (test !== null) rows.push([t("chart.test"), loss(test)]);
  if (metric !== null)
    rows.push(regression ? [t("chart.r2Axis"), fixed(metric, 3)] : [t("chart.accuracyAxis"), percent(metric)]);
  if (error !== null) rows.push([t("chart.meanError"), fixed(error, 3)]);
  return rows;
}
