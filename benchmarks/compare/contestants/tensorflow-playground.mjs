/**
 * TensorFlow Playground's own nn.ts, from a checkout of it: nothing of it is in this repository. What its page does
 * each frame is written here as the page writes it: features made anew for every row and grid point, all neurons kept.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { mapPoint } from "../data.mjs";

const RATE_OF_PENALTY = 0;

async function library(checkout) {
  const source = readFileSync(join(checkout, "src", "nn.ts"), "utf8");
  const folder = mkdtempSync(join(tmpdir(), "playground-"));
  try {
    const file = join(folder, "nn.mjs");
    writeFileSync(file, transformSync(source, { loader: "ts", format: "esm", target: "es2020" }).code);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function networkOf(nn, { sizes, hidden, output, start }) {
  const activation = { tanh: nn.Activations.TANH, relu: nn.Activations.RELU };
  const ids = Array.from({ length: sizes[0] }, (_, i) => `input ${i}`);
  const network = nn.buildNetwork(sizes, activation[hidden], activation[output], null, ids);
  let next = 0;
  for (const layer of network.slice(1)) {
    for (const { inputLinks } of layer) for (const link of inputLinks) link.weight = start[next++];
    for (const node of layer) node.bias = start[next++];
  }
  return network;
}

function parametersOf(network) {
  const flat = [];
  for (const layer of network.slice(1)) {
    for (const { inputLinks } of layer) for (const { weight } of inputLinks) flat.push(weight);
    for (const { bias } of layer) flat.push(bias);
  }
  return flat;
}

/** An epoch as `oneStep` of playground.ts: rows that are left over wait for the next epoch. */
function epoch(nn, network, { train, features, batch, optimizer }) {
  const { points, targets } = train;
  for (let i = 0; i < points.length; i++) {
    nn.forwardProp(network, mapPoint(features, points[i]));
    nn.backProp(network, targets[i], nn.Errors.SQUARE);
    if ((i + 1) % batch === 0) nn.updateWeights(network, optimizer.learningRate, RATE_OF_PENALTY);
  }
}

function lossOf(nn, network, features, { points, targets }) {
  let loss = 0;
  for (let i = 0; i < points.length; i++)
    loss += nn.Errors.SQUARE.error(nn.forwardProp(network, mapPoint(features, points[i])), targets[i]);
  return loss / points.length;
}

/** As `updateDecisionBoundary` of playground.ts: every neuron's picture in an array of its own, or the output's alone. */
function pictures(nn, network, { features, grid }) {
  const { points, side, neurons } = grid;
  const kept = {};
  nn.forEachNode(network, true, ({ id }) => {
    kept[id] = new Array(side);
  });
  const last = nn.getOutputNode(network).id;
  return {
    draw() {
      for (let i = 0; i < side; i++) {
        nn.forEachNode(network, true, ({ id }) => {
          kept[id][i] = new Array(side);
        });
        for (let j = 0; j < side; j++) {
          const output = nn.forwardProp(network, mapPoint(features, points[i * side + j]));
          if (!neurons) {
            kept[last][i][j] = output;
            continue;
          }
          nn.forEachNode(network, true, (node) => {
            kept[node.id][i][j] = node.output;
          });
        }
      }
    },
    plane: () => kept[last].flat(),
    neurons: () => Object.values(kept).map((rows) => rows.flat()),
  };
}

export default async function contestant({ playground }) {
  if (!playground) return null;
  const nn = await library(playground);
  const training = (problem) => {
    const network = networkOf(nn, problem);
    return {
      run(epochs) {
        for (let i = 0; i < epochs; i++) epoch(nn, network, problem);
      },
      parameters: () => parametersOf(network),
    };
  };
  const picture = (problem) => {
    const { draw, ...views } = pictures(nn, networkOf(nn, problem), problem);
    return {
      run(count) {
        for (let i = 0; i < count; i++) draw();
      },
      ...views,
    };
  };
  const frame = (problem) => {
    const network = networkOf(nn, problem);
    const { draw, ...views } = pictures(nn, network, problem);
    let losses;
    return {
      run(count) {
        for (let i = 0; i < count; i++) {
          epoch(nn, network, problem);
          losses = [problem.train, problem.test].map((part) => lossOf(nn, network, problem.features, part));
          draw();
        }
      },
      parameters: () => parametersOf(network),
      losses: () => losses,
      ...views,
    };
  };
  return {
    name: "TensorFlow Playground",
    version: "nn.ts as ES2020",
    way: { partial: "carry" },
    workloads: {
      "T-small": training,
      "T-medium": training,
      "T-medium-1": training,
      "T-wide": training,
      "F-all": picture,
      "F-out": picture,
      Frame: frame,
    },
  };
}
