/** What a reader can ask of a playground. Elements call these and show what the store says afterwards. */
import type { DataPart, Experiment, ExperimentInput, JobId } from "../engine/types.js";
import type { Control } from "../links/index.js";
import type { FilmFrame, FilmRequest } from "../protocol/film.js";
import type { JobKey, JobNews, QuestionAnswer, QuestionArguments, QuestionId } from "../protocol/questions.js";
import type { Requests } from "../protocol/requests.js";
import type { Refusal } from "../protocol/run.js";
import type { Brush } from "./drawing.js";
import type { Ref } from "./ref.js";
import type { ChartSettings, Display, Granularity, State } from "./state.js";

/** Changes a copy of the experiment in place. */
export type Edit = (draft: Experiment) => void;

export interface ChangeOptions {
  /** The run begins with the parameters that the network has now; its shape must stay. */
  keepParameters?: boolean;
  /**
   * Changes in a row with the same key become one step of undo: `"learningRate"` while they follow soon, a key of
   * a gesture (`protocol/merge.ts`) however long it takes. Those that wait together are made together. Leave out for
   * a change that stands alone.
   */
  merge?: string;
  /** The preset that the experiment is from now on. */
  preset?: string | null;
  /** Whether it gives the engine the points that {@link Intents.sketch} shows: to undo it is to take back the sketch. */
  sketched?: boolean;
}

/** A job under way. How it stands is `state.jobs.get(handle.job)`. */
export interface JobHandle<K extends JobId = JobId> {
  job: JobKey;
  /** How it ended: done, cancelled or refused. Rejects only where the worker fails. */
  done: Promise<JobNews<K>>;
  cancel(): void;
}

export interface Intents {
  play(): void;
  pause(): void;
  toggle(): void;
  /** One unit further; the chosen granularity where none is given. */
  step(unit?: Granularity): void;
  /** Back to the same start, to the bit. */
  reset(): void;
  /** New first weights from a new seed. */
  newStart(): void;
  setSpeed(updatesPerSecond: number): void;
  setGranularity(unit: Granularity): void;
  /** To the recorded state nearest to an epoch. */
  seek(epoch: number): void;
  /** So many recorded states forward, or back where negative; an infinite number goes to the end, or to the start. */
  travel(by: number): void;

  /** Tries a change of the experiment; answers with the refusal, or null where it now holds. Undoable. */
  change(edit: Edit, options?: ChangeOptions): Promise<Refusal | null>;
  choosePreset(id: string): void;

  /** Writes one weight or bias, also while training. `index` counts into the flat vector. Undoable. */
  setParameter(index: number, value: number, options?: ChangeOptions): void;
  /** Lets training leave a parameter alone, or no longer. Undoable. */
  hold(index: number, held: boolean): void;
  /** After a stop rule held: trains on, the rule that held being put off or taken out. */
  goOn(): void;
  undo(): void;
  redo(): void;

  /** Hover or focus. Ignored while something is pinned. */
  point(ref: Ref | null): void;
  /** Tap: holds the pointed thing; the same again, or null, releases it. */
  pin(ref: Ref | null): void;
  /** Asks for all values of the network at a place in data space (all columns); null ends it. */
  probe(point: readonly number[] | null): void;
  /** Keeps `gradients` and `lastChange` fresh until the returned function is called. */
  watch(): () => void;
  /** Keeps the heatmaps of the neurons fine enough to be looked at until the returned function is called. */
  watchMaps(): () => void;
  /**
   * Keeps the answer to a question up to date in `state.answers` until the returned function is called: every so many
   * milliseconds while the run plays, exact at rest.
   */
  need<K extends QuestionId>(id: K, args: QuestionArguments<K>, options?: { every?: number }): () => void;
  /** Asks once. A refusal rejects, with its path. */
  ask<K extends QuestionId>(id: K, args: QuestionArguments<K>): Promise<QuestionAnswer<K>>;
  /** Starts what takes longer than a frame; another of the same kind that still runs is cancelled. */
  startJob<K extends JobId>(id: K, args: QuestionArguments<K>): JobHandle<K>;

  /** Rows of an experiment's data without a run: thumbnails of the gallery. */
  sampleData(experiment: ExperimentInput): Promise<DataPart>;
  /** Learning rates at evenly spaced places of the first epochs, by the schedule alone. */
  rates(epochs: number, points: number): Promise<readonly number[]>;

  /** Opens what a text holds; what there is to say about it is told. Undoable. @returns whether it was opened */
  openLink(text: string): Promise<boolean>;
  /**
   * The fragment that stands for the experiment.
   * @param parameters with the present weights and biases
   * @param hide controls that it hides where it is opened; those of the link that was opened, where left out
   */
  makeLink(parameters?: boolean, hide?: readonly Control[]): Promise<string>;
  /** Hides these controls and no others, for the page around or in place of the opened link's. */
  hide(by: "page" | "link", controls: readonly Control[]): void;
  /** Everything that a file of another program is written from. */
  exportRun(): Promise<Requests["exportRun"]["answer"]>;
  /** The run with weights, history and timeline, to be opened again. */
  saveRun(): Promise<Requests["saveRun"]["answer"]>;
  /** Takes the recorded run for a film, one at a time. @returns the epochs of its states */
  openFilm(): Promise<number[]>;
  /** One state of the film's run; null where there is none. The run of the page is left alone. */
  filmFrame(request: FilmRequest): Promise<FilmFrame | null>;
  closeFilm(): Promise<null>;

  show(patch: Partial<Display>): void;
  setChart(patch: Partial<ChartSettings>): void;
  /** Language, theme, present mode, panel: what a reader sets for themselves rather than for the run. */
  setPreference(
    patch: Partial<Pick<State, "language" | "theme" | "present" | "panel" | "singleKeys" | "inspector">>,
  ): void;
  /** Takes up a brush over the picture, or lays it down. */
  setBrush(brush: Brush | null): void;
  /**
   * Shows points that the engine has not been given: a stroke under way, or an emptied picture. null shows the
   * engine's own again.
   */
  sketch(data: DataPart | null): void;
  dismissToast(): void;
  /** Tries once more to start the engine, after it has failed too often. */
  restart(): void;
  /** Out of a divergence: back to the last finite state, with the smaller rate or without, or keep it as it is. */
  recover(how: "lowerRate" | "goBack" | "keep"): void;
}
