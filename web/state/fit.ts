/**
 * Choices that only go together: a loss and its outputs, a dataset and its task, columns and features.
 * Which go together is the catalog's to say; these functions change a draft so that it asks for a pair that does.
 */
import type { ActivationRow, Catalog, DataSettings, Experiment, FeatureRow, LossRow, Task } from "../engine/types.js";
import { Choices, type Kind } from "./choices.js";
import { rowOf } from "./lookup.js";

const unbounded = ({ range }: ActivationRow): boolean => range[0] === null && range[1] === null;

/** Chooses a loss, and an output that it goes with: the present one if it does. */
export function chooseLoss(draft: Experiment, catalog: Catalog, id: string): void {
  const loss = rowOf(catalog.losses, id);
  draft.loss = id;
  if (!fits(loss, draft.network.outputActivation, draft.task, catalog)) {
    draft.network.outputActivation = outputFor(loss, draft.task, catalog);
  }
}

/** Chooses an output, and a loss that goes with it: the present one if it does. */
export function chooseOutput(draft: Experiment, catalog: Catalog, id: string): void {
  draft.network.outputActivation = id;
  const goes = (loss: LossRow) => loss.tasks.includes(draft.task) && loss.outputs.includes(id);
  if (!goes(rowOf(catalog.losses, draft.loss))) draft.loss = catalog.losses.find(goes)?.id ?? draft.loss;
}

/** The outputs that go with a loss, best first: for values one without bounds. */
export function outputFor(loss: LossRow, task: Task, catalog: Catalog): string {
  const rows = catalog.outputActivations.filter(({ id }) => loss.outputs.includes(id));
  const best = task === "regression" ? rows.find(unbounded) : rows.find((row) => !unbounded(row));
  return (best ?? rows[0])?.id ?? "";
}

function fits(loss: LossRow, output: string, task: Task, catalog: Catalog): boolean {
  if (!loss.outputs.includes(output)) return false;
  return (
    task !== "regression" ||
    unbounded(rowOf(catalog.outputActivations, output)) ||
    !loss.outputs.some((id) => unbounded(rowOf(catalog.outputActivations, id)))
  );
}

/**
 * Chooses a dataset with everything that hangs on it: task, classes, rows, features, loss and output. What `choices`
 * hold of it, of its columns and of its kind of target is found again.
 */
export function chooseDataset(draft: Experiment, catalog: Catalog, id: string, choices = new Choices()): void {
  const row = rowOf(catalog.datasets, id);
  const before = sizesOf(draft.data, catalog);
  const left = kindOf(draft.task, before);
  choices.leave(draft, before.columns, left);
  const { seed } = draft.data;
  const trainFraction = shareOf(draft.data);
  draft.data = {
    dataset: id,
    samples: row.samples.default,
    ...(row.noise ? { noise: row.noise.default } : {}),
    ...(row.classes ? { classes: row.classes.default } : {}),
    ...choices.sizesOf(id),
    ...(trainFraction === undefined ? {} : { trainFraction }),
    ...(seed === undefined ? {} : { seed }),
  };
  fitToData(draft, catalog, row.task, before);
  const after = sizesOf(draft.data, catalog);
  if (after.columns !== before.columns) draft.features = [...(choices.featuresOf(after.columns) ?? draft.features)];
  const kind = kindOf(row.task, after);
  const judged = kind === left ? undefined : choices.judgedBy(kind);
  if (!judged) return;
  draft.loss = judged.loss;
  draft.network.outputActivation = judged.output;
}

/** The share that trains; of own rows that name their test part what they come to, and none where all of them train. */
function shareOf({ inputs, targets, testTargets, trainFraction }: DataSettings): number | undefined {
  if (!inputs) return trainFraction;
  const [train, test] = [targets?.length ?? 0, testTargets?.length ?? 0];
  if (train > 0 && test > 0) return train / (train + test);
  return trainFraction === 1 ? undefined : trainFraction;
}

/** How many classes a dataset has that comes with any number of them. */
export function chooseClasses(draft: Experiment, catalog: Catalog, classes: number): void {
  const before = sizesOf(draft.data, catalog);
  draft.data.classes = classes;
  fitToData(draft, catalog, draft.task, before);
}

/** What of data decides what goes with it: input columns and classes, 0 where rows have values or several classes. */
interface Sizes {
  columns: number;
  classes: number;
}

const kindOf = (task: Task, { classes }: Sizes): Kind =>
  task === "regression" ? "values" : classes > 2 ? "many" : "two";

