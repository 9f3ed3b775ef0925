/** What of a run's situation the page has not seen yet. */
const ALL = [
  "run",
  "step",
  "experiment",
  "parameters",
  "timeline",
  "events",
  "held",
  "undo",
  "divergence",
  "turn",
] as const;

/** A part of the situation. `step`: the run began in a step of undo of its own. */
export type News = (typeof ALL)[number];

export class Unseen {
  /** At first the page has seen nothing. */
  #parts = new Set<News>(ALL);

  note(...parts: News[]): void {
    for (const part of parts) this.#parts.add(part);
  }

  /** @param merged whether it is one step of undo with what was noted before */
  noteAll(merged = false): void {
    this.note(...ALL.filter((part) => part !== "step" || !merged));
  }

  /** Takes what the page has not seen: from now on it has. */
  take(): ReadonlySet<News> {
    const parts = this.#parts;
    this.#parts = new Set();
    return parts;
  }
}
