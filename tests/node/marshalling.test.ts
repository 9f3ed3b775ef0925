/** How values travel: rows in every form, nothing turned into something else on the way, and fast enough. */
import { describe, expect, test } from "vitest";
import { bits, engine, five, small, withTrainer } from "./experiments.ts";

describe("rows", () => {
  const list = [
    [1, 2],
    [-0.5, 3.25],
    [0, -4],
  ];
  const forms: [string, (typeof list)[number][] | number[] | Float32Array | Float64Array][] = [
    ["a list of rows", list],
    ["a flat list", list.flat()],
    ["a Float32Array", Float32Array.from(list.flat())],
    ["a Float64Array", Float64Array.from(list.flat())],
  ];

  test.each(forms)("%s gives the same predictions", (_, rows) => {
    withTrainer(small, (trainer) => {
      expect(bits(trainer.predict(rows))).toBe(bits(trainer.predict(list)));
      expect(bits(trainer.forward(rows).activations[0]!)).toBe(bits(trainer.forward(list).activations[0]!));
      expect(trainer.predict(rows).length).toBe(3);
    });
  });

  test.each(forms)("%s can be trained on", (_, inputs) => {
    withTrainer({ ...five, data: { inputs, targets: [0, 1, 1], columns: 2, trainFraction: 1 } }, (trainer) => {
      expect([...trainer.data().trainInputs]).toEqual(list.flat());
    });
  });

  test("part of a larger buffer is read from where it begins", () => {
    const whole = Float64Array.from([9, 9, ...list.flat(), 9]);
    withTrainer(small, (trainer) => {
      expect(bits(trainer.predict(whole.subarray(2, 8)))).toBe(bits(trainer.predict(list)));
    });
  });

  test("no rows give no outputs", () => {
    withTrainer(small, (trainer) => {
      expect(trainer.predict([]).length).toBe(0);
      expect(trainer.forward(new Float32Array()).activations.map((layer) => layer.length)).toEqual([0, 0, 0]);
    });
  });

  test("rows with a missing cell are dropped where that is asked for, and counted", () => {
    const inputs = [
      [0, 0],
      [null, 1],
      [1, 0],
      [1, 1],
      [0.5, null],
    ];
    withTrainer({ ...five, data: { ...five.data, inputs, missing: "drop" } }, (trainer) => {
      expect([...trainer.data().trainInputs]).toEqual([0, 0, 1, 0, 1, 1]);
      expect([...trainer.data().trainTargets]).toEqual([0, 1, 0]);
      expect(trainer.data().dropped).toBe(2);
    });
  });

  test("and so are the two penguins that nobody measured", () => {
    const measured = { data: { dataset: "penguins" } } as const;
    expect(engine.sampleData(measured).dropped).toBe(2);
    withTrainer(measured, (trainer) => {
      const { trainTargets, testTargets, dropped } = trainer.data();
      expect(trainTargets.length + testTargets.length).toBe(342);
      expect(dropped).toBe(2);
    });
  });
});

test("texts in any script arrive as they were", () => {
  const names = ["Länge 长度 🌷", 'a "quoted" \\ name', "with\u0000zero"];
  const experiment = {
    ...five,
    data: { ...five.data, columnNames: names.slice(0, 2), classNames: ["是", names[2]!] },
  };
  withTrainer(experiment, (trainer) => {
    expect(trainer.data().columnNames).toEqual(names.slice(0, 2));
    expect(trainer.data().classNames).toEqual(["是", names[2]]);
  });
});

test("float64 numbers keep every bit on the way in and out", () => {
  withTrainer({ ...small, precision: "float64" }, (trainer) => {
    const values = Float64Array.from({ length: trainer.parameterCount }, (_, i) => Math.PI ** (i - 9));
    values[3] = -0;
    values[4] = Number.MIN_VALUE;
    trainer.setParameters(values);
    expect(bits(trainer.parameters())).toBe(bits(values));
  });
});

test("objects of another realm, frozen ones and ones without a prototype are plain too", () => {
  const bare: Record<string, unknown> = Object.assign(Object.create(null), structuredClone(small));
  const filled = engine.fill(small);
  expect(engine.fill(bare)).toEqual(filled);
  expect(engine.fill(Object.freeze({ ...small }))).toEqual(filled);
});

test("a hundred thousand rows go in within 150 ms", () => {
  const inputs = Array.from({ length: 100_000 }, (_, i) => [i / 1e5, Math.sin(i), 1 - i / 1e5]);
  const targets = inputs.map((_, i) => i % 2);
  let best = Number.POSITIVE_INFINITY;
  withTrainer({ data: { inputs, targets }, features: ["raw"] }, (trainer) => {
    expect(trainer.data().columns).toBe(3);
    // The best of several: a busy machine may be slow at any one of them.
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      expect(trainer.predict(inputs).length).toBe(100_000);
      best = Math.min(best, performance.now() - start);
    }
  });
  expect(best).toBeLessThan(150);
});
