/** What broke in a diverged run, where it can go back to, and with which rate. */
import type { Experiment, Progress, Reason } from "../../engine/types.js";
import type { Broke, Divergence } from "../../protocol/run.js";
import type { RunRecord, Stop } from "./record.js";

/** A loss this many times the best one counts as having left for good. */
const LOST = 2;
/** A change of the rate within this share of the run before the end is taken to be the cause. */
const RECENT = 0.25;

/**
 * The last stop before the loss left its best for good (the very start, if it never was good), and a smaller rate:
 * a tenth, or what the rate was before a recent change raised it, whichever is smaller than the present one.
 */
export function diagnose(
  record: RunRecord,
  progress: Progress,
  experiment: Experiment,
): { divergence: Divergence; stop: Stop } {
  const { epoch, trainLoss } = record.history;
  const finite = trainLoss.filter(Number.isFinite);
  const best = Math.min(...finite);
  let good = 0;
  for (let row = 0; row < epoch.length; row++) {
    const loss = trainLoss[row] ?? Number.NaN;
    if (Number.isFinite(loss) && loss <= LOST * best) good = epoch[row] ?? 0;
  }
  const change = record.events.findLast((event) => event.kind === "rate");
  const recent = change && change.epoch >= progress.epoch * (1 - RECENT) ? change : undefined;
  const safe = recent ? Math.min(good, recent.epoch) : good;
  const stop = record.stops.findLast((at) => at.epoch <= safe) ?? record.stops[0];
  if (!stop) throw new Error("a run without a start");
  const rate = experiment.optimizer.learningRate;
  return {
    stop,
    divergence: {
      epoch: stop.epoch,
      rate,
      safeRate: Number((rate / 10).toPrecision(2)),
      rateBefore: typeof recent?.from === "number" ? recent.from : null,
      broke: brokeOf(progress.reason?.values ?? {}),
      values: progress.reason?.values ?? {},
      message: progress.reason?.message ?? "",
    },
  };
}

/** The engine counts layers, neurons and inputs from 1 and leaves out what does not apply. */
function brokeOf({ quantity, step, layer, unit, input }: Reason["values"]): Broke {
  const broke: Broke = {
    quantity: quantity === "gradient" || quantity === "parameter" ? quantity : "loss",
    step: Number(step),
    at: null,
  };
  if (typeof layer !== "number" || typeof unit !== "number") return broke;
  const to = unit - 1;
  if (broke.quantity === "loss") broke.at = { kind: "neuron", layer, index: to };
  else if (typeof input === "number") broke.at = { kind: "weight", layer, to, from: input - 1 };
  else broke.at = { kind: "bias", layer, to };
  return broke;
}
