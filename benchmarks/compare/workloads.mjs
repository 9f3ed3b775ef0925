/**
 * What is measured. A workload is a problem (network, rows, batch, optimizer) and what one unit of it is: an epoch of
 * training, a picture of the grid, or a frame (an epoch, both losses and a picture).
 */
import { digits, gridPoints, mapPoint, sevenFeatures, spiral, startParameters } from "./data.mjs";

const medium = {
  sizes: [7, 8, 8, 8, 8, 8, 8, 1],
  hidden: "tanh",
  output: "tanh",
  loss: "half-squared-error",
  features: sevenFeatures,
  rows: () => spiral(500, 1),
  batch: 10,
  optimizer: { name: "sgd", learningRate: 0.03 },
};
const pixels = {
  sizes: [64, 32, 10],
  hidden: "relu",
  output: "softmax",
  loss: "cross-entropy",
  features: null,
  rows: () => digits(1437, 3),
  batch: 32,
  optimizer: { name: "adam", learningRate: 0.001 },
};

const table = [
  {
    id: "T-small",
    title: "2-4-2-1 tanh, 250 rows, batch 10, SGD",
    unit: "epoch",
    ...medium,
    sizes: [2, 4, 2, 1],
    features: ["x", "y"],
  },
  { id: "T-medium", title: "7-8-8-8-8-8-8-1 tanh, 250 rows, batch 10, SGD", unit: "epoch", ...medium },
  {
    id: "T-medium-1",
    title: "the same, batch 1",
    unit: "epoch",
    ...medium,
    batch: 1,
    optimizer: { name: "sgd", learningRate: 0.003 },
  },
  {
    id: "T-wide",
    title: "2-32×8-1 relu, 500 rows, batch 32, SGD",
    unit: "epoch",
    ...medium,
    sizes: [2, 32, 32, 32, 32, 32, 32, 32, 32, 1],
    hidden: "relu",
    features: ["x", "y"],
    rows: () => spiral(1000, 2),
    batch: 32,
    optimizer: { name: "sgd", learningRate: 0.01 },
  },
  { id: "T-digits", title: "64-32-10 relu, softmax, 1437 rows, batch 32, Adam", unit: "epoch", ...pixels },
  { id: "T-digits-full", title: "the same, full batch", unit: "epoch", ...pixels, batch: 1437 },
  {
    id: "T-broad",
    title: "64-512-512-10 relu, softmax, 1437 rows, batch 128, Adam",
    unit: "epoch",
    ...pixels,
    sizes: [64, 512, 512, 10],
    batch: 128,
    unmeasured: true, // an epoch fills a call of ours, whose measures would then be half of it
  },
  {
    id: "F-all",
    title: "T-medium's net, every neuron, 100×100",
    unit: "picture",
    ...medium,
    grid: { side: 100, neurons: true },
  },
  {
    id: "F-out",
    title: "T-medium's net, output only, 200×200",
    unit: "picture",
    ...medium,
    grid: { side: 200, neurons: false },
  },
  {
    id: "Frame",
    title: "T-medium epoch, both losses, F-all",
    unit: "frame",
    ...medium,
    grid: { side: 100, neurons: true },
  },
];

export const ids = table.map(({ id }) => id);

/** Numbers in layer by layer order: where each layer's parameters begin. */
export function layersOf(sizes) {
  let next = 0;
  return sizes.slice(1).map((units, l) => {
    const layer = { inputs: sizes[l], units, weights: next, biases: next + units * sizes[l] };
    next = layer.biases + units;
    return layer;
  });
}

/**
 * The whole problem of a workload.
 * @param domainOf tells the domain of the picture from the problem without it: all contestants draw the same one
 */
export function makeProblem(id, domainOf) {
  const { rows: makeRows, ...workload } = table.find((one) => one.id === id);
  const { train, test } = makeRows();
  const mapped = ({ points, targets }) => ({
    points,
    targets,
    inputs: workload.features ? points.map((point) => mapPoint(workload.features, point)) : points,
  });
  const problem = {
    ...workload,
    train: mapped(train),
    test: mapped(test),
    layers: layersOf(workload.sizes),
    start: startParameters(workload.sizes, 4),
    counts: countOf(workload, train.points.length, test.points.length),
  };
  if (!workload.grid) return problem;
  const points = gridPoints(domainOf(problem), workload.grid.side);
  const inputs = points.map((point) => mapPoint(workload.features, point));
  return { ...problem, grid: { ...workload.grid, points, inputs } };
}

/** Multiply-adds, values of tanh and numbers updated by Adam in one unit: what the machine's limit is made of. */
function countOf({ sizes, hidden, output, unit, grid, batch, optimizer }, trainRows, testRows) {
  const products = sizes.slice(1).map((units, l) => units * sizes[l]);
  const forward = products.reduce((sum, product) => sum + product, 0);
  const back = forward - products[0];
  const hiddenUnits = sizes.slice(1, -1).reduce((sum, units) => sum + units, 0);
  const tanhs = (hidden === "tanh" ? hiddenUnits : 0) + (output === "tanh" ? sizes.at(-1) : 0);
  const parameters = forward + sizes.slice(1).reduce((sum, units) => sum + units, 0);
  const epoch = {
    multiplyAdds: (2 * forward + back) * trainRows,
    tanhs: tanhs * trainRows,
    adams: optimizer.name === "adam" ? parameters * Math.ceil(trainRows / batch) : 0,
  };
  const pass = (rows) => ({ multiplyAdds: forward * rows, tanhs: tanhs * rows, adams: 0 });
  const parts = unit === "epoch" ? [epoch] : [pass(grid.side ** 2)];
  if (unit === "frame") parts.push(epoch, pass(trainRows + testRows));
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  return { multiplyAdds: sum("multiplyAdds"), tanhs: sum("tanhs"), adams: sum("adams") };
}
