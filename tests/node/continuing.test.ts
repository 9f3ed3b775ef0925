/** Runs that are saved, restored, rewound and begun again go on to the same bits. */
import type { ExperimentInput, Snapshot, Trainer } from "gradient-playground";
import { describe, expect, test } from "vitest";
import { bits, engine, small, withTrainer } from "./experiments.ts";

/** The run as far as anyone can see it: parameters, progress, history, the next batch. */
function stateOf(trainer: Trainer): unknown {
  return [
    bits(trainer.parameters()),
    trainer.progress,
    trainer.history(),
    [...trainer.nextBatch()],
    trainer.experiment,
  ];
}

const throughJson = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

const pairs = engine.catalog.optimizers.flatMap((optimizer) =>
  engine.catalog.schedules.map((schedule) => [optimizer.id, schedule.id] as const),
);

describe("every optimizer under every schedule", () => {
  test("there are 13 × 5", () => expect(pairs.length).toBe(65));

  test.each(pairs)("%s, %s", (optimizer, schedule) => {
    const experiment: ExperimentInput = {
      ...small,
      network: {
        hidden: [
          { units: 4, activation: "tanh", dropout: 0.2 },
          { units: 3, activation: "relu" },
        ],
        seed: 2,
      },
      optimizer: { name: optimizer },
      schedule: { name: schedule },
      batch: { size: 7, seed: 3 },
    };
    withTrainer(experiment, (trainer) => {
      const start = stateOf(trainer);
      trainer.trainSteps(23); // in the middle of an epoch of 15 updates
      const snapshot = throughJson(trainer.save());
      const checkpoint = trainer.checkpoint();
      trainer.trainSteps(40);
      const end = stateOf(trainer);

      const restored = engine.restore(snapshot);
      expect(restored.position.step).toBe(23);
      restored.trainSteps(40);
      expect(stateOf(restored)).toEqual(end);
      restored.dispose();

      trainer.rewind(checkpoint);
      expect(trainer.position.step).toBe(23);
      trainer.trainSteps(40);
      expect(stateOf(trainer)).toEqual(end);

      trainer.reset();
      expect(stateOf(trainer)).toEqual(start);
      trainer.trainSteps(63);
      expect(stateOf(trainer)).toEqual(end);
    });
  });
});

describe("a snapshot", () => {
  test("is taken without moving the run", () => {
    withTrainer(small, (trainer) => {
      trainer.trainSteps(5);
      const before = stateOf(trainer);
      trainer.save();
      trainer.checkpoint();
      expect(stateOf(trainer)).toEqual(before);
    });
  });

  test.each([
    ["where all rows train", { ...small, data: { ...small.data, trainFraction: 1 } }],
    ["of a regression", { task: "regression", data: { samples: 60 } }],
    ["in float64", { ...small, precision: "float64" }],
    ["before the first update", small],
  ] as [string, ExperimentInput][])("%s survives JSON", (name, experiment) => {
    withTrainer(experiment, (trainer) => {
      if (name !== "before the first update") trainer.trainEpochs(3);
      const restored = engine.restore(throughJson(trainer.save()));
      expect(stateOf(restored)).toEqual(stateOf(trainer));
      restored.trainSteps(7);
      trainer.trainSteps(7);
      expect(stateOf(restored)).toEqual(stateOf(trainer));
      restored.dispose();
    });
  });

  test("remembers what was fixed and what was set by hand", () => {
    withTrainer(small, (trainer) => {
      trainer.setFixed(6, true);
      trainer.setParameter(6, 0.125);
      trainer.trainSteps(12);
      const restored = engine.restore(throughJson(trainer.save()));
      expect([...restored.fixed()]).toEqual([...trainer.fixed()]);
      restored.trainSteps(12);
      trainer.trainSteps(12);
      expect(bits(restored.parameters())).toBe(bits(trainer.parameters()));
      expect(restored.parameters()[6]).toBe(0.125);
      restored.dispose();
    });
  });

  test("of a stopped run is stopped, for the same reason", () => {
    withTrainer({ ...small, stop: { maxEpochs: 2 } }, (trainer) => {
      const { reason } = trainer.trainEpochs(10);
      const restored = engine.restore(throughJson(trainer.save()));
      expect(restored.progress).toMatchObject({ status: "stopped", reason });
      restored.dispose();
    });
  });
});
