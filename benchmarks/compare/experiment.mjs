/** A problem of the benchmark as an experiment of ours. */
export function experimentOf({ train, test, features, sizes, hidden, output, loss, optimizer, batch }, { shuffle }) {
  const classesOf = (targets) => (features ? targets.map((target) => (target > 0 ? 1 : 0)) : targets);
  return {
    task: "classification",
    data: {
      inputs: train.points,
      targets: classesOf(train.targets),
      testInputs: test.points,
      testTargets: classesOf(test.targets),
    },
    features: features ?? ["raw"],
    network: { hidden: sizes.slice(1, -1).map((units) => ({ units, activation: hidden })), outputActivation: output },
    loss,
    optimizer,
    batch: { size: batch >= train.points.length ? "full" : batch, shuffle, seed: 5 },
  };
}
