/**
 * Points that the reader draws, shown before the engine knows them.
 *
 * A stroke is shown at once, sent when it ends, and lands when the engine's run has its points. By then the reader may
 * have drawn on; what lands is taken note of, and what lies over it stays.
 */
import type { DataPart } from "../engine/types.js";
import type { Refusal } from "../protocol/run.js";

/** Points on their way to the engine, and whether it refused them. */
interface Sent {
  data: DataPart;
  refusal: Promise<Refusal | null>;
}

export class Sketch {
  /** The engine's own data while others are shown. */
  #known: DataPart | null = null;
  #sent: Sent[] = [];

  /** Shows points instead of those of the engine, which are `shown` so far; null goes back. Answers with what to show. */
  show(data: DataPart | null, shown: DataPart | null): DataPart | null {
    const known = this.#known ?? shown;
    this.#known = data === null || data === known ? null : known;
    if (!this.#known) this.#sent = [];
    return data ?? known;
  }

  send(data: DataPart | null, refusal: Promise<Refusal | null>): void {
    if (data && this.#known) this.#sent.push({ data, refusal });
  }

  /** Whether points are shown that the engine does not get to know unless they are sent. */
  unsent(shown: DataPart | null): boolean {
    return this.#known !== null && shown !== this.#sent.at(-1)?.data;
  }

  /** What is shown without the points that were not sent: those on their way, or null for the engine's own. */
  get underneath(): DataPart | null {
    return this.#sent.at(-1)?.data ?? null;
  }

  /** What the engine said of the points that are shown, where they are on their way. */
  get refusal(): Promise<Refusal | null> | undefined {
    return this.#sent.at(-1)?.refusal;
  }

  /** The engine has a run with other data. Answers with what to show: they, or what was drawn over them meanwhile. */
  land(data: DataPart, shown: DataPart | null): DataPart {
    if (shown && this.#known && this.unsent(shown) && samePoints(this.#known, data)) {
      // Another network for the same points: what was drawn over them stays.
      this.#known = data;
      return shown;
    }
    const landed = this.#sent.findIndex((sent) => samePoints(sent.data, data));
    const known = this.#sent[landed]?.data;
    this.#sent = this.#sent.slice(landed + 1);
    if (known && shown && shown !== known) {
      this.#known = known;
      return shown;
    }
    this.#known = null;
    this.#sent = [];
    return data;
  }
}

const PARTS = ["trainInputs", "trainTargets", "testInputs", "testTargets"] as const;

function samePoints(a: DataPart, b: DataPart): boolean {
  return (
    a.columns === b.columns &&
    PARTS.every((part) => a[part].length === b[part].length && a[part].every((value, at) => value === b[part][at]))
  );
}
