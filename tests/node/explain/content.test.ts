import type { Engine, ExperimentInput, Trainer } from "gradient-playground";
import temml from "temml";
import { describe, expect, it } from "vitest";
import { WRITTEN as ACTIVATIONS, activationText } from "../../../web/panels/explain/model/activations.js";
import { contentOf, focusAt, focusOf, layersOf, outcomeOf } from "../../../web/panels/explain/model/content.js";
import { read } from "../../../web/panels/explain/model/digits.js";
import type { Equation } from "../../../web/panels/explain/model/equation.js";
import * as keys from "../../../web/panels/explain/model/keys.js";
import type { NumberCell } from "../../../web/panels/explain/model/ledger.js";
import { WRITTEN as LOSSES } from "../../../web/panels/explain/model/losses.js";
import { WRITTEN as RULES } from "../../../web/panels/explain/model/rules.js";
import { type Focus, parameterAt, type Scene } from "../../../web/panels/explain/model/scene.js";
import { STEPS, type StepContent } from "../../../web/panels/explain/model/step.js";
import { engine } from "../experiments.js";
import { cases, experimentOf, flattened } from "../reference.js";

const words = { more: (count: number) => `\\text{${count} more}` };

function sceneOf(trainer: Trainer, subject: { sample: number } | { batch: true }, column = 0): Scene {
  const fixed = trainer.fixed();
  return {
    trace: trainer.trace(subject),
    batch: "batch" in subject,
    experiment: trainer.experiment,
    catalog: (engine as Engine).catalog,
    layers: trainer.layers(),
    frozen: new Set(Array.from(fixed.keys()).filter((index) => fixed[index] === 1)),
    column,
  };
}

/** Every step at every layer, as it stands when nothing is pointed at. */
function* everything(scene: Scene): Generator<{ where: string; content: StepContent; focus: Focus }> {
  for (const step of STEPS) {
    for (const layer of layersOf(scene, step)) {
      const focus = focusOf(scene, step, layer);
      yield { where: `${step} ${layer}`, content: contentOf(scene, step, focus, words), focus };
    }
  }
}

function checkEverything(scene: Scene): void {
  for (const { where, content } of everything(scene)) {
    for (const { numbers, values, holds } of content.equations) {
      expect(holds, `${where}: ${numbers} with ${values.join(", ")}`).toBe(true);
      expect(
        values.every((value) => value !== "NaN" && value !== "undefined"),
        `${where}: ${numbers}: ${values}`,
      ).toBe(true);
      for (const piece of numbers.split("¦")) temml.renderToString(piece, { trust: true, throwOnError: true });
    }
    for (const piece of content.formulas.flatMap((formula) => formula.split("¦")))
      temml.renderToString(piece, { throwOnError: true });
    for (const { rows, columns } of [content.ledger, content.samples].filter((each) => each != null)) {
      for (const row of rows) {
        const width = row.reduce((sum, cell) => sum + ("span" in cell ? (cell.span ?? 1) : 1), 0);
        expect(width, where).toBe(columns);
        for (const cell of row) if (cell.kind === "head") temml.renderToString(cell.tex, { throwOnError: true });
      }
    }
    expect(content.equations.length, where).toBeGreaterThan(0);
  }
  for (const step of STEPS) {
    const outcome = outcomeOf(scene, step);
    if (outcome) expect(Number.isFinite(outcome.value), step).toBe(true);
  }
}

const withTrainer = (experiment: ExperimentInput, use: (trainer: Trainer) => void) => {
  const trainer = engine.createTrainer(experiment);
  try {
    use(trainer);
  } finally {
    trainer.dispose();
  }
};

