/** One answer to the page's question "what is new": pictures as asked for, and whatever changed since the last time. */
import type { DataPart, Experiment } from "../../engine/types.js";
import { changesBetween } from "../../protocol/changes.js";
import type { Frame, FrameRequest } from "../../protocol/frame.js";
import type { AxedView, FeatureMaps, Probe } from "../../protocol/pictures.js";
import type { RowsBook } from "../../protocol/rows.js";
import type { RunStart, Timeline } from "../../protocol/run.js";
import type { RunSession } from "../runs/session.js";
import { Answers } from "./answers.js";
import { FieldBudget } from "./field-budget.js";
import { featureMaps, lookedAt } from "./pictures.js";

export class FrameMaker {
  readonly #budget = new FieldBudget();
  /** The questions of the frame before: what is still and was asked already is not worked out again. */
  #asked = { view: "", gradients: "", probe: "" };
  #generation = -1;
  #data: DataPart | null = null;
  #featureMaps: FeatureMaps | null = null;
  readonly #answers = new Answers();
  /** The experiment as the page knows it. */
  #told: Experiment | null = null;

  constructor(readonly rows: RowsBook) {}

  /** Composes the answer; the buffers in `transfer` go over to the page. */
  make(session: RunSession, asked: FrameRequest): { frame: Frame; transfer: ArrayBuffer[] } {
    session.run.takeRows();
    const news = session.takeNews();
    if (news.has("run")) this.#begin(session);
    const request =
      asked.generation === this.#generation ? asked : { ...asked, ...answerable(asked, this.#data?.columns ?? 0) };
    const { trainer } = session;
    const moved = news.has("parameters") || news.has("run");
    const frame: Frame = {
      run: asked.run,
      progress: trainer.progress,
      playing: session.playing,
      measuredSpeed: session.playing ? session.pace.measured : 0,
    };
    const transfer: ArrayBuffer[] = [];
    const due = this.#due(session, request, moved);

    if (news.has("run")) frame.start = this.#runStart(session);
    if (news.has("run") && !news.has("step")) frame.merged = true;
    if (news.has("experiment")) this.#tell(session, frame);
    if (news.has("held")) frame.held = session.run.held;
    if (news.has("events")) frame.events = [...session.run.record.events];
    if (news.has("divergence")) frame.divergence = session.divergence;
    if (news.has("undo")) frame.undoable = session.undoStack.undoable;
    if (news.has("turn")) frame.turn = session.turn;
    if (news.has("timeline")) frame.timeline = timeline(session);
    const history = session.run.record.takeFresh();
    if (history) frame.history = history;
    if (moved) frame.parameters = trainer.parameters();
    if (due.gradients && request.gradients) {
      frame.gradients = trainer.gradients();
      frame.lastChange = trainer.lastChange();
    }
    if (due.view && request.field) {
      const began = session.now();
      frame.view = this.#view(session, request, this.#data ?? trainer.data(), transfer);
      frame.cost = session.now() - began;
    }
    if (moved) this.#answers.moved();
    if (this.#data) {
      const answers = this.#answers.answer(session, this.#data, request.questions);
      if (answers.length > 0) frame.answers = answers;
    }
    if (due.probe) frame.probe = request.probe ? probe(session, request.probe) : null;
    return { frame, transfer };
  }

  #tell({ experiment }: RunSession, frame: Frame): void {
    if (this.#told) frame.changes = this.rows.packChanges(changesBetween(this.#told, experiment));
    else frame.experiment = this.rows.pack(experiment);
    this.#told = experiment;
  }

  #due(
    { playing }: RunSession,
    request: FrameRequest,
    moved: boolean,
  ): Record<"view" | "gradients" | "probe", boolean> {
    const { field, finest, thumbnail, gradients, probe } = request;
    const asked = {
      view: JSON.stringify([field, finest, thumbnail, playing]),
      gradients: String(gradients),
      probe: JSON.stringify(probe),
    };
    const before = this.#asked;
    this.#asked = asked;
    return {
      view: moved || asked.view !== before.view,
      gradients: moved || asked.gradients !== before.gradients,
      probe: moved || asked.probe !== before.probe,
    };
  }

  #begin(session: RunSession): void {
    this.#generation++;
    this.#budget.forget();
    this.#data = session.trainer.data();
    this.#answers.begin();
    this.#featureMaps = featureMaps(session, this.#data);
  }

  #runStart({ trainer, startParameters }: RunSession): RunStart {
    return {
      generation: this.#generation,
      data: this.#data ?? trainer.data(),
      layers: trainer.layers(),
      startParameters,
      stepsPerEpoch: trainer.stepsPerEpoch,
      memory: trainer.memory,
      featureMaps: this.#featureMaps,
    };
  }

  #view(
    { trainer, playing, now }: RunSession,
    { field, finest, thumbnail, buffer }: FrameRequest,
    data: DataPart,
    transfer: ArrayBuffer[],
  ): AxedView {
    const side = this.#budget.side(playing, finest);
    const { request, shown } = lookedAt(trainer, data, field ?? {});
    const began = now();
    const view = trainer.view({ ...request, width: side, height: side, thumbnail }, buffer);
    this.#budget.measured(side, now() - began);
    transfer.push(view.planes.buffer as ArrayBuffer);
    if (view.thumbnails.buffer !== view.planes.buffer) transfer.push(view.thumbnails.buffer as ArrayBuffer);
    return { ...view, ...shown };
  }
}

/** What of a question composed for another network means something in every one. */
const answerable = ({ field }: FrameRequest, columns: number): Pick<FrameRequest, "field" | "questions" | "probe"> => ({
  field: field && { components: field.components === true },
  // A picture of that plane comes with where the points lie on it.
  questions: field?.components && columns > 2 ? [{ id: "principalPlane", args: {} }] : [],
  probe: null,
});

function timeline({ run: { record, rewound } }: RunSession): Timeline {
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

function probe({ trainer }: RunSession, point: readonly number[]): Probe {
  return {
    point: [...point],
    activations: trainer.activationsAt([point]),
    preActivations: trainer.preActivationsAt([point]),
    outputs: trainer.predict([point]),
  };
}
