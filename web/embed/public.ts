/** The element as a program sees it: its types in the package, without what it is made of. */
import type { Catalog, Experiment, ExperimentInput, NumberArray, Progress } from "../engine/types.js";

/** A file that {@link GradientPlayground.export} or {@link GradientPlayground.image} writes. */
export interface ElementFile {
  fileName: string;
  mime: string;
  data: string | Uint8Array;
}

/** The formats of {@link GradientPlayground.export}. */
export type ElementFormat = "pytorch" | "numpy" | "onnx" | "javascript" | "c" | "json";

/** How {@link GradientPlayground.image} writes a picture. */
export interface ElementImageOptions {
  /** `png`, unless told, has two pixels for each of the page; `svg` has text as text. */
  format?: "png" | "svg";
}

/** `<gradient-playground>`: a whole playground in one element. Every attribute is a property too, and takes effect when it changes. */
export interface GradientPlayground extends HTMLElement {
  /** The experiment to begin with, by the id of a preset. */
  preset: string;
  /** The experiment with every default, once there is one; set it to an experiment, its JSON, or a link to open that. */
  get experiment(): Experiment | null;
  set experiment(value: ExperimentInput | string | null);
  /** The seed of the first weights, a whole number from 0 to 4294967295; null leaves the experiment's own. */
  seed: number | string | null;
  /** Updates a second; Infinity (as an attribute `max`) is as fast as it goes, null the usual 1000. */
  speed: number | string | null;
  /** `light` or `dark`; without it what the reader's system asks for. */
  theme: string;
  /** Id of the panel that is open. */
  panel: string;
  /** Names of the controls that are there, between spaces; empty for all. */
  show: string;
  /** Names of controls that are not there; their numbers stay. */
  hide: string;
  /** Leaves nothing that changes the experiment to the reader; properties and methods do as before. */
  readonly: boolean;
  /** Shows the top bar and takes the whole window. */
  page: boolean;
  /** Brings the last experiment of this element back after a reload. */
  remember: boolean;
  /** Begins to train by itself, `"visible"` when it is first seen; not where the reader prefers reduced motion. */
  autoplay: boolean | string;

  /** A copy of every weight and bias, in the engine's order; null before there are any. */
  readonly parameters: NumberArray | null;
  /** Epoch, updates, losses and metrics of the run; null before there is one. */
  readonly progress: Progress | null;
  /** Everything that there is to choose from; null until the engine runs. */
  readonly catalog: Catalog | null;

  /** Trains whenever the element can be seen. */
  play(): Promise<void>;
  pause(): Promise<void>;
  /** So many units further, one epoch where nothing is said; answers the progress. @throws RangeError */
  step(unit?: "epoch" | "batch" | "sample", count?: number): Promise<Progress>;
  /** Back to the same start, to the bit. */
  reset(): Promise<Progress>;
  /** To the recorded state nearest to an epoch. @throws RangeError */
  seek(epoch: number): Promise<Progress>;
  /** Opens an experiment, its JSON, a preset's id, a link of ours or of TensorFlow Playground. @throws Error saying why it was refused */
  open(what: ExperimentInput | string): Promise<Experiment>;
  /** The fragment, `#1.…`, that stands for the experiment. */
  makeLink(options?: { parameters?: boolean }): Promise<string>;
  /** The trained network as a file of another program. @throws Error for a format that there is not */
  export(format: ElementFormat): Promise<ElementFile>;
  /**
   * A picture of a part: `boundary`, `network`, `chart`, or the id of a panel that has one, such as `explain`; as it is
   * now, in the colours shown, also where it is hidden or scrolled away. @throws RangeError for a kind or a format that
   * there is not
   */
  image(kind: string, options?: ElementImageOptions): Promise<ElementFile>;

  addEventListener<K extends keyof GradientPlaygroundEvents>(
    type: K,
    listener: (event: GradientPlaygroundEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The events that the element sends; they bubble and cross shadow roots. */
export interface GradientPlaygroundEvents {
  /** It can be used. */
  "gp-ready": CustomEvent<{ experiment: Experiment }>;
  /** The experiment, whenever it has changed. */
  "gp-change": CustomEvent<Experiment>;
  /** The progress, whenever its epoch has changed, at most once a frame. */
  "gp-epoch": CustomEvent<Progress>;
  /** A stop rule has ended the run. */
  "gp-stop": CustomEvent<Progress>;
  /** The loss grew beyond all bounds; `epoch` is the last one before. */
  "gp-diverge": CustomEvent<{ epoch: number; message: string }>;
  /** Something was refused or has failed; `path` names the place in the experiment, if there is one. */
  "gp-error": CustomEvent<{ message: string; path?: string }>;
}
