/** What the targets alone say of the numbers beside them: what no output can reach, and what needs no learning. */
import type { DataPart, NumberArray } from "../engine/types.js";
import { significant } from "../i18n/numbers.js";
import type { State } from "../state/state.js";
import { rangeOf } from "./output.js";

/** Something of an array that is asked for with every picture, though rows may be a million: found once. */
function once<T>(find: (numbers: NumberArray) => T): (numbers: NumberArray) => T {
  const known = new WeakMap<NumberArray, { found: T }>();
  return (numbers) => {
    const there = known.get(numbers) ?? { found: find(numbers) };
    known.set(numbers, there);
    return there.found;
  };
}

const boundsOf = once((numbers): readonly [number, number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    if (number < low) low = number;
    if (number > high) high = number;
  }
  return [low, high];
});

/** How often each class occurs among class indices. */
const countsOf = once((targets): readonly number[] => {
  const counts: number[] = [];
  for (const target of targets) counts[target] = (counts[target] ?? 0) + 1;
  return counts;
});

/** Values that are learnt but lie where the output's activation never comes, in words; null where all can be reached. */
export function targetsBeyond(
  state: Readonly<State>,
): { from: string; to: string; activation: string; low: string; high: string } | null {
  const { data, experiment, catalog, language } = state;
  if (!data || !catalog || experiment?.task !== "regression" || data.trainTargets.length === 0) return null;
  const id = experiment.network.outputActivation;
  const [low, high] = rangeOf(catalog.outputActivations, id);
  const [least, greatest] = boundsOf(data.trainTargets);
  if (!(low !== null && least < low) && !(high !== null && greatest > high)) return null;
  return {
    from: significant(least, 3),
    to: significant(greatest, 3),
    activation: catalog.outputActivations.find((row) => row.id === id)?.label[language] ?? id,
    low: low === null ? "−∞" : significant(low, 3),
    high: high === null ? "∞" : significant(high, 3),
  };
}

/** Whether the values of a part never vary, so that R² compares with nothing. */
export function neverVary({ targetColumns }: Pick<DataPart, "targetColumns">, targets: NumberArray): boolean {
  return targets.length > 0 && targets.every((target, at) => target === targets[at % targetColumns]);
}

/** How much above its even share the largest class must be for accuracy to need it beside it. */
const UNEVEN = 1.25;

/**
 * The share of the largest class among the rows of a part: what always answering that class would get right. Null where
 * classes are about even, and where answers are labels or values.
 */
export function largestClass(data: DataPart, targets: NumberArray): { index: number; share: number } | null {
  if (data.classes < 2 || data.targetColumns !== 1 || targets.length === 0) return null;
  const counts = countsOf(targets);
  let index = 0;
  for (const [at, count] of counts.entries()) if ((count ?? 0) > (counts[index] ?? 0)) index = at;
  const share = (counts[index] ?? 0) / targets.length;
  return share * data.classes >= UNEVEN ? { index, share } : null;
}
