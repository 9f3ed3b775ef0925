/**
 * Messages: what the engine has to say to a reader, as an id and values. The core's table (`catalog.messages`) holds
 * every id with its English; `web/i18n` has the other languages.
 */

/** A number, text, truth or null stands for itself, a list for its items, an object for a message inside the message. */
export type MessageValue = number | string | boolean | null | readonly MessageValue[] | InnerMessage;
export type MessageValues = Readonly<Record<string, MessageValue>>;
export interface InnerMessage {
  readonly message: string;
  readonly [value: string]: MessageValue;
}

/** A row of the core's table: `{name}` in the English stands for the value of that name. */
export interface MessageRow {
  id: string;
  english: string;
}

/** How a language writes what stands between the words. */
export interface Writing {
  patterns: Readonly<Record<string, string>>;
  /** Between the items of a list. */
  separator: string;
  /** Whether an inner message follows the word before it without a space. */
  tight: boolean;
}

const LONGEST_GIVEN = 40;

/** The sentence of an id, or null where nobody has put it into words. */
export function written(writing: Writing, id: string, values: MessageValues): string | null {
  const pattern = writing.patterns[id];
  if (pattern === undefined) return null;
  return pattern.replace(/ ?\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    const space = place.startsWith(" ") && !(writing.tight && isWord(value)) ? " " : "";
    return space + writtenValue(writing, name, value);
  });
}

/** An inner message, or a list that begins with one. */
function isWord(value: MessageValue): boolean {
  return isList(value) ? value[0] !== undefined && isWord(value[0]) : typeof value === "object" && value !== null;
}

const isList = (value: MessageValue): value is readonly MessageValue[] => Array.isArray(value);

function writtenValue(writing: Writing, name: string, value: MessageValue): string {
  if (typeof value === "number") return plainNumber(value);
  if (typeof value === "string") {
    if (name !== "given") return value;
    return `"${value.length > LONGEST_GIVEN ? `${wholeLetters(value)}…` : value}"`;
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return value.map((item) => writtenValue(writing, "", item)).join(writing.separator);
  return written(writing, value.message, value) ?? value.message;
}

/** As much of a long text as is shown, not ending inside a letter of two units. */
function wholeLetters(text: string): string {
  return text.slice(0, LONGEST_GIVEN).replace(/[\uD800-\uDBFF]$/, "");
}

/** A number as the core writes it: up to nine digits, in full where it is whole and they would round it. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [digits = "", exponent = "0"] = value.toExponential(8).split("e");
  const power = Number(exponent);
  const brief =
    power < -4 || power >= 9
      ? `${Number(digits)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
      : String(Number(value.toPrecision(9)));
  const full = Math.abs(value) < 1e12 && Number.isInteger(value) && Number(brief) !== value;
  return full ? String(value) : brief;
}

/** The English of a table of messages. */
export const englishOf = (rows: readonly MessageRow[]): Writing => ({
  patterns: Object.fromEntries(rows.map(({ id, english }) => [id, english])),
  separator: ", ",
  tight: false,
});
