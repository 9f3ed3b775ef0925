/** The recorded run, way back by way back, on a copy of its trainer: the reader's own run goes on as it likes. */
import type { Trainer } from "../engine/index.js";
import type { DataPart } from "../engine/types.js";
import type { FilmFrame, FilmRequest } from "../protocol/film.js";
import type { Answered } from "../protocol/questions.js";
import { answered } from "./frames/answers.js";
import { lookedAt } from "./frames/pictures.js";
import type { Stop } from "./runs/record.js";
import type { RunSession } from "./runs/session.js";

export class FilmMaker {
  #copy: Trainer | null = null;
  #data: DataPart | null = null;
  #stops: readonly Stop[] = [];

  /** Takes the run as it is recorded now. @returns the epochs of its states, ascending */
  open({ trainer, run }: RunSession): number[] {
    this.close();
    run.keepEnd();
    this.#copy = trainer.copy();
    this.#data = trainer.data();
    this.#stops = run.record.stops.slice();
    return this.#stops.map(({ epoch }) => epoch);
  }

  /** @param at which of the states, from 0 */
  frame({ at, side, ...look }: FilmRequest): FilmFrame | null {
    const [copy, data, stop] = [this.#copy, this.#data, this.#stops[at]];
    if (!copy || !data || !stop) return null;
    copy.rewind(stop.state);
    const { request, shown } = lookedAt(copy, data, look);
    const view = { ...copy.view({ ...request, width: side, height: side, thumbnail: 0 }), ...shown };
    const subject = { trainer: copy, data };
    const answers: Answered[] = data.columns === 1 ? [answered(subject, "curve", { neuron: null })] : [];
    if (shown.components) answers.push(answered(subject, "principalPlane", {}));
    return { progress: copy.progress, view, answers };
  }

  close(): void {
    this.#copy?.dispose();
    this.#copy = null;
    this.#data = null;
    this.#stops = [];
  }
}
