/** The one question that the page asks with every animation frame, and its answer. */
import type { Experiment, History, NumberArray, Progress } from "../engine/types.js";
import type { Change } from "./changes.js";
import type { AxedView, Look, NeuronPlace, Probe } from "./pictures.js";
import type { Answered, JobNews, Question } from "./questions.js";
import type { Packed } from "./rows.js";
import type { Divergence, RunEvent, RunId, RunStart, SampleTurn, Timeline } from "./run.js";

export interface FrameRequest {
  run: RunId;
  /** The network that the page knows: what it asks about another one's neurons and columns means nothing in this one. */
  generation: number;
  /** The picture; null while it is out of sight. Width and height are the worker's choice. */
  field: (Partial<Look> & { neuron?: NeuronPlace }) | null;
  /** Side of the finest grid worth computing. */
  finest: number;
  /** Side of a neuron's heatmap in grid cells; 0 while the network is out of sight. */
  thumbnail: number;
  gradients: boolean;
  /** What is needed besides; each is answered when it is new or due. */
  questions: readonly Question[];
  probe: readonly number[] | null;
  /** How much of its time the worker may train, 0 to 1: several of one page share the processors with its drawing. */
  share?: number;
  /** Names of rows that the worker has forgotten and the page now too. */
  forgot?: readonly string[];
  /** The buffer of an earlier view, given back to be used again. */
  buffer?: ArrayBuffer;
}

/** What is new since the frame before; an absent field has not changed. */
export interface Frame {
  run: RunId;
  progress: Progress;
  playing: boolean;
  measuredSpeed: number;
  view?: AxedView;
  /** Milliseconds that the view took: a costly one is asked for less often while the run plays. */
  cost?: number;
  parameters?: NumberArray;
  gradients?: NumberArray;
  lastChange?: NumberArray;
  answers?: Answered[];
  probe?: Probe | null;
  /** Rows of the history from position `keep` on; the page keeps its rows before. */
  history?: { keep: number; rows: History };
  timeline?: Timeline;
  events?: RunEvent[];
  divergence?: Divergence | null;
  undoable?: { undo: boolean; redo: boolean };
  /** The sample in turn while stepping by samples. */
  turn?: SampleTurn | null;
  /** Set whenever the run began again or its network was exchanged. */
  start?: RunStart;
  /** Set where that start is one step of undo with the start before, as in a slider's drag. */
  merged?: true;
  /** The experiment, the first time. */
  experiment?: Packed<Experiment>;
  /** What has changed of the experiment that the page was told of last. */
  changes?: Change[];
  /** Names of rows that nothing here uses any more. */
  forgotten?: string[];
  held?: number[];
  /** Jobs of any run that got on. */
  jobs?: JobNews[];
}
