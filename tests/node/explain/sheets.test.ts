/** Published examples, line by line as the Explain panel writes them. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Trainer } from "gradient-playground";
import { describe, expect, it } from "vitest";
import { loadEngine } from "../../../web/engine/index.js";
import { contentOf, layersOf } from "../../../web/panels/explain/model/content.js";
import { read } from "../../../web/panels/explain/model/digits.js";
import * as keys from "../../../web/panels/explain/model/keys.js";
import type { NumberCell } from "../../../web/panels/explain/model/ledger.js";
import { parameterAt, type Scene } from "../../../web/panels/explain/model/scene.js";
import type { StepContent } from "../../../web/panels/explain/model/step.js";
import { PRESETS } from "../../../web/presets/index.js";
import { RunSession } from "../../../web/worker/runs/session.js";
import { engine } from "../experiments.js";

interface Sheet {
  id: string;
  parameters: number[];
  published: Record<string, unknown>;
  computed: {
    preActivations?: number[][];
    activations?: number[][];
    loss?: number;
    gradients?: number[];
    parametersAfterOneStep: number[];
  };
}

const sheets = JSON.parse(
  readFileSync(new URL("../../reference/worked-sheets.json", import.meta.url), "utf8"),
) as Sheet[];
const words = { more: (count: number) => `\\text{${count} more}` };

function presetOf({ id, parameters }: Sheet) {
  const preset = PRESETS.find((each) => each.id === `sheet-${id}`)!;
  expect(preset.parameters).toEqual(parameters);
  return preset;
}

function begin(sheet: Sheet): Trainer {
  const trainer = engine.createTrainer(presetOf(sheet).experiment);
  trainer.setParameters(sheet.parameters);
  return trainer;
}

const sceneOf = (trainer: Trainer): Scene => ({
  trace: trainer.trace({ batch: true }),
  batch: true,
  experiment: trainer.experiment,
  catalog: engine.catalog,
  layers: trainer.layers(),
  frozen: new Set(),
  column: 0,
});

/** A text is a number rounded to its own digits. */
function near(text: string, expected: number, what: string): void {
  const [mantissa = "", power] = text.split("×10");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  const unit = 10 ** -decimals * (power === undefined ? 1 : Math.abs(read(text) / read(mantissa)));
  expect(Math.abs(read(text) - expected), `${what}: ${text} for ${expected}`).toBeLessThanOrEqual(
    0.5 * unit * (1 + 1e-9) + 1e-15,
  );
}

const numbersIn = ({ ledger }: StepContent) =>
  ledger!.rows.flat().filter((each): each is NumberCell => each.kind === "number");

