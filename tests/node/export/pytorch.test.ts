import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExperimentInput, Trainer } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { engine } from "../experiments.ts";
import { cases, someRows, trained } from "./cases.ts";
import { folder, pythonWith, runPython } from "./tools.ts";

const python = pythonWith("torch");
const where = folder();

const hidden = [
  { units: 5, activation: "tanh" },
  { units: 3, activation: "relu" },
];
const base: ExperimentInput = { data: { samples: 94 }, network: { hidden }, batch: { size: 8 } };
const { catalog } = engine;

/** What trains on: every optimizer from the start and in the middle, every schedule, loss, penalty and limit. */
const runs: [name: string, experiment: ExperimentInput, steps: number, prepare?: (trainer: Trainer) => void][] = [
  ...catalog.optimizers.flatMap(({ id }): typeof runs => [
    [`${id} from the start`, { ...base, optimizer: { name: id } }, 0],
    [`${id} in the middle of an epoch`, { ...base, optimizer: { name: id } }, 15],
  ]),
  ...catalog.optimizers
    .filter(({ parameters }) => parameters.some((parameter) => parameter.id === "weightDecay"))
    .map(({ id }): (typeof runs)[number] => [
      `${id} with weight decay`,
      { ...base, optimizer: { name: id, weightDecay: 0.1 } },
      9,
    ]),
  ["rmsprop with momentum", { ...base, optimizer: { name: "rmsprop", momentum: 0.8 } }, 9],
  ["adagrad with decay", { ...base, optimizer: { name: "adagrad", learningRateDecay: 0.1 } }, 9],
  ...catalog.schedules.map(({ id }): (typeof runs)[number] => [
    `schedule ${id}`,
    {
      ...base,
      schedule: {
        name: id,
        ...(id === "step" ? { stepSize: 2 } : {}),
        ...(id === "cosine" ? { warmupEpochs: 2, totalEpochs: 4 } : {}),
        ...(id === "inverse-time" ? { decay: 1 } : {}),
      },
    },
    11,
  ]),
  ...catalog.losses.flatMap(({ id, outputs, tasks }): typeof runs =>
    outputs.flatMap((outputActivation) =>
      tasks.map((task): (typeof runs)[number] => [
        `${id}, ${outputActivation}, ${task}`,
        {
          ...base,
          task,
          data:
            task === "regression"
              ? { dataset: "plane", samples: 90 }
              : { dataset: "blobs", classes: outputActivation === "sigmoid" ? 2 : 3, samples: 90 },
          network: { hidden, outputActivation },
          loss: id,
        },
        5,
      ]),
    ),
  ),
  ["penalties", { ...base, regularization: { l1: 0.01, l2: 0.1 } }, 5],
  ["clipping by norm", { ...base, gradientClipping: { norm: 0.05 } }, 5],
  ["clipping by value", { ...base, gradientClipping: { value: 0.01 } }, 5],
  ["full batch", { ...base, batch: { size: "full" } }, 5],
  ["batches of one in order", { ...base, batch: { size: 1, shuffle: false } }, 5],
  ["float64", { ...base, precision: "float64", optimizer: { name: "adam" } }, 5],
  [
    "frozen parameters",
    { ...base, optimizer: { name: "momentum", weightDecay: 0.1 }, gradientClipping: { norm: 0.1 } },
    5,
    (trainer) => {
      for (const index of [0, 7, 12]) trainer.setFixed(index, true);
    },
  ],
  ...cases
    .filter(([name]) => !name.startsWith("hidden"))
    .map(([name, experiment]): (typeof runs)[number] => [name, experiment, 5]),
];

const UPDATES = 20;

function expectClose(actual: readonly number[], wanted: ArrayLike<number>, tolerance: number, name: string): void {
  expect(actual.length, name).toBe(wanted.length);
  for (const [i, value] of actual.entries()) {
    const off = Math.abs(value - wanted[i]!) / (1 + Math.abs(wanted[i]!));
    expect(off, `${name}, number ${i}: ${value} instead of ${wanted[i]}`).toBeLessThan(tolerance);
  }
}

