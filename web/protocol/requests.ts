/**
 * What the page can ask of the worker: one map from a request's name to its arguments and its answer.
 * The handler in the worker and the client in the page derive their types from it.
 *
 * Requests that change something answer with little; what changed arrives with the next `frame`, the only request
 * that carries pictures. The worker never speaks unasked. Every request that concerns a run names it.
 */
import type { Catalog, DataPart, Experiment, ExperimentInput, JobId, Snapshot } from "../engine/types.js";
import type { Frame, FrameRequest } from "./frame.js";
import type { JobKey, QuestionAnswer, QuestionArguments, QuestionId } from "./questions.js";
import type { Changed, Granularity, KeptRecord, RunId } from "./run.js";

export interface Opening {
  run: RunId;
  experiment: ExperimentInput;
  /** A run to continue instead; where it cannot be read the experiment is begun again. */
  snapshot?: Snapshot;
  /** The record of that run. What of it cannot be read is left out. */
  record?: KeptRecord;
}

/** What is asked or started about a run, whatever the question. */
export interface Ask<K extends QuestionId = QuestionId> {
  run: RunId;
  id: K;
  args: QuestionArguments<K>;
}

type OfRun<Args = object> = { run: RunId } & Args;

export interface Requests {
  open: { args: Opening; answer: { catalog: Catalog } };
  frame: { args: FrameRequest; answer: Frame };
  play: { args: OfRun<{ playing: boolean }>; answer: null };
  /** Rests without forgetting what plays: the page is hidden. */
  rest: { args: { resting: boolean }; answer: null };
  speed: { args: OfRun<{ updatesPerSecond: number }>; answer: null };
  step: { args: OfRun<{ unit: Granularity }>; answer: null };
  reset: { args: OfRun; answer: null };
  seek: { args: OfRun<{ epoch: number }>; answer: null };
  travel: { args: OfRun<{ by: number }>; answer: null };
  change: { args: OfRun<{ experiment: ExperimentInput; merge?: string }>; answer: Changed };
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
  code?: string;
  path?: string;
}

export type AnswerMessage =
  | { id: number; answer: Requests[RequestName]["answer"] }
  | { id: number; error: ErrorMessage };
