/** The pictures that are put together here from several of the engine's answers. */
import type { Trainer } from "../../engine/index.js";
import type { DataPart, NumberArray } from "../../engine/types.js";
import type { Curve, FeatureMaps, Look, NeuronPlace, Pictures } from "../../protocol/pictures.js";
import type { RunSession } from "../runs/session.js";
import { principalPlane } from "./principal-plane.js";

/** Side of the grid on which lines of hidden neurons and the bent plane are computed. */
const LINES_GRID = 60;
const BENT_GRID = 60;
/** Places along the one column of 1-D data. */
const CURVE_WIDTH = 240;
/** Side of a feature's heatmap. */
const FEATURE_MAP = 32;
/** While training, values of every sample are worked out so often, in milliseconds. */
const SAMPLES_EVERY = 250;

/** What a picture is made of. */
export interface Subject {
  trainer: Trainer;
  data: DataPart;
}

interface Row<K extends keyof Pictures> {
  /** The least time between two while the run plays, in milliseconds: 0 for every frame. */
  every: number;
  make(subject: Subject, args: Pictures[K]["arguments"]): Pictures[K]["answer"];
}

/** One row a picture: how often, and what it is made of. */
export const PICTURES: { readonly [K in keyof Pictures]: Row<K> } = {
  curve: { every: 0, make: ({ trainer, data }, { neuron }) => curve(trainer, data, neuron) },
  losses: {
    every: SAMPLES_EVERY,
    make: ({ trainer, data }) => ({
      train: trainer.sampleLosses("train"),
      test: hasTest(data) ? trainer.sampleLosses("test") : NONE,
    }),
  },
  outputs: {
    every: SAMPLES_EVERY,
    make: ({ trainer, data }) => ({
      train: trainer.predict(data.trainInputs),
      test: hasTest(data) ? trainer.predict(data.testInputs) : NONE,
    }),
  },
  hidden: {
    every: 0,
    make: ({ trainer, data }, look) => {
      const layers = trainer.preActivationsAt(gridPoints(trainer, data, look, LINES_GRID)).slice(0, -1);
      return {
        planes: planesOf(layers, LINES_GRID * LINES_GRID),
        width: LINES_GRID,
        height: LINES_GRID,
        layers: layers.map((rows) => rows.length / (LINES_GRID * LINES_GRID)),
      };
    },
  },
  bent: {
    every: 0,
    make: ({ trainer, data }, { layer, units, ...look }) => {
      const at = (points: NumberArray) =>
        pairs(trainer.activationsAt(points)[layer], points.length / data.columns, units);
      return {
        layer,
        units,
        grid: BENT_GRID,
        points: at(gridPoints(trainer, data, look, BENT_GRID)),
        train: at(data.trainInputs),
        test: hasTest(data) ? at(data.testInputs) : NONE,
      };
    },
  },
  // Of the data alone: training moves nothing of it.
  principalPlane: { every: Number.POSITIVE_INFINITY, make: ({ trainer, data }) => principalPlane(trainer, data) },
};

const NONE = new Float32Array(0);
const hasTest = (data: DataPart): boolean => data.testInputs.length > 0;

/** What a picture that looks there asks the engine for, and whether that is the plane of the principal components. */
export function lookedAt(
  trainer: Trainer,
  data: DataPart,
  { axes = [0, 1], components = false, neuron }: Partial<Look> & { neuron?: NeuronPlace | null },
) {
  const plane = components ? principalPlane(trainer, data) : null;
  return {
    request: {
      ...(neuron ? { neuron } : {}),
      ...(plane ? { at: plane.at, directions: plane.directions } : { axes }),
    },
    shown: { axes, components: plane !== null, neuron: neuron ?? null },
  };
}

