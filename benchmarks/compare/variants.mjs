/**
 * What the other activations cost beside tanh, and the other optimizers beside SGD: `npm run bench -- --variants`.
 * A value of an activation is timed in its kernel alone, an optimizer through the package, on T-medium.
 */
import { readFileSync } from "node:fs";
import { loadEngine } from "../../dist/engine/index.js";
import { measure, median, spread } from "./clock.mjs";
import { domainOf } from "./contestants/gradient-playground.mjs";
import { experimentOf } from "./experiment.mjs";
import { costTable } from "./table.mjs";
import { makeProblem } from "./workloads.mjs";

const TURNS = 100; // of 64 values: some microseconds

/** Each activation of the catalog as an instance for `measure`. @param file activations.wasm */
async function activationInstances(file) {
  const system = new Proxy({}, { get: () => () => 0 }); // the module asks for an exit that nobody takes
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    wasi_snapshot_preview1: system,
    env: system,
  });
  const { memory, _initialize, activationCount, activationName, applyActivation } = instance.exports;
  _initialize?.();
  const bytes = new Uint8Array(memory.buffer);
  const nameAt = (at) => new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at)));
  return Array.from({ length: activationCount() }, (_, which) => [
    nameAt(activationName(which)),
    { run: (units) => void applyActivation(which, units * TURNS) },
  ]);
}

/** Each optimizer of the catalog, with its default learning rate and parameters, on T-medium. */
async function optimizerInstances() {
  const engine = await loadEngine();
  const problem = makeProblem("T-medium", domainOf);
  return engine.catalog.optimizers.map(({ id }) => {
    const experiment = experimentOf({ ...problem, optimizer: { name: id } }, { shuffle: true });
    const trainer = engine.createTrainer(experiment);
    return [id, { run: (epochs) => void trainer.trainEpochs(epochs) }];
  });
}

/** Median and spread of the ratios to `base` within a round. */
function ratios(times, base) {
  const own = times.get(base);
  return [...times].map(([name, list]) => {
    const all = list.map((time, round) => time / own[round]);
    return [name, median(all), spread(all)];
  });
}

/** @returns two tables as text */
export async function variants(file, rounds) {
  const activations = await measure(await activationInstances(file), rounds);
  const optimizers = await measure(await optimizerInstances(), rounds);
  return [
    `**Cost of an activation's value, as a multiple of tanh**\n\n${costTable(ratios(activations, "tanh"))}`,
    `**Cost of an epoch of T-medium, as a multiple of SGD**\n\n${costTable(ratios(optimizers, "sgd"))}`,
  ].join("\n\n");
}
