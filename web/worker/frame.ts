/** One answer to the page's question "what is new": pictures as asked for, and whatever changed since the last time. */
import type { DataPart } from "../engine/types.js";
import type { Frame, FrameRequest, RunStart } from "../protocol/protocol.js";
import type { AxedView, FeatureMaps, Probe, Timeline } from "../state/state.js";
import { ExtrasMaker, featureMaps } from "./extras.js";
import { FieldBudget } from "./field.js";
import type { Studio } from "./studio.js";

export class FrameMaker {
  readonly #budget = new FieldBudget();
  /** The questions of the frame before: what is still and was asked already is not worked out again. */
  #asked = { view: "", extras: "", gradients: "", probe: "" };
  #run = -1;
  #data: DataPart | null = null;
  #featureMaps: FeatureMaps | null = null;
  readonly #extras = new ExtrasMaker();

  /** Composes the answer; the buffers in `transfer` go over to the page. */
  make(studio: Studio, asked: FrameRequest): { frame: Frame; transfer: ArrayBuffer[] } {
    studio.run.takeRows();
    const news = studio.takeNews();
    if (news.has("run")) this.#begin(studio);
    const request = asked.run === this.#run ? asked : { ...asked, field: asked.field && {}, extras: {}, probe: null };
    const { trainer } = studio;
    const moved = news.has("parameters") || news.has("run");
    const frame: Frame = {
      progress: trainer.progress,
      playing: studio.playing,
      measuredSpeed: studio.playing ? studio.pace.measured : 0,
    };
    const transfer: ArrayBuffer[] = [];
    const due = this.#due(studio, request, moved);

    if (news.has("run")) frame.run = this.#runStart(studio);
    if (news.has("experiment")) frame.experiment = studio.experiment;
    if (news.has("held")) frame.held = studio.run.held;
    if (news.has("events")) frame.events = [...studio.run.record.events];
    if (news.has("divergence")) frame.divergence = studio.divergence;
    if (news.has("undo")) frame.undoable = studio.undoStack.undoable;
    if (news.has("turn")) frame.turn = studio.turn;
    if (news.has("timeline")) frame.timeline = timeline(studio);
    const history = studio.run.record.takeFresh();
    if (history) frame.history = history;
    if (moved) frame.parameters = trainer.parameters();
    if (due.gradients && request.gradients) {
      frame.gradients = trainer.gradients();
      frame.lastChange = trainer.lastChange();
    }
    if (due.view && request.field) {
      const began = studio.now();
      frame.view = this.#view(studio, request, transfer);
      frame.cost = studio.now() - began;
    }
    if (due.extras && this.#data) {
      const extras = this.#extras.make(studio, this.#data, request.extras, request.field ?? {});
      if (Object.keys(extras).length > 0) frame.extras = extras;
    }
    if (due.probe) frame.probe = request.probe ? probe(studio, request.probe) : null;
    return { frame, transfer };
  }

  #due(
    { playing }: Studio,
    request: FrameRequest,
    moved: boolean,
  ): Record<"view" | "extras" | "gradients" | "probe", boolean> {
    const { field, finest, thumbnail, extras, gradients, probe } = request;
    const asked = {
      view: JSON.stringify([field, finest, thumbnail, playing]),
      extras: JSON.stringify([extras, field?.axes, this.#data?.columns === 1 && field?.neuron, playing]),
      gradients: String(gradients),
      probe: JSON.stringify(probe),
    };
    const before = this.#asked;
    this.#asked = asked;
    return {
      view: moved || asked.view !== before.view,
      extras: moved || asked.extras !== before.extras,
      gradients: moved || asked.gradients !== before.gradients,
      probe: moved || asked.probe !== before.probe,
    };
  }

  #begin(studio: Studio): void {
    this.#run++;
    this.#budget.forget();
    this.#data = studio.trainer.data();
    this.#extras.begin();
    this.#featureMaps = featureMaps(studio, this.#data);
  }

  #runStart({ trainer, startParameters }: Studio): RunStart {
    return {
      id: this.#run,
      data: this.#data ?? trainer.data(),
      layers: trainer.layers(),
      startParameters,
      stepsPerEpoch: trainer.stepsPerEpoch,
      featureMaps: this.#featureMaps,
    };
  }

  #view({ trainer, playing, now }: Studio, request: FrameRequest, transfer: ArrayBuffer[]): AxedView {
    const side = this.#budget.side(playing, request.finest);
    const began = now();
    const view = trainer.view(
      { ...request.field, width: side, height: side, thumbnail: request.thumbnail },
      request.buffer,
    );
    this.#budget.measured(side, now() - began);
    transfer.push(view.planes.buffer as ArrayBuffer);
    if (view.thumbnails.buffer !== view.planes.buffer) transfer.push(view.thumbnails.buffer as ArrayBuffer);
    return { ...view, axes: request.field?.axes ?? [0, 1], neuron: request.field?.neuron ?? null };
  }
}

function timeline({ run: { record, rewound } }: Studio): Timeline {
  const { epoch, step } = record.history;
  return {
    stops: record.stops.map((stop) => stop.epoch),
    last: epoch.at(-1) ?? 0,
    lastStep: step.at(-1) ?? 0,
    best: record.best(),
    rewound,
    bytes: record.bytes,
    resumed: record.resumed,
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
