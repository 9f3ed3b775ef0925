/** Properties of experiments, of what is said where they are refused, and of tables: what chance makes of valid ones. */
import fc from "fast-check";
import { type Experiment, ExperimentError } from "gradient-playground";
import { expect, test } from "vitest";
import { messageText } from "../../web/i18n/refusal.js";
import { guessRoles } from "../../web/table/columns.js";
import { TableError } from "../../web/table/problem.js";
import { readText } from "../../web/table/read.js";
import { take } from "../../web/table/take.js";
import { engine, five } from "./experiments.ts";

const CHANGES = Number(process.env.GP_FUZZ ?? 10_000);
const EXPERIMENTS = Math.round(CHANGES / 2);
const TABLES = Math.round(CHANGES / 4);
const TIME = 60_000 + CHANGES * 5;

type Plain = Record<string, unknown>;

/** Every object and list within a value, with the keys of its members. */
function* holders(value: unknown): Generator<Plain> {
  if (typeof value !== "object" || value === null) return;
  yield value as Plain;
  for (const member of Object.values(value)) yield* holders(member);
}

const odd = fc.oneof(
  fc.constantFrom(null, "", "constructor", "__proto__", [], {}, true, -1, 0, 2.5, 2 ** 31, 2 ** 53, 1e308, 5e-324),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, [Number.NaN], Array(2), new Float32Array(3), 10n, () => 1),
  fc.double(),
  fc.string({ maxLength: 4 }).filter((text) => !text.includes("{")),
);

/** A value of its own: one that is changed later must not be found changed elsewhere, or within itself. */
const fresh = (value: unknown): unknown => (typeof value === "object" ? structuredClone(value) : value);

/** A valid experiment with up to three places that chance has changed. */
const experiments = fc
  .record({
    own: fc.boolean(),
    optimizer: fc.constantFrom(...engine.catalog.optimizers.map(({ id }) => id)),
    schedule: fc.constantFrom(...engine.catalog.schedules.map(({ id }) => id)),
    initializer: fc.constantFrom(...engine.catalog.initializers.map(({ id }) => id)),
    changes: fc.array(fc.tuple(fc.nat(), fc.nat(), odd), { maxLength: 3 }),
  })
  .map(({ own, optimizer, schedule, initializer, changes }) => {
    const experiment: Plain = structuredClone(
      engine.fill({
        ...(own ? five : { data: { dataset: "moons", samples: 12 } }),
        optimizer: { name: optimizer },
        schedule: { name: schedule },
        network: { ...five.network, initializer },
      }),
    ) as unknown as Plain;
    for (const [holder, key, value] of changes) {
      const all = [...holders(experiment)];
      const chosen = all[holder % all.length] as Plain;
      // Nothing but numbers can be written into a typed array.
      if (ArrayBuffer.isView(chosen) && typeof value !== "number") continue;
      const keys = [...Object.keys(chosen), "other"];
      chosen[keys[key % keys.length] as string] = fresh(value);
    }
    return experiment;
  });

test(
  `${EXPERIMENTS} changed experiments are refused at a place, in words of both languages, or are what they say`,
  () => {
    let accepted = 0;
    const property = fc.property(experiments, (experiment) => {
      let filled: Experiment;
      try {
        filled = engine.fill(experiment);
      } catch (error) {
        expect(error).toBeInstanceOf(ExperimentError);
        const { path, id, values, message } = error as ExperimentError;
        expect(path).not.toBe("");
        expect(message.startsWith(`${path} `)).toBe(true);
        for (const language of ["en", "zh"] as const)
          expect(messageText(language, id, values, engine.catalog) ?? "", id).not.toMatch(/^$|\{[a-z]+\}/i);
        return;
      }
      accepted++;
      expect(engine.fill(filled)).toEqual(filled);
    });
    fc.assert(property, { numRuns: EXPERIMENTS });
    expect(accepted).toBeGreaterThan(EXPERIMENTS / 20);
  },
  TIME,
);

const cells = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom(
    "a",
    "b",
    "NA",
    "",
    '"',
    '""',
    "x,y",
    "1.234,5",
    "70 kg",
    "12:30",
    "00123",
    "constructor",
    "__proto__",
    "\ufeff",
    "\0",
    "{",
    "#",
  ),
  fc.string({ maxLength: 5 }),
);

/** Rows of cells with whatever stands between them. */
const tables = fc
  .record({
    rows: fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
    delimiter: fc.constantFrom(",", ";", "\t", "|", " "),
    end: fc.constantFrom("\n", "\r\n", "\r"),
    before: fc.constantFrom(
      "",
      "",
      "w,h,kind\n",
      "# w,h,kind\n",
      "sep=;\n",
      "@relation r\n@attribute a real\n@attribute b string\n@data\n",
    ),
    json: fc.boolean(),
  })
  .map(({ rows, delimiter, end, before, json }) =>
    json && before === "" ? JSON.stringify(rows) : before + rows.map((row) => row.join(delimiter)).join(end),
  );

test(
  `${TABLES} tables are refused with a word, or no row of them is lost and all numbers are finite`,
  async () => {
    let read = 0;
    const property = fc.asyncProperty(tables, async (text) => {
      try {
        const { table, columns } = await readText(text);
        read++;
        expect(table.rows.every((row) => row.length === table.names.length)).toBe(true);
        expect(new Set(table.names).size).toBe(table.names.length);
        const { data, total, usable, problems, classNames } = await take(
          table,
          guessRoles(columns, table.rows.length),
          100,
        );
        expect(total).toBe(table.rows.length + table.ragged.length);
        if (data === null) return;
        expect(usable + problems.length).toBe(total);
        const { inputs, targets } = data as { inputs: number[]; targets: number[] };
        expect(inputs.every((value) => Math.abs(value) <= 1e30)).toBe(true);
        if (data.classNames) expect(targets.every((target) => target in classNames)).toBe(true);
        engine
          .createTrainer({
            data: { ...data, trainFraction: 1 },
            features: ["raw"],
            task: data.classNames ? "classification" : "regression",
            network: { hidden: [], outputActivation: "linear" },
            loss: "mse",
          })
          .dispose();
      } catch (error) {
        expect(error).toBeInstanceOf(TableError);
      }
    });
    await fc.assert(property, { numRuns: TABLES });
    expect(read).toBeGreaterThan(TABLES / 10);
  },
  TIME,
);
