/**
 * A script for PyTorch: the trained network, and the whole training set-up, so that training continues where it stands;
 * on one machine, or in several processes under torchrun.
 */
import type { Experiment } from "../engine/experiment.js";
import { ACTIVATIONS, FEATURES, inputsOf, rowOf } from "./functions.js";
import type { Model } from "./model.js";
import { list, rows } from "./numbers.js";
import { optimizerText } from "./optimizers.js";
import { decisionPython, names, toleranceOf } from "./python.js";
import { lossText, scheduleText } from "./schedules.js";
import type { TrainedRun, Training } from "./training.js";

export function pytorchScript({ model, training }: TrainedRun): string {
  const { experiment } = training;
  const optimizer = optimizerText(experiment.optimizer);
  const schedule = scheduleText(experiment.schedule);
  return `"""A neural network trained in Gradient Playground, for PyTorch. Training continues where it stood.

    python3 network_pytorch.py                                    checks five rows, then trains 10 more epochs
    torchrun --nproc_per_node=2 network_pytorch.py --epochs 50    the same in two processes
    from network_pytorch import predict${model.decision.kind === "values" ? "" : ", classify"}                  uses the network as it is
"""
import argparse
import math
import os

import torch
from torch import nn

torch.set_default_dtype(torch.${model.precision})

${networkText(model, training)}

${dataText(model, training)}

${updateText(experiment, optimizer, schedule, training.frozen.length > 0)}

${trainText(model, training)}`;
}

function networkText(model: Model, training: Training): string {
  const { layers, standardization, columns } = model;
  const sine = layers.some(({ activation }) => activation === "sine");
  const modules = layers.flatMap(({ weights, biases, activation, dropout }, l) => [
    `nn.Linear(${weights[0]?.length ?? 0}, ${biases.length}),`,
    ...(l < layers.length - 1 ? [`${rowOf(ACTIVATIONS, activation).torch},`] : []),
    ...(dropout > 0 ? [`nn.Dropout(${dropout}),`] : []),
  ]);
  const output = layers.at(-1)?.activation ?? "linear";
  return `COLUMNS = ${names(columns)}
CLASS_NAMES = ${names(model.classNames)}
${
  standardization
    ? `MEAN = torch.tensor(${list(standardization.mean, "float64")}, dtype=torch.float64)
DEVIATION = torch.tensor(${list(standardization.deviation, "float64")}, dtype=torch.float64)
`
    : ""
}# Every parameter, layer by layer: weights [units × inputs] row by row, then biases.
PARAMETERS = torch.tensor(${list(Array.from(training.parameters), model.precision)})

${
  sine
    ? `
class Sine(nn.Module):
    def forward(self, z):
        return torch.sin(z)


`
    : ""
}def make_network():
    """Network inputs [rows × features] to pre-activations of the output layer [rows × outputs]."""
    network = nn.Sequential(
${modules.map((line) => `        ${line}`).join("\n")}
    )
    nn.utils.vector_to_parameters(PARAMETERS.clone(), network.parameters())
    return network


OUTPUT = ${output === "softmax" ? "nn.Softmax(dim=1)" : rowOf(ACTIVATIONS, output).torch}


def features(points):
    """Rows in data space [rows × columns] to network inputs [rows × features]."""
    points = torch.as_tensor(points, dtype=torch.float64)
${standardization ? "    points = (points - MEAN) / DEVIATION\n" : ""}${featureLines(model)}


network = make_network()


@torch.no_grad()
def predict(points):
    """Rows in data space to outputs [rows × outputs]."""
    network.eval()
    return OUTPUT(network(features(points)))

${decisionPython(model.decision, "torch")}

TEST_INPUTS = ${rows(model.tests.inputs, "float64")}
TEST_OUTPUTS = ${rows(model.tests.outputs, model.precision)}


def check():
    torch.testing.assert_close(
        predict(TEST_INPUTS), torch.tensor(TEST_OUTPUTS), rtol=${toleranceOf(model)}, atol=${toleranceOf(model)}
    )
`;
}

function featureLines({ features, columns }: Model): string {
  const inputs = inputsOf(features, columns.length);
  const x = inputs.some((input) => "feature" in input) ? "    x = points[:, 0]\n" : "";
  const y = inputs.some((input) => "feature" in input && input.feature.includes("y")) ? "    y = points[:, 1]\n" : "";
  const items = inputs.map((input) =>
    "column" in input ? `points[:, ${input.column}]` : rowOf(FEATURES, input.feature).python.replace("np.", "torch."),
  );
  return `${x}${y}    return torch.stack([${items.join(", ")}], dim=1).to(torch.get_default_dtype())`;
}