describe("A layer of another kind than dense", () => {
  it("is left out where its own numbers would have to be written, and all else is", () => {
    const network = { hidden: [{ units: 4 }, { units: 4 }, { units: 3 }] };
    withTrainer({ data: { dataset: "xor", samples: 40 }, network }, (trainer) => {
      const scene = sceneOf(trainer, { sample: 0 });
      // What the engine says of a layer whose blocks have other names.
      const layers = scene.layers.map((layer, at) => (at === 1 ? { ...layer, kind: "scale", blocks: [] } : layer));
      const { weights, biases, weightGradients, biasGradients, ...plain } = scene.trace.layers[1]!;
      const traced = scene.trace.layers.map((layer, at) => (at === 1 ? (plain as typeof layer) : layer));
      const other = { ...scene, layers, trace: { ...scene.trace, layers: traced } };
      expect(layersOf(other, "forward")).toEqual([1, 3, 4, 5]);
      expect(layersOf(other, "propagate")).toEqual([3]);
      expect(layersOf(other, "gradients")).toEqual([4, 3, 1]);
      checkEverything(other);
    });
  });
});

describe("Every choice of the catalog is written down", () => {
  const { activations, outputActivations, losses, optimizers } = engine.catalog;

  it("activations, with the engine's own values and slopes", () => {
    expect([...ACTIVATIONS].sort()).toEqual(activations.map(({ id }) => id).sort());
    for (const { id } of activations) {
      withTrainer(
        { network: { hidden: [{ units: 8, activation: id }] }, precision: "float64", data: { samples: 40 } },
        (trainer) => {
          const { layers } = trainer.trace({ batch: true });
          const { preActivations, activations: values, derivatives } = layers[0]!;
          const text = activationText(id);
          preActivations.values.forEach((z, i) => {
            expect(text.compute(z), `${id}(${z})`).toBeCloseTo(values.values[i]!, 12);
            expect(text.slopeOf(z, values.values[i]!), `${id}'(${z})`).toBeCloseTo(derivatives!.values[i]!, 12);
          });
        },
      );
    }
  });

  it("losses under every output that they go with, of one sample and of a batch", () => {
    expect([...LOSSES].sort()).toEqual(losses.map(({ id }) => id).sort());
    for (const { id, outputs, tasks } of losses) {
      for (const output of outputs) {
        expect(outputActivations.some((row) => row.id === output)).toBe(true);
        for (const classes of [2, 4]) {
          for (const precision of ["float32", "float64"] as const) {
            const task = tasks[tasks.length - 1]!;
            withTrainer(
              {
                task,
                data: task === "regression" ? { dataset: "plane" } : { dataset: "blobs", classes, noise: 0.4 },
                network: { hidden: [{ units: 6 }, { units: 3 }], outputActivation: output },
                loss: id,
                precision,
              },
              (trainer) => {
                for (const steps of [0, 40]) {
                  trainer.trainSteps(steps);
                  for (const sample of [0, 7]) checkEverything(sceneOf(trainer, { sample }));
                  checkEverything(sceneOf(trainer, { batch: true }, 3));
                }
              },
            );
          }
        }
      }
    }
  });

  it("optimizers, with clipping, weight decay and penalties where they act", () => {
    expect([...RULES].sort()).toEqual(optimizers.map(({ id }) => id).sort());
    for (const { id, parameters } of optimizers) {
      for (const own of [
        {},
        Object.fromEntries(parameters.filter((p) => /momentum$|Decay/.test(p.id)).map((p) => [p.id, 0.01])),
      ]) {
        for (const gradientClipping of [null, { norm: 0.001 }, { value: 0.0001 }]) {
          withTrainer(
            {
              optimizer: { name: id, learningRate: 0.01, ...own },
              gradientClipping,
              regularization: { l1: 0.001, l2: 0.01 },
              network: { hidden: [{ units: 3, activation: "relu", dropout: 0.3 }, { units: 2 }] },
              precision: "float64",
            },
            (trainer) => {
              for (const steps of [0, 1, 30]) {
                trainer.trainSteps(steps);
                const scene = sceneOf(trainer, { batch: true });
                checkEverything(scene);
                const before = trainer.parameters();
                for (const layer of layersOf(scene, "update")) {
                  const focus = focusOf(scene, "update", layer);
                  const { equations } = contentOf(scene, "update", focus, words);
                  const last = read(equations.at(-1)!.values.at(-1)!);
                  const at = parameterAt(scene, focus);
                  expect(last).toBeCloseTo(before[at]! + scene.trace.update.change[at]!, 2);
                }
              }
            },
          );
        }
      }
    }
  });

  it("networks without a hidden layer, of one unit, and of 32 × 8", () => {
    for (const hidden of [[], [{ units: 1 }], Array.from({ length: 8 }, () => ({ units: 32 }))]) {
      withTrainer({ network: { hidden, initializer: "xavier-uniform" } }, (trainer) => {
        for (const subject of [{ sample: 3 }, { batch: true } as const]) {
          const scene = sceneOf(trainer, subject);
          checkEverything(scene);
          for (const { content } of everything(scene)) {
            for (const table of [content.ledger, content.samples]) {
              if (!table) continue;
              expect(table.columns).toBeLessThanOrEqual(9);
              expect(table.rows.length).toBeLessThanOrEqual(16);
            }
          }
        }
      });
    }
  });
});

