/** What of a run's situation the page has not seen yet. */
const ALL = ["run", "experiment", "parameters", "timeline", "events", "held", "undo", "divergence", "turn"] as const;

/** A part of the situation. */
export type News = (typeof ALL)[number];

export class Unseen {
  /** At first the page has seen nothing. */
  #parts = new Set<News>(ALL);

  note(...parts: News[]): void {
    for (const part of parts) this.#parts.add(part);
  }

  noteAll(): void {
    this.note(...ALL);
  }

  /** Takes what the page has not seen: from now on it has. */
  take(): ReadonlySet<News> {
    const parts = this.#parts;
    this.#parts = new Set();
    return parts;
  }
}
