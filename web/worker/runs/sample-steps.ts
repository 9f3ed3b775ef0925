/** Steps through the next batch sample by sample, before its update is made. */
import type { SampleTurn } from "../../protocol/run.js";

export class SampleSteps {
  /** The sample whose turn it is; null outside of a batch. */
  turn: SampleTurn | null = null;
  #batch: Uint32Array | null = null;

  /**
   * The next sample's turn. After the last one there is none any more: the update is due.
   * @param nextBatch the rows of the next update, asked for once a batch
   * @returns whether there was a next sample
   */
  next(nextBatch: () => Uint32Array): boolean {
    this.#batch ??= nextBatch();
    const position = this.turn ? this.turn.position + 1 : 0;
    const sample = this.#batch[position];
    if (sample === undefined) return false;
    this.turn = { position, size: this.#batch.length, sample };
    return true;
  }

  /** Leaves the batch. @returns whether it was some sample's turn */
  leave(): boolean {
    const left = this.turn !== null;
    this.#batch = null;
    this.turn = null;
    return left;
  }
}
