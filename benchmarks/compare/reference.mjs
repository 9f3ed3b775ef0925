/** What every contestant must compute: plain loops over one sample after the other, in float64. */

const outputOf = { tanh: Math.tanh, relu: (z) => Math.max(0, z) };
const slopeOf = { tanh: (a) => 1 - a * a, relu: (a) => (a > 0 ? 1 : 0) };

function softmax(z) {
  const top = Math.max(...z);
  const powers = z.map((one) => Math.exp(one - top));
  const sum = powers.reduce((total, one) => total + one, 0);
  return powers.map((one) => one / sum);
}

/** Every layer's activations, without the inputs. */
export function forward({ layers, hidden, output }, parameters, inputs) {
  const activations = [];
  let below = inputs;
  for (const [l, layer] of layers.entries()) {
    const z = new Float64Array(layer.units);
    for (let o = 0; o < layer.units; o++) {
      const row = layer.weights + o * layer.inputs;
      let sum = parameters[layer.biases + o];
      for (let k = 0; k < layer.inputs; k++) sum += parameters[row + k] * below[k];
      z[o] = sum;
    }
    const kind = l + 1 < layers.length ? hidden : output;
    below = kind === "softmax" ? softmax(z) : z.map(outputOf[kind]);
    activations.push(below);
  }
  return activations;
}

function lossOf({ loss }, outputs, target) {
  return loss === "cross-entropy" ? -Math.log(outputs[target]) : 0.5 * (outputs[0] - target) ** 2;
}

/** Mean loss over a part. */
export function loss(problem, parameters, part) {
  let total = 0;
  for (const [i, inputs] of part.inputs.entries())
    total += lossOf(problem, forward(problem, parameters, inputs).at(-1), part.targets[i]);
  return total / part.inputs.length;
}

/** Adds one sample's gradient to `sums`. */
function addGradient(problem, parameters, inputs, target, sums) {
  const { layers, hidden, output } = problem;
  const activations = forward(problem, parameters, inputs);
  const outputs = activations.at(-1);
  let delta =
    problem.loss === "cross-entropy"
      ? outputs.map((a, o) => a - (o === target ? 1 : 0))
      : Float64Array.of((outputs[0] - target) * slopeOf[output](outputs[0]));
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l];
    const below = l > 0 ? activations[l - 1] : inputs;
    const back = new Float64Array(layer.inputs);
    for (let o = 0; o < layer.units; o++) {
      const slope = delta[o];
      if (slope === 0) continue; // half of a relu layer: nothing would be added
      const row = layer.weights + o * layer.inputs;
      sums[layer.biases + o] += slope;
      for (let k = 0; k < layer.inputs; k++) sums[row + k] += slope * below[k];
      if (l > 0) for (let k = 0; k < layer.inputs; k++) back[k] += slope * parameters[row + k];
    }
    if (l > 0) delta = back.map((one, k) => one * slopeOf[hidden](below[k]));
  }
}

/** ∂(mean loss over the training rows)/∂parameters. */
export function gradient(problem, parameters) {
  const sums = new Float64Array(parameters.length);
  for (const [i, inputs] of problem.train.inputs.entries())
    addGradient(problem, parameters, inputs, problem.train.targets[i], sums);
  return sums.map((sum) => sum / problem.train.inputs.length);
}

/** Update rules, as `rule(parameters, gradient)`; each keeps its own state. */
const rules = {
  sgd:
    ({ learningRate }) =>
    (parameters, g) => {
      for (let i = 0; i < g.length; i++) parameters[i] -= learningRate * g[i];
    },
  adam: ({ learningRate }) => {
    let m, v;
    let step = 0;
    return (parameters, g) => {
      m ??= new Float64Array(g.length);
      v ??= new Float64Array(g.length);
      step++;
      for (let i = 0; i < g.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        parameters[i] -= ((learningRate / (1 - 0.9 ** step)) * m[i]) / (Math.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-8);
      }
    };
  },
  /** ConvNetJS's: Adagrad over a moving window. */
  windowgrad: ({ learningRate }) => {
    let v;
    return (parameters, g) => {
      v ??= new Float64Array(g.length);
      for (let i = 0; i < g.length; i++) {
        v[i] = 0.95 * v[i] + 0.05 * g[i] * g[i];
        parameters[i] -= (learningRate / Math.sqrt(v[i] + 1e-6)) * g[i];
      }
    };
  },
};

/**
 * Parameters after so many epochs, rows in the order of the data.
 * @param way how a contestant differs: `batch` and `rule` instead of the problem's; `partial`: what it does with the
 *   rows that are left over when the batch does not divide them: "apply" as a smaller batch, or "carry" into the next
 *   epoch
 */
export function train(
  problem,
  epochs,
  { batch = problem.batch, rule = problem.optimizer.name, partial = "apply" } = {},
) {
  const parameters = Float64Array.from(problem.start);
  const { inputs, targets } = problem.train;
  const update = rules[rule](problem.optimizer);
  let sums = new Float64Array(parameters.length);
  let gathered = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = 0; i < inputs.length; i++) {
      addGradient(problem, parameters, inputs[i], targets[i], sums);
      gathered++;
      if (gathered < batch && !(i + 1 === inputs.length && partial === "apply")) continue;
      update(
        parameters,
        sums.map((sum) => sum / gathered),
      );
      sums = new Float64Array(parameters.length);
      gathered = 0;
    }
  }
  return parameters;
}
