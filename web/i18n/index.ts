/**
 * Messages in the reader's language.
 *
 * The English messages are the type: a Chinese file with a missing or a foreign key does not compile, and
 * `t("run.epochOf", { epoch, last })` does not compile without its arguments.
 */
import type { Localized } from "../engine/types.js";
import type { en } from "./en/index.js";
import { start as enStart } from "./en/start.js";
import { start as zhStart } from "./zh/start.js";

export type Language = keyof Localized;
export type Messages = { [K in keyof typeof en]: string };
export type MessageKey = keyof typeof en;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<K extends MessageKey> = { [Name in Names<(typeof en)[K]>]: string | number };
/** Nothing for a message without places, otherwise one value a place. */
export type MessageArgs<K extends MessageKey> = [Names<(typeof en)[K]>] extends [never] ? [] : [values: Values<K>];

/** A key whose message has no places. */
export type PlainKey = { [K in MessageKey]: MessageArgs<K> extends [] ? K : never }[MessageKey];

/** What has been loaded: the words of a panel come with its code. */
const MESSAGES: Record<Language, Partial<Messages>> = { en: { ...enStart }, zh: { ...zhStart } };

/** Adds the words of a panel. */
export function addMessages(words: Record<Language, Partial<Messages>>): void {
  for (const { id } of LANGUAGES) Object.assign(MESSAGES[id], words[id]);
}

/** The languages, each by its own name, in the order of the switch. */
export const LANGUAGES: { id: Language; tag: string; short: string; name: string }[] = [
  { id: "zh", tag: "zh-CN", short: "中文", name: "简体中文" },
  { id: "en", tag: "en", short: "EN", name: "English" },
];

/** The message of a key with its places filled. A text of two forms, `one|many`, chooses by the value of `n`. */
export function translate<K extends MessageKey>(language: Language, key: K, ...args: MessageArgs<K>): string {
  const values: Record<string, string | number> = args[0] ?? {};
  const message = MESSAGES[language][key];
  if (message === undefined) throw new Error(`The words of "${key}" have not been loaded`);
  const forms = message.split("|");
  const text = (String(values.n) === "1" ? forms[0] : forms[forms.length - 1]) ?? "";
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The language a browser asks for first among those we speak; English when it asks for none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find(({ id }) => tag.toLowerCase().split("-")[0] === id);
    if (found) return found.id;
  }
  return "en";
}
