/** The data of the workloads. Every number is one that float32 holds, so that all contestants get the same. */
import { generator, shuffle } from "./random.mjs";

/** The seven features of TensorFlow Playground, in its order, with our names. */
export const sevenFeatures = ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"];

const featureOf = {
  x: (x) => x,
  y: (_, y) => y,
  "x^2": (x) => x * x,
  "y^2": (_, y) => y * y,
  "x*y": (x, y) => x * y,
  "sin(x)": (x) => Math.sin(x),
  "sin(y)": (_, y) => Math.sin(y),
};

/** One row of network inputs. */
export const mapPoint = (features, [x, y]) => features.map((id) => featureOf[id](x, y));

/**
 * TensorFlow Playground's spiral without noise, shuffled, half of it for training.
 * @returns points and targets of ±1 of both parts
 */
export function spiral(count, seed) {
  const rows = [];
  for (const label of [1, -1]) {
    for (let i = 0; i < count / 2; i++) {
      const r = (i / (count / 2)) * 5;
      const t = ((1.75 * i) / (count / 2)) * 2 * Math.PI + (label === 1 ? 0 : Math.PI);
      rows.push({ point: [Math.fround(r * Math.sin(t)), Math.fround(r * Math.cos(t))], target: label });
    }
  }
  shuffle(rows, generator(seed));
  const part = (some) => ({ points: some.map(({ point }) => point), targets: some.map(({ target }) => target) });
  return { train: part(rows.slice(0, count / 2)), test: part(rows.slice(count / 2)) };
}

/** 64 pixels in [0, 1]: ten blurred random masks, one a class, with noise. Targets are class indices. */
export function digits(count, seed) {
  const random = generator(seed);
  const masks = Array.from({ length: 10 }, () => Array.from({ length: 64 }, () => (random() < 0.4 ? 1 : 0)));
  const points = [];
  const targets = [];
  for (let i = 0; i < count; i++) {
    const label = Math.floor(random() * 10);
    points.push(masks[label].map((ink) => Math.fround(Math.min(1, Math.max(0, ink * 0.7 + random() * 0.5 - 0.1)))));
    targets.push(label);
  }
  return { train: { points, targets }, test: { points: points.slice(0, 10), targets: targets.slice(0, 10) } };
}

/**
 * Weights uniform within ±0.5 (±0.87/√inputs above 16 inputs), biases 0.1; layer by layer, row by row, biases last.
 * @param sizes units of every layer, the inputs first
 */
export function startParameters(sizes, seed) {
  const random = generator(seed);
  const parameters = [];
  for (let l = 1; l < sizes.length; l++) {
    const inputs = sizes[l - 1];
    const bound = inputs > 16 ? 0.87 / Math.sqrt(inputs) : 0.5;
    for (let i = 0; i < sizes[l] * inputs; i++) parameters.push(Math.fround((random() * 2 - 1) * bound));
    for (let i = 0; i < sizes[l]; i++) parameters.push(Math.fround(0.1));
  }
  return Float64Array.from(parameters);
}

/** Centres of the cells of a square grid, rows downwards from the highest y. @param domain [low, high] of x and of y */
export function gridPoints([[left, right], [bottom, top]], side) {
  const points = [];
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      points.push([left + ((i + 0.5) * (right - left)) / side, top - ((j + 0.5) * (top - bottom)) / side]);
    }
  }
  return points;
}
