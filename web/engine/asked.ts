import { isList, isObject, object, text } from "./arguments.js";
import type { QuestionId } from "./questions.js";
import { flattened } from "./rows.js";
import { toWire } from "./wire.js";

/** A question and its arguments as bytes. */
export function asked(id: QuestionId, questionArguments?: object): [question: Uint8Array, given: Uint8Array] {
  if (questionArguments === undefined) return [bytesOf(text(id, "question")), NO_ARGUMENTS];
  const given = object(questionArguments, "arguments");
  const members = Object.entries(given);
  const ofRows = members.some(([name, value]) => isObject(value) && isList(value, name));
  const flat = ofRows ? Object.fromEntries(members.map(([name, value]) => [name, flattened(value)])) : given;
  return [bytesOf(text(id, "question")), toWire(flat, "arguments")];
}

const NO_ARGUMENTS = toWire({}, "arguments");

/** Ids as bytes: a page asks the same few questions sixty times a second. */
const idBytes = new Map<string, Uint8Array>();

function bytesOf(id: string): Uint8Array {
  const known = idBytes.get(id);
  if (known) return known;
  const bytes = toWire(id, "question");
  if (idBytes.size < 100) idBytes.set(id, bytes);
  return bytes;
}
