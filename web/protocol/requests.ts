/**
 * What the page can ask of the worker: one map from a request's name to its arguments and its answer.
 * The handler in the worker and the client in the page derive their types from it.
 *
 * Requests that change something answer with little; what changed arrives with the next `frame`, the only request
 * that carries pictures. The worker never speaks unasked. Every request that concerns a run names it.
 */
import type { CompiledModule } from "../engine/compile.js";
import type { Catalog, DataPart, Experiment, ExperimentInput, JobId, NumberArray, Snapshot } from "../engine/types.js";
import type { TrainedRun } from "../export/index.js";
import type { SavedRun } from "../export/saved.js";
import type { Control, LinkNotice, LinkRefusal } from "../links/index.js";
import type { Change } from "./changes.js";
import type { FilmFrame, FilmRequest } from "./film.js";
import type { Frame, FrameRequest } from "./frame.js";
import type { JobKey, QuestionAnswer, QuestionArguments, QuestionId } from "./questions.js";
import type { Packed } from "./rows.js";
import type { Changed, KeptRecord, Refusal, RunId, StepUnit, Unread } from "./run.js";
import type { LifeMessage } from "./start.js";

export interface Opening {
  run: RunId;
  experiment: Packed;
  /** A run to continue instead; where it cannot be read the experiment is begun again. */
  snapshot?: Snapshot;
  /** Or a checkpoint of a run of this experiment; without it the experiment begins. */
  state?: Uint8Array;
  /** The record of that run. What of it cannot be read is left out. */
  record?: KeptRecord;
  /** The parameters to begin with, instead of those of the experiment's own start. */
  parameters?: NumberArray;
  /** An address or its fragment: what it holds is opened instead, unless it is the experiment already. */
  link?: string;
}

/**
 * What came of a link: it was opened, with what there is to say about it, or refused. `same`: it is the experiment that
 * was to be opened without it.
 */
export type LinkAnswer = { notices: LinkNotice[]; hide: Control[]; same?: true } | { refusal: LinkComplaint };

/** What came of an opening: of its link, and what of a kept run could not be read. */
export interface Opened {
  link?: LinkAnswer;
  unread?: Unread;
}

/** Why a link was refused: an id and values for words, where the link itself is at fault. */
export interface LinkComplaint extends Refusal {
  link?: { id: LinkRefusal; values: Readonly<Record<string, string | number>> };
}

/** A moment of a run: with its experiment, and what of an {@link Opening} leads back to it. */
type RunMoment = Pick<Opening, "parameters"> & {
  experiment: Packed<Experiment>;
  state: Uint8Array;
  record: KeptRecord;
};

/** What is asked or started about a run, whatever the question. */
export interface Ask<K extends QuestionId = QuestionId> {
  run: RunId;
  id: K;
  args: QuestionArguments<K>;
}

type OfRun<Args = object> = { run: RunId } & Args;

export interface Requests {
  open: { args: Opening; answer: { catalog: Catalog } & Opened };
  frame: { args: FrameRequest; answer: Frame };
  play: { args: OfRun<{ playing: boolean }>; answer: null };
  /** Rests without forgetting what plays: the page is hidden. */
  rest: { args: { resting: boolean }; answer: null };
  speed: { args: OfRun<{ updatesPerSecond: number }>; answer: null };
  step: { args: OfRun<{ unit: StepUnit }>; answer: null };
  reset: { args: OfRun; answer: null };
  seek: { args: OfRun<{ epoch: number }>; answer: null };
  travel: { args: OfRun<{ by: number }>; answer: null };
  /** What changes, of the experiment that the run has. `keep`: it begins with the parameters that the network has. */
  change: { args: OfRun<{ changes: Change[]; merge?: string; keep?: boolean }>; answer: Changed };
  /** The experiment that an input stands for, checked and filled in. */
  fill: { args: { experiment: ExperimentInput }; answer: Experiment };
  setParameter: { args: OfRun<{ index: number; value: number; merge?: string }>; answer: Changed };
  hold: { args: OfRun<{ index: number; held: boolean }>; answer: null };
  undo: { args: OfRun; answer: Changed };
  redo: { args: OfRun; answer: Changed };
  recover: { args: OfRun<{ how: "lowerRate" | "goBack" | "keep" }>; answer: null };
  sampleData: { args: { experiment: ExperimentInput }; answer: DataPart };
  /** Any question, answered once. */
  ask: { args: Ask; answer: QuestionAnswer<QuestionId> };
  /** One that takes longer than a frame, worked on beside training; how it stands comes with the frames. */
  startJob: { args: Ask<JobId> & { job: JobKey }; answer: null };
  cancelJob: { args: { job: JobKey }; answer: null };
  /** Learning rates at evenly spaced places of the first epochs, by the schedule alone. */
  rates: { args: OfRun<{ epochs: number; points: number }>; answer: readonly number[] };
  /** The fragment that stands for the experiment: with its present parameters, or as it began. */
  makeLink: { args: OfRun<{ parameters: boolean; hide: readonly Control[] }>; answer: string };
  /** Opens what a text holds, as a change that can be undone. */
  openLink: { args: OfRun<{ text: string }>; answer: LinkAnswer & { changed?: Changed } };
  /** Everything that a file of another program is written from. */
  exportRun: { args: OfRun; answer: TrainedRun };
  /** The whole run, to be saved as a file. */
  saveRun: { args: OfRun; answer: SavedRun };
  /** Takes the recorded run for a film. Answers with the epochs of its states, ascending. */
  openFilm: { args: OfRun; answer: number[] };
  filmFrame: { args: FilmRequest; answer: FilmFrame | null };
  closeFilm: { args: null; answer: null };
  /** The present moment, from which another worker can go on. */
  moment: { args: OfRun; answer: RunMoment };
  save: { args: OfRun; answer: { snapshot: Snapshot; record: KeptRecord } };
}

export type RequestName = keyof Requests;

export interface RequestMessage<K extends RequestName = RequestName> {
  id: number;
  name: K;
  args: Requests[K]["args"];
}

/** An error as plain data: `Error` objects lose their own fields on the way. */
export interface ErrorMessage {
  message: string;
  /** Where the engine refused what was asked for. */
  refusal?: Refusal;
  /** The engine's own word for what kept it from starting: see `EngineError`. */
  code?: string;
  /** Whether the engine has come to a stop and answers nothing any more. */
  fatal?: true;
}

/** The first message to a worker: what all workers of a page share. */
export interface Start {
  /** The engine, compiled once; where it is missing the worker compiles its own. */
  module?: CompiledModule;
  /** Where files lie that the engine loads, by their names. */
  files: Record<string, string>;
}

/** A worker asks its page for the whole engine, and what the page answers: compiled, or why it does not come. */
export interface WholeWanted {
  wants: "whole";
}
export interface WholeAnswer {
  whole: CompiledModule | null;
  /** Where the server sends nothing more: it would not to the worker either. */
  silent?: string;
}

export type WorkerMessage = AnswerMessage | LifeMessage | WholeWanted;

export type AnswerMessage =
  | { id: number; answer: Requests[RequestName]["answer"] }
  | { id: number; error: ErrorMessage };
