import type { EngineModule, SessionHandle } from "#engine-module";
import { type LinkOptions, makeLink, type OpenedLink, openLink } from "../links/index.js";
import { number, options, text } from "./arguments.js";
import { compiled, type EngineSource, type FileSource } from "./compile.js";
import { damaged, fetchRows, readRows, rowOf } from "./dataset-files.js";
import { answered, EngineError, learnEnglish } from "./errors.js";
import { instantiate } from "./loader.js";
import { type Trainer, trainerOver } from "./trainer.js";
import type {
  Catalog,
  DataPart,
  DatasetRow,
  Difference,
  Experiment,
  ExperimentInput,
  MemoryNeeded,
  Snapshot,
} from "./types.js";
import { toWire } from "./wire.js";

export interface LoadOptions {
  /**
   * The WebAssembly, where it is not `engine.wasm` beside this file: a URL, a `Response`, its bytes, or a
   * `WebAssembly.Module` compiled before.
   */
  module?: EngineSource;
}

/**
 * Loads the engine: in Node, in a page, in a worker alike, and without options unless the file lies elsewhere.
 * Every call makes an instance of its own; a load that failed can be tried again.
 *
 * @throws EngineError with `code` "load", "blocked" (by a Content-Security-Policy) or "unsupported"
 */
export async function loadEngine(options: LoadOptions = {}): Promise<Engine> {
  return engineOver(await instantiate(await compiled(options.module)));
}

let engineOver: (module: EngineModule) => Engine;

/** The catalog and the maker of trainers; {@link loadEngine} makes it. It holds one WebAssembly instance; trainers of one engine share its memory. */
export class Engine {
  /**
   * Every table with its rows, every setting with its range, and the experiment that `{}` stands for. Plain JSON,
   * frozen.
   */
  readonly catalog: Catalog;
  readonly #module: EngineModule;
  /** The datasets whose rows are a file beside the engine, whether it has been loaded or not. */
  readonly #files: readonly DatasetRow[];
  /** Ids of the datasets whose file has been read into this instance's memory. */
  readonly #loaded = new Set<string>();

  static {
    engineOver = (module) => new Engine(module);
  }

  private constructor(module: EngineModule) {
    this.#module = module;
    this.catalog = frozen(answered(module.catalog()));
    this.#files = this.catalog.datasets.filter(({ file }) => file !== null);
    learnEnglish(this.catalog.messages);
  }

  /**
   * Loads what an experiment needs beside the engine: the rows of a dataset that is a file of its own (`file` in the
   * catalog). In a page, await it before `createTrainer`, `restore` and `sampleData`; where nothing is needed, or it is
   * there already, it does nothing. In Node nobody has to: files are read when they are asked for.
   * @throws EngineError with code "load"; it can be tried again
   */
  async prepare(experiment: ExperimentInput): Promise<void> {
    const row = this.#missing(experiment);
    if (row) await this.loadDataset(row.id);
  }

  /**
   * Loads the rows of one dataset that is a file of its own; of others nothing.
   * @param source where the rows are, if not in the file beside the engine
   * @throws EngineError with code "load", also where it is another file; ExperimentError for an unknown dataset
   */
  async loadDataset(dataset: string, source?: FileSource): Promise<void> {
    const row = rowOf(this.catalog.datasets, dataset);
    if (row.file === null || (source === undefined && this.#loaded.has(dataset))) return;
    this.#provide(row, await fetchRows(row, source));
  }

  #provide(row: DatasetRow, bytes: Uint8Array): void {
    const refused = this.#module.provideDataset(row.id, bytes);
    if (refused) throw damaged(row, refused);
    this.#loaded.add(row.id);
  }

  /** The dataset of an experiment, where it is a file that has not been loaded. */
  #missing(experiment: unknown): DatasetRow | undefined {
    const dataset = datasetOf(experiment);
    return this.#files.find(({ id }) => id === dataset && !this.#loaded.has(id));
  }

