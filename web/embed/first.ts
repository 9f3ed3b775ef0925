/** The recorded run that a page shows until its engine has come, where the page brought one. */
import { type First, unpackFirst } from "../protocol/first.js";

let recorded: string | null = null;

/** Has to be called before the element is defined. */
export function offerFirst(text: string | null): void {
  recorded = text;
}

/** What was recorded of a preset; null where nothing was. */
export function firstOf(preset: string): First | null {
  const first = recorded === null ? null : unpackFirst(recorded);
  return first?.preset === preset ? first : null;
}
