/**
 * What the page can ask of the worker: one map from a request's name to its arguments and its answer.
 * The handler in the worker and the client in the page derive their types from it.
 *
 * Requests that change something answer with little; what changed arrives with the next `frame`, the only request
 * that carries pictures. The worker never speaks unasked.
 */
import type { CompiledModule } from "../engine/compile.js";
import type {
  Catalog,
  Confusion,
  DataPart,
  Experiment,
  ExperimentInput,
  FieldRequest,
  History,
  NumberArray,
  Progress,
  QuestionAnswer,
  QuestionArguments,
  QuestionId,
  Snapshot,
} from "../engine/types.js";
import type { TrainedRun } from "../export/index.js";
import type { SavedRun } from "../export/saved.js";
import type { Refusal } from "../i18n/refusal.js";
import type { Control, LinkNotice, LinkRefusal } from "../links/index.js";
import type {
  AxedView,
  Divergence,
  Extras,
  FeatureMaps,
  LayerShape,
  Probe,
  RunEvent,
  SampleTurn,
  StepUnit,
  Timeline,
} from "../state/state.js";
import type { KeptRecord } from "../worker/kept-record.js";

/** The first message to a worker: what all workers of a page share. */
export interface Start {
  /** The engine, compiled once; where it is missing the worker compiles its own. */
  module?: CompiledModule;
  /** Where files lie that the engine loads, by their names. */
  files: Record<string, string>;
}

export interface Opening {
  /** Address of the WebAssembly module; where it is left out the loader knows. */
  experiment: ExperimentInput;
  /** A run to go on with instead; where it cannot be read the experiment is begun anew. */
  snapshot?: Snapshot;
  /** The record of that run. What of it cannot be read is left out. */
  record?: KeptRecord;
  /** An address or its fragment: what it holds is opened instead, unless it is the experiment already. */
  link?: string;
}

/**
 * What came of a link: it was opened, with what there is to say about it, or refused. `same`: it is the experiment that
 * was to be opened without it.
 */
export type LinkAnswer = { notices: LinkNotice[]; hide: Control[]; same?: true } | { refusal: LinkComplaint };

/** Why a link was refused: an id and values for words, where the link itself is at fault. */
export interface LinkComplaint extends Refusal {
  link?: { id: LinkRefusal; values: Readonly<Record<string, string | number>> };
}

/** Which optional layers of the picture are shown. */
export interface ExtraRequest {
  losses?: boolean;
  outputs?: boolean;
  confusion?: boolean;
  /** Index of a parameter, or −1 for all. */
  gradientsOf?: number;
  hidden?: boolean;
  bent?: { layer: number; units: [number, number] };
}

export interface FrameRequest {
  /** The run that the page knows: what it asks about another run's neurons and columns means nothing in this one. */
  run: number;
  /** The picture; null while it is out of sight. Width and height are the worker's choice. */
  field: Pick<FieldRequest, "neuron" | "axes" | "at"> | null;
  /** Side of the finest grid worth computing. */
  finest: number;
  /** Side of a neuron's heatmap in grid cells; 0 while the network is out of sight. */
  thumbnail: number;
  gradients: boolean;
  extras: ExtraRequest;
  probe: readonly number[] | null;
  /** The buffer of an earlier view, given back to be used again. */
  buffer?: ArrayBuffer;
}

/** What is new since the frame before; an absent field has not changed. */
export interface Frame {
  progress: Progress;
  playing: boolean;
  measuredSpeed: number;
  view?: AxedView;
  /** Milliseconds that the view took: a costly one is asked for less often while the run plays. */
  cost?: number;
  parameters?: NumberArray;
  gradients?: NumberArray;
  lastChange?: NumberArray;
  extras?: Extras;
  probe?: Probe | null;
  /** Rows of the history from position `keep` on; the page keeps its rows before. */
  history?: { keep: number; rows: History };
  timeline?: Timeline;
  events?: RunEvent[];
  divergence?: Divergence | null;
  undoable?: { undo: boolean; redo: boolean };
  /** The sample in turn while stepping by samples. */
  turn?: SampleTurn | null;
  /** Set together whenever a run began or was exchanged. */
  run?: RunStart;
  experiment?: Experiment;
  held?: number[];
}

export interface RunStart {
  id: number;
  data: DataPart;
  layers: LayerShape[];
  startParameters: NumberArray;
  stepsPerEpoch: number;
  featureMaps: FeatureMaps | null;
}

export interface Changed {
  refused: Refusal | null;
  /** Whether the run began anew, and whether that lost any training. */
  restarted: boolean;
  lost: boolean;
  /** Whether the new run has other initial parameters or other data than the one before. */
  another?: true;
}

/** One state of the recorded run, for a film. */
export interface FilmRequest {
  /** Which of the states, from 0. */
  at: number;
  /** Side of the picture in grid cells. */
  side: number;
  axes: [number, number];
}

export interface FilmFrame {
  progress: Progress;
  view: AxedView;
  extras: Extras;
}

export interface Requests {
  open: { args: Opening; answer: { catalog: Catalog; link?: LinkAnswer } };
  frame: { args: FrameRequest; answer: Frame };
  play: { args: { playing: boolean }; answer: null };
  /** Rests without forgetting that it plays: the page is hidden. */
  rest: { args: { resting: boolean }; answer: null };
  speed: { args: { updatesPerSecond: number }; answer: null };
  step: { args: { unit: StepUnit }; answer: null };
  reset: { args: null; answer: null };
  seek: { args: { epoch: number }; answer: null };
  travel: { args: { by: number }; answer: null };
  /** `keep`: the run begins with the parameters that the network has. */
  change: { args: { experiment: ExperimentInput; merge?: string; keep?: boolean }; answer: Changed };
  /** The experiment that an input stands for, checked and filled in. */
  fill: { args: { experiment: ExperimentInput }; answer: Experiment };
  setParameter: { args: { index: number; value: number; merge?: string }; answer: Changed };
  hold: { args: { index: number; held: boolean }; answer: null };
  undo: { args: null; answer: Changed };
  redo: { args: null; answer: Changed };
  recover: { args: { how: "lowerRate" | "goBack" | "keep" }; answer: null };
  sampleData: { args: { experiment: ExperimentInput }; answer: DataPart };
  confusion: { args: { part: "train" | "test" }; answer: Confusion };
  /** Learning rates at evenly spaced places of the first epochs, by the schedule alone. */
  /** Any question of the engine about the run at hand. */
  ask: { args: { id: QuestionId; args: QuestionArguments<QuestionId> }; answer: QuestionAnswer<QuestionId> };
  rates: { args: { epochs: number; points: number }; answer: readonly number[] };
  /** The fragment that stands for the experiment: with its present parameters, or as it began. */
  makeLink: { args: { parameters: boolean; hide: readonly Control[] }; answer: string };
  /** Opens what a text holds, as a change that can be undone. */
  openLink: { args: { text: string }; answer: LinkAnswer & { changed?: Changed } };
  /** Everything that a file of another program is written from. */
  exportRun: { args: null; answer: TrainedRun };
  /** The whole run, to be saved as a file. */
  saveRun: { args: null; answer: SavedRun };
  /** Takes the recorded run for a film. Answers with the epochs of its states, ascending. */
  openFilm: { args: null; answer: number[] };
  filmFrame: { args: FilmRequest; answer: FilmFrame | null };
  closeFilm: { args: null; answer: null };
  save: { args: null; answer: { snapshot: Snapshot; record: KeptRecord } };
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
}

export type AnswerMessage =
  | { id: number; answer: Requests[RequestName]["answer"] }
  | { id: number; error: ErrorMessage };