/** Rows in data space, and targets as they were given. */
function dataText(model: Model, { data, experiment }: Training): string {
  const part = (name: string, inputs: ArrayLike<number>, targets: ArrayLike<number>) => {
    const points = table(inputs, data.columns);
    const wanted = data.targetColumns === 1 ? Array.from(targets) : table(targets, data.targetColumns);
    const text = data.targetColumns === 1 ? list(wanted as number[], "float64") : rows(wanted as number[][], "float64");
    return `${name}_INPUTS = ${points.length === 0 ? "[]" : rows(points, "float64")}\n${name}_TARGETS = ${text}`;
  };
  const outputs = model.layers.at(-1)?.biases.length ?? 1;
  const activation = experiment.network.outputActivation;
  const low = activation === "sigmoid" || activation === "softmax" ? 0 : -1;
  let encode = "    return torch.as_tensor(targets, dtype=torch.get_default_dtype()).reshape(len(targets), -1)";
  if (experiment.loss === "cross-entropy") {
    encode = "    return torch.as_tensor(targets, dtype=torch.int64)";
  } else if (data.classes > 0 && outputs > 1) {
    encode = `    given = nn.functional.one_hot(torch.as_tensor(targets, dtype=torch.int64), ${data.classes})
    return torch.where(given == 1, 1.0, ${low}.0).to(torch.get_default_dtype())`;
  } else if (model.task === "classification") {
    encode = `    given = torch.as_tensor(targets, dtype=torch.int64).reshape(len(targets), -1)
    return torch.where(given == 1, 1.0, ${low}.0).to(torch.get_default_dtype())`;
  }
  return `# Rows in data space, in the order of training.
${part("TRAIN", data.trainInputs, data.trainTargets)}
${part("TEST", data.testInputs, data.testTargets).replace("TEST_INPUTS", "HELD_OUT_INPUTS").replace("TEST_TARGETS", "HELD_OUT_TARGETS")}


def encode(targets):
    """Targets as given to what the outputs are trained towards."""
${encode}
`;
}

function table(flat: ArrayLike<number>, columns: number): number[][] {
  const values = Array.from(flat);
  return Array.from({ length: values.length / columns }, (_, r) => values.slice(r * columns, (r + 1) * columns));
}

function updateText(
  experiment: Experiment,
  optimizer: { classes: string; call: string },
  schedule: { functions: string; factor: string },
  frozen: boolean,
): string {
  const { regularization, gradientClipping } = experiment;
  const { l1, l2 } = regularization;
  const penalties = [
    ...(l1 > 0 ? [`${l1} * sum(w.abs().sum() for w in weights)`] : []),
    ...(l2 > 0 ? [`${l2} / 2 * sum((w * w).sum() for w in weights)`] : []),
  ];
  const clip =
    gradientClipping === null
      ? ""
      : "norm" in gradientClipping
        ? `    nn.utils.clip_grad_norm_(network.parameters(), ${gradientClipping.norm})\n`
        : `    nn.utils.clip_grad_value_(network.parameters(), ${gradientClipping.value})\n`;
  return `RATE = ${experiment.optimizer.learningRate}


${schedule.functions}def learning_rate(epoch):
    """Of an update after so many epochs, fractions within an epoch included."""
    return RATE * ${schedule.factor === "1" ? "1" : `(${schedule.factor})`}


def losses(z, t):
    """The loss of every row."""
    return ${lossText(experiment.loss)}

${
  penalties.length > 0
    ? `
def penalty():
    """Of the weights, not of the biases."""
    weights = [p for p in network.parameters() if p.dim() > 1]
    return ${penalties.join(" + ")}

`
    : ""
}
${optimizer.classes}def make_optimizer():
    parameters = list(network.parameters())
    return ${optimizer.call}


def update(model, optimizer, inputs, targets, epoch, rank=0, world=1):
    """One update by one batch, of which every process takes its share."""
    for group in optimizer.param_groups:
        group["lr"] = learning_rate(epoch)
    optimizer.zero_grad()
    share = slice(rank, None, world)
    # Processes average their gradients: each share counts by its rows.
    loss = losses(model(inputs[share]), targets[share]).sum() * world / len(inputs)
    ${penalties.length > 0 ? "(loss + penalty()).backward()" : "loss.backward()"}
${frozen ? "    kept = hold()\n" : ""}${clip}    optimizer.step()
${frozen ? "    release(kept)\n" : ""}`;
}

/** Frozen parameters have no gradient, and stand after an update where they stood before. */
const HOLD = `def frozen_parts():
    mask = torch.zeros(len(PARAMETERS), dtype=torch.bool)
    mask[FROZEN] = True
    return pieces(mask)


def hold():
    """Takes frozen parameters out of the gradient; returns their values."""
    for p, frozen in frozen_parts():
        p.grad[frozen] = 0
    return [p.detach()[frozen].clone() for p, frozen in frozen_parts()]


def release(kept):
    """Puts frozen parameters back where they were."""
    for (p, frozen), values in zip(frozen_parts(), kept):
        p.data[frozen] = values


`;

