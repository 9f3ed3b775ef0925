// What the tries of the package run: the smallest programs that make one training step with it.

const EXPERIMENT = `{ data: { dataset: "spiral" }, network: { hidden: [{ units: 4 }] } }`;

/** Three lines, as a reader would write them; `first` says where the engine comes from. */
export const threeLines = `import { loadEngine } from "gradient-playground";
const trainer = (await loadEngine()).createTrainer(${EXPERIMENT});
console.log(trainer.trainSteps(1).trainLoss);
`;

/** The same for a page, which says in its title what came out. */
export const inPage = (options = "") => `import { loadEngine } from "gradient-playground";
loadEngine(${options}).then(
  (engine) => {
    const trainer = engine.createTrainer(${EXPERIMENT});
    document.title = \`loss \${trainer.trainSteps(1).trainLoss}\`;
  },
  (error) => { document.title = String(error); },
);
`;

/** A page around a script. */
export const html = (script) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>waiting</title><link rel="icon" href="data:,"></head><body>${script}</body></html>`;

/** A test as Vitest and Jest both read it; Vitest's names are imported. */
export const asTest = (first = "") => `${first}
import { loadEngine } from "gradient-playground";
test("one step", async () => {
  const trainer = (await loadEngine()).createTrainer(${EXPERIMENT});
  expect(trainer.trainSteps(1).step).toBe(1);
});
`;

/** The element in a page of a bundler; the title says when it trains. */
export const elementInPage = `import "gradient-playground/element";
const element = document.createElement("gradient-playground");
element.autoplay = true;
document.body.append(element);
element.addEventListener("gp-epoch", ({ detail }) => { if (detail.epoch > 0) document.title = \`loss \${detail.trainLoss}\`; });
element.addEventListener("gp-error", ({ detail }) => { document.title = detail.message; }, { once: true });
`;

/** A program that a strict TypeScript must accept, and one line that it must not. */
export const typed = `import { type Engine, ExperimentError, loadEngine, type Progress } from "gradient-playground";
import "gradient-playground/element";
const engine: Engine = await loadEngine();
const trainer = engine.createTrainer({ data: { dataset: "spiral" }, network: { hidden: [{ units: 8, activation: "tanh" }] } });
const progress: Progress = trainer.trainEpochs(1);
const loss: number = progress.trainLoss;
const element = document.createElement("gradient-playground");
element.preset = "circle-four-neurons";
element.addEventListener("gp-change", ({ detail }) => console.log(detail.network.hidden.length, loss));
// @ts-expect-error a dataset is named by a text
engine.createTrainer({ data: { dataset: 3 } });
try {
  engine.createTrainer({});
} catch (error) {
  if (error instanceof ExperimentError) console.log(error.path);
}
`;
