/**
 * What emscripten/bindings.cpp exports, as TypeScript sees it. Nobody but web/engine calls it: there the arguments
 * have been checked, values have been written to bytes (web/engine/wire.ts), and errors are thrown.
 */
import type {
  Catalog,
  Confusion,
  DataPart,
  Difference,
  Experiment,
  GradientCheck,
  History,
  LayerShape,
  NumberArray,
  Position,
  Progress,
  Snapshot,
  Trace,
} from "../web/engine/types.js";

/** What was asked for, or the error that the core threw. Nothing is ever thrown through WebAssembly's own frames. */
export type Answer<T> = T | Error;

/** A plain value as bytes. */
export type Wire = Uint8Array;

/** width, height, column to the right, column upwards, values of all columns (none: the means), layer (−1: none), index. */
export type GridArguments = [
  width: number,
  height: number,
  axisX: number,
  axisY: number,
  at: Float64Array,
  neuron: Float64Array,
];

/** One `gp::Session` with its memory. Nothing works before `start` or `restore`, nor after `delete`. */
export interface SessionHandle {
  start(experiment: Wire): Answer<undefined>;
  restore(snapshot: Wire): Answer<undefined>;
  delete(): void;

  experiment(): Answer<Experiment>;
  data(): Answer<DataPart>;
  layers(): Answer<LayerShape[]>;
  columns(): Answer<number>;
  parameterCount(): Answer<number>;

  trainEpochs(count: number): Answer<undefined>;
  trainSteps(count: number): Answer<undefined>;
  position(): Answer<Position>;
  progress(): Answer<Progress>;

  parameters(): Answer<NumberArray>;
  setParameters(values: Float64Array): Answer<undefined>;
  setParameter(index: number, value: number): Answer<undefined>;
  fixedParameters(): Answer<Uint8Array>;
  setFixed(index: number, fixed: boolean): Answer<undefined>;
  gradients(): Answer<NumberArray>;
  lastChange(): Answer<NumberArray>;
  initialParameters(): Answer<NumberArray>;
  objective(): Answer<number>;

  forward(inputs: Float64Array): Answer<{ preActivations: NumberArray[]; activations: NumberArray[] }>;
  activationsAt(points: Float64Array): Answer<NumberArray[]>;
  preActivationsAt(points: Float64Array): Answer<NumberArray[]>;
  outputPartsAt(points: Float64Array): Answer<NumberArray>;
  predict(points: Float64Array): Answer<NumberArray>;
  field(...grid: GridArguments): Answer<NumberArray>;
  /** Computes planes and thumbnails; `copyView` hands them out. */
  view(thumbnail: number, ...grid: GridArguments): Answer<{ planeCount: number; neuronCount: number }>;
  /** Fills two arrays of exactly the announced sizes with the view computed last. */
  copyView(planes: Float32Array, thumbnails: Float32Array): Answer<undefined>;

  checkGradients(): Answer<GradientCheck>;
  history(fromEpoch: number): Answer<History>;
  confusion(part: string): Answer<Confusion>;
  sampleLosses(part: string): Answer<NumberArray>;
  sampleGradients(parameter: number): Answer<NumberArray>;
  trace(subject: Wire): Answer<Trace>;
  nextBatch(): Answer<Uint32Array>;

  configure(experiment: Wire): Answer<undefined>;
  reset(): Answer<undefined>;
  save(): Answer<Snapshot>;
  checkpoint(): Answer<Uint8Array>;
  rewind(checkpoint: Uint8Array): Answer<undefined>;
}

export interface EngineModule {
  Session: new () => SessionHandle;
  catalog(): Answer<Catalog>;
  fillExperiment(experiment: Wire): Answer<Experiment>;
  compareExperiments(before: Wire, after: Wire): Answer<Difference[]>;
  sampleData(experiment: Wire): Answer<DataPart>;
  scheduledRates(experiment: Wire, epochs: number, points: number): Answer<Float64Array>;
  /** The bytes of a dataset's file. */
  provideDataset(dataset: string, csv: Uint8Array): Answer<undefined>;
}

export interface EngineModuleOptions {
  /** Makes the error that stands for what the core threw; `code` is "experiment", "memory" or "internal". */
  failure(code: string, path: string, message: string): Error;
  locateFile(name: string): string;
  instantiateWasm(imports: object, done: (instance: object, module: object) => void): object;
}

declare const create: (options: EngineModuleOptions) => Promise<EngineModule>;
export default create;
