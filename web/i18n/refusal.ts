/** What the core refused, in the reader's language: the place, what was given there, and what may be. */
import type { Catalog } from "../engine/types.js";
import type { Refusal } from "../protocol/run.js";
import { type Language, translate } from "./index.js";
import { ALLOWED, GIVEN, KINDS, type Row } from "./zh/refusals.js";

const SPLIT = ", allowed ";

export function refusalText(language: Language, refusal: Refusal, catalog: Catalog | null): string {
  const { path, message } = refusal;
  const complaint = path !== "" && message.startsWith(`${path} `) ? message.slice(path.length + 1) : message;
  if (path === "features" && complaint.startsWith("is empty")) return translate(language, "stage.noFeatures");
  const place = placeText(language, path, catalog);
  if (language === "en") return `${place} ${complaint}`.trim();
  const phrased = phrase(complaint);
  const text = phrased === null ? translate(language, "refused.unknown", { place, message }) : `${place} ${phrased}`;
  return text.replace("） ", "）").trim();
}

/** The place, behind the name that the recipe has for it. */
function placeText(language: Language, path: string, catalog: Catalog | null): string {
  const id = path.replace(/\[\d+\]/g, "[]");
  const label = catalog?.settings.find((setting) => setting.id === id)?.label[language];
  return label ? translate(language, "refused.place", { label, path }) : path;
}

/** A complaint in Chinese; null where it is of a kind that nobody has put into words. */
function phrase(complaint: string): string | null {
  const at = complaint.indexOf(SPLIT);
  if (at < 0) return clause(complaint, GIVEN);
  const given = clause(complaint.slice(0, at), GIVEN);
  const rest = complaint.slice(at + SPLIT.length);
  const allowed = KINDS[rest] ?? clause(rest, ALLOWED);
  return given === null || allowed === null ? null : translate("zh", "refused.allowed", { given, allowed });
}

function clause(text: string, rows: readonly Row[]): string | null {
  for (const [english, chinese] of rows) {
    const found = english.exec(text);
    if (found) return chinese.replace(/ ?\$(\d)/g, (slot, place: string) => fill(slot, found[Number(place)] ?? ""));
  }
  return null;
}

/**
 * What the core put in: kinds of values by their Chinese names, which follow without a space, lists with a Chinese
 * comma, all else as it is.
 */
function fill(slot: string, value: string): string {
  const kind = KINDS[value];
  if (kind !== undefined) return kind;
  const space = slot.startsWith(" ") ? " " : "";
  return space + (/^[\w-]+(, [\w-]+)+$/.test(value) ? value.replaceAll(", ", "、") : value);
}
