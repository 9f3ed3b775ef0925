/**
 * Every call with the largest arguments that are allowed, on the build that ships: lengths are counted in 64 bits, and
 * what is too large is refused in words before anything is allocated. A 64-bit build could not show it.
 */
import { readFileSync } from "node:fs";
import { type ExperimentInput, loadEngine, type Trainer } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { bits, small, thrownBy, withTrainer } from "./experiments.ts";

/** As many rows as an array of 32 MB holds, of `columns`. */
const rowsOf = (columns: number, count = 4_194_304): Float64Array => new Float64Array(columns * count);

/** The widest network: raw columns, layers and classes at their limits. */
const wide = {
  task: "classification",
  data: {
    inputs: Array.from({ length: 8 }, (_, row) => Array.from({ length: 1024 }, (_, k) => (row * k) % 7)),
    targets: [0, 1, 2, 3, 4, 5, 6, 999],
    classes: 1000,
    trainFraction: 0.5,
  },
  features: ["raw"],
  network: { hidden: [{ units: 1024, activation: "relu" }], outputActivation: "softmax" },
  loss: "cross-entropy",
} satisfies ExperimentInput;

/** As many columns and classes, with so little between that a hundred thousand rows are quick to compute. */
const thin = {
  ...wide,
  network: { ...wide.network, hidden: [{ units: 1, activation: "relu" }] },
} satisfies ExperimentInput;

/** Two columns into a layer of 1024 units. */
const broad = {
  network: { hidden: [{ units: 1024, activation: "relu" }] },
} satisfies ExperimentInput;

/** Compiled once; every call has an engine of its own, which it might end. */
const compiled = (path: string) => WebAssembly.compile(readFileSync(new URL(`../../dist/${path}`, import.meta.url)));
const module = await compiled("engine/engine.wasm");
const modules = [
  ["the whole engine", module],
  ["the module that a page begins with", await compiled("element/engine-float32.wasm")],
] as const;
/** What one epoch makes of the small run. */
const epoch = withTrainer(small, (trainer) => {
  trainer.trainEpochs(1);
  return bits(trainer.parameters());
});

const largest = { width: 2048, height: 2048 };

const asks: [string, ExperimentInput, (trainer: Trainer) => unknown][] = [
  ["field of 1000 outputs", wide, (trainer) => trainer.field(largest)],
  ["field of one neuron", wide, (trainer) => trainer.field({ ...largest, neuron: { layer: 1, index: 1023 } })],
  [
    "field of a neuron of a broad layer",
    broad,
    (trainer) => trainer.field({ ...largest, neuron: { layer: 1, index: 1023 } }),
  ],
  ["view of 1000 outputs", wide, (trainer) => trainer.view({ ...largest, thumbnail: 2048 })],
  ["view of a broad layer", broad, (trainer) => trainer.view({ ...largest, thumbnail: 2048 })],
  ["view of a broad layer in one cell each", broad, (trainer) => trainer.view({ ...largest, thumbnail: 1 })],
  ["predict", broad, (trainer) => trainer.predict(rowsOf(2))],
  ["forward", broad, (trainer) => trainer.forward(rowsOf(2))],
  ["activationsAt", broad, (trainer) => trainer.activationsAt(rowsOf(2))],
  ["preActivationsAt", broad, (trainer) => trainer.preActivationsAt(rowsOf(2))],
  ["outputPartsAt", broad, (trainer) => trainer.outputPartsAt(rowsOf(2))],
  ["predict of 1024 columns", thin, (trainer) => trainer.predict(rowsOf(1024, 32_768))],
  ["forward of 1024 columns", thin, (trainer) => trainer.forward(rowsOf(1024, 32_768))],
  ["activationsAt of 1024 columns", thin, (trainer) => trainer.activationsAt(rowsOf(1024, 32_768))],
  ["preActivationsAt of 1024 columns", thin, (trainer) => trainer.preActivationsAt(rowsOf(1024, 32_768))],
  ["outputPartsAt of 1000 outputs", thin, (trainer) => trainer.outputPartsAt(rowsOf(1024, 32_768))],
  ["outputPartsAt of 1000 outputs of 1024 units", wide, (trainer) => trainer.outputPartsAt(rowsOf(1024, 4096))],
  ["components", broad, (trainer) => trainer.components({ points: rowsOf(2, 1_000_000) })],
  ["components of 1024 columns", wide, (trainer) => trainer.components({ points: rowsOf(1024, 4096) })],
  [
    "components of parameters",
    broad,
    (trainer) => trainer.components({ parameters: rowsOf(trainer.parameterCount, 3) }),
  ],
  ["sampleGradients", wide, (trainer) => trainer.sampleGradients(-1)],
  ["sampleLosses", wide, (trainer) => trainer.sampleLosses("train")],
  ["confusion of 1000 classes", wide, (trainer) => trainer.confusion("test")],
  ["trace", wide, (trainer) => trainer.trace({ batch: true })],
  ["history", wide, (trainer) => trainer.history(Number.MAX_SAFE_INTEGER)],
  ["gradients", wide, (trainer) => trainer.gradients()],
  ["layers", wide, (trainer) => trainer.layers()],
  ["data", wide, (trainer) => trainer.data()],
  ["save", wide, (trainer) => trainer.save()],
  ["setParameters", wide, (trainer) => trainer.setParameters(new Float64Array(trainer.parameterCount))],
  ["trainSteps", wide, (trainer) => trainer.trainSteps(1)],
];