/** Every feature that the columns allow, by a network of features and outputs alone. */
export function featureMaps({ engine, experiment }: RunSession, data: DataPart): FeatureMaps | null {
  if (data.columns > 2) return null;
  const ids = engine.catalog.features
    .filter(({ columns }) => columns > 0 && columns <= data.columns)
    .map(({ id }) => id);
  const trainer = engine.createTrainer({
    ...experiment,
    features: ids,
    network: { ...experiment.network, hidden: [] },
  });
  try {
    const { thumbnails } = trainer.view({ width: FEATURE_MAP, height: FEATURE_MAP, thumbnail: FEATURE_MAP });
    return { ids, planes: thumbnails.slice(0, ids.length * FEATURE_MAP ** 2), size: FEATURE_MAP };
  } finally {
    trainer.dispose();
  }
}

function curve(trainer: Trainer, { domain }: DataPart, neuron: NeuronPlace | null): Curve {
  const [low, high] = domain[0] ?? [-1, 1];
  const points = Float32Array.from(
    { length: CURVE_WIDTH },
    (_, index) => low + ((index + 0.5) / CURVE_WIDTH) * (high - low),
  );
  const outputs = trainer.predict(points);
  const units = trainer.layers().at(-1)?.inputs ?? 0;
  // The first output's alone: the picture of several draws no parts.
  const parts = Float32Array.from(trainer.outputPartsAt(points).subarray(0, units * CURVE_WIDTH));
  return {
    width: CURVE_WIDTH,
    outputs: outputs.length / CURVE_WIDTH,
    output: planesOf([outputs], CURVE_WIDTH),
    units,
    neuron: neuron ? columnOf(trainer.activationsAt(points)[neuron.layer], CURVE_WIDTH, neuron.index) : null,
    parts,
  };
}

/** One unit's values of rows × units. */
function columnOf(rows: NumberArray | undefined, count: number, unit: number): Float32Array {
  const width = (rows?.length ?? 0) / count;
  return Float32Array.from({ length: count }, (_, row) => rows?.[row * width + unit] ?? 0);
}

/** Grid points in data space with y downwards; the edges of the domain, or of the plane, are included. */
function gridPoints(trainer: Trainer, data: DataPart, { axes, components }: Look, side: number): Float32Array {
  const { domain, columnMeans, columns } = data;
  const plane = components ? principalPlane(trainer, data) : null;
  const points = new Float32Array(side * side * columns);
  const place = (column: number, share: number) => {
    const [low, high] = domain[column] ?? [-1, 1];
    return low + (high - low) * share;
  };
  for (let index = 0; index < side * side; index++) {
    const at = index * columns;
    const [x, y] = [(index % side) / (side - 1), 1 - Math.floor(index / side) / (side - 1)];
    if (plane) {
      const [right, up] = plane.directions;
      for (let c = 0; c < columns; c++)
        points[at + c] = (plane.at[c] ?? 0) + (2 * x - 1) * (right[c] ?? 0) + (2 * y - 1) * (up[c] ?? 0);
      continue;
    }
    for (let column = 0; column < columns; column++) points[at + column] = columnMeans[column] ?? 0;
    const [right, up] = axes;
    if (right < columns) points[at + right] = place(right, x);
    if (up < columns) points[at + up] = place(up, y);
  }
  return points;
}

/** Rows × units of several layers as one plane a unit. */
function planesOf(layers: NumberArray[], points: number): Float32Array {
  const units = layers.map((rows) => rows.length / points);
  const planes = new Float32Array(units.reduce((sum, n) => sum + n, 0) * points);
  let plane = 0;
  for (const [layer, rows] of layers.entries()) {
    const width = units[layer] ?? 0;
    for (let unit = 0; unit < width; unit++, plane++) {
      for (let point = 0; point < points; point++) planes[plane * points + point] = rows[point * width + unit] ?? 0;
    }
  }
  return planes;
}

function pairs(rows: NumberArray | undefined, count: number, [first, second]: [number, number]): Float32Array {
  const out = new Float32Array(count * 2);
  if (!rows || count === 0) return out;
  const units = rows.length / count;
  for (let row = 0; row < count; row++) {
    out[row * 2] = rows[row * units + first] ?? 0;
    out[row * 2 + 1] = rows[row * units + second] ?? 0;
  }
  return out;
}
