/**
 * ConvNetJS as npm has it. It knows no Adam: on the digits its nearest rule runs, "windowgrad", which keeps one running
 * mean a parameter where Adam keeps two.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const convnetjs = require("convnetjs");
const { version } = require("convnetjs/package.json");

function networkOf({ sizes, hidden, output, start }) {
  const layers = [{ type: "input", out_sx: 1, out_sy: 1, out_depth: sizes[0] }];
  for (const units of sizes.slice(1, -1)) layers.push({ type: "fc", num_neurons: units, activation: hidden });
  if (output === "softmax") {
    layers.push({ type: "softmax", num_classes: sizes.at(-1) });
  } else {
    layers.push({ type: "fc", num_neurons: sizes.at(-1), activation: output });
  }
  const net = new convnetjs.Net();
  net.makeLayers(layers);
  if (output !== "softmax") {
    // Its own `regression` layer puts a further dense layer in front: half the squared error alone is this.
    const loss = new convnetjs.RegressionLayer({ in_sx: 1, in_sy: 1, in_depth: sizes.at(-1) });
    net.layers.push(loss);
  }
  let next = 0;
  for (const { filters, biases } of denseLayers(net)) {
    for (const { w } of filters) for (let k = 0; k < w.length; k++) w[k] = start[next++];
    for (let o = 0; o < biases.w.length; o++) biases.w[o] = start[next++];
  }
  return net;
}

const denseLayers = (net) => net.layers.filter(({ layer_type }) => layer_type === "fc");

function parametersOf(net) {
  return denseLayers(net).flatMap(({ filters, biases }) => [...filters.flatMap(({ w }) => [...w]), ...biases.w]);
}

/** A row as ConvNetJS wants it. `Vol` of a list divides nothing and copies once. */
const volume = (inputs) => new convnetjs.Vol(inputs);

function partOf({ output }, { inputs, targets }) {
  return { volumes: inputs.map(volume), targets: output === "softmax" ? targets : targets.map((target) => [target]) };
}

function trainerOf(net, { optimizer, batch }) {
  const method = optimizer.name === "adam" ? "windowgrad" : "sgd";
  return new convnetjs.Trainer(net, { method, learning_rate: optimizer.learningRate, momentum: 0, batch_size: batch });
}

function lossOf(net, { volumes, targets }) {
  let loss = 0;
  for (let i = 0; i < volumes.length; i++) {
    const output = net.forward(volumes[i], false).w[0];
    loss += 0.5 * (output - targets[i][0]) ** 2;
  }
  return loss / volumes.length;
}

function pictures(net, { grid }) {
  const volumes = grid.inputs.map(volume);
  const units = grid.neurons ? net.layers.filter(({ layer_type }) => layer_type === "tanh") : [];
  const count = units.reduce((sum, { out_depth }) => sum + out_depth, 0);
  const kept = Array.from({ length: count }, () => new Float64Array(volumes.length));
  const plane = new Float64Array(volumes.length);
  return {
    draw() {
      for (let i = 0; i < volumes.length; i++) {
        plane[i] = net.forward(volumes[i], false).w[0];
        let n = 0;
        for (const { out_act } of units) for (let o = 0; o < out_act.w.length; o++) kept[n++][i] = out_act.w[o];
      }
    },
    plane: () => plane,
    neurons: () => kept,
  };
}

function training(problem) {
  const net = networkOf(problem);
  const trainer = trainerOf(net, problem);
  const { volumes, targets } = partOf(problem, problem.train);
  return {
    run(epochs) {
      for (let i = 0; i < epochs; i++) for (let s = 0; s < volumes.length; s++) trainer.train(volumes[s], targets[s]);
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
  const trainer = trainerOf(net, problem);
  const train = partOf(problem, problem.train);
  const test = partOf(problem, problem.test);
  const { draw, ...views } = pictures(net, problem);
  let losses;
  return {
    run(count) {
      for (let i = 0; i < count; i++) {
        for (let s = 0; s < train.volumes.length; s++) trainer.train(train.volumes[s], train.targets[s]);
        losses = [lossOf(net, train), lossOf(net, test)];
        draw();
      }
    },
    parameters: () => parametersOf(net),
    losses: () => losses,
    ...views,
  };
}

export default {
  name: "ConvNetJS",
  version,
  way: { partial: "carry", rules: { adam: "windowgrad" } },
  workloads: {
    "T-small": training,
    "T-medium": training,
    "T-medium-1": training,
    "T-wide": training,
    "T-digits": training,
    "T-digits-full": training,
    "T-broad": training,
    "F-all": picture,
    "F-out": picture,
    Frame: frame,
  },
};
