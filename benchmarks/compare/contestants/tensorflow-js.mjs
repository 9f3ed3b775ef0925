/**
 * TensorFlow.js, its own operations and `optimizer.minimize`, on one of its backends. Every batch is a tensor made once,
 * so that no epoch has to gather rows.
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";

tf.enableProdMode();

const activationOf = { tanh: tf.tanh, relu: tf.relu, softmax: tf.softmax };

function networkOf({ layers, start, hidden, output }) {
  const variables = layers.map(({ inputs, units, weights, biases }) => ({
    // One row a unit, as the flat parameters have it; matMul takes it transposed.
    w: tf.variable(tf.tensor2d(Float32Array.from(start.subarray(weights, biases)), [units, inputs])),
    b: tf.variable(tf.tensor1d(Float32Array.from(start.subarray(biases, biases + units)))),
  }));
  const forward = (inputs, each) => {
    let a = inputs;
    for (const [l, { w, b }] of variables.entries()) {
      const z = tf.add(tf.matMul(a, w, false, true), b);
      const last = l + 1 === variables.length;
      if (last && output === "softmax") return z; // the loss is taken from Z
      a = activationOf[last ? output : hidden](z);
      each?.(a);
    }
    return a;
  };
  return { variables, forward };
}

const parametersOf = ({ variables }) => variables.flatMap(({ w, b }) => [...w.dataSync(), ...b.dataSync()]);

/** Tensors of a part's rows, cut into batches. */
function batchesOf({ output, sizes }, { inputs, targets }, size) {
  const wanted =
    output === "softmax"
      ? targets.map((target) => Array.from({ length: sizes.at(-1) }, (_, k) => (k === target ? 1 : 0)))
      : targets.map((target) => [target]);
  const batches = [];
  for (let start = 0; start < inputs.length; start += size) {
    batches.push([tf.tensor2d(inputs.slice(start, start + size)), tf.tensor2d(wanted.slice(start, start + size))]);
  }
  return batches;
}

function lossOf({ output }, { forward }, [inputs, targets]) {
  if (output === "softmax") return tf.mean(tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(forward(inputs))), 1)));
  return tf.mul(0.5, tf.mean(tf.square(tf.sub(forward(inputs), targets))));
}

function optimizerOf({ name, learningRate }) {
  return name === "adam" ? tf.train.adam(learningRate, 0.9, 0.999, 1e-8) : tf.train.sgd(learningRate);
}

function trainingOf(problem, network) {
  const optimizer = optimizerOf(problem.optimizer);
  const batches = batchesOf(problem, problem.train, problem.batch);
  return () => {
    for (const batch of batches) optimizer.minimize(() => lossOf(problem, network, batch));
  };
}

function pictures({ grid }, { forward }) {
  const inputs = tf.tensor2d(grid.inputs);
  let kept = [];
  return {
    /**
     * Every layer's activations read back, [points × units], or the output's alone. `tidy` looks for tensors in
     * whatever it is given back, number by number: it is given nothing.
     */
    draw() {
      tf.tidy(() => {
        const layers = [];
        const last = forward(inputs, (a) => grid.neurons && layers.push(a));
        kept = (grid.neurons ? layers : [last]).map((a) => ({ units: a.shape[1], values: a.dataSync() }));
      });
    },
    plane: () => kept.at(-1).values,
    neurons: () =>
      kept.flatMap(({ units, values }) =>
        Array.from({ length: units }, (_, u) => grid.points.map((_, i) => values[i * units + u])),
      ),
  };
}

/** Every call of a contestant runs on its own backend. */
function contestant(backend, name) {
  const on = async (work) => {
    await tf.setBackend(backend);
    await tf.ready();
    return work();
  };
  const training = (problem) =>
    on(() => {
      const network = networkOf(problem);
      const epoch = trainingOf(problem, network);
      return {
        run: (epochs) =>
          on(() => {
            for (let i = 0; i < epochs; i++) epoch();
          }),
        parameters: () => on(() => parametersOf(network)),
      };
    });
  const picture = (problem) =>
    on(() => {
      const { draw, ...views } = pictures(problem, networkOf(problem));
      return {
        run: (count) =>
          on(() => {
            for (let i = 0; i < count; i++) draw();
          }),
        ...views,
      };
    });
  const frame = (problem) =>
    on(() => {
      const network = networkOf(problem);
      const epoch = trainingOf(problem, network);
      const [train] = batchesOf(problem, problem.train, problem.train.inputs.length);
      const [test] = batchesOf(problem, problem.test, problem.test.inputs.length);
      const { draw, ...views } = pictures(problem, network);
      let losses;
      return {
        run: (count) =>
          on(() => {
            for (let i = 0; i < count; i++) {
              epoch();
              losses = tf.tidy(() => [train, test].map((part) => lossOf(problem, network, part).dataSync()[0]));
              draw();
            }
          }),
        parameters: () => on(() => parametersOf(network)),
        losses: () => losses,
        ...views,
      };
    });
  return {
    name,
    version: tf.version.tfjs,
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
}

export const cpu = contestant("cpu", "TensorFlow.js cpu");
export const wasm = contestant("wasm", "TensorFlow.js wasm");
