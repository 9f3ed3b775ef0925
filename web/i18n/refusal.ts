/** What the engine says, in the reader's language: refusals and reasons, from their ids and values. */
import { englishOf, type Writing, written } from "../engine/messages.js";
import type { Catalog, MessageValues, Reason } from "../engine/types.js";
import type { Refusal } from "../protocol/run.js";
import { type Language, translate } from "./index.js";
import { messages as zh } from "./zh/messages.js";

/** Every language but English, whose words are the core's own. */
const TRANSLATED: Record<Exclude<Language, "en">, Writing> = {
  zh: { patterns: zh, separator: "、", tight: true },
};

/** A message of the engine in the reader's language; null where it is not known by the id. */
export function messageText(
  language: Language,
  id: string,
  values: MessageValues,
  catalog: Catalog | null,
): string | null {
  return written(language === "en" ? englishOf(catalog?.messages ?? []) : TRANSLATED[language], id, values);
}

export function refusalText(language: Language, refusal: Refusal, catalog: Catalog | null): string {
  const { path, id, values, message } = refusal;
  if (id === "noFeatures") return translate(language, "stage.noFeatures");
  const complaint = messageText(language, id, values, catalog);
  if (complaint === null)
    return language === "en" ? message : translate(language, "refused.unknown", { path, message });
  return `${placeText(language, path, catalog)} ${complaint}`.replace("） ", "）").trim();
}

/** Why a run ended, as one sentence: its clauses one after the other. */
export function reasonText(language: Language, { ids, values, message }: Reason, catalog: Catalog | null): string {
  const clauses = ids.map((id) => messageText(language, id, values, catalog));
  return clauses.includes(null) ? message : clauses.join("");
}

/** The place, behind the name that the recipe has for it. */
function placeText(language: Language, path: string, catalog: Catalog | null): string {
  const id = path.replace(/\[\d+\]/g, "[]");
  const label = catalog?.settings.find((setting) => setting.id === id)?.label[language];
  return label ? translate(language, "refused.place", { label, path }) : path;
}
