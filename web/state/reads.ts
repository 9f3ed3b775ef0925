/** What a reader asks to be told or given; nothing of the run moves. */
import type { ExperimentInput } from "../engine/types.js";
import type { Control } from "../links/index.js";
import type { FilmFrame, FilmRequest } from "../protocol/film.js";
import type { QuestionAnswer, QuestionArguments, QuestionId } from "../protocol/questions.js";
import type { RequestName, Requests } from "../protocol/requests.js";
import type { RunId } from "../protocol/run.js";
import { Looks } from "./looks.js";

export abstract class Reads extends Looks {
  protected abstract request<K extends RequestName>(name: K, args: Requests[K]["args"]): Promise<Requests[K]["answer"]>;

  /** The next frame is asked for another thing. */
  protected abstract touch(): void;

  /** How many need the gradients and the last change of every parameter. */
  protected watching = 0;
  /** How many need the heatmaps of all neurons. */
  protected mapping = 0;

  protected get run(): RunId {
    return this.store.state.current;
  }

  makeLink(parameters = false, hide: readonly Control[] = this.hiddenByLink): Promise<string> {
    return this.request("makeLink", { run: this.run, parameters, hide });
  }

  exportRun(): Promise<Requests["exportRun"]["answer"]> {
    return this.request("exportRun", { run: this.run });
  }

  ask<K extends QuestionId>(id: K, args: QuestionArguments<K>): Promise<QuestionAnswer<K>> {
    return this.request("ask", { run: this.run, id, args }) as Promise<QuestionAnswer<K>>;
  }

  sampleData(experiment: ExperimentInput): Promise<Requests["sampleData"]["answer"]> {
    return this.request("sampleData", { experiment });
  }

  rates(epochs: number, points: number): Promise<readonly number[]> {
    return this.request("rates", { run: this.run, epochs, points });
  }

  /** The run with its record, for {@link open}. */
  save(): Promise<Requests["save"]["answer"]> {
    return this.request("save", { run: this.run });
  }

  saveRun(): Promise<Requests["saveRun"]["answer"]> {
    return this.request("saveRun", { run: this.run });
  }

  openFilm(): Promise<number[]> {
    return this.request("openFilm", { run: this.run });
  }

  filmFrame(request: FilmRequest): Promise<FilmFrame | null> {
    return this.request("filmFrame", request);
  }

  closeFilm(): Promise<null> {
    return this.request("closeFilm", null);
  }

  watch(): () => void {
    return this.#counted((by) => {
      this.watching += by;
    });
  }

  watchMaps(): () => void {
    return this.#counted((by) => {
      this.mapping += by;
    });
  }

  #counted(count: (by: number) => void): () => void {
    count(1);
    this.touch();
    let counted = true;
    return () => {
      if (counted) count(-1);
      counted = false;
    };
  }
}
