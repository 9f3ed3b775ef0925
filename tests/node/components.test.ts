import { ExperimentError, loadEngine } from "gradient-playground";
import { expect, test } from "vitest";

const engine = await loadEngine();

test("The first two components of the digits hold what scikit-learn finds in them", async () => {
  await engine.prepare({ data: { dataset: "digits" } });
  const trainer = engine.createTrainer({ data: { dataset: "digits", trainFraction: 1 } });
  const found = trainer.components({ part: "train" });
  // sklearn.decomposition.PCA().fit(load_digits().data).explained_variance_ratio_[:2]
  expect([...found.shares].map((share) => share.toFixed(4))).toEqual(["0.1489", "0.1362"]);
  expect(found.directions).toHaveLength(2 * 64);
  expect(found.projections).toHaveLength(2 * 1797);
  trainer.dispose();
});

test("Rows given as lists, flat lists and typed arrays have the same components, and nothing of the run moves", () => {
  const trainer = engine.createTrainer({ data: { samples: 40 } });
  const before = trainer.checkpoint();
  const rows = [
    [-2, -2],
    [1, 2],
    [4, 6.5],
  ];
  const found = trainer.components({ points: rows, standardize: true });
  expect(found.count).toBe(2);
  expect(trainer.components({ points: rows.flat(), standardize: true })).toEqual(found);
  expect(trainer.components({ points: Float64Array.from(rows.flat()), standardize: true })).toEqual(found);
  expect(trainer.ask("components", { points: rows, standardize: true })).toEqual(found);
  for (const [r, row] of rows.entries())
    for (const [c, value] of row.entries()) {
      let sum = 0;
      for (let k = 0; k < 2; k++) sum += (found.projections[2 * r + k] ?? 0) * (found.directions[2 * k + c] ?? 0);
      expect((found.mean[c] ?? 0) + (found.scale[c] ?? 0) * sum).toBeCloseTo(value, 12);
    }
  expect(trainer.checkpoint()).toEqual(before);
  trainer.dispose();
});

test("Parameters noted along a run show the way that it took", () => {
  const trainer = engine.createTrainer({ data: { samples: 40 } });
  const noted = [];
  for (let moment = 0; moment < 5; moment++) {
    noted.push([...trainer.parameters()]);
    trainer.trainEpochs(3);
  }
  const { columns, projections, shares } = trainer.components({ parameters: noted, count: 1 });
  expect(columns).toBe(trainer.parameterCount);
  expect(shares[0]).toBeGreaterThan(0.6);
  const way = [...projections];
  const sorted = way.toSorted((a, b) => a - b);
  expect([sorted, sorted.toReversed()]).toContainEqual(way);
  trainer.dispose();
});

test("Nothing to take components of is refused", () => {
  const trainer = engine.createTrainer({ data: { samples: 40 } });
  expect(() => trainer.components({} as never)).toThrow(ExperimentError);
  expect(() => trainer.components({} as never)).toThrow("exactly one");
  expect(() => trainer.components({ points: [[1, 2]] })).toThrow("points has 1 rows");
  trainer.dispose();
});
