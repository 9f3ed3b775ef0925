/** The runs behind same-bits.json, for Node and browsers alike (plain JavaScript: a browser test loads it as it is). */

export const steps = 1000;

/** Batches that do not divide the set, penalties, clipping, dropout, a schedule: everything an update can meet. */
export const experiment = {
  data: { dataset: "spiral", samples: 101, noise: 0.1, trainFraction: 0.5, seed: 5 },
  features: ["x", "y", "sin(x)"],
  network: {
    hidden: [
      { units: 5, activation: "tanh" },
      { units: 3, activation: "tanh", dropout: 0.1 },
    ],
    outputActivation: "sigmoid",
    initializer: "xavier-normal",
    seed: 6,
  },
  loss: "binary-cross-entropy",
  regularization: { l1: 0.0001, l2: 0.001 },
  gradientClipping: { norm: 1 },
  schedule: { name: "cosine" },
  batch: { size: 7, shuffle: true, seed: 8 },
};

/** Starts whose first weights are decomposed out of others, in layers of more than 48 units, where Eigen begins to cut. */
export const starts = {
  "orthogonal start": {
    ...experiment,
    network: {
      ...experiment.network,
      hidden: [
        { units: 50, activation: "tanh" },
        { units: 70, activation: "tanh" },
      ],
      initializer: { name: "orthogonal", gain: 1.4 },
    },
  },
};

/** FNV-1a, 64 bits, over the bytes of the parameters. @param {Float32Array} parameters */
export const hashOf = (parameters) => {
  let hash = 14695981039346656037n;
  for (const byte of new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength))
    hash = ((hash ^ BigInt(byte)) * 1099511628211n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, "0");
};

/** One hash for every optimizer and activation of the engine's catalog, by "optimizer activation", and for every start. */
export const hashes = (engine) => {
  const result = {};
  for (const optimizer of engine.catalog.optimizers)
    for (const activation of engine.catalog.activations) {
      const hidden = experiment.network.hidden.map((layer) => ({ ...layer, activation: activation.id }));
      const trainer = engine.createTrainer({
        ...experiment,
        network: { ...experiment.network, hidden },
        optimizer: { name: optimizer.id },
      });
      trainer.trainSteps(steps);
      result[`${optimizer.id} ${activation.id}`] = hashOf(trainer.parameters());
      trainer.dispose();
    }
  for (const [name, start] of Object.entries(starts)) {
    const trainer = engine.createTrainer(start);
    result[name] = hashOf(trainer.parameters());
    trainer.dispose();
  }
  return result;
};
