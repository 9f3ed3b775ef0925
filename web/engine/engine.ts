import type { EngineModule, SessionHandle } from "#engine-module";
import { type LinkOptions, makeLink, type OpenedLink, openLink } from "../links/index.js";
import { number, options, text } from "./arguments.js";
import { compiled, type EngineSource, type FileSource } from "./compile.js";
import { damaged, fetchRows, readRows, rowOf } from "./dataset-files.js";
import { AbsentError, answered, EngineError, learnEnglish } from "./errors.js";
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
  /** Compiles the whole engine where `module` is what a page begins with; else it is the one beside this file. @internal */
  whole?: () => Promise<WebAssembly.Module>;
}

/**
 * Loads the engine: in Node, in a page, in a worker alike, and without options unless the file lies elsewhere.
 * Every call makes an instance of its own; a load that failed can be tried again.
 *
 * @throws EngineError with `code` "load", "blocked" (by a Content-Security-Policy) or "unsupported"
 */
export async function loadEngine(options: LoadOptions = {}): Promise<Engine> {
  return engineOver(await instantiate(await compiled(options.module)), options.whole ?? compiled);
}

let engineOver: (module: EngineModule, whole: () => Promise<WebAssembly.Module>) => Engine;

/** A running module, and the ids of the datasets whose file has been read into its memory. */
interface Instance {
  readonly module: EngineModule;
  readonly rows: Set<string>;
}

/** The catalog and the maker of trainers; {@link loadEngine} makes it. Trainers of one engine share the memory of its WebAssembly. */
export class Engine {
  /**
   * Every table with its rows, every setting with its range, and the experiment that `{}` stands for. Plain JSON,
   * frozen.
   */
  readonly catalog: Catalog;
  readonly #first: Instance;
  /** That which computes in float64 too; null where the first does not and this has not been loaded. */
  #whole: Instance | null;
  #coming: Promise<Instance> | null = null;
  readonly #compileWhole: () => Promise<WebAssembly.Module>;
  /** Rows that came from elsewhere than the file beside the engine: the whole engine takes the same. */
  readonly #given = new Map<DatasetRow, Uint8Array>();
  /** The datasets whose rows are a file beside the engine, whether it has been loaded or not. */
  readonly #files: readonly DatasetRow[];

  static {
    engineOver = (module, whole) => new Engine(module, whole);
  }

  private constructor(module: EngineModule, whole: () => Promise<WebAssembly.Module>) {
    this.#first = { module, rows: new Set() };
    this.#whole = module.float64 ? this.#first : null;
    this.#compileWhole = whole;
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
    if (isOfFloat64(experiment)) await this.loadWhole();
    const row = this.#missing(this.#instanceFor(experiment), experiment);
    if (row) await this.loadDataset(row.id);
  }