  /** @returns the experiment in bytes, when the rows that it needs are there */
  #ready(value: unknown, name: string, experimentIn = (given: unknown) => given): Uint8Array {
    const bytes = toWire(value, name);
    const row = this.#missing(experimentIn(value));
    if (row) this.#provide(row, readRows(row));
    return bytes;
  }

  /**
   * A new run: data made and split, parameters drawn, nothing trained.
   * @throws ExperimentError whose `path` names the place that is unknown, of the wrong type or out of range
   * @throws EngineError with code "load" where its dataset is a file that was not loaded by `prepare`
   */
  createTrainer(experiment: ExperimentInput): Trainer {
    const bytes = this.#ready(experiment, "experiment");
    return this.#trainer((session) => session.start(bytes));
  }

  /**
   * Goes on with what `trainer.save()` saved, here or elsewhere, as if it had never stopped: the same bits.
   * @throws ExperimentError where the snapshot is damaged or of another version
   * @throws EngineError with code "load" where its dataset is a file that was not loaded by `prepare`
   */
  restore(snapshot: Snapshot): Trainer {
    const bytes = this.#ready(snapshot, "snapshot", (given) => (given as Snapshot | null)?.experiment);
    return this.#trainer((session) => session.restore(bytes));
  }

  #trainer(begin: Parameters<typeof trainerOver>[1]): Trainer {
    return trainerOver(this.#newSession(), begin, (snapshot) => this.restore(snapshot));
  }

  #newSession(): SessionHandle {
    try {
      return new this.#module.Session();
    } catch (cause) {
      throw new EngineError("memory", "The engine's memory cannot grow any further", { cause });
    }
  }

  /** The experiment checked, with every default filled in. @throws ExperimentError */
  fill(experiment: ExperimentInput): Experiment {
    return answered(this.#module.fillExperiment(toWire(experiment, "experiment")));
  }

  /**
   * The fragment of an address that {@link openLink} reads, `#1.…`: what of the experiment differs from the defaults,
   * packed, with a checksum. Readable for ever.
   * @param choices `parameters`: to begin with, exactly; the link is then longer by some five letters a parameter
   * @throws ExperimentError
   */
  makeLink(experiment: ExperimentInput, choices: LinkOptions = {}): string {
    return makeLink(experiment, options(choices, "options", ["parameters", "hide"]), (input) => this.fill(input));
  }

  /**
   * What a text holds: a link (a whole address, its fragment, or any text that one stands in), an experiment or a run
   * as JSON, or an address of TensorFlow Playground, with its points and its first weights. What a chat program did to
   * a link is undone where the checksum proves it; everything that is unknown here or otherwise there is in `notices`.
   * @throws LinkError where nothing can be opened with certainty, ExperimentError where what it holds is refused
   */
  openLink(link: string): OpenedLink {
    return openLink(text(link, "link"), (input) => this.fill(input));
  }

  /** Where two experiments differ, and whether a change there starts the run anew. @throws ExperimentError */
  compare(before: ExperimentInput, after: ExperimentInput): Difference[] {
    return answered(this.#module.compareExperiments(toWire(before, "before"), toWire(after, "after")));
  }

  /** The rows that a trainer of this experiment would have, without a trainer. @throws as `createTrainer` */
  sampleData(experiment: ExperimentInput): DataPart {
    return answered(this.#module.sampleData(this.#ready(experiment, "experiment")));
  }

  /**
   * What a run of the experiment takes of the engine's memory, before it is made: about how many `bytes`, and the
   * `most` that one run may take; `createTrainer` refuses what needs more. @throws ExperimentError
   */
  memory(experiment: ExperimentInput): MemoryNeeded {
    return answered(this.#module.memoryNeeded(toWire(experiment, "experiment")));
  }

  /**
   * The learning rate by the experiment's schedule alone, as a curve: at `points` evenly spaced places of the first
   * `epochs` epochs, both ends among them.
   * @param epochs 0 or more @param points whole, 2 or more
   * @throws ExperimentError
   */
  rates(experiment: ExperimentInput, epochs: number, points: number): Float64Array {
    const bytes = toWire(experiment, "experiment");
    return answered(this.#module.scheduledRates(bytes, number(epochs, "epochs"), number(points, "points")));
  }
}

/** What cannot be read is for the walk over the whole to say. */
function datasetOf(experiment: unknown): unknown {
  try {
    return (experiment as ExperimentInput | null | undefined)?.data?.dataset;
  } catch {
    return undefined;
  }
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
