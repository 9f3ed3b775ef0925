import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type Engine, loadEngine } from "../../../web/engine/index.js";
import type { Progress } from "../../../web/engine/types.js";
import { PRESETS } from "../../../web/presets/index.js";

let engine: Engine;

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

function trained(id: string, epochs: number): Progress {
  const preset = PRESETS.find((each) => each.id === id);
  if (!preset) throw new Error(`no preset ${id}`);
  const trainer = engine.createTrainer(preset.experiment);
  const progress = trainer.trainEpochs(epochs);
  trainer.dispose();
  return progress;
}

describe("presets", () => {
  it("are accepted by the engine, and have a name and a sentence in both languages", () => {
    for (const { id, label, summary, experiment } of PRESETS) {
      expect(() => engine.fill(experiment), id).not.toThrow();
      expect(label.en.length * label.zh.length, id).toBeGreaterThan(0);
      expect(summary.en, id).toMatch(/\.$/);
      expect(summary.zh, id).toMatch(/。$/);
    }
  });

  it("have ids of their own", () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  });
});

// Every number is the engine's own to the bit on every machine; the bounds leave room for another default, not for noise.
describe("good presets learn what they say", () => {
  for (const [id, epochs, metric] of [
    ["spirals-four-features", 100, 0.95],
    ["circle-four-neurons", 100, 0.93],
    ["xor-relu", 100, 0.96],
    ["spiral-depth", 300, 0.9],
    ["three-classes", 50, 0.93],
    ["iris", 100, 0.93],
    ["curve", 100, 0.95],
    ["six-hills", 400, 0.75],
    ["digits", 15, 0.93],
    ["classic", 150, 0.98],
  ] as const) {
    it(`${id}: test metric above ${metric} after ${epochs} epochs`, () => {
      expect(trained(id, epochs).testMetric).toBeGreaterThan(metric);
    });
  }
});

describe("bad presets fail as they say", () => {
  it("rate-too-high diverges", () => {
    expect(trained("rate-too-high", 40).status).toBe("diverged");
  });

  it("all-zeros keeps its neurons alike for ever", () => {
    const trainer = engine.createTrainer(PRESETS.find(({ id }) => id === "all-zeros")?.experiment ?? {});
    trainer.trainEpochs(50);
    const [hidden] = trainer.layers();
    const weights = [...trainer.parameters().subarray(0, (hidden?.units ?? 0) * (hidden?.inputs ?? 0))];
    const rows = new Set(
      Array.from({ length: hidden?.units ?? 0 }, (_, unit) => weights.slice(unit * 2, unit * 2 + 2).join()),
    );
    expect(rows.size).toBe(1);
    expect(trainer.progress.trainMetric).toBeLessThan(0.7);
    trainer.dispose();
  });

  it("only-linear cannot solve exclusive or", () => {
    expect(trained("only-linear", 200).trainMetric).toBeLessThan(0.75);
  });

  it("vanishing hardly moves its first layers", () => {
    const trainer = engine.createTrainer(PRESETS.find(({ id }) => id === "vanishing")?.experiment ?? {});
    const progress = trainer.trainEpochs(100);
    const norms = trainer.history().gradientNorms.map((column) => column.at(-1) ?? 0);
    expect(progress.trainMetric).toBeLessThan(0.7);
    expect((norms[0] ?? 1) * 100).toBeLessThan(norms.at(-1) ?? 0);
    trainer.dispose();
  });

  it("overfitting lets the test loss climb while the training loss goes to nothing", () => {
    const [early, late] = [trained("overfitting", 20), trained("overfitting", 300)];
    expect(late.trainLoss).toBeLessThan(0.01);
    expect(late.testLoss ?? 0).toBeGreaterThan(2 * (early.testLoss ?? 0));
  });

  it("too-small never closes the ring", () => {
    expect(trained("too-small", 600).trainMetric).toBeLessThan(0.93);
  });

  it("dead-relu stays where it died", () => {
    expect(trained("dead-relu", 300).trainMetric).toBeLessThan(0.8);
  });

  it("too-much-penalty flattens the boundary", () => {
    expect(trained("too-much-penalty", 200).trainMetric).toBeLessThan(0.7);
  });
});
