import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { EngineError, type LoadOptions, loadEngine, type Trainer } from "gradient-playground";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bits, engine, five, small, thrownBy, withTrainer } from "./experiments.ts";

const url = new URL("../../dist/engine/engine.wasm", import.meta.url);
const bytes = new Uint8Array(await readFile(url));

async function failure(options?: LoadOptions): Promise<EngineError> {
  const error = await loadEngine(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EngineError);
  return error as EngineError;
}

afterEach(() => vi.restoreAllMocks());

describe("loadEngine", () => {
  test.each<[string, () => Promise<NonNullable<LoadOptions["module"]>>]>([
    ["a URL", async () => url],
    ["bytes", async () => bytes],
    ["an ArrayBuffer", async () => bytes.slice().buffer],
    ["a compiled module", () => WebAssembly.compile(bytes)],
    [
      "a Response of its own type",
      async () => new Response(bytes, { headers: { "content-type": "application/wasm" } }),
    ],
    ["a Response of another type", async () => new Response(bytes)],
  ])("takes %s", async (_, module) => {
    const loaded = await loadEngine({ module: await module() });
    expect(loaded.catalog).toEqual(engine.catalog);
  });

  test("gives every caller an engine of its own that computes the same", async () => {
    const other = await loadEngine();
    expect(other).not.toBe(engine);
    const trainer = other.createTrainer(small);
    trainer.trainEpochs(3);
    withTrainer(small, (mine) => {
      mine.trainEpochs(3);
      expect(bits(mine.parameters())).toBe(bits(trainer.parameters()));
    });
    trainer.dispose();
  });

  test("says what is wrong with the module", async () => {
    expect((await failure({ module: Uint8Array.of(1, 2, 3) })).code).toBe("load");
    expect((await failure({ module: new URL("./nowhere.wasm", url) })).message).toContain("nowhere.wasm");
    expect((await failure({ module: new Response("", { status: 404 }) })).message).toContain("404");
    expect((await failure({ module: "engine.wasm" as never })).code).toBe("load");
  });

  test("says so when a Content-Security-Policy forbids WebAssembly", async () => {
    const words = [
      "WebAssembly.compile(): Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an " +
        "allowed source of script in the following Content Security Policy directive",
      "call to WebAssembly.compile() blocked by CSP",
    ];
    for (const message of words) {
      vi.spyOn(WebAssembly, "compile").mockRejectedValue(new WebAssembly.CompileError(message));
      const error = await failure({ module: bytes });
      expect(error.code).toBe("blocked");
      expect(error.message).toContain("wasm-unsafe-eval");
    }
  });

  test("says so when the platform lacks SIMD or exceptions", async () => {
    vi.spyOn(WebAssembly, "compile").mockRejectedValue(new WebAssembly.CompileError("invalid opcode 0xfd"));
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    expect((await failure({ module: bytes })).code).toBe("unsupported");
  });

  test("can be tried again after it failed", async () => {
    // Another copy of the package's code, which has loaded nothing yet.
    const address = new URL("../../dist/engine/index.js?again", import.meta.url).href;
    const again = (await import(/* @vite-ignore */ address)) as { loadEngine: typeof loadEngine };
    vi.spyOn(WebAssembly, "compile").mockRejectedValueOnce(new Error("no luck"));
    await expect(again.loadEngine()).rejects.toThrow("no luck");
    expect((await again.loadEngine()).catalog).toEqual(engine.catalog);
  });
});

describe("the catalog", () => {
  const tables = Object.entries(engine.catalog).filter(
    ([key]) => !["defaults", "settings", "stopRules", "messages"].includes(key),
  );

  test.each(tables)("%s: every row says what it is in both languages, and no id stands twice", (_, rows) => {
    const list = rows as { id: string; label: { en: string; zh: string }; summary: { en: string; zh: string } }[];
    expect(list.length).toBeGreaterThan(1);
    expect(new Set(list.map((row) => row.id)).size).toBe(list.length);
    for (const { label, summary } of list) {
      for (const text of [label.en, label.zh, summary.en, summary.zh]) expect(text.trim()).not.toBe("");
      expect(summary.zh, summary.en).toMatch(/\p{Script=Han}/u);
    }
  });

  test("every parameter's default lies in its range", () => {
    const rows = tables.flatMap(([, table]) => table as { id: string; parameters: typeof engine.catalog.settings }[]);
    for (const parameter of [...rows.flatMap((row) => row.parameters), ...engine.catalog.settings]) {
      if (parameter.default === null) continue;
      expect(parameter.default, parameter.id).toBeGreaterThanOrEqual(parameter.min);
      expect(parameter.default, parameter.id).toBeLessThanOrEqual(parameter.max);
    }
  });

  test("has the rows of the contract", () => {
    const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort();
    const { activations, losses, optimizers, outputActivations, schedules } = engine.catalog;
    const words = (text: string) => text.split(" ").sort();
    expect(ids(activations)).toEqual(
      words("linear relu leaky-relu elu selu gelu silu mish softplus softsign tanh sigmoid sine"),
    );
    expect(ids(outputActivations)).toEqual(words("linear tanh sigmoid softmax"));
    expect(ids(losses)).toEqual(words("half-squared-error mse huber binary-cross-entropy cross-entropy"));
    expect(ids(optimizers)).toEqual(
      words("sgd momentum nesterov adagrad rmsprop adadelta adam amsgrad adamw nadam radam adamax rprop"),
    );
    expect(schedules.length).toBe(5);
  });

  test("is JSON, and frozen to the last member", () => {
    const { catalog } = engine;
    expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog);
    expect(thrownBy(() => (catalog.datasets as unknown[]).push({}))).toBeInstanceOf(TypeError);
    expect(Object.isFrozen(catalog.optimizers[0]!.label)).toBe(true);
  });

  test("every dataset can be trained on as it is", () => {
    for (const { id, task } of engine.catalog.datasets) {
      withTrainer({ task, data: { dataset: id } }, (trainer) => {
        const before = trainer.progress.trainLoss;
        const after = trainer.trainEpochs(2);
        expect(Number.isFinite(before), id).toBe(true);
        expect(after.epoch, id).toBe(2);
        expect(after.trainLoss, id).not.toBe(before);
      });
    }
  });
});