describe("Every sheet, as the panel writes it", () => {
  it("is one of four, and is offered with its own parameters", () => {
    expect(sheets).toHaveLength(4);
    expect(PRESETS.filter(({ kind }) => kind === "sheet").map(({ id }) => id)).toEqual(
      sheets.map(({ id }) => `sheet-${id}`),
    );
  });

  for (const sheet of sheets) {
    it(`${sheet.id}: sums, activations, loss, gradients and the update, to the digits shown`, () => {
      const trainer = begin(sheet);
      const scene = sceneOf(trainer);
      const { preActivations, activations, loss, gradients, parametersAfterOneStep: after } = sheet.computed;
      let seen = 0;
      for (const layer of layersOf(scene, "gradients")) {
        const { units, inputs } = scene.layers[layer - 1]!;
        for (let unit = 0; unit < units; unit++) {
          const forward = numbersIn(contentOf(scene, "forward", { layer, unit, input: 0 }, words));
          const of = (quantity: string) =>
            forward.find((each) => each.quantity === quantity && each.key === keys.neuron(layer, unit))!.text;
          if (preActivations) near(of("preActivation"), preActivations[layer - 1]![unit]!, `z of ${unit} in ${layer}`);
          if (activations) near(of("activation"), activations[layer - 1]![unit]!, `a of ${unit} in ${layer}`);
          for (let input = 0; input <= inputs; input++) {
            const focus = { layer, unit, input };
            const at = parameterAt(scene, focus);
            const result = (step: "gradients" | "update") =>
              contentOf(scene, step, focus, words).equations.at(-1)!.values.at(-1)!;
            if (gradients) near(result("gradients"), gradients[at]!, `gradient ${at}`);
            near(result("update"), after[at]!, `parameter ${at} after the update`);
            seen++;
          }
        }
      }
      expect(seen).toBe(sheet.parameters.length);
      const last = scene.layers.length + 1;
      const said = contentOf(scene, "forward", { layer: last, unit: 0, input: 0 }, words).equations[0]!;
      if (loss !== undefined) near(said.values.at(-1)!, loss, "loss");
      trainer.trainSteps(1);
      for (const [at, value] of trainer.parameters().entries()) expect(value).toBeCloseTo(after[at]!, 13);
      trainer.dispose();
    });
  }

  it("agrees with what was printed, except where the sheets say otherwise", () => {
    const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]));
    const run = (id: string, steps: number) => {
      const trainer = begin(byId.get(id)!);
      trainer.trainSteps(steps);
      const parameters = [...trainer.parameters()];
      trainer.dispose();
      return parameters;
    };
    const mazur = run("mazur-2-2-2", 1);
    const { "w1..w4": first, "w5..w8": second } = byId.get("mazur-2-2-2")!.published.weightsAfterStep as Record<
      string,
      number[]
    >;
    for (const [at, value] of first!.entries()) expect(mazur[at]).toBeCloseTo(value, 8);
    for (const [at, value] of second!.entries()) expect(mazur[6 + at]).toBeCloseTo(value, 8);
    // Printed to three decimals, from rounded intermediate results.
    const han = run("han-kamber-3-2-1", 1);
    for (const [at, value] of [0.192, 0.4, -0.508, -0.306, 0.1, 0.194, -0.408, 0.194, -0.261, -0.138, 0.218].entries())
      expect(Math.abs(han[at]! - value)).toBeLessThan(5.1e-4);
    // The hand-out's output weights hold; its hidden ones come from weights that were updated too early.
    const rgu = run("rgu-2-2-1", 1);
    expect(Math.abs(rgu[6]! - 0.272392)).toBeLessThan(2e-4);
    expect(Math.abs(rgu[7]! - 0.87305)).toBeLessThan(2e-4);
    const { W1, b1, W2, b2 } = byId.get("brownlee-training-2-2-2")!.published.parametersAfter20Epochs as {
      W1: number[][];
      b1: number[];
      W2: number[][];
      b2: number[];
    };
    const brownlee = run("brownlee-training-2-2-2", 200);
    for (const [at, value] of [...W1.flat(), ...b1, ...W2.flat(), ...b2].entries())
      expect(brownlee[at]).toBeCloseTo(value, 12);
  });
});

describe("A sheet's parameters", () => {
  it("are what going back to the start goes back to, and travel in the link and the file", async () => {
    const module = await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url));
    const own = await loadEngine({ module });
    const sheet = sheets[0]!;
    const { experiment } = presetOf(sheet);
    const text = JSON.stringify({ experiment, parameters: sheet.parameters });
    const opened = own.openLink(text);
    const session = new RunSession(own, {});
    session.change(opened.experiment, undefined, opened.parameters);
    for (let i = 0; i < 3; i++) session.step("epoch");
    expect([...session.trainer.parameters()]).not.toEqual(sheet.parameters);
    session.reset();
    expect([...session.trainer.parameters()]).toEqual(sheet.parameters);
    const link = own.makeLink(session.experiment, { parameters: session.startParameters });
    expect([...own.openLink(link).parameters!]).toEqual(sheet.parameters);
    session.dispose();
  });
});
