/**
 * Training as TensorFlow Playground does it, written down from the rule and nothing else: one sample after the other,
 * gradients added up over a batch, then a step along their mean. Everything in float64, by plain loops.
 */

interface Layer {
  /** [units][inputs] */
  weights: number[][];
  biases: number[];
  activation: string;
}

/** Cuts flat parameters (weights row by row, then biases, layer by layer) into layers. */
function layersOf(parameters: ArrayLike<number>, sizes: readonly number[], output: string): Layer[] {
  let next = 0;
  const take = (count: number) => Array.from({ length: count }, () => parameters[next++]!);
  return sizes.slice(1).map((units, l) => ({
    weights: Array.from({ length: units }, () => take(sizes[l]!)),
    biases: take(units),
    activation: l === sizes.length - 2 ? output : "tanh",
  }));
}

const apply = (name: string, z: number) => (name === "tanh" ? Math.tanh(z) : z);
const slope = (name: string, a: number) => (name === "tanh" ? 1 - a * a : 1);

/** Every layer's activations, the inputs first. */
function forward(layers: readonly Layer[], inputs: readonly number[]): number[][] {
  const activations = [[...inputs]];
  for (const { weights, biases, activation } of layers) {
    const below = activations.at(-1)!;
    activations.push(
      weights.map((row, u) =>
        apply(
          activation,
          row.reduce((z, weight, k) => z + weight * below[k]!, biases[u]!),
        ),
      ),
    );
  }
  return activations;
}

export interface PlaygroundRun {
  /** Units of each layer, the inputs first. */
  sizes: readonly number[];
  outputActivation: string;
  parameters: ArrayLike<number>;
  inputs: readonly (readonly number[])[];
  targets: readonly number[];
  learningRate: number;
  batchSize: number;
  epochs: number;
}

/** The mean of ½(a − t)² over all rows, before the first epoch and after each. */
export function playgroundLosses(run: PlaygroundRun): number[] {
  const { inputs, targets, learningRate, batchSize, epochs } = run;
  const layers = layersOf(run.parameters, run.sizes, run.outputActivation);
  const loss = () =>
    inputs.reduce((sum, row, i) => sum + (forward(layers, row).at(-1)![0]! - targets[i]!) ** 2 / 2, 0) / inputs.length;
  const losses = [loss()];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let start = 0; start < inputs.length; start += batchSize) {
      const sums = layers.map(({ weights, biases }) => ({
        weights: weights.map((row) => row.map(() => 0)),
        biases: biases.map(() => 0),
      }));
      for (let i = start; i < start + batchSize; i++) {
        const activations = forward(layers, inputs[i]!);
        let upstream = [activations.at(-1)![0]! - targets[i]!]; // ∂loss/∂A of the layer at hand
        for (let l = layers.length - 1; l >= 0; l--) {
          const { weights, activation } = layers[l]!;
          const delta = upstream.map((value, u) => value * slope(activation, activations[l + 1]![u]!));
          delta.forEach((value, u) => {
            sums[l]!.biases[u]! += value;
            activations[l]!.forEach((below, k) => {
              sums[l]!.weights[u]![k]! += value * below;
            });
          });
          upstream = activations[l]!.map((_, k) => delta.reduce((sum, value, u) => sum + value * weights[u]![k]!, 0));
        }
      }
      const rate = learningRate / batchSize;
      layers.forEach(({ weights, biases }, l) => {
        weights.forEach((row, u) => {
          row.forEach((_, k) => {
            row[k]! -= rate * sums[l]!.weights[u]![k]!;
          });
          biases[u]! -= rate * sums[l]!.biases[u]!;
        });
      });
    }
    losses.push(loss());
  }
  return losses;
}
