import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExportFormat, Trainer } from "gradient-playground";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engine, thrownBy } from "../experiments.ts";
import { cases, someRows, trained } from "./cases.ts";
import { compiler, folder, pythonWith, runPython } from "./tools.ts";

const where = folder();
const trainers: Trainer[] = [];
beforeAll(() => {
  for (const [, experiment] of cases) trainers.push(trained(experiment));
});
afterAll(() => {
  for (const trainer of trainers) trainer.dispose();
});

/** float32 rounds at 6e-8; the engine sums in float32, the formats in float64. */
function expectSame(actual: readonly number[], wanted: readonly number[], name: string): void {
  expect(actual.length, name).toBe(wanted.length);
  for (const [i, value] of wanted.entries()) {
    const off = Math.abs(actual[i]! - value);
    expect(off, `${name}, output ${i}: ${actual[i]} instead of ${value}`).toBeLessThan(1e-5 * (1 + Math.abs(value)));
  }
}

const textOf = async (trainer: Trainer, format: ExportFormat) => (await trainer.export(format)).data as string;

test("NumPy's scripts give the same outputs, and check their five rows", async () => {
  const python = pythonWith("numpy");
  if (python === null) throw new Error("NumPy is missing: apt-get install python3-numpy");
  for (const [i, trainer] of trainers.entries()) {
    writeFileSync(join(where, `numpy_${i}.py`), await textOf(trainer, "numpy"));
    writeFileSync(join(where, `rows_${i}.json`), JSON.stringify(someRows(trainer).inputs));
  }
  const program = `
import importlib, json
out = []
for i in range(${trainers.length}):
    m = importlib.import_module(f"numpy_{i}")
    m.check()
    rows = json.load(open(f"rows_{i}.json"))
    out.append([m.predict(rows).ravel().tolist(), m.classify(rows) if hasattr(m, "classify") else None])
print("@@" + json.dumps(out))`;
  const out = runPython<[number[], unknown[] | null][]>(python, where, program);
  for (const [i, trainer] of trainers.entries()) {
    expectSame(out[i]![0], someRows(trainer).outputs, cases[i]![0]);
    const { task } = trainer.experiment;
    expect(out[i]![1] === null, cases[i]![0]).toBe(task === "regression");
  }
});

test("JavaScript modules give the same outputs, and check their five rows when they are loaded", async () => {
  for (const [i, trainer] of trainers.entries()) {
    const file = join(where, `network_${i}.mjs`);
    writeFileSync(file, await textOf(trainer, "javascript"));
    const module = (await import(pathToFileURL(file).href)) as {
      predict(row: number[]): number[];
      classify?(row: number[]): unknown;
    };
    const { inputs, outputs } = someRows(trainer);
    expectSame(
      inputs.flatMap((row) => module.predict(row)),
      outputs,
      cases[i]![0],
    );
    expect(module.classify === undefined).toBe(trainer.experiment.task === "regression");
  }
});

test("C headers compile without a warning, as C and as C++, and their five rows give the same outputs", async () => {
  for (const [i, trainer] of trainers.entries()) {
    const file = join(where, `network_${i}.h`);
    writeFileSync(file, await textOf(trainer, "c"));
    const program = join(where, `check_${i}`);
    const strict = ["-Wall", "-Wextra", "-Werror", "-DGP_CHECK", file, "-lm", "-o", program];
    execFileSync(compiler(), ["-x", "c", "-std=c99", "-pedantic", ...strict], { stdio: "pipe" });
    expect(execFileSync(program, { encoding: "utf8" })).toMatch(/^Five rows/);
  }
  execFileSync(compiler(), [
    "-x",
    "c++",
    "-Wall",
    "-Werror",
    "-DGP_CHECK",
    join(where, "network_0.h"),
    "-o",
    join(where, "cpp"),
  ]);
});

test("ONNX files give the same outputs in onnxruntime, and hold class names and test rows", async () => {
  const { InferenceSession, Tensor } = await import("onnxruntime-web");
  for (const [i, trainer] of trainers.entries()) {
    const { data, fileName } = await trainer.export("onnx");
    expect(fileName).toBe("network.onnx");
    const session = await InferenceSession.create(data as Uint8Array);
    const { inputs, outputs } = someRows(trainer);
    const points = new Tensor("float32", Float32Array.from(inputs.flat()), [inputs.length, inputs[0]!.length]);
    const answer = await session.run({ points });
    expectSame([...(answer.outputs!.data as Float32Array)], outputs, cases[i]![0]);
    const metadata = new TextDecoder().decode(data as Uint8Array);
    expect(metadata).toContain(JSON.stringify(trainer.data().classNames));
    expect(metadata).toContain("testOutputs");
    await session.release();
  }
});

test("JSON opens again with the same network", async () => {
  for (const trainer of trainers) {
    const opened = engine.openLink(await textOf(trainer, "json"));
    expect(opened.notices).toEqual([]);
    expect(opened.parameters).toEqual(trainer.parameters());
    const again = engine.createTrainer(opened.experiment);
    again.setParameters(opened.parameters!);
    expect(again.progress.trainLoss).toBe(trainer.progress.trainLoss);
    again.dispose();
  }
});

describe("An export", () => {
  test.each(["pytorch", "numpy", "javascript", "c"] as const)(
    "for %s fails its check when a weight is changed",
    async (format) => {
      const trainer = trained({ network: { hidden: [{ units: 2 }] } });
      const text = await textOf(trainer, format);
      const before = trainer.parameters();
      trainer.setParameter(0, before[0]! + 0.5);
      const other = await textOf(trainer, format);
      trainer.dispose();
      // The rows say what the network of that moment gave: both change together.
      expect(other).not.toBe(text);
      if (format !== "javascript") return;
      const weights = /weights: [^;]+?\n\],/.exec(other)![0];
      const broken = text.replace(/weights: [^;]+?\n\],/, weights);
      const file = join(where, "broken.mjs");
      writeFileSync(file, broken);
      await expect(import(pathToFileURL(file).href)).rejects.toThrow(/instead of/);
    },
  );

  test("leaves the run as it was", async () => {
    const trainer = trained({}, 7);
    const before = JSON.stringify(trainer.save());
    await trainer.export("pytorch");
    expect(JSON.stringify(trainer.save())).toBe(before);
    trainer.dispose();
  });

  test("in a format that there is not is refused", async () => {
    const trainer = trained({}, 1);
    await expect(trainer.export("keras" as ExportFormat)).rejects.toMatchObject({ path: "format" });
    trainer.dispose();
    expect(thrownBy(() => trainer.copy())).toMatchObject({ code: "disposed" });
  });
});