const numbersIn = ({ rows }: NonNullable<StepContent["ledger"]>) =>
  rows.flat().filter((each): each is NumberCell => each.kind === "number");

describe("Numbers of the tables", () => {
  it("are PyTorch's, to the digits shown", () => {
    for (const reference of cases) {
      withTrainer(experimentOf(reference, "float64"), (trainer) => {
        trainer.setParameters(flattened(reference.weights, reference.biases));
        const { weightGradients, biasGradients, preActivations, activations } = reference.expected;
        const scene = sceneOf(trainer, { batch: true }, reference.inputs.length - 1);
        const row = reference.inputs.length - 1;
        let seen = 0;
        for (const layer of layersOf(scene, "gradients")) {
          const shape = scene.layers[layer - 1]!;
          for (let unit = 0; unit < shape.units; unit++) {
            for (let input = 0; input < shape.inputs; input++) {
              const { ledger, equations } = contentOf(scene, "gradients", { layer, unit, input }, words);
              const expected = weightGradients[layer - 1]![unit]![input]!;
              const shown = numbersIn(ledger!).find(
                ({ key, quantity }) => key === keys.weight(layer, unit, input) && quantity === "gradient",
              );
              near(shown!.text, expected);
              near(equations.at(-1)!.values.at(-1)!, expected);
              seen++;
            }
            const { ledger } = contentOf(scene, "gradients", { layer, unit, input: shape.inputs }, words);
            const bias = numbersIn(ledger!).find(({ key }) => key === keys.bias(layer, unit));
            near(bias!.text, biasGradients[layer - 1]![unit]!);
            const forward = numbersIn(contentOf(scene, "forward", { layer, unit, input: 0 }, words).ledger!);
            const of = (quantity: string) =>
              forward.find((each) => each.quantity === quantity && each.key === keys.neuron(layer, unit))!;
            near(of("preActivation").text, preActivations[layer - 1]![row]![unit]!);
            near(of("activation").text, activations[layer - 1]![row]![unit]!);
          }
        }
        expect(seen).toBe(weightGradients.flat(2).length);
      });
    }
  });

  /** A text is a number rounded to its own digits. */
  function near(text: string, expected: number): void {
    const [mantissa = "", power] = text.split("×10");
    const decimals = mantissa.split(".")[1]?.length ?? 0;
    const unit = 10 ** -decimals * (power === undefined ? 1 : Math.abs(read(text) / read(mantissa)));
    expect(Math.abs(read(text) - expected), `${text} for ${expected}`).toBeLessThanOrEqual(
      0.5 * unit * (1 + 1e-9) + 1e-15,
    );
  }

  it("of a batch add up: δ × a of its samples is the gradient that training uses", () => {
    withTrainer({ batch: { size: 5 } }, (trainer) => {
      const scene = sceneOf(trainer, { batch: true });
      const { samples, equations } = contentOf(scene, "gradients", { layer: 1, unit: 0, input: 1 }, words);
      const products = numbersIn(samples!).filter(({ quantity }) => quantity === "product");
      expect(products.length).toBe(5);
      const sum = products.reduce((all, { value }) => all + value, 0);
      expect(sum).toBeCloseTo(scene.trace.layers[0]!.weightGradients.values[1]!, 7);
      expect(read(equations[0]!.values.at(-1)!)).toBeCloseTo(sum, 3);
    });
  });

  it("mark what is frozen and what dropout leaves out", () => {
    withTrainer({ network: { hidden: [{ units: 8, dropout: 0.5 }] } }, (trainer) => {
      trainer.setFixed(2, true);
      const scene = sceneOf(trainer, { batch: true });
      const at = { layer: 1, unit: 1, input: 0 };
      const off = (id: "gradients" | "update") =>
        numbersIn(contentOf(scene, id, at, words).ledger!)
          .filter((each) => each.off)
          .map(({ key }) => key);
      expect(off("gradients")).toEqual([keys.weight(1, 1, 0)]);
      expect(off("update")).toEqual([keys.weight(1, 1, 0)]);
      const said = contentOf(scene, "update", at, words).equations.at(-1)!;
      expect(said.values.at(-1)).toBe(said.values[0]);
      const masks = numbersIn(contentOf(scene, "propagate", { layer: 1, unit: 0, input: 0 }, words).ledger!).filter(
        ({ quantity }) => quantity === "mask",
      );
      expect(new Set(masks.map(({ value }) => value)).size).toBe(2);
      expect(masks.filter((each) => each.off).every(({ value }) => value === 0)).toBe(true);
    });
  });
});

