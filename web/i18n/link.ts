/** What opening a link has to say, in the reader's language. */
import type { LinkNotice, LinkNoticeId, LinkRefusal } from "../links/index.js";
import { type Language, type MessageKey, translate } from "./index.js";

const NOTICES: Record<LinkNoticeId, MessageKey> = {
  mended: "link.mended",
  "unknown-key": "link.unknownKey",
  "value-replaced": "link.replaced",
  "unknown-control": "link.unknownControl",
  "tf-defaults": "link.tfDefaults",
  "tf-no-seed": "link.tfNoSeed",
  "tf-value": "link.tfValue",
  "tf-twice": "link.tfTwice",
  "tf-unknown": "link.tfUnknown",
  "tf-view": "link.tfView",
  "tf-hide": "link.tfHide",
  "tf-rate-unused": "link.tfRateUnused",
  "tf-l1": "link.tfL1",
  "tf-leftover": "link.tfLeftover",
  "tf-batch-too-large": "link.tfBatchTooLarge",
  "tf-outside": "link.tfOutside",
};

const REFUSALS: Record<LinkRefusal, MessageKey> = {
  nothing: "link.nothing",
  damaged: "link.damaged",
  newer: "link.newer",
  "not-json": "link.notJson",
  "too-large": "link.tooLarge",
};

/** `translate` for a key that is known only when it runs: its values come with the notice. */
const say = translate as (
  language: Language,
  key: MessageKey,
  values: Readonly<Record<string, string | number>>,
) => string;

export const noticeText = (language: Language, { id, values }: LinkNotice): string =>
  say(language, NOTICES[id], values);

export const linkRefusalText = (
  language: Language,
  refusal: { id: LinkRefusal; values: Readonly<Record<string, string | number>> },
): string => say(language, REFUSALS[refusal.id], refusal.values);