function trainText(model: Model, training: Training): string {
  const { experiment, batches, frozen, optimizerState } = training;
  const size = experiment.batch.size === "full" ? training.rows : Math.min(experiment.batch.size, training.rows);
  const state = Object.entries(optimizerState)
    .map(([name, values]) => `    ${JSON.stringify(name)}: torch.tensor(${list(values, model.precision)}),`)
    .join("\n");
  const dropout = model.layers.some((layer) => layer.dropout > 0);
  return `# Where the run stood: whole epochs, rows of the running epoch already used, updates, the optimizer's state.
EPOCH, USED, STEP = ${training.epoch}, ${training.used}, ${training.step}
OPTIMIZER_STATE = {
${state}
}
${frozen.length > 0 ? `# Indices of parameters that no update moves.\nFROZEN = ${JSON.stringify(frozen)}\n` : ""}BATCH_SIZE, SHUFFLE, SEED = ${size}, ${experiment.batch.shuffle && size < training.rows ? "True" : "False"}, ${experiment.batch.seed}
# Rows of the next updates, as Gradient Playground would draw them; after them PyTorch's own generator shuffles.
FIRST_BATCHES = [
${batches.map((batch) => `    ${list(batch, "float64").replaceAll("\n", "\n    ")},`).join("\n")}
]


def pieces(flat):
    """A flat vector as one tensor per parameter."""
    parameters = list(network.parameters())
    parts = flat.split([p.numel() for p in parameters])
    return [(p, part.view_as(p)) for p, part in zip(parameters, parts)]


${frozen.length > 0 ? HOLD : ""}def restore(optimizer):
    """Puts the optimizer where it was: a step of zero gradients lets it make its state, which is then filled."""
    if STEP == 0:
        return
    for p in network.parameters():
        p.grad = torch.zeros_like(p)
    optimizer.step()
    nn.utils.vector_to_parameters(PARAMETERS.clone(), network.parameters())
    for name, flat in OPTIMIZER_STATE.items():
        for p, part in pieces(flat):
            if torch.is_tensor(optimizer.state[p].get(name)):
                optimizer.state[p][name].copy_(part)
    for state in optimizer.state.values():
        if "step" in state:
            state["step"] = torch.full_like(state["step"], STEP) if torch.is_tensor(state["step"]) else STEP


def batches():
    """Rows of one batch after the other, and the epochs done before it."""
    count, epoch, used = len(TRAIN_INPUTS), EPOCH, USED
    for rows in FIRST_BATCHES:
        yield torch.tensor(rows), epoch + used / count
        used += len(rows)
        if used >= count:
            epoch, used = epoch + 1, 0
    generator = torch.Generator().manual_seed(SEED)
    while True:
        order = torch.randperm(count, generator=generator) if SHUFFLE else torch.arange(count)
        for start in range(0, count, BATCH_SIZE):
            yield order[start : start + BATCH_SIZE], epoch + start / count
        epoch += 1


def train(updates=None, epochs=None, tell=None):
    """Trains on. Under torchrun every process calls it; all of them have the same parameters afterwards."""
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    torch.manual_seed(SEED + rank)${dropout ? "  # of dropout: its masks are PyTorch's own, other than in Gradient Playground" : ""}
    optimizer = make_optimizer()
    restore(optimizer)
    model = network
    if world > 1:
        torch.distributed.init_process_group("gloo")
        model = nn.parallel.DistributedDataParallel(network)
    network.train()
    inputs, targets = features(TRAIN_INPUTS), encode(TRAIN_TARGETS)
    done = 0
    for rows, epoch in batches():
        if done == updates or (epochs is not None and epoch >= EPOCH + epochs):
            break
        update(model, optimizer, inputs[rows], targets[rows], epoch, rank, world)
        done += 1
        if tell and rank == 0:
            tell(done, epoch)
    if world > 1:
        torch.distributed.destroy_process_group()
    return network


@torch.no_grad()
def measure(points, targets):
    """The mean loss."""
    network.eval()
    return losses(network(features(points)), encode(targets)).mean().item()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=10)
    asked = parser.parse_args()
    check()
    before = measure(TRAIN_INPUTS, TRAIN_TARGETS)
    train(epochs=asked.epochs)
    if int(os.environ.get("RANK", 0)) == 0:
        print("Five rows give the outputs that they had in Gradient Playground.")
        print(f"training loss {before:.6f} before, {measure(TRAIN_INPUTS, TRAIN_TARGETS):.6f} after {asked.epochs} epochs")
        if HELD_OUT_INPUTS:
            print(f"test loss {measure(HELD_OUT_INPUTS, HELD_OUT_TARGETS):.6f}")
`;
}