describe("What is pointed at", () => {
  it("is what the equations are about, whichever way it is named", () => {
    withTrainer({ network: { hidden: [{ units: 4 }, { units: 3 }] } }, (trainer) => {
      const scene = sceneOf(trainer, { sample: 0 });
      const before = { layer: 2, unit: 0, input: 0 };
      expect(focusAt(scene, "gradients", 2, { kind: "weight", layer: 2, to: 1, from: 3 }, before)).toEqual({
        layer: 2,
        unit: 1,
        input: 3,
      });
      expect(focusAt(scene, "gradients", 2, { kind: "bias", layer: 2, to: 2 }, before)).toEqual({
        layer: 2,
        unit: 2,
        input: 4,
      });
      expect(focusAt(scene, "gradients", 2, { kind: "neuron", layer: 1, index: 2 }, before)).toEqual({
        layer: 2,
        unit: 0,
        input: 2,
      });
      expect(focusAt(scene, "propagate", 1, { kind: "weight", layer: 2, to: 1, from: 3 }, before)).toEqual({
        layer: 1,
        unit: 3,
        input: 1,
      });
      expect(focusAt(scene, "gradients", 1, { kind: "weight", layer: 3, to: 0, from: 0 }, before)).toBeNull();
      const ref = { kind: "weight", layer: 2, to: 1, from: 3 } as const;
      expect(keys.refOf(keys.keyOf(ref))).toEqual(ref);
      expect([...keys.litBy(ref)].sort()).toEqual(["neuron:1:3", "neuron:2:1", "weight:2:1:3"]);
    });
  });

  it("fills its own numbers in: each operand carries what it is", () => {
    withTrainer({}, (trainer) => {
      const scene = sceneOf(trainer, { sample: 0 });
      const text = (equation: Equation) => equation.numbers;
      const { equations } = contentOf(scene, "gradients", { layer: 2, unit: 1, input: 3 }, words);
      for (const key of ["neuron:2:1", "neuron:1:3", "weight:2:1:3"])
        expect(text(equations[0]!)).toContain(`key=${key}`);
    });
  });
});
