/**
 * TensorFlow Playground's points, drawn as it draws them: the same generator in the same order, the same arithmetic
 * in the same order. Source: github.com/tensorflow/playground, src/dataset.ts; its scales are d3's.
 */

/** A source of numbers from 0 to 1: its `Math.random` after `Math.seedrandom(seed)`. */
export type Draw = () => number;

/** x, y and the label: −1 or 1, or a value. */
export type Point = [x: number, y: number, label: number];

const CLASSIFIED = 500;
const REGRESSED = 1200;

type Generator = (draw: Draw, count: number, noise: number) => Point[];

const uniform = (draw: Draw, low: number, high: number): number => draw() * (high - low) + low;

/** d3.scale.linear: from one interval to another. */
const scaled = (value: number, [a, b]: readonly [number, number], [c, d]: readonly [number, number]): number => {
  const t = (value - a) / (b - a);
  return c * (1 - t) + d * t;
};

/** Marsaglia's polar method; the second deviate is thrown away. */
function normal(draw: Draw, mean: number, variance: number): number {
  let v1: number;
  let s: number;
  do {
    v1 = 2 * draw() - 1;
    const v2 = 2 * draw() - 1;
    s = v1 * v1 + v2 * v2;
  } while (s > 1);
  return mean + Math.sqrt(variance) * (Math.sqrt((-2 * Math.log(s)) / s) * v1);
}

const distance = (x: number, y: number, toX: number, toY: number): number =>
  Math.sqrt((x - toX) * (x - toX) + (y - toY) * (y - toY));

const circle: Generator = (draw, count, noise) => {
  const radius = 5;
  const points: Point[] = [];
  for (const [low, high] of [
    [0, radius * 0.5],
    [radius * 0.7, radius],
  ] as const) {
    for (let i = 0; i < count / 2; i++) {
      const r = uniform(draw, low, high);
      const angle = uniform(draw, 0, 2 * Math.PI);
      const x = r * Math.sin(angle);
      const y = r * Math.cos(angle);
      const noiseX = uniform(draw, -radius, radius) * noise;
      const noiseY = uniform(draw, -radius, radius) * noise;
      points.push([x, y, distance(x + noiseX, y + noiseY, 0, 0) < radius * 0.5 ? 1 : -1]);
    }
  }
  return points;
};

const xor: Generator = (draw, count, noise) => {
  const padding = 0.3;
  const padded = (value: number) => value + (value > 0 ? padding : -padding);
  return Array.from({ length: count }, (): Point => {
    const x = padded(uniform(draw, -5, 5));
    const y = padded(uniform(draw, -5, 5));
    const noiseX = uniform(draw, -5, 5) * noise;
    const noiseY = uniform(draw, -5, 5) * noise;
    return [x, y, (x + noiseX) * (y + noiseY) >= 0 ? 1 : -1];
  });
};

const gauss: Generator = (draw, count, noise) => {
  const variance = scaled(noise, [0, 0.5], [0.5, 4]);
  const points: Point[] = [];
  for (const [centre, label] of [
    [2, 1],
    [-2, -1],
  ] as const) {
    for (let i = 0; i < count / 2; i++) {
      const x = normal(draw, centre, variance);
      const y = normal(draw, centre, variance);
      points.push([x, y, label]);
    }
  }
  return points;
};

const spiral: Generator = (draw, count, noise) => {
  const n = count / 2;
  const points: Point[] = [];
  for (const [turn, label] of [
    [0, 1],
    [Math.PI, -1],
  ] as const) {
    for (let i = 0; i < n; i++) {
      const r = (i / n) * 5;
      const t = ((1.75 * i) / n) * 2 * Math.PI + turn;
      const x = r * Math.sin(t) + uniform(draw, -1, 1) * noise;
      const y = r * Math.cos(t) + uniform(draw, -1, 1) * noise;
      points.push([x, y, label]);
    }
  }
  return points;
};

/** Points over the square with a value of where they seem to be. */
const surface =
  (label: (x: number, y: number) => number): Generator =>
  (draw, count, noise) => {
    const radius = 6;
    return Array.from({ length: count }, (): Point => {
      const x = uniform(draw, -radius, radius);
      const y = uniform(draw, -radius, radius);
      const noiseX = uniform(draw, -radius, radius) * noise;
      const noiseY = uniform(draw, -radius, radius) * noise;
      return [x, y, label(x + noiseX, y + noiseY)];
    });
  };

const plane = surface((x, y) => scaled(x + y, [-10, 10], [-1, 1]));

const HILLS = [
  [-4, 2.5, 1],
  [0, 2.5, -1],
  [4, 2.5, 1],
  [-4, -2.5, -1],
  [0, -2.5, 1],
  [4, -2.5, -1],
] as const;

const hills = surface((x, y) => {
  let label = 0;
  for (const [hillX, hillY, sign] of HILLS) {
    const height = sign * scaled(Math.min(2, distance(x, y, hillX, hillY)), [0, 2], [1, 0]);
    if (Math.abs(height) > Math.abs(label)) label = height;
  }
  return label;
});

const GENERATORS: Record<string, Generator> = {
  circle,
  xor,
  gauss,
  spiral,
  "reg-plane": plane,
  "reg-gauss": hills,
};

/** Fisher–Yates from the last place down. */
function shuffle<T>(draw: Draw, items: T[]): void {
  for (let counter = items.length; counter > 0; ) {
    const index = Math.floor(draw() * counter);
    counter--;
    [items[counter], items[index]] = [items[index]!, items[counter]!];
  }
}

/**
 * All points of a dataset, shuffled; the first floor(n · share / 100) of them train.
 * @param dataset one of its names @param noise 0 to 0.8
 */
export function pointsOf(dataset: string, noise: number, draw: Draw): Point[] {
  const points = GENERATORS[dataset]!(draw, dataset.startsWith("reg-") ? REGRESSED : CLASSIFIED, noise);
  shuffle(draw, points);
  return points;
}

/**
 * Its first parameters in our flat order: every weight drawn from −0.5 to 0.5, every bias 0.1; all zero with
 * `initZero`.
 * @param shape units of every layer, the inputs first and the one output last
 */
export function firstParameters(shape: readonly number[], initZero: boolean, draw: Draw): number[] {
  return shape.slice(1).flatMap((units, l) => {
    const weights = Array.from({ length: units * shape[l]! }, () => (initZero ? 0 : draw() - 0.5));
    return [...weights, ...Array.from({ length: units }, () => (initZero ? 0 : 0.1))];
  });
}
