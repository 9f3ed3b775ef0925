/** Events of a run as dashed lines across the chart, and which of them have room for their text. */
import type { RunEvent } from "../../protocol/run.js";
import type { State } from "../../state/state.js";
import type { ChartRoom } from "./chart-room.js";

export interface Flag {
  /** Where the line stands, in pixels. */
  at: number;
  text: string;
  /** Where its text ends or begins; null where it would stand over another's, or says what stands elsewhere too. */
  label: { x: number; anchor: "start" | "end" } | null;
}

/** What of the state says where the events stand. */
type Events = Pick<Readonly<State>, "events" | "chart">;

/** Where an event stands on the axis that is shown. */
export const placeOfEvent = ({ chart }: Events, event: RunEvent): number =>
  chart.axis === "epochs" ? event.epoch : event.step;

/** All events, the latest first; of texts that would overlap the later one is written. */
export function flagsOf(
  state: Events,
  x: (place: number) => number,
  textOf: (event: RunEvent) => string,
  { margin, labels, letter }: ChartRoom,
): Flag[] {
  let free = Number.POSITIVE_INFINITY;
  return [...state.events].reverse().map((event): Flag => {
    const at = x(placeOfEvent(state, event));
    const text = textOf(event);
    const width = text.length * letter + 8;
    const before = at - width > margin.left;
    const quiet = labels === null || event.kind === "edit" || event.kind === "diverged";
    if (quiet || at >= free || (!before && at + width >= free)) return { at, text, label: null };
    free = before ? at - width : at;
    return { at, text, label: before ? { x: at - 5, anchor: "end" } : { x: at + 5, anchor: "start" } };
  });
}
