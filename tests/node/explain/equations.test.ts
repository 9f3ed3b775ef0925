/** docs/equations.md says in which step of the Explain panel each formula of training stands; here it stands there. */
import { readFileSync } from "node:fs";
import type { ExperimentInput } from "gradient-playground";
import { describe, expect, it } from "vitest";
import { explain } from "../../../web/i18n/en/explain.js";
import { contentOf, focusOf, lossAt } from "../../../web/panels/explain/model/content.js";
import type { Scene } from "../../../web/panels/explain/model/scene.js";
import { STEPS, type StepId } from "../../../web/panels/explain/model/step.js";
import { engine } from "../experiments.js";

const text = readFileSync(new URL("../../../docs/equations.md", import.meta.url), "utf8");
const words = { more: (count: number) => String(count) };

/** The rows of the table of steps: section, formula, step. */
const rows = text
  .slice(text.indexOf("| section | formula | step of the panel |"))
  .split("\n\n")[0]!
  .split("\n")
  .slice(2)
  .map((line) => {
    const cells = line.split(" | ");
    return { section: cells[0]!.replace("| ", ""), step: cells.at(-1)!.replace(/ \|$/, "") };
  });

/** The formulas that a step shows of an experiment. */
function shown(
  experiment: ExperimentInput,
  step: StepId,
  layer: (scene: Scene) => number,
  subject: { sample: number } | { batch: true } = { batch: true },
): readonly string[] {
  const trainer = engine.createTrainer(experiment);
  const scene: Scene = {
    trace: trainer.trace(subject),
    batch: "batch" in subject,
    experiment: trainer.experiment,
    catalog: engine.catalog,
    layers: trainer.layers(),
    frozen: new Set(),
    column: 0,
  };
  const { formulas } = contentOf(scene, step, focusOf(scene, step, layer(scene)), words);
  trainer.dispose();
  return formulas;
}

const tableOf = (name: string): string =>
  text
    .slice(text.indexOf(`<!-- table: ${name} -->`))
    .split("<!-- end -->")[0]!
    .replaceAll("\\|", "|");

describe("The table of steps in docs/equations.md", () => {
  it("has every section that a training step computes, and names every step of the panel", () => {
    const titles = [...text.matchAll(/^## (\d)\. (.*)$/gm)].map(([, number, title]) => ({ number, title }));
    expect(titles.map(({ number }) => number)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect([...new Set(rows.map(({ section }) => section))]).toEqual(["3", "4", "5", "8"]);
    const names = STEPS.map((id) => explain[`explain.step.${id}`]);
    for (const name of names)
      expect(
        rows.some(({ step }) => step.includes(`**${name}**`)),
        name,
      ).toBe(true);
    for (const { step } of rows)
      expect(step).toMatch(new RegExp(`\\*\\*(${names.join("|")}|${explain["explain.check"]})\\*\\*`));
  });

  it("is true of every activation and output: the Forward step shows its formula", () => {
    for (const { id, formula } of engine.catalog.activations) {
      expect(tableOf("activations")).toContain(formula);
      expect(
        shown({ network: { hidden: [{ units: 2, activation: id }] } }, "forward", () => 1),
        id,
      ).toContain(formula);
    }
    for (const { id, formula } of engine.catalog.outputActivations) {
      const loss = engine.catalog.losses.find(({ outputs }) => outputs.includes(id))!.id;
      const experiment = { network: { outputActivation: id }, loss };
      expect(tableOf("outputs")).toContain(formula);
      expect(
        shown(experiment, "forward", ({ layers }) => layers.length),
        id,
      ).toContain(formula);
    }
  });

  it("is true of every loss: the Forward step ends with its formula", () => {
    for (const { id, formula, outputs } of engine.catalog.losses) {
      const experiment = { loss: id, network: { outputActivation: outputs[0]! } };
      expect(tableOf("losses")).toContain(formula);
      expect(shown(experiment, "forward", lossAt), id).toContain(formula);
    }
  });

  it("is true of every optimizer: the Update step shows its formula", () => {
    for (const { id, formula } of engine.catalog.optimizers) {
      expect(tableOf("optimizers")).toContain(formula);
      expect(
        shown({ optimizer: { name: id } }, "update", () => 1),
        id,
      ).toContain(formula);
    }
  });

  it("is true of the four steps: δ of the output, δ of a hidden layer, the gradients with their penalty", () => {
    const experiment: ExperimentInput = { regularization: { l1: 0.1, l2: 0.1 } };
    expect(shown(experiment, "output", ({ layers }) => layers.length).join()).toContain(
      "\\frac{\\partial L}{\\partial z_{}}",
    );
    const [back] = shown(experiment, "propagate", () => 1);
    for (const part of ["\\boldsymbol{W}^{[2]\\top}", "\\boldsymbol{\\delta}^{[2]}", "\\odot g'"])
      expect(back).toContain(part);
    const [weights, biases] = shown(experiment, "gradients", () => 1);
    for (const part of ["\\sum_s", "\\boldsymbol{a}^{[0]\\top}", "\\lambda_1", "\\lambda_2"])
      expect(weights).toContain(part);
    expect(biases).toContain("\\sum_s \\boldsymbol{\\delta}^{[1]}");
  });
});

describe("Formulas that no step shows", () => {
  it("stand where their row is chosen, each with its source", () => {
    const { datasets, initializers, schedules } = engine.catalog;
    for (const row of [...datasets, ...initializers, ...schedules]) {
      expect(row.formula.length, row.id).toBeGreaterThan(0);
      expect(row.source.length, row.id).toBeGreaterThan(0);
      expect(text).toContain(row.source.replaceAll("|", "\\|"));
    }
  });
});
