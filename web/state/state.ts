/** The slices of the store: what they hold, and what they hold before anything has loaded. */
import { emptyHistory } from "../engine/history.js";
import type { Catalog, DataPart, Experiment, History, LayerShape, NumberArray, Progress } from "../engine/types.js";
import type { Failure } from "../i18n/failure.js";
import type { Language } from "../i18n/index.js";
import type { Control } from "../links/controls.js";
import type { AxedView, FeatureMaps, NeuronPlace, Probe } from "../protocol/pictures.js";
import type { JobKey, JobNews } from "../protocol/questions.js";
import type { Divergence, Refusal, RunEvent, RunId, SampleTurn, StepUnit, Timeline } from "../protocol/run.js";
import type { Answers } from "./answers.js";
import type { Brush } from "./drawing.js";
import type { Phase } from "./phases.js";
import type { Ref } from "./ref.js";

export type { Control } from "../links/index.js";

/** `restarting`: what is shown stays, while another worker takes over. */
export type EngineStatus =
  | { phase: "loading" }
  | { phase: "ready" }
  | { phase: "restarting" }
  | { phase: "refused"; text: string }
  | { phase: "failed"; message: string; cause?: Failure };

/** The training line of an earlier run, and what it measures. */
export interface Ghost {
  loss: string;
  epoch: readonly number[];
  step: readonly number[];
  trainLoss: readonly (number | null)[];
  trainMetric: readonly (number | null)[];
}

/** What the engine steps by, and the phases of one update, which the page goes through by itself. */
export type Granularity = StepUnit | "phase";
export type Lines = "weight" | "gradient" | "change";
export type PointSize = "same" | "loss" | "gradient";

/** What the stage shows; everything a reader can switch there. */
export interface Display {
  testPoints: boolean;
  boundary: boolean;
  bands: boolean;
  /** Only the class, without its strength. */
  discrete: boolean;
  hiddenLines: boolean;
  wrongPoints: boolean;
  pointSize: PointSize;
  bent: { layer: number; units: [number, number] } | null;
  lines: Lines;
  signsAsDashes: boolean;
  /** Data columns that run right and up. */
  axes: [number, number];
  /** Whether data of more than two columns are shown by their principal components rather than by two columns. */
  components: boolean;
  /** A neuron shown in the big picture until released. */
  large: NeuronPlace | null;
}

export interface ChartSettings {
  measure: "loss" | "metric";
  log: boolean;
  axis: "epochs" | "updates";
}

/** The last change that began the run anew or was refused, told in passing. */
export interface Toast {
  /**
   * `another`: the run began again, from other initial weights or with other data. `continued`: it stands where it was
   * kept last, in another worker.
   */
  kind: "restarted" | "another" | "refused" | "continued" | "note";
  /** Set where the words are not the kind's own. */
  text?: string;
  /** Set where something was refused. */
  refusal?: Refusal;
  undo: boolean;
  /** What the reader may keep as a file; the toast then stays until it is dismissed. */
  file?: { name: string; text(): string | Promise<string> };
  /** Counts up, so that two like toasts in a row are two. */
  id: number;
}

/** The numbers of the open step of the Explain panel. */
export interface Explained {
  /** Index of the training sample that is written out. */
  sample: number;
  /** One number on each neuron of some layers, behind its letter. */
  chips: { layer: number; letter: string; values: readonly number[] }[];
  /** The layers that it is about, 0 for the features: the others step back. Ascending. */
  layers: readonly number[];
  /** Which way numbers go through the lines into the last of {@link layers}; null where none travel. */
  flow: "forwards" | "backwards" | null;
  /** Place in the flat vector of the parameter by whose gradient points are sized; absent where none is looked at. */
  parameter?: number;
}

export type Tier = "xl" | "l" | "m" | "s";

/** The frame's decision about space; see `shell/layout.ts`. */
export interface Layout {
  tier: Tier;
  /** Width of the area in CSS pixels, for text of the usual size: with larger text it holds less. */
  width: number;
  height: number;
  /** Side of the picture in CSS pixels, axes not counted. */
  picture: number;
  /** Largest side of a neuron's heatmap. */
  node: number;
  /** Radius of a point and width of the contour. */
  point: number;
  contour: number;
  /** Whether there is room for the chart's lines, else its numbers alone. */
  chart: boolean;
  /** Height of the chart beneath the network, its heading included; 0 where it stands under the picture. */
  beneath: number;
  /** Whether a phone is so small that picture and panels are scrolled together. */
  scrolls: boolean;
}

export interface State {
  engine: EngineStatus;
  catalog: Catalog | null;

  /** The experiment with every default filled in. */
  experiment: Experiment | null;
  /** Id of the preset that the experiment began as. */
  preset: string | null;
  /** The preset's own experiment, to mark and restore what differs. */
  baseline: Experiment | null;
  data: DataPart | null;
  /** First hidden layer first, output layer last. */
  layers: LayerShape[];

  stepsPerEpoch: number;
  /** The run that the page shows. */
  current: RunId;
  /** Counts the networks that the run has had; what is asked about another one is not answered. */
  generation: number;

  /** Whether what is shown was recorded, and the engine has not come yet that goes on with it. */
  foreseen: boolean;

