/**
 * Points drawn by hand: the rows of the present data as a list that can be painted on, erased from and moved in, and
 * the way back to an experiment's own rows. Painted points train; test points stay test points.
 */
import type { DataPart, DataSettings, Task } from "../engine/types.js";

/** What the pointer does to points. */
export interface Brush {
  tool: "paint" | "erase" | "move";
  /** Which mark is painted, counted as the marks are: circle, triangle, square … */
  class: number;
  /** Value that is painted where values are learnt. */
  value: number;
  /** Radius as a share of the picture's side. */
  size: number;
}

export const BRUSHES = 6;
export const firstBrush = (): Brush => ({ tool: "paint", class: 0, value: 1, size: 0.04 });

/** Bounds of an empty picture, as the generated data have them. */
const BLANK: [number, number] = [-6, 6];

/** Whether points of these data can be drawn: over two columns, or as heights over one. */
export function drawable(data: DataPart | null, task: Task): boolean {
  if (data?.targetColumns !== 1) return false;
  if (task === "classification") return data.columns === 2 && data.classes > 0;
  return data.columns === 2 || data.columns === 1;
}

/** The same data without any points; of data that cannot be drawn, an empty plane of two columns. */
export function blank(data: DataPart, task: Task): DataPart {
  const none = new Float64Array(0);
  const empty = { trainInputs: none, trainTargets: none, testInputs: none, testTargets: none, dropped: 0 };
  if (drawable(data, task)) return { ...data, ...empty };
  return {
    ...data,
    ...empty,
    columns: 2,
    columnNames: ["x", "y"],
    columnMeans: [0, 0],
    domain: [BLANK, BLANK],
    targetColumns: 1,
    classes: task === "classification" ? 2 : 0,
    classNames: task === "classification" ? ["0", "1"] : [],
  };
}

/** What a class is called that no one has named: like the others, with its own number. */
export function nextName(names: readonly string[], index: number): string {
  return `${/^(.*?)\d+$/.exec(names[0] ?? "")?.[1] ?? ""}${index}`;
}

/** With one more training point. `place` holds a value a column; with one column the target is the height. */
export function painted(data: DataPart, place: readonly number[], target: number): DataPart {
  const classes = data.classes > 0 ? Math.max(data.classes, target + 1) : 0;
  const classNames = Array.from({ length: classes }, (_, k) => data.classNames[k] ?? nextName(data.classNames, k));
  return {
    ...data,
    classes,
    classNames,
    trainInputs: Float64Array.from([...data.trainInputs, ...place]),
    trainTargets: Float64Array.from([...data.trainTargets, target]),
  };
}

/** Without the points that `hit` picks. Answers the same object where there are none. */
export function erased(data: DataPart, hit: (place: readonly number[], target: number) => boolean): DataPart {
  const train = without(data.trainInputs, data.trainTargets, data.columns, hit);
  const test = without(data.testInputs, data.testTargets, data.columns, hit);
  if (train.targets.length === data.trainTargets.length && test.targets.length === data.testTargets.length) return data;
  return {
    ...data,
    trainInputs: train.inputs,
    trainTargets: train.targets,
    testInputs: test.inputs,
    testTargets: test.targets,
  };
}

function without(
  inputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  columns: number,
  hit: (place: readonly number[], target: number) => boolean,
): { inputs: Float64Array; targets: Float64Array } {
  const x: number[] = [];
  const t: number[] = [];
  const all = Array.from(inputs);
  for (const [row, target] of Array.from(targets).entries()) {
    const place = all.slice(row * columns, (row + 1) * columns);
    if (hit(place, target)) continue;
    x.push(...place);
    t.push(target);
  }
  return { inputs: Float64Array.from(x), targets: Float64Array.from(t) };
}

/** With one point elsewhere; `target` is its new target, where that moves too. */
export function moved(
  data: DataPart,
  { part, index }: { part: "train" | "test"; index: number },
  place: readonly number[],
  target?: number,
): DataPart {
  const inputs = Float64Array.from(part === "train" ? data.trainInputs : data.testInputs);
  const targets = Float64Array.from(part === "train" ? data.trainTargets : data.testTargets);
  inputs.set(place, index * data.columns);
  if (target !== undefined) targets[index] = target;
  return part === "train"
    ? { ...data, trainInputs: inputs, trainTargets: targets }
    : { ...data, testInputs: inputs, testTargets: targets };
}

/** The experiment's rows that stand for these points. Bounds stay, so that the picture does not move under the hand. */
export function rowsOf(data: DataPart, columnNames?: readonly string[]): DataSettings {
  const { columns, classes } = data;
  const tests = data.testTargets.length > 0;
  return {
    inputs: Array.from(data.trainInputs),
    targets: Array.from(data.trainTargets),
    ...(tests ? { testInputs: Array.from(data.testInputs), testTargets: Array.from(data.testTargets) } : {}),
    columns,
    ...(columnNames ? { columnNames } : {}),
    ...(classes > 0 ? { classNames: data.classNames } : {}),
    domain: data.domain,
    missing: "refuse",
    trainFraction: 1,
  };
}

/** Whether there is nothing to learn from: no points, or only those of one class. */
export function lacksPoints(data: DataPart | null): boolean {
  if (!data) return false;
  const [first] = data.trainTargets;
  if (first === undefined) return true;
  return data.classes > 0 && data.targetColumns === 1 && data.trainTargets.every((target) => target === first);
}
