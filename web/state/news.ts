/** How often a run that plays by itself is shown. */
import type { State } from "./state.js";

/** For readers who prefer reduced motion a playing run is shown so often, in milliseconds. */
const CALM_MS = 250;
/**
 * At full speed thousands of updates lie between two frames, and nobody sees every one: news come 30 times a second, so
 * that training gets the processor that drawing would take. A frame of 60 a second may come a little early.
 */
const FULL_SPEED_MS = 30;

/** The least time between two frames of a run that plays by itself, in milliseconds; 0 for as often as can be drawn. */
export function newsEvery({ reducedMotion, speed }: Readonly<State>): number {
  if (reducedMotion) return CALM_MS;
  return Number.isFinite(speed) ? 0 : FULL_SPEED_MS;
}
