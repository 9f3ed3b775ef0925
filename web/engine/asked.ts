import { object, text } from "./arguments.js";
import type { QuestionId } from "./questions.js";
import { flattened } from "./rows.js";
import { toWire } from "./wire.js";

/** A question and its arguments as bytes. */
export function asked(id: QuestionId, questionArguments: object = {}): [question: Uint8Array, given: Uint8Array] {
  const given = object(questionArguments, "arguments");
  const flat: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(given)) flat[name] = flattened(Reflect.get(given, name));
  return [bytesOf(text(id, "question")), toWire(flat, "arguments")];
}

/** Ids as bytes: a page asks the same few questions sixty times a second. */
const idBytes = new Map<string, Uint8Array>();

function bytesOf(id: string): Uint8Array {
  const known = idBytes.get(id);
  if (known) return known;
  const bytes = toWire(id, "question");
  if (idBytes.size < 100) idBytes.set(id, bytes);
  return bytes;
}
