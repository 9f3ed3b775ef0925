/** What becomes of a stop rule when the reader wants to train on after it held. */
import type { Experiment, Progress } from "../engine/types.js";

/** Puts off the epochs by as many again, and takes any other rule out that ended the run. */
export function relaxStop({ stop }: Experiment, { reason, epoch }: Pick<Progress, "reason" | "epoch">): void {
  switch (reason?.rule) {
    case "stop.maxEpochs":
      stop.maxEpochs = epoch + (stop.maxEpochs ?? epoch);
      break;
    case "stop.trainLoss":
      stop.trainLoss = null;
      break;
    case "stop.gradientNorm":
      stop.gradientNorm = null;
      break;
    case "stop.patience":
      stop.patience = null;
      break;
  }
}
