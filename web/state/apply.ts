/** Puts one frame of the worker's news into the store. */

import { eachColumn, emptyHistory } from "../engine/history.js";
import type { DataPart, Experiment, History } from "../engine/types.js";
import { withChanges } from "../protocol/changes.js";
import type { Frame } from "../protocol/frame.js";
import type { Question } from "../protocol/questions.js";
import type { RowsBook } from "../protocol/rows.js";
import { merged } from "./answers.js";
import type { State } from "./state.js";
import type { Store } from "./store.js";

/**
 * @param rows the page's tables
 * @param needed what is asked with every frame now: answers to anything else are forgotten
 */
export function applyFrame(store: Store, frame: Frame, rows: RowsBook, needed: readonly Question[]): void {
  const patch: Partial<State> = {
    progress: frame.progress,
    playing: frame.playing,
    measuredSpeed: frame.measuredSpeed,
    foreseen: false,
  };
  if (frame.start) {
    const { memory: _, ...start } = frame.start;
    const { data, layers } = start;
    Object.assign(patch, start);
    // Of a network that was foreseen the reader may be looking at something already.
    if (!isForeseen(store.state, start))
      Object.assign(patch, { phase: null }, forgetMissing(store.state, data, layers));
    // A drag begins again and again: the run before it stays in sight.
    if (!frame.merged) patch.ghost = ghostOf(store.state) ?? store.state.ghost;
  }
  const experiment = experimentOf(frame, store.state.experiment, rows);
  if (experiment) patch.experiment = experiment;
  if (frame.view) patch.view = frame.view;
  if (frame.parameters) patch.parameters = frame.parameters;
  if (frame.gradients) patch.gradients = frame.gradients;
  if (frame.lastChange) patch.lastChange = frame.lastChange;
  patch.answers = merged(frame.start ? [] : store.state.answers, frame.answers ?? [], needed);
  if (frame.probe !== undefined) patch.probe = frame.probe;
  if (frame.timeline) patch.timeline = frame.timeline;
  if (frame.events) patch.events = frame.events;
  if (frame.divergence !== undefined) patch.divergence = frame.divergence;
  if (frame.undoable) patch.undoable = frame.undoable;
  if (frame.jobs) patch.jobs = new Map([...store.state.jobs, ...frame.jobs.map((news) => [news.job, news] as const)]);
  if (frame.held) patch.held = new Set(frame.held);
  if (frame.turn !== undefined) {
    patch.turn = frame.turn;
    if (frame.turn)
      Object.assign(patch, { pointed: { kind: "sample", part: "train", index: frame.turn.sample }, pinned: true });
    else if (store.state.turn) Object.assign(patch, { pointed: null, pinned: false });
  }
  store.set(patch);
  if (frame.history) {
    growHistory(store.state.history, frame.history.keep, frame.history.rows);
    store.touch("history");
  }
}

/** The experiment that a frame tells of, whole or by what has changed of the one before; null where it tells of none. */
function experimentOf({ experiment, changes }: Frame, before: Experiment | null, rows: RowsBook): Experiment | null {
  if (experiment) return rows.unpack(experiment);
  return changes && before ? withChanges(before, rows.unpackChanges(changes)) : null;
}

/** Cuts a history to `keep` rows and appends `rows`, in place. */
export function growHistory(history: History, keep: number, rows: History): void {
  if (keep === 0) Object.assign(history, emptyHistory(), { trainError: undefined, testError: undefined });
  const grow = (own: unknown[], more: readonly unknown[]) => {
    own.length = Math.min(own.length, keep);
    for (const value of more) own.push(value);
  };
  eachColumn(history, rows, grow);
}

/** A run of fewer rows is nothing to compare with. */
const FEWEST_ROWS = 4;

/** The run that is shown, as far as it stays in sight behind the next one. */
function ghostOf({ history, experiment }: Readonly<State>): State["ghost"] {
  const { epoch, step, trainLoss, trainMetric } = history;
  if (epoch.length < FEWEST_ROWS || !experiment) return null;
  return {
    loss: experiment.loss,
    epoch: [...epoch],
    step: [...step],
    trainLoss: [...trainLoss],
    trainMetric: [...trainMetric],
  };
}

/** Whether a network is the one that was shown before the engine came. */
const isForeseen = ({ foreseen, data, layers }: State, start: Pick<State, "data" | "layers">): boolean =>
  foreseen &&
  start.data !== null &&
  sameNumbers(data?.trainInputs, start.data.trainInputs) &&
  JSON.stringify(layers) === JSON.stringify(start.layers);

/** Another network has other neurons: nothing may go on pointing at one that is gone. */
function forgetMissing(state: State, data: DataPart, layers: State["layers"]): Partial<State> {
  const { display } = state;
  const { columns } = data;
  const sameData = sameNumbers(state.data?.trainInputs, data.trainInputs);
  const units = (layer: number) => (layer === 0 ? (layers[0]?.inputs ?? 0) : (layers[layer - 1]?.units ?? 0));
  const large = display.large && sameData && display.large.index < units(display.large.layer) ? display.large : null;
  const bent = display.bent && Math.max(...display.bent.units) < units(display.bent.layer) ? display.bent : null;
  const axes: [number, number] = Math.max(...display.axes) < columns ? display.axes : [0, 1];
  return { display: { ...display, large, bent, axes }, pointed: null, pinned: false, hovered: null, probe: null };
}

function sameNumbers(a: ArrayLike<number> | undefined, b: ArrayLike<number>): boolean {
  if (a?.length !== b.length) return false;
  for (let at = 0; at < b.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
