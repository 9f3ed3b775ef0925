/** The recorded run that a page shows until its engine has come, where the page brought one. */
import { type First, joined, type Parts } from "../protocol/first.js";

let recorded: Parts | null = null;
let before: Promise<void> | null = null;

/** Has to be called before a playground's first update. `painted`: what a playground that draws itself at once waits for. */
export function offerFirst(parts: Parts | null, painted: Promise<void> | null = null): void {
  recorded = parts;
  before = painted;
}

/** Settles when the browser has painted what stands on the page already; null where nothing does. */
export const paintedBefore = (): Promise<void> | null => before;

/** What was recorded of a preset; null where nothing was. */
export function firstOf(preset: string): First | null {
  const first = recorded && joined(recorded);
  return first?.preset === preset ? first : null;
}
