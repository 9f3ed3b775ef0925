/** A film in the making. It is made whether its panel is open or not, one at a time for each playground. */
import type { FilmFrame } from "../../../protocol/film.js";
import { axesOf } from "../../../stage/picture/frame-of.js";
import type { Store } from "../../../state/store.js";
import { saveFile } from "../save.js";
import { gif, type Reel, webm } from "./recorders.js";
import { GRID, Scene, type Words } from "./scene.js";

export type FilmFormat = "webm" | "gif";

export type FilmStatus =
  | { phase: "none" }
  | { phase: "making"; format: FilmFormat; done: number; frames: number }
  | { phase: "done"; fileName: string; size: number }
  | { phase: "failed"; message: string };

/** More states than these are left out evenly. */
const MOST_FRAMES = 150;

const films = new WeakMap<Store, Film>();

export class Film {
  status: FilmStatus = { phase: "none" };
  readonly #told = new Set<() => void>();
  #cancelled = false;

  /** The one film of a playground. */
  static of(store: Store): Film {
    let film = films.get(store);
    if (!film) films.set(store, (film = new Film(store)));
    return film;
  }

  private constructor(private readonly store: Store) {}

  /** Calls `told` whenever the status has changed. @returns how to stop */
  follow(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /**
   * Makes a film of the run as it is recorded now and saves it.
   * @param element in the playground, for its colours and fonts
   * @param words the lines under the picture
   */
  async make(format: FilmFormat, element: Element, words: Words): Promise<void> {
    if (this.status.phase === "making") return;
    const { intents, state } = this.store;
    this.#cancelled = false;
    this.#set({ phase: "making", format, done: 0, frames: 1 });
    try {
      const states = (await intents.openFilm()).length;
      const frames = Math.min(states, MOST_FRAMES);
      const scene = new Scene(state, element, words);
      const look = { axes: axesOf(state), components: state.display.components };
      const stateOf = (at: number) => (frames <= 1 ? 0 : Math.round((at * (states - 1)) / (frames - 1)));
      const progress = (done: number) => {
        if (this.#cancelled) throw new Cancelled();
        this.#set({ phase: "making", format, done, frames: 2 * frames });
      };
      // All of them first: a recorder keeps its own time, and a state that is long in coming would be shown as long.
      const recorded: FilmFrame[] = [];
      for (let at = 0; at < frames; at++) {
        progress(at);
        const frame = await intents.filmFrame({ at: stateOf(at), side: GRID, ...look });
        if (frame) recorded.push(frame);
      }
      const reel: Reel = {
        canvas: scene.canvas,
        frames: recorded.length,
        draw: (at) => scene.draw(recorded[at] as FilmFrame),
        progress: (at) => progress(frames + at),
      };
      const file = await (format === "webm" ? webm(reel) : gif(reel));
      if (this.#cancelled) throw new Cancelled();
      const fileName = `run.${format}`;
      saveFile(fileName, file);
      this.#set({ phase: "done", fileName, size: file.size });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#set(error instanceof Cancelled ? { phase: "none" } : { phase: "failed", message });
    } finally {
      void intents.closeFilm();
    }
  }

  #set(status: FilmStatus): void {
    this.status = status;
    for (const told of this.#told) told();
  }
}

class Cancelled extends Error {}