  progress: Progress | null;
  /** Grows in place; every growth tells of this slice. */
  history: History;
  timeline: Timeline;
  /** What is left of the run before this one, to compare with; null where there was none. */
  ghost: Ghost | null;
  events: RunEvent[];

  /** The flat vector in the contract's order; replaced at every frame that changed it. */
  parameters: NumberArray | null;
  startParameters: NumberArray | null;
  /** Kept up to date only while lines show them or a popover asks (`intents.watch`). */
  gradients: NumberArray | null;
  lastChange: NumberArray | null;
  /** Indices of parameters that training leaves alone. */
  held: ReadonlySet<number>;

  view: AxedView | null;
  /** null where the data have more than two columns. */
  featureMaps: FeatureMaps | null;
  /** What is needed besides (`intents.need`): {@link latest} and {@link answerTo} read it. */
  answers: Answers;
  /** Jobs by their keys, those that have ended too until another of their kind is started. */
  jobs: ReadonlyMap<JobKey, JobNews>;
  probe: Probe | null;

  /** What the Explain panel writes out, for the stage to show; null while it is closed. */
  explained: Explained | null;
  pointed: Ref | null;
  pinned: boolean;
  /** The neuron under the pointer or the focus in the network: its map is large at once. */
  hovered: NeuronPlace | null;

  playing: boolean;
  /** Updates a second; Infinity is as fast as it goes. */
  speed: number;
  /** Updates a second in fact, over the last second; 0 while paused. */
  measuredSpeed: number;
  granularity: Granularity;
  /** The sample in turn while stepping by samples. */
  turn: SampleTurn | null;
  /** Where an update stands that is stepped through by phases; null while it is not. */
  phase: Phase | null;
  divergence: Divergence | null;
  toast: Toast | null;
  /** Whether there is something to undo or redo. */
  undoable: { undo: boolean; redo: boolean };
  /** Whether points are shown that the engine does not know yet: undo takes them back. */
  sketched: boolean;

  display: Display;
  chart: ChartSettings;
  language: Language;
  theme: "system" | "light" | "dark";
  /** What {@link theme} comes to here. */
  dark: boolean;
  present: boolean;
  layout: Layout;
  /** Tab under the picture in tier S: `network`, `chart`, `settings`, or the id of a panel. */
  panel: string;
  /** Id of the panel that the inspector shows; null while it is closed. */
  inspector: string | null;
  /** What the pointer does on the picture; null while it only looks. */
  brush: Brush | null;
  /** Controls that the page around or the opened link hides; their numbers are shown all the same. */
  hidden: ReadonlySet<Control>;
  singleKeys: boolean;
  /** Whether the stage says what one sees: until the first run. */
  hints: boolean;
  reducedMotion: boolean;
  /** The output neuron's box in viewport pixels, from which the flare opens; null where it is not drawn. */
  outputAnchor: { x: number; y: number; size: number } | null;
}

export const emptyTimeline = (): Timeline => ({
  stops: [],
  last: 0,
  lastStep: 0,
  best: null,
  rewound: false,
  bytes: 0,
  resumed: null,
});

export const initialState = (): State => ({
  engine: { phase: "loading" },
  catalog: null,
  experiment: null,
  preset: null,
  baseline: null,
  data: null,
  layers: [],
  stepsPerEpoch: 1,
  current: 0,
  generation: -1,
  foreseen: false,
  progress: null,
  history: emptyHistory(),
  timeline: emptyTimeline(),
  ghost: null,
  events: [],
  parameters: null,
  startParameters: null,
  gradients: null,
  lastChange: null,
  held: new Set(),
  view: null,
  featureMaps: null,
  answers: [],
  jobs: new Map(),
  probe: null,
  explained: null,
  pointed: null,
  pinned: false,
  hovered: null,
  playing: false,
  speed: 1000,
  measuredSpeed: 0,
  granularity: "epoch",
  turn: null,
  phase: null,
  divergence: null,
  toast: null,
  undoable: { undo: false, redo: false },
  sketched: false,
  display: {
    testPoints: true,
    boundary: true,
    bands: true,
    discrete: false,
    hiddenLines: false,
    wrongPoints: false,
    pointSize: "same",
    bent: null,
    lines: "weight",
    signsAsDashes: false,
    axes: [0, 1],
    components: true,
    large: null,
  },
  chart: { measure: "loss", log: true, axis: "epochs" },
  language: "en",
  theme: "system",
  dark: false,
  present: false,
  layout: {
    tier: "xl",
    width: 1440,
    height: 700,
    picture: 400,
    node: 50,
    point: 3.4,
    contour: 1.75,
    chart: true,
    beneath: 230,
    scrolls: false,
  },
  panel: "network",
  inspector: null,
  brush: null,
  hidden: new Set(),
  singleKeys: true,
  hints: true,
  reducedMotion: false,
  outputAnchor: null,
});

/** The slices without any run. */
export function noRun(): Partial<State> {
  const { catalog, experiment, preset, baseline, data, layers, stepsPerEpoch, generation, foreseen } = initialState();
  const { progress, history, timeline, events, parameters, startParameters, view, featureMaps } = initialState();
  return {
    ...{ catalog, experiment, preset, baseline, data, layers, stepsPerEpoch, generation, foreseen },
    ...{ progress, history, timeline, events, parameters, startParameters, view, featureMaps },
  };
}
