/** Whether there is a run to look at: also one that was recorded, until the engine that goes on with it has come. */
import type { State } from "./state.js";

export const hasRun = ({ engine, foreseen }: Readonly<Pick<State, "engine" | "foreseen">>): boolean =>
  engine.phase === "ready" || foreseen;
