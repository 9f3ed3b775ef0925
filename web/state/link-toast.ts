/** What is told in passing of a link that was opened or refused. */
import type { Language } from "../i18n/index.js";
import { linkRefusalText, noticeText } from "../i18n/link.js";
import type { LinkAnswer } from "../protocol/requests.js";
import type { Toast } from "./state.js";

/** Why it was refused, or what there is to know about the one that was opened; null where there is nothing. */
export function linkToast(language: Language, answer: LinkAnswer | undefined): Omit<Toast, "id"> | null {
  if (!answer) return null;
  if ("notices" in answer) {
    const text = answer.notices.map((notice) => noticeText(language, notice)).join(" ");
    return text === "" ? null : { kind: "note", text, undo: false };
  }
  const { link, ...refusal } = answer.refusal;
  if (link) return { kind: "note", text: linkRefusalText(language, link), undo: false };
  return { kind: "refused", refusal, undo: false };
}