  /**
   * Loads what the module lacks that a page begins with: runs in float64, and the gradient check.
   * @throws EngineError as `loadEngine`; it can be tried again
   * @internal
   */
  async loadWhole(): Promise<Instance> {
    if (this.#whole) return this.#whole;
    this.#coming ??= this.#newWhole();
    try {
      this.#whole = await this.#coming;
      return this.#whole;
    } finally {
      this.#coming = null;
    }
  }

  async #newWhole(): Promise<Instance> {
    const whole = { module: await instantiate(await this.#compileWhole()), rows: new Set<string>() };
    for (const [row, bytes] of this.#given) provide(whole, row, bytes);
    return whole;
  }

  /**
   * Loads the rows of one dataset that is a file of its own; of others nothing.
   * @param source where the rows are, if not in the file beside the engine
   * @throws EngineError with code "load", also where it is another file; ExperimentError for an unknown dataset
   */
  async loadDataset(dataset: string, source?: FileSource): Promise<void> {
    const row = rowOf(this.catalog.datasets, dataset);
    if (row.file === null) return;
    const instances = this.#whole && this.#whole !== this.#first ? [this.#first, this.#whole] : [this.#first];
    const lacking = instances.filter(({ rows }) => source !== undefined || !rows.has(dataset));
    if (lacking.length === 0) return;
    const bytes = await fetchRows(row, source);
    for (const instance of lacking) provide(instance, row, bytes);
    if (source !== undefined && !this.#whole) this.#given.set(row, bytes);
  }

  /** The dataset of an experiment, where it is a file that an instance lacks. */
  #missing({ rows }: Instance, experiment: unknown): DatasetRow | undefined {
    const dataset = datasetOf(experiment);
    return this.#files.find(({ id }) => id === dataset && !rows.has(id));
  }

  /** @throws AbsentError where it has not been loaded */
  #instanceFor(experiment: unknown): Instance {
    if (!isOfFloat64(experiment)) return this.#first;
    if (!this.#whole) throw new AbsentError(": await engine.prepare(experiment) first");
    return this.#whole;
  }

  /** Sees to it that an instance has the rows that an experiment needs. */
  #supply(instance: Instance, experiment: unknown): void {
    const row = this.#missing(instance, experiment);
    if (row) provide(instance, row, readRows(row));
  }

  /**
   * A new run: data made and split, parameters drawn, nothing trained.
   * @throws ExperimentError whose `path` names the place that is unknown, of the wrong type or out of range
   * @throws EngineError with code "load" where its dataset is a file that was not loaded by `prepare`
   */
  createTrainer(experiment: ExperimentInput): Trainer {
    const bytes = toWire(experiment, "experiment");
    const instance = this.#instanceFor(experiment);
    this.#supply(instance, experiment);
    return this.#trainer(instance, (session) => session.start(bytes));
  }

  /**
   * Goes on with what `trainer.save()` saved, here or elsewhere, as if it had never stopped: the same bits.
   * @throws ExperimentError where the snapshot is damaged or of another version
   * @throws EngineError with code "load" where its dataset is a file that was not loaded by `prepare`
   */
  restore(snapshot: Snapshot): Trainer {
    return this.#restoreIn(snapshot);
  }

  #restoreIn(snapshot: Snapshot, chosen?: Instance): Trainer {
    const bytes = toWire(snapshot, "snapshot");
    const experiment = experimentOf(snapshot);
    const instance = chosen ?? this.#instanceFor(experiment);
    this.#supply(instance, experiment);
    return this.#trainer(instance, (session) => session.restore(bytes));
  }

  #trainer(instance: Instance, begin: Parameters<typeof trainerOver>[1]): Trainer {
    return trainerOver(this.#newSession(instance), begin, {
      restore: (snapshot) => this.restore(snapshot),
      restoreInWhole: async (snapshot) => {
        const whole = await this.loadWhole();
        const row = this.#missing(whole, experimentOf(snapshot));
        if (row) await this.loadDataset(row.id);
        return this.#restoreIn(snapshot, whole);
      },
    });
  }

  #newSession({ module }: Instance): SessionHandle {
    try {
      return new module.Session();
    } catch (cause) {
      throw new EngineError("memory", "The engine's memory cannot grow any further", { cause });
    }
  }

  /** The experiment checked, with every default filled in. @throws ExperimentError */
  fill(experiment: ExperimentInput): Experiment {
    return answered(this.#first.module.fillExperiment(toWire(experiment, "experiment")));
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
    return answered(this.#first.module.compareExperiments(toWire(before, "before"), toWire(after, "after")));
  }

  /** The rows that a trainer of this experiment would have, without a trainer. @throws as `createTrainer` */
  sampleData(experiment: ExperimentInput): DataPart {
    const bytes = toWire(experiment, "experiment");
    this.#supply(this.#first, experiment);
    return answered(this.#first.module.sampleData(bytes));
  }

  /**
   * What a run of the experiment takes of the engine's memory, before it is made: about how many `bytes`, and the
   * `most` that one run may take; `createTrainer` refuses what needs more. @throws ExperimentError
   */
  memory(experiment: ExperimentInput): MemoryNeeded {
    return answered(this.#first.module.memoryNeeded(toWire(experiment, "experiment")));
  }

  /**
   * The learning rate by the experiment's schedule alone, as a curve: at `points` evenly spaced places of the first
   * `epochs` epochs, both ends among them.
   * @param epochs 0 or more @param points whole, 2 or more
   * @throws ExperimentError
   */
  rates(experiment: ExperimentInput, epochs: number, points: number): Float64Array {
    const bytes = toWire(experiment, "experiment");
    return answered(this.#first.module.scheduledRates(bytes, number(epochs, "epochs"), number(points, "points")));
  }
}

function provide({ module, rows }: Instance, row: DatasetRow, bytes: Uint8Array): void {
  const refused = module.provideDataset(row.id, bytes);
  if (refused) throw damaged(row, refused);
  rows.add(row.id);
}

/** What cannot be read is for the walk over the whole to say. */
function read<T, Part>(value: unknown, part: (value: T | null | undefined) => Part): Part | undefined {
  try {
    return part(value as T | null | undefined);
  } catch {
    return undefined;
  }
}

const datasetOf = (experiment: unknown): unknown =>
  read<ExperimentInput, unknown>(experiment, (it) => it?.data?.dataset);
const isOfFloat64 = (experiment: unknown): boolean =>
  read<ExperimentInput, boolean>(experiment, (it) => it?.precision === "float64") ?? false;
const experimentOf = (snapshot: unknown): unknown => read<Snapshot, unknown>(snapshot, (it) => it?.experiment);

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
