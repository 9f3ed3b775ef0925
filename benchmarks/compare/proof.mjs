/**
 * Proof before the clock: a contestant is measured on a workload only after its numbers have been those of the plain
 * loops in reference.mjs: trained parameters, gradients, losses, pictures. Thrown errors end the benchmark.
 */
import { forward, gradient, loss, train } from "./reference.mjs";

/**
 * Epochs trained for the proof, and how far the update may be away, root mean square over root mean square.
 * float32 rounds at 6e-8; a few dozen updates of these networks amplify that by some hundreds. Adam divides by the root
 * of the squared gradient, so where a gradient is itself a rounding the update is anything up to the rate: a few numbers
 * in a thousand may differ. T-wide's updates are so small against its weights that float32 keeps three digits of them.
 */
const TRAINED = {
  "T-small": { epochs: 25, tolerance: 1e-4 },
  "T-medium": { epochs: 3, tolerance: 1e-4 },
  "T-medium-1": { epochs: 1, tolerance: 1e-4 },
  "T-wide": { epochs: 1, tolerance: 1e-3 },
  "T-digits": { epochs: 1, tolerance: 2e-3 },
  "T-digits-full": { epochs: 3, tolerance: 2e-3 },
  "T-broad": { epochs: 1, tolerance: 5e-3 },
  Frame: { epochs: 1, tolerance: 1e-4 },
};
/** After so many epochs the loss still follows; later the spiral parts float32 from float64 by chaos. */
const FOLLOWED = { "T-small": 25, "T-medium": 25 };
const FOLLOWED_TOLERANCE = 1e-4;
/** Of gradients against float64, as a share of the largest: the sums of float32 products over all rows, and over 512 units. */
const GRADIENT_TOLERANCE = 1e-6;
const BROAD_GRADIENT_TOLERANCE = 2e-6;
/**
 * Seven layers of float32 with tanh right to 3.3e-7 each; outputs within ±1. In a frame the weights come out of an epoch
 * of up to 250 updates in float32 themselves.
 */
const PICTURE_TOLERANCE = { picture: 1e-5, frame: 1e-4 };

class Disproof extends Error {}

function hold(what, error, tolerance) {
  if (!(error <= tolerance)) {
    throw new Disproof(`${what}: off by ${error.toExponential(1)}, allowed ${tolerance.toExponential(0)}`);
  }
  return error;
}

const largest = (list) => list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const largestDifference = (a, b) => largest(Array.from(b, (value, i) => value - a[i]));
const norm = (list) => Math.sqrt(list.reduce((sum, value) => sum + value * value, 0));

/** How a contestant trains this problem, where that differs from the problem. */
function wayOf(way = {}, { optimizer }) {
  return { ...way, rule: way.rules?.[optimizer.name] ?? optimizer.name };
}

/** Parameters of the reference by problem and way of training: most contestants train in the same one. */
const trained = new WeakMap();

function referenceAfter(problem, epochs, way) {
  if (!trained.has(problem)) trained.set(problem, new Map());
  const known = trained.get(problem);
  const key = JSON.stringify([epochs, way]);
  if (!known.has(key)) known.set(key, train(problem, epochs, way));
  return known.get(key);
}

async function proveTraining(problem, instance, way) {
  const { epochs, tolerance } = TRAINED[problem.id];
  const { start, id } = problem;
  if (instance.gradients) {
    const expected = gradient(problem, start);
    const error = largestDifference(await instance.gradients(), expected) / largest(expected);
    hold("gradients against float64", error, id === "T-broad" ? BROAD_GRADIENT_TOLERANCE : GRADIENT_TOLERANCE);
  }
  await instance.run(epochs);
  const parameters = await instance.parameters();
  const expected = referenceAfter(problem, epochs, way);
  const moved = norm(expected.map((value, i) => value - start[i]));
  hold(`parameters after ${epochs} epochs`, norm(expected.map((value, i) => value - parameters[i])) / moved, tolerance);
  if (!FOLLOWED[id] || way.batch) return; // updates after every row part sooner
  await instance.run(FOLLOWED[id] - epochs);
  const followed = loss(problem, Float64Array.from(await instance.parameters()), problem.train);
  const wanted = loss(problem, referenceAfter(problem, FOLLOWED[id], way), problem.train);
  hold(`loss after ${FOLLOWED[id]} epochs`, Math.abs(followed - wanted) / wanted, FOLLOWED_TOLERANCE);
}

async function provePicture(problem, instance, parameters) {
  const { inputs, side, neurons } = problem.grid;
  const tolerance = PICTURE_TOLERANCE[problem.unit];
  const expected = inputs.map((row) => forward(problem, parameters, row).flatMap((layer) => [...layer]));
  const units = expected[0].length;
  const planes = Array.from({ length: units }, (_, u) => expected.map((row) => row[u]));
  hold("the output's picture", largestDifference(await instance.plane(), planes[units - 1]), tolerance);
  if (!neurons) return;
  const means = await instance.means?.();
  if (means) {
    // Features come first in the small pictures; the reference begins behind them.
    const { cells, values } = means;
    const size = cells * cells;
    const offset = values.length - units * size;
    for (const [u, plane] of planes.entries()) {
      const own = values.slice(offset + u * size, offset + (u + 1) * size);
      hold(`small picture of neuron ${u}`, largestDifference(own, blockMeans(plane, side, cells)), tolerance);
    }
    return;
  }
  const kept = await instance.neurons();
  if (kept.length !== units) throw new Disproof(`keeps ${kept.length} neurons of ${units}`);
  for (const [u, plane] of planes.entries())
    hold(`picture of neuron ${u}`, largestDifference(kept[u], plane), tolerance);
}

function blockMeans(plane, side, cells) {
  const block = side / cells;
  return Array.from({ length: cells * cells }, (_, cell) => {
    const top = Math.floor(cell / cells) * block;
    const left = (cell % cells) * block;
    let sum = 0;
    for (let j = 0; j < block; j++) for (let i = 0; i < block; i++) sum += plane[(top + j) * side + left + i];
    return sum / (block * block);
  });
}

/**
 * @param instance made for the proof: rows in the order of the data, trained by nobody
 * @throws where a number is not what it must be
 */
export async function prove(problem, contestant, instance) {
  const way = wayOf(contestant.way, problem);
  try {
    if (problem.unit === "epoch") await proveTraining(problem, instance, way);
    if (problem.unit === "picture") {
      await instance.run(1);
      await provePicture(problem, instance, problem.start);
    }
    if (problem.unit === "frame") {
      await instance.run(1);
      const parameters = referenceAfter(problem, 1, way);
      const wanted = [problem.train, problem.test].map((part) => loss(problem, parameters, part));
      const error = largestDifference(await instance.losses(), wanted) / largest(wanted);
      hold("losses after an epoch", error, FOLLOWED_TOLERANCE);
      await provePicture(problem, instance, parameters);
    }
  } catch (error) {
    if (!(error instanceof Disproof)) throw error;
    throw new Error(`${contestant.name}, ${problem.id}: ${error.message}. It was not measured.`);
  }
}
