import { expect, it } from "vitest";
import type { Experiment, Reason } from "../../../web/engine/types.js";
import { relaxStop } from "../../../web/state/stop.js";

const experiment = () =>
  ({ stop: { maxEpochs: 100, trainLoss: 0.1, gradientNorm: null, patience: 20, minDelta: 0 } }) as Experiment;
const because = (rule: string) => ({ rule, ids: [], values: {}, message: "" }) as unknown as Reason;

it("Going on puts the epochs off by as many again", () => {
  const draft = experiment();
  relaxStop(draft, { reason: because("stop.maxEpochs"), epoch: 100 });
  expect(draft.stop).toEqual({ ...experiment().stop, maxEpochs: 200 });
});

it("Going on takes out the rule that held, and no other", () => {
  const draft = experiment();
  relaxStop(draft, { reason: because("stop.trainLoss"), epoch: 40 });
  expect(draft.stop).toEqual({ ...experiment().stop, trainLoss: null });
});
