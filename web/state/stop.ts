/** What becomes of a stop rule when the reader wants to train on after it held. */
import type { Experiment, Progress } from "../engine/types.js";

/** Puts off the epochs by as many again, and takes any other rule out that ended the run. */
export function relaxStop({ stop }: Experiment, { reason, epoch }: Pick<Progress, "reason" | "epoch">): void {
  const [part, rule] = reason?.rule.split(".") ?? [];
  if (part !== "stop" || rule === undefined) return;
  const epochs = epoch + (stop.maxEpochs ?? epoch);
  Object.assign(stop, { [rule]: rule === "maxEpochs" ? epochs : null });
}
