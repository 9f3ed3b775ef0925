/** Ours, through the public interface of the package, as anybody would call it. */
import { loadEngine } from "../../../dist/engine/index.js"; // what "gradient-playground" exports
import { experimentOf } from "../experiment.mjs";

export const THUMBNAIL = 25; // what the page asks for on a screen with many neurons

const engine = await loadEngine();

function trainerOf(problem, shuffle) {
  const trainer = engine.createTrainer(experimentOf(problem, { shuffle }));
  trainer.setParameters(problem.start);
  return trainer;
}

function training(problem, { proof }) {
  const trainer = trainerOf(problem, !proof);
  const { stepsPerEpoch } = trainer;
  return {
    run: (epochs) => void (problem.unmeasured ? trainer.advance(epochs * stepsPerEpoch) : trainer.trainEpochs(epochs)),
    parameters: () => trainer.parameters(),
    gradients: () => trainer.gradients(),
    dispose: () => trainer.dispose(),
  };
}

/** The output's plane, and where every neuron is wanted its small picture too, in one buffer used again and again. */
function pictures(trainer, { side, neurons }) {
  let view;
  const request = { width: side, height: side, thumbnail: THUMBNAIL };
  return {
    draw() {
      if (neurons) view = trainer.view(request, view?.planes.buffer);
      else view = { planes: trainer.field({ width: side, height: side }) };
    },
    plane: () => view.planes,
    means: () => (neurons ? { cells: THUMBNAIL, values: view.thumbnails } : null),
  };
}

function picture(problem) {
  const trainer = trainerOf(problem, false);
  const { draw, plane, means } = pictures(trainer, problem.grid);
  return {
    run(count) {
      for (let i = 0; i < count; i++) draw();
    },
    plane,
    means,
    dispose: () => trainer.dispose(),
  };
}

function frame(problem, { proof }) {
  const trainer = trainerOf(problem, !proof);
  const { draw, plane, means } = pictures(trainer, problem.grid);
  let progress;
  return {
    run(count) {
      for (let i = 0; i < count; i++) {
        progress = trainer.trainEpochs(1);
        draw();
      }
    },
    parameters: () => trainer.parameters(),
    losses: () => [progress.trainLoss, progress.testLoss],
    plane,
    means,
    dispose: () => trainer.dispose(),
  };
}

/** The domain over which the picture of a problem is drawn. */
export function domainOf(problem) {
  const trainer = engine.createTrainer(experimentOf(problem, { shuffle: false }));
  const { domain } = trainer.data();
  trainer.dispose();
  return domain;
}

export default {
  name: "Gradient Playground",
  version: "this checkout, WebAssembly",
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
