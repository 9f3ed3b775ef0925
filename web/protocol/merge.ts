/** Which changes are one step of undo: those in a row with the same key. */

/**
 * The key of a change in one gesture of its own, as `data.noise#17`, however long the hand rests on the way; `data.noise`
 * where it is in none.
 */
export const gestureKey = (what: string, gesture: number | null): string =>
  gesture === null ? what : `${what}#${gesture}`;

/** Whether a key is of one gesture: any other merges only what follows soon. */
export const isGesture = (merge: string): boolean => merge.includes("#");
