/** One answer to the page's question "what is new": pictures as asked for, and whatever changed since the last time. */
import type { DataPart, NumberArray, View } from "../engine/types.js";
import type { Extras, Probe, Timeline } from "../state/state.js";
import { FieldBudget } from "./field.js";
import type { ExtraRequest, Frame, FrameRequest, RunStart } from "./protocol.js";
import type { Studio } from "./studio.js";

/** Side of the grid on which lines of hidden neurons and the bent plane are computed. */
const LINES_GRID = 60;
const BENT_GRID = 24;

export class FrameMaker {
  readonly #budget = new FieldBudget();
  #asked = "";
  #data: DataPart | null = null;

  /** Composes the answer; the buffers in `transfer` go over to the page. */
  make(studio: Studio, request: FrameRequest): { frame: Frame; transfer: ArrayBuffer[] } {
    studio.refreshHistory();
    const news = studio.takeNews();
    if (news.has("run")) this.#begin(studio);
    const { trainer } = studio;
    const moved = news.has("parameters") || news.has("run");
    const frame: Frame = {
      progress: trainer.progress,
      playing: studio.playing,
      measuredSpeed: studio.playing ? studio.pace.measured : 0,
    };
    const transfer: ArrayBuffer[] = [];
    // Still pictures are asked for once; a changed question is a new one.
    const { buffer: _, ...question } = request;
    const asked = JSON.stringify({ ...question, playing: studio.playing });
    const again = moved || asked !== this.#asked;
    this.#asked = asked;

    if (news.has("run")) frame.run = this.#runStart(studio);
    if (news.has("experiment")) frame.experiment = studio.experiment;
    if (news.has("held")) frame.held = [...trainer.fixed()].flatMap((fixed, index) => (fixed ? [index] : []));
    if (news.has("events")) frame.events = [...studio.record.events];
    if (news.has("divergence")) frame.divergence = studio.divergence;
    if (news.has("undo")) frame.undoable = studio.undoStack.undoable;
    if (news.has("turn")) frame.turn = studio.turn;
    if (news.has("timeline") || news.has("history")) frame.timeline = timeline(studio);
    const history = studio.record.takeFresh();
    if (history) frame.history = history;
    if (moved) frame.parameters = trainer.parameters();
    if (again && request.gradients) {
      frame.gradients = trainer.gradients();
      frame.lastChange = trainer.lastChange();
    }
    if (again && request.field) frame.view = this.#view(studio, request, transfer);
    if (again) frame.extras = this.#extras(studio, request.extras, request.field?.axes ?? [0, 1]);
    if (again) frame.probe = request.probe ? probe(studio, request.probe) : null;
    return { frame, transfer };
  }

  #begin(studio: Studio): void {
    this.#budget.forget();
    this.#data = studio.trainer.data();
  }

  #runStart({ trainer }: Studio): RunStart {
    return {
      data: this.#data ?? trainer.data(),
      layers: trainer.layers(),
      startParameters: trainer.initialParameters(),
      stepsPerEpoch: trainer.stepsPerEpoch,
    };
  }

  #view({ trainer, playing, now }: Studio, request: FrameRequest, transfer: ArrayBuffer[]): View {
    const side = this.#budget.side(playing, request.finest);
    const began = now();
    const view = trainer.view({ ...request.field, width: side, height: side, thumbnail: request.thumbnail }, request.buffer);
    this.#budget.measured(side, now() - began);
    transfer.push(view.planes.buffer as ArrayBuffer);
    if (view.thumbnails.buffer !== view.planes.buffer) transfer.push(view.thumbnails.buffer as ArrayBuffer);
    return view;
  }

  #extras({ trainer }: Studio, wanted: ExtraRequest, axes: [number, number]): Extras {
    const extras: Extras = {};
    const data = this.#data;
    if (!data) return extras;
    const hasTest = data.testInputs.length > 0;
    const none = new Float32Array(0);
    if (wanted.losses) {
      extras.losses = { train: trainer.sampleLosses("train"), test: hasTest ? trainer.sampleLosses("test") : none };
    }
    if (wanted.outputs) {
      extras.outputs = { train: trainer.predict(data.trainInputs), test: hasTest ? trainer.predict(data.testInputs) : none };
    }
    if (wanted.gradientsOf !== undefined) extras.gradients = { train: trainer.sampleGradients(wanted.gradientsOf) };
    if (wanted.hidden) {
      const layers = trainer.preActivationsAt(gridPoints(data, axes, LINES_GRID)).slice(0, -1);
      extras.hidden = {
        planes: planesOf(layers, LINES_GRID * LINES_GRID),
        width: LINES_GRID,
        height: LINES_GRID,
        layers: layers.map((rows) => rows.length / (LINES_GRID * LINES_GRID)),
      };
    }
    if (wanted.bent) {
      const { layer, units } = wanted.bent;
      const at = (points: NumberArray) => pairs(trainer.activationsAt(points)[layer], points.length / data.columns, units);
      extras.bent = {
        layer,
        units,
        grid: BENT_GRID,
        points: at(gridPoints(data, axes, BENT_GRID)),
        train: at(data.trainInputs),
        test: hasTest ? at(data.testInputs) : none,
      };
    }
    return extras;
  }
}

function timeline({ record, rewound }: Studio): Timeline {
  const { epoch, step } = record.history;
  return {
    stops: record.stops.map((stop) => stop.epoch),
    last: epoch.at(-1) ?? 0,
    lastStep: step.at(-1) ?? 0,
    best: record.best(),
    rewound,
    bytes: record.bytes,
  };
}

function probe({ trainer }: Studio, point: readonly number[]): Probe {
  return {
    point: [...point],
    activations: trainer.activationsAt([point]),
    preActivations: trainer.preActivationsAt([point]),
    outputs: trainer.predict([point]),
  };
}

/** Grid points in data space with y downwards, columns outside the two axes at their mean; the domain's edges included. */
function gridPoints({ domain, columnMeans, columns }: DataPart, axes: [number, number], side: number): Float32Array {
  const points = new Float32Array(side * side * columns);
  const place = (column: number, share: number) => {
    const [low, high] = domain[column] ?? [-1, 1];
    return low + (high - low) * share;
  };
  for (let index = 0; index < side * side; index++) {
    const at = index * columns;
    for (let column = 0; column < columns; column++) points[at + column] = columnMeans[column] ?? 0;
    const [right, up] = axes;
    if (right < columns) points[at + right] = place(right, (index % side) / (side - 1));
    if (up < columns) points[at + up] = place(up, 1 - Math.floor(index / side) / (side - 1));
  }
  return points;
}

/** Rows × units of several layers as one plane a unit. */
function planesOf(layers: NumberArray[], points: number): Float32Array {
  const units = layers.map((rows) => rows.length / points);
  const planes = new Float32Array(units.reduce((sum, n) => sum + n, 0) * points);
  let plane = 0;
  for (const [layer, rows] of layers.entries()) {
    const width = units[layer] ?? 0;
    for (let unit = 0; unit < width; unit++, plane++) {
      for (let point = 0; point < points; point++) planes[plane * points + point] = rows[point * width + unit] ?? 0;
    }
  }
  return planes;
}

function pairs(rows: NumberArray | undefined, count: number, [first, second]: [number, number]): Float32Array {
  const out = new Float32Array(count * 2);
  if (!rows || count === 0) return out;
  const units = rows.length / count;
  for (let row = 0; row < count; row++) {
    out[row * 2] = rows[row * units + first] ?? 0;
    out[row * 2 + 1] = rows[row * units + second] ?? 0;
  }
  return out;
}