async function write(name: string, trainer: Trainer): Promise<void> {
  writeFileSync(join(where, `${name}.py`), (await trainer.export("pytorch")).data as string);
}

describe.skipIf(python === null)("PyTorch's script (left out where PyTorch is not installed)", () => {
  test("gives the same outputs and checks its five rows", async () => {
    const trainers = cases.map(([, experiment]) => trained(experiment));
    for (const [i, trainer] of trainers.entries()) {
      await write(`predict_${i}`, trainer);
      writeFileSync(join(where, `rows_${i}.json`), JSON.stringify(someRows(trainer).inputs));
    }
    const program = `
import importlib, json
out = []
for i in range(${trainers.length}):
    m = importlib.import_module(f"predict_{i}")
    m.check()
    out.append(m.predict(json.load(open(f"rows_{i}.json"))).ravel().tolist())
print("@@" + json.dumps(out))`;
    const out = runPython<number[][]>(python!, where, program);
    for (const [i, trainer] of trainers.entries()) {
      expectClose(out[i]!, someRows(trainer).outputs, 1e-5, cases[i]![0]);
      trainer.dispose();
    }
  });

  test("trains on: its next 20 updates give the same parameters", async () => {
    const wanted: ArrayLike<number>[] = [];
    for (const [i, [, experiment, steps, prepare]] of runs.entries()) {
      const trainer = engine.createTrainer(experiment);
      prepare?.(trainer);
      trainer.trainSteps(steps);
      await write(`run_${i}`, trainer);
      trainer.trainSteps(UPDATES);
      wanted.push(trainer.parameters());
      trainer.dispose();
    }
    const program = `
import importlib, json, torch
out = []
for i in range(${runs.length}):
    m = importlib.import_module(f"run_{i}")
    m.train(updates=${UPDATES})
    out.append(torch.nn.utils.parameters_to_vector(m.network.parameters()).tolist())
print("@@" + json.dumps(out))`;
    const out = runPython<number[][]>(python!, where, program);
    // float32 here and there, summed in another order: 6e-8 a sum, 20 updates; Rprop's steps jump with a sign.
    for (const [i, [name]] of runs.entries()) expectClose(out[i]!, wanted[i]!, 1e-4, name);
  });

  test("trains on in two processes under torchrun, with the same parameters", async () => {
    const trainer = trained({ ...base, regularization: { l2: 0.01 }, gradientClipping: { norm: 0.5 } }, 9);
    await write("shared", trainer);
    trainer.trainSteps(UPDATES);
    const program = `
import json, os, torch
import shared
shared.train(updates=${UPDATES})
if os.environ["RANK"] == "0":
    print("@@" + json.dumps(torch.nn.utils.parameters_to_vector(shared.network.parameters()).tolist()))`;
    // torchrun is torch.distributed.run; that of PyTorch 1.13 cannot read its own default of --redirects under Python 3.11.
    const launch = `
import sys
from torch.distributed.elastic.multiprocessing import Std
Std.from_str = classmethod(lambda std, text: std.NONE)
from torch.distributed.run import main
main(sys.argv[1:])`;
    writeFileSync(join(where, "launch.py"), launch);
    const torchrun = [python!, join(where, "launch.py"), "--standalone", "--nproc_per_node=2"];
    const out = runPython<number[]>(python!, where, program, torchrun);
    expectClose(out, trainer.parameters(), 1e-4, "two processes");
    trainer.dispose();
  });

  test("runs as it is", async () => {
    const trainer = trained({ ...base, network: { hidden: [{ units: 5, activation: "sine", dropout: 0.2 }] } }, 9);
    await write("alone", trainer);
    trainer.dispose();
    const program = `
import runpy, sys, io, contextlib, json
sys.argv = ["alone.py", "--epochs", "2"]
out = io.StringIO()
with contextlib.redirect_stdout(out): runpy.run_path("alone.py", run_name="__main__")
print("@@" + json.dumps(out.getvalue()))`;
    expect(runPython<string>(python!, where, program)).toMatch(
      /^Five rows[^\n]+\ntraining loss [\d.]+ before, [\d.]+ after 2 epochs\ntest loss [\d.]+\n$/,
    );
  });
});