describe("after dispose", () => {
  /** What a call throws, or what its promise is rejected with. */
  const refused = async (call: () => unknown): Promise<unknown> => {
    try {
      await call();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  test("every call throws a clear error, and a second dispose does nothing", async () => {
    const trainer = engine.createTrainer(small);
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(trainer)).filter(
      (name) => name !== "constructor" && name !== "dispose",
    );
    const checkpoint = trainer.checkpoint();
    const handIn: Record<string, unknown[]> = {
      trainEpochs: [1],
      trainSteps: [1],
      advance: [1],
      setParameters: [trainer.parameters()],
      setParameter: [0, 1],
      setFixed: [0, true],
      forward: [[[1, 2]]],
      activationsAt: [[[1, 2]]],
      preActivationsAt: [[[1, 2]]],
      outputPartsAt: [[[1, 2]]],
      predict: [[[1, 2]]],
      field: [{ width: 2, height: 2 }],
      view: [{ width: 2, height: 2, thumbnail: 1 }],
      confusion: ["train"],
      sampleLosses: ["train"],
      sampleGradients: [0],
      trace: [{ sample: 0 }],
      configure: [small],
      rewind: [checkpoint],
    };
    trainer.dispose();
    trainer.dispose();
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const error = await refused(() => {
        const member = Reflect.get(trainer, name, trainer) as unknown;
        return typeof member === "function" ? member.apply(trainer, handIn[name] ?? []) : member;
      });
      expect(error, name).toBeInstanceOf(EngineError);
      expect((error as EngineError).code, name).toBe("disposed");
    }
    // Before a word about what was handed in, whatever that was.
    const getters = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(trainer));
    for (const name of names.filter((name) => getters[name]!.get === undefined)) {
      for (const nonsense of [undefined, null, "much", -1.5, {}, []]) {
        const call = Reflect.get(trainer, name, trainer) as (...given: unknown[]) => unknown;
        const error = await refused(() => call.apply(trainer, [nonsense, nonsense]));
        expect((error as EngineError).code, `${name}(${nonsense})`).toBe("disposed");
      }
    }
  });

  // Three million parameters, each kept several times over: a few dozen such trainers are more than fits.
  const large = { network: { hidden: Array.from({ length: 4 }, () => ({ units: 1000, activation: "relu" })) } };

  test("its memory is free again", () => {
    for (let i = 0; i < 40; i++) withTrainer(large, (trainer) => expect(trainer.parameterCount).toBeGreaterThan(3e6));
  });

  test("and where it does run out, that is an error and the engine works on", async () => {
    const own = await loadEngine();
    const trainers: Trainer[] = [];
    const error = thrownBy(() => {
      for (let i = 0; i < 200; i++) trainers.push(own.createTrainer(large));
    });
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).code).toBe("memory");
    // Whatever is asked for now may be refused as well, but nothing breaks.
    const inputs = Array.from({ length: 100_000 }, (_, i) => [i, -i]);
    for (let i = 0; i < 20; i++) {
      const again = thrownBy(() => own.createTrainer({ ...five, data: { inputs, targets: inputs.map(() => i % 2) } }));
      expect(again === undefined || (again as EngineError).code === "memory").toBe(true);
    }
    for (const trainer of trainers) trainer.dispose();
    const trainer = own.createTrainer(small);
    trainer.trainEpochs(3);
    withTrainer(small, (elsewhere) => {
      elsewhere.trainEpochs(3);
      expect(bits(trainer.parameters())).toBe(bits(elsewhere.parameters()));
    });
  });

  test("so is that of trainers that were only forgotten, once garbage is collected", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    for (let i = 0; i < 40; i++) {
      engine.createTrainer(large);
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
});