describe.each(modules)("with the largest arguments %s", (_, module) => {
  test.each(asks)(
    "%s works or is refused",
    async (_, experiment, ask) => {
      const engine = await loadEngine({ module });
      const trainer = engine.createTrainer(experiment);
      const error = thrownBy(() => ask(trainer)) as { code?: string; id?: string; message: string } | undefined;
      if (error !== undefined) {
        expect(["experiment", "memory"], error.message).toContain(error.code);
        expect(error.message).toMatch(/\d+ bytes/);
      }
      trainer.dispose();
      const after = engine.createTrainer(small);
      after.trainEpochs(1);
      expect(bits(after.parameters())).toBe(epoch);
      after.dispose();
    },
    120_000,
  );
});

describe("what is too large", () => {
  test.each([
    [
      "a field over 1024 columns",
      wide,
      (trainer: Trainer) => trainer.field(largest),
      "width",
      1024 * (2048 * 2048 + 32) * 4,
    ],
    [
      "every unit at four million points",
      broad,
      (trainer: Trainer) => trainer.forward(rowsOf(2)),
      "inputs",
      2 * 1025 * 4_194_304 * 8,
    ],
  ] as const)("%s names its bytes", async (_, experiment, ask, path, bytes) => {
    withTrainer(experiment, (trainer) => {
      expect(thrownBy(() => ask(trainer))).toMatchObject({ id: "tooLarge", path, values: { bytes } });
    });
  });

  test("what a run takes is told before it is made, and one that would take more than there is is refused", async () => {
    const engine = await loadEngine({ module });
    const { bytes, most } = engine.memory(broad);
    expect(bytes).toBeGreaterThan(0);
    expect(most).toBe(1.75 * 2 ** 30);
    // 200 000 rows of 100 columns are 20 million numbers: as many as a table may hold.
    const inputs = new Float64Array(20_000_000);
    const targets = new Float64Array(200_000);
    const many: ExperimentInput = {
      data: { inputs, columns: 100, targets },
      features: ["raw"],
      precision: "float64",
    };
    expect(engine.memory(many).bytes).toBeGreaterThan(2 ** 30);
    const layers = Array.from({ length: 5 }, () => ({ units: 1000, activation: "relu" }));
    const both = { ...many, network: { hidden: layers }, optimizer: { name: "amsgrad" } };
    const needed = engine.memory(both).bytes;
    expect(needed).toBeGreaterThan(most);
    expect(thrownBy(() => engine.createTrainer(both))).toMatchObject({
      id: "tooMuchMemory",
      path: "data",
      values: { bytes: needed, max: most },
    });
    expect(engine.fill(small).version).toBe(1);
  });

  test("rows and classes at their limits are refused before anything is made of them", async () => {
    const engine = await loadEngine();
    const inputs = new Float64Array(1_000_000);
    const targets = Float64Array.from(inputs, (_, row) => row % 1000);
    const many = { ...wide, data: { inputs, columns: 1, targets, classes: 1000 } } satisfies ExperimentInput;
    expect(thrownBy(() => engine.createTrainer(many))).toMatchObject({ id: "tooLarge", path: "data" });
    expect(engine.fill(small).version).toBe(1);
  });
});
