/**
 * The page's own words for settings: where it says them shorter or as part of a sentence, and how a stop rule is told. Any
 * other setting is told by its row in the catalog, and any other rule by the reason that the engine gives.
 */
import type { Reason, Setting } from "../engine/types.js";
import type { MessageArgs, MessageKey, PlainKey } from "../i18n/index.js";
import { count, significant } from "../i18n/numbers.js";

export interface Words {
  t<K extends MessageKey>(key: K, ...args: MessageArgs<K>): string;
  text(text: Setting["label"]): string;
}

/** Tells a number as part of a sentence. */
type Telling = (value: number, words: Words) => string;

interface SettingWords {
  label: PlainKey;
  /** What it is set to; "Label 0.1" where this is missing. */
  told?: Telling;
  /** Why a run has ended. */
  ended?: Telling;
}

type Epochs = "stop.epochsValue" | "stop.patienceValue" | "run.stopMaxEpochs" | "run.stopPatience";
type Bound = "stop.lossValue" | "stop.gradientValue" | "run.stopTrainLoss" | "run.stopGradientNorm";

const epochs =
  (key: Epochs): Telling =>
  (n, { t }) =>
    t(key, { n: count(n) });
const bound =
  (key: Bound): Telling =>
  (value, { t }) =>
    t(key, { value: significant(value) });

const WORDS: Readonly<Record<string, SettingWords>> = {
  "data.seed": { label: "sheet.seedData" },
  "network.seed": { label: "sheet.seedWeights" },
  "batch.seed": { label: "sheet.seedBatches" },
  "regularization.l1": { label: "reg.l1" },
  "regularization.l2": { label: "reg.l2" },
  "stop.maxEpochs": {
    label: "stop.maxEpochs",
    told: epochs("stop.epochsValue"),
    ended: epochs("run.stopMaxEpochs"),
  },
  "stop.trainLoss": { label: "stop.trainLoss", told: bound("stop.lossValue"), ended: bound("run.stopTrainLoss") },
  "stop.gradientNorm": {
    label: "stop.gradientNorm",
    told: bound("stop.gradientValue"),
    ended: bound("run.stopGradientNorm"),
  },
  "stop.patience": { label: "stop.patience", told: epochs("stop.patienceValue"), ended: epochs("run.stopPatience") },
  "stop.minDelta": { label: "stop.minDelta" },
};

export function labelOf({ id, label }: Setting, { t, text }: Words): string {
  const own = WORDS[id];
  return own ? t(own.label) : text(label);
}

/** What a setting is set to, in short. */
export const toldOf = (setting: Setting, value: number, words: Words): string =>
  WORDS[setting.id]?.told?.(value, words) ?? `${labelOf(setting, words)} ${significant(value)}`;

/** Why a run has ended, in short, from what its rule is set to; undefined where the rule has no words of its own. */
export const endedOf = ({ rule }: Reason, value: number | null, words: Words): string | undefined =>
  value === null ? undefined : WORDS[rule]?.ended?.(value, words);