function sizesOf(data: DataSettings, catalog: Catalog): Sizes {
  const { inputs, targets } = data;
  if (inputs) {
    const columns = data.columns ?? (Array.isArray(inputs[0]) ? inputs[0].length : 1);
    const several = Array.isArray(targets?.[0]);
    return {
      columns,
      classes: several ? 0 : (data.classes ?? data.classNames?.length ?? new Set<unknown>(targets).size),
    };
  }
  const row = catalog.datasets.find(({ id }) => id === data.dataset);
  return { columns: row?.columns.length ?? 0, classes: data.classes ?? row?.classes?.default ?? 0 };
}

/** Task, features, loss and output for data that have taken the place of others. */
function fitToData(draft: Experiment, catalog: Catalog, task: Task, before: Sizes): void {
  const { columns, classes } = sizesOf(draft.data, catalog);
  draft.features = fittingFeatures(draft.features, before.columns, columns, catalog);
  const other = draft.task !== task;
  setTask(draft, catalog, task);
  if (task !== "classification") return;
  // A loss for values says little of classes; one that serves both stays, unless the task is another.
  const forClasses = rowOf(catalog.losses, draft.loss).tasks.length === 1;
  const loss = lossForClasses(catalog, classes);
  if (loss && (other || (forClasses && classes > 2 !== before.classes > 2))) chooseLoss(draft, catalog, loss.id);
}

/** The loss that is for that many classes alone: the first has an output each, the last shares 1 among many. */
function lossForClasses({ losses }: Catalog, classes: number): LossRow | undefined {
  const own = losses.filter(({ tasks }) => tasks.length === 1);
  return classes > 2 ? own.at(-1) : own[0];
}

/** The task, with the loss and the output that serve it. */
function setTask(draft: Experiment, catalog: Catalog, task: Task): void {
  const changed = draft.task !== task;
  draft.task = task;
  const present = rowOf(catalog.losses, draft.loss);
  const loss = present.tasks.includes(task) ? present : catalog.losses.find(({ tasks }) => tasks.includes(task));
  if (!loss) return;
  draft.loss = loss.id;
  if (changed || !fits(loss, draft.network.outputActivation, task, catalog)) {
    draft.network.outputActivation = outputFor(loss, task, catalog);
  }
}

/** Goes over to the other task by its first dataset; the present one stays if it has the task already. */
export function chooseTask(draft: Experiment, catalog: Catalog, task: Task, choices = new Choices()): void {
  const first = catalog.datasets.find((row) => row.task === task);
  if (first && draft.task !== task) chooseDataset(draft, catalog, first.id, choices);
}

/**
 * Of the features in use those that the columns allow, and the coordinates that the data before did not have; where
 * none is left, the plain ones that the columns allow.
 */
function fittingFeatures(features: readonly string[], before: number, columns: number, catalog: Catalog): string[] {
  const allows = ({ columns: needed }: FeatureRow) => (columns <= 2 ? needed > 0 && needed <= columns : needed === 0);
  const allowed = catalog.features.filter(allows).map(({ id }) => id);
  const plain = allowed.slice(0, Math.max(1, Math.min(columns, 2)));
  const kept = features.filter((id) => allowed.includes(id));
  if (kept.length === 0) return plain;
  const chosen = new Set([...kept, ...(columns > before ? plain.slice(before) : [])]);
  return allowed.filter((id) => chosen.has(id));
}

/** Own rows in place of a dataset, with the task, features, loss and output that fit them. */
export function useOwnRows(draft: Experiment, catalog: Catalog, data: DataSettings, task: Task): void {
  const before = sizesOf(draft.data, catalog);
  const { trainFraction, seed, testInputs } = draft.data;
  // Rows that name their test part had no share that the reader chose.
  const keepsShare = trainFraction !== undefined && !testInputs && data.trainFraction === undefined;
  draft.data = {
    ...data,
    ...(keepsShare ? { trainFraction } : {}),
    ...(seed === undefined ? {} : { seed }),
  };
  fitToData(draft, catalog, task, before);
}

/** Own rows that name their test part become one list again, to be split by a share. */
export function splitAnew({ data }: Experiment): void {
  const { inputs, targets, testInputs, testTargets } = data;
  if (!inputs || !targets || !testInputs || !testTargets) return;
  data.inputs = [...inputs, ...testInputs] as typeof inputs;
  data.targets = [...targets, ...testTargets] as typeof targets;
  delete data.testInputs;
  delete data.testTargets;
}
