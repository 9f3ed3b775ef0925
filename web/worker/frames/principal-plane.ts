/** The plane in which the training points vary most, and where every sample lies on it. */
import { ExperimentError, type Trainer } from "../../engine/index.js";
import type { Components, DataPart, NumberArray } from "../../engine/types.js";
import type { PrincipalPlane } from "../../protocol/pictures.js";

/** Half the picture's side for 1 from its middle to the outermost sample. */
const AIR = 1.05;
/** Under the lowest sample, as a share of what all samples take: what is said of the colours stands there. */
const BENEATH = 0.16;

/** Data that stay have one plane, however often it is asked for. */
const known = new WeakMap<DataPart, PrincipalPlane | null>();

/** null for data of two columns or fewer, of points that vary in fewer than two directions, or too large. */
export function principalPlane(trainer: Trainer, data: DataPart): PrincipalPlane | null {
  let plane = known.get(data);
  if (plane === undefined) known.set(data, (plane = data.columns > 2 ? planeOf(trainer, data) : null));
  return plane;
}

function planeOf(trainer: Trainer, data: DataPart): PrincipalPlane | null {
  const found = componentsOf(trainer);
  if (!found || found.count < 2) return null;
  const [right, up] = [axisOf(found, 0, data, 0), axisOf(found, 1, data, BENEATH)];
  const half = AIR * Math.max(right.reach, up.reach);
  const bounds = ({ middle }: Axis): [number, number] => [middle - half, middle + half];
  const direction = ({ along }: Axis) => Array.from(along, (step) => half * step);
  return {
    at: Array.from(
      found.mean,
      (mean, c) => mean + right.middle * (right.along[c] ?? 0) + up.middle * (up.along[c] ?? 0),
    ),
    directions: [direction(right), direction(up)],
    bounds: [bounds(right), bounds(up)],
    shares: [right.share, up.share],
    train: pairsOf(right.train, up.train),
    test: pairsOf(right.test, up.test),
  };
}

function componentsOf(trainer: Trainer): Components | null {
  try {
    return trainer.components({ part: "train", standardize: trainer.experiment.data.standardize === true });
  } catch (error) {
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}

interface Axis {
  /** What one unit along it changes in data space: [columns]. */
  along: Float64Array;
  /** A score for each sample. */
  train: Float32Array;
  test: Float32Array;
  /** Halfway between the least and the largest score, and how far each is from there. */
  middle: number;
  reach: number;
  share: number;
}

/** @param spare room before the least score, as a share of what the scores take */
function axisOf({ mean, scale, directions, shares }: Components, k: number, data: DataPart, spare: number): Axis {
  const { columns, trainInputs, testInputs } = data;
  const direction = directions.subarray(k * columns, (k + 1) * columns);
  const scores = (inputs: NumberArray) =>
    Float32Array.from({ length: inputs.length / columns }, (_, row) =>
      direction.reduce(
        (sum, share, c) => sum + (((inputs[row * columns + c] ?? 0) - (mean[c] ?? 0)) / (scale[c] ?? 1)) * share,
        0,
      ),
    );
  const [train, test] = [scores(trainInputs), scores(testInputs)];
  let [low, high] = [0, 0];
  for (const part of [train, test])
    for (const score of part) {
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
  low -= spare * (high - low);
  return {
    along: direction.map((share, c) => share * (scale[c] ?? 1)),
    train,
    test,
    middle: (low + high) / 2,
    reach: (high - low) / 2,
    share: shares[k] ?? 0,
  };
}

function pairsOf(first: Float32Array, second: Float32Array): Float32Array {
  const pairs = new Float32Array(2 * first.length);
  for (let at = 0; at < first.length; at++) pairs.set([first[at] ?? 0, second[at] ?? 0], 2 * at);
  return pairs;
}
