/**
 * What emscripten/bindings.cpp exports, as TypeScript sees it. Nobody but web/engine calls it: there the arguments
 * have been checked, values have been written to bytes (web/engine/wire.ts), and errors are thrown.
 */
import type {
  Catalog,
  DataPart,
  Difference,
  Experiment,
  JobId,
  JobProgress,
  MemoryNeeded,
  MessageValues,
  Position,
  Snapshot,
} from "../web/engine/types.js";

/** What was asked for, or the error that the core threw. Nothing is ever thrown through WebAssembly's own frames. */
export type Answer<T> = T | Error;

/** A plain value as bytes. All bytes of a call go through the inbox, in their order: web/engine/guarded.ts puts them there. */
export type Wire = Uint8Array;

/** One `gp::Session` with its memory. Nothing works before `start` or `restore`, nor after `delete`. */
export interface SessionHandle {
  start(experiment: Wire): Answer<undefined>;
  restore(snapshot: Wire): Answer<undefined>;
  delete(): void;

  trainEpochs(count: number): Answer<undefined>;
  trainSteps(count: number): Answer<undefined>;
  position(): Answer<Position>;
  memory(): Answer<number>;

  /** @param values a `Float64Array` as bytes */
  setParameters(values: Wire): Answer<undefined>;
  setParameter(index: number, value: number): Answer<undefined>;
  setFixed(index: number, fixed: boolean): Answer<undefined>;
  configure(experiment: Wire): Answer<undefined>;
  reset(): Answer<undefined>;

  experiment(): Answer<Experiment>;
  save(): Answer<Snapshot>;
  checkpoint(): Answer<Uint8Array>;
  rewind(checkpoint: Uint8Array): Answer<undefined>;

  /** @param question its id as bytes @returns what `Questions` says */
  ask(question: Wire, questionArguments: Wire): Answer<unknown>;
  /** @returns the number of the job */
  startJob(question: Wire, questionArguments: Wire): Answer<number>;
  /** One unit at least. A job that is done has no number any longer. */
  advanceJob(job: number, milliseconds: number): Answer<JobProgress<JobId>>;
  cancelJob(job: number): void;

  /** Computes planes and thumbnails; `copyView` hands them out. */
  view(request: Wire): Answer<{ planeCount: number; neuronCount: number }>;
  /** Fills two arrays of exactly the announced sizes with the view computed last. */
  copyView(planes: Float32Array, thumbnails: Float32Array): Answer<undefined>;
}

export interface EngineModule {
  /** Whether runs in float64 and the gradient check are in it. */
  readonly float64: boolean;
  Session: { new (): SessionHandle; readonly prototype: SessionHandle };
  catalog(): Answer<Catalog>;
  fillExperiment(experiment: Wire): Answer<Experiment>;
  compareExperiments(before: Wire, after: Wire): Answer<Difference[]>;
  sampleData(experiment: Wire): Answer<DataPart>;
  memoryNeeded(experiment: Wire): Answer<MemoryNeeded>;
  scheduledRates(experiment: Wire, epochs: number, points: number): Answer<Float64Array>;
  /** The bytes of a dataset's file. */
  provideDataset(dataset: string, csv: Uint8Array): Answer<undefined>;

  /** WebAssembly's memory as it is now. */
  readonly HEAPU8: Uint8Array;
  /** Makes room for the bytes of the next call. @returns where to put them, or 0 where there is no room */
  _gp_inbox(bytes: number): number;

  /** Where the stack of WebAssembly's own memory is, and how it gets back there. */
  stackSave(): number;
  stackRestore(stack: number): void;
}

export interface EngineModuleOptions {
  /** Makes the error that stands for what went wrong in the core; `code` is "memory", "absent" or "internal". */
  failure(code: string, message: string): Error;
  /** Makes the error that stands for an array that the memory has no room for. */
  noRoom(bytes: number): Error;
  /** Makes the error that stands for what the core refused. */
  refusal(path: string, id: string, values: MessageValues): Error;
  locateFile(name: string): string;
  instantiateWasm(imports: object, done: (instance: object, module: object) => void): object;
}

declare const create: (options: EngineModuleOptions) => Promise<EngineModule>;
export default create;
