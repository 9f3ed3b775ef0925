/**
 * brain.js 1.6.1: plain JavaScript, one activation for all layers, an update after every row. So it takes part where the
 * activations are the same, and at batch 1 whatever the batch of the others.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const brain = require("brain.js");
const { version } = require("brain.js/package.json");

function networkOf({ sizes, hidden, start, optimizer }) {
  const net = new brain.NeuralNetwork({ activation: hidden });
  net.sizes = sizes;
  net.initialize();
  net.updateTrainingOptions({ learningRate: optimizer.learningRate });
  net.trainOpts.momentum = 0; // it refuses 0 as an option, and computes with it
  let next = 0;
  for (let l = 1; l < sizes.length; l++) {
    net.weights[l] = net.weights[l].map((row) => row.map(() => start[next++]));
    net.biases[l] = net.biases[l].map(() => start[next++]);
  }
  return net;
}

const parametersOf = ({ weights, biases }) =>
  weights.flatMap((rows, l) => (l > 0 ? [...rows.flatMap((row) => [...row]), ...biases[l]] : []));

function lossOf(net, { inputs, targets }) {
  let loss = 0;
  for (let i = 0; i < inputs.length; i++) loss += 0.5 * (net.runInput(inputs[i])[0] - targets[i]) ** 2;
  return loss / inputs.length;
}

function pictures(net, { sizes, grid }) {
  const { inputs, neurons } = grid;
  const count = sizes.slice(1).reduce((sum, units) => sum + units, 0);
  const kept = neurons ? Array.from({ length: count }, () => new Float64Array(inputs.length)) : [];
  const plane = new Float64Array(inputs.length);
  return {
    draw() {
      for (let i = 0; i < inputs.length; i++) {
        plane[i] = net.runInput(inputs[i])[0];
        if (!neurons) continue;
        let n = 0;
        for (let l = 1; l < sizes.length; l++) for (const output of net.outputs[l]) kept[n++][i] = output;
      }
    },
    plane: () => plane,
    neurons: () => kept,
  };
}

const rowsOf = ({ inputs, targets }) => inputs.map((input, i) => ({ input, output: [targets[i]] }));

function epoch(net, rows) {
  for (const { input, output } of rows) {
    net.runInput(input);
    net.calculateDeltas(output);
    net.adjustWeights();
  }
}

function training(problem) {
  const net = networkOf(problem);
  const rows = rowsOf(problem.train);
  return {
    run(epochs) {
      for (let i = 0; i < epochs; i++) epoch(net, rows);
    },
    parameters: () => parametersOf(net),
  };
}

function picture(problem) {
  const { draw, ...views } = pictures(networkOf(problem), problem);
  return {
    run(count) {
      for (let i = 0; i < count; i++) draw();
    },
    ...views,
  };
}

function frame(problem) {
  const net = networkOf(problem);
  const rows = rowsOf(problem.train);
  const { draw, ...views } = pictures(net, problem);
  let losses;
  return {
    run(count) {
      for (let i = 0; i < count; i++) {
        epoch(net, rows);
        losses = [lossOf(net, problem.train), lossOf(net, problem.test)];
        draw();
      }
    },
    parameters: () => parametersOf(net),
    losses: () => losses,
    ...views,
  };
}

export default {
  name: "brain.js",
  version: `${version}, batch 1`,
  way: { batch: 1 },
  workloads: {
    "T-small": training,
    "T-medium": training,
    "T-medium-1": training,
    "F-all": picture,
    "F-out": picture,
    Frame: frame,
  },
};
