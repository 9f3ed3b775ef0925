/** Datasets whose rows are a file of their own: read on the spot in Node, waited for in a page. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type EngineError, type Experiment, loadEngine } from "gradient-playground";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bits, engine, thrownBy, withTrainer } from "./experiments.ts";

const bytes = new Uint8Array(readFileSync(new URL("../../data/digits8x8.csv", import.meta.url)));
const digits = { data: { dataset: "digits", samples: 100 } } as const;
const file = engine.catalog.datasets.find(({ id }) => id === "digits")?.file;

type LoadEngine = typeof loadEngine;

/** The package's code again, which has loaded nothing yet, as it runs where there is no Node. */
async function inAPage(name: string): Promise<() => ReturnType<typeof loadEngine>> {
  const wasm = readFileSync(new URL("../../dist/engine/engine.wasm", import.meta.url));
  const address = new URL(`../../dist/engine/index.js?${name}`, import.meta.url).href;
  const { loadEngine } = (await import(/* @vite-ignore */ address)) as { loadEngine: LoadEngine };
  vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
  return () => loadEngine({ module: wasm });
}

async function rejected(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  return promise.then(
    () => expect.unreachable("nothing was refused"),
    (error) => error,
  );
}

afterEach(() => vi.restoreAllMocks());

describe("a dataset that is a file of its own", () => {
  test("is named by the catalog, and only the digits are one", () => {
    expect(file).toBe("digits8x8.csv");
    const own = engine.catalog.datasets.filter((row) => row.file !== null).map(({ id }) => id);
    expect(own).toEqual(["digits"]);
  });

  test("is read by Node when a trainer, its rows or a snapshot ask for it", async () => {
    const fresh = await loadEngine();
    expect(fresh.sampleData(digits).trainInputs.length).toBeGreaterThan(0);
    const other = await loadEngine();
    const trainer = other.createTrainer(digits);
    trainer.trainEpochs(1);
    const third = await loadEngine();
    const restored = third.restore(trainer.save());
    expect(bits(restored.parameters())).toBe(bits(trainer.parameters()));
    for (const one of [trainer, restored]) one.dispose();
  });

  test("is the file in data/, row by row", () => {
    const lines = new TextDecoder().decode(bytes).trim().split("\n").slice(1);
    const { trainInputs, trainTargets } = engine.sampleData({ data: { dataset: "digits", trainFraction: 1 } });
    const inFile = lines
      .map((line) => line.split(",").map(Number))
      .sort()
      .join(";");
    const made = lines
      .map((_, row) =>
        [...trainInputs.slice(64 * row, 64 * row + 64)].map((grey) => grey * 16).concat(trainTargets[row]!),
      )
      .sort()
      .join(";");
    expect(made).toBe(inFile);
  });

  test("has to be waited for in a page, which is said, and then is there", async () => {
    const page = await (await inAPage("waited"))();
    const error = thrownBy(() => page.createTrainer(digits)) as EngineError;
    expect(error.code).toBe("load");
    expect(error.message).toContain("await engine.prepare(experiment)");
    vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(bytes));
    await page.prepare(digits);
    const trainer = page.createTrainer(digits);
    withTrainer(digits, (here) => expect(bits(here.parameters())).toBe(bits(trainer.parameters())));
    trainer.dispose();
  });

  test("is fetched once for all engines, and again where that failed", async () => {
    const load = await inAPage("once");
    const fetching = vi.spyOn(globalThis, "fetch");
    const first = await load();
    fetching.mockRejectedValueOnce(new TypeError("offline"));
    expect(await rejected(first.prepare(digits))).toMatchObject({
      code: "load",
      message: expect.stringContaining("offline"),
    });
    fetching.mockResolvedValueOnce(new Response("", { status: 404 }));
    expect((await rejected(first.prepare(digits))).message).toContain("status 404");
    fetching.mockResolvedValueOnce(new Response("<!doctype html><title>Not found</title>"));
    expect((await rejected(first.prepare(digits))).message).toContain("is not the table");
    fetching.mockResolvedValueOnce(new Response(bytes));
    await first.prepare(digits);
    await first.prepare(digits);
    await (await load()).prepare(digits);
    expect(fetching).toHaveBeenCalledTimes(4);
    expect(String(fetching.mock.lastCall?.[0])).toContain("digits8x8.csv");
  });

  test("may come from elsewhere: bytes, an answer or an address", async () => {
    const server = createServer((_, answer) => answer.end(bytes)).listen(0);
    const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/rows.csv`);
    for (const source of [bytes, bytes.slice().buffer, new Response(bytes), address]) {
      const fresh = await loadEngine();
      await fresh.loadDataset("digits", source);
      fresh.createTrainer(digits).dispose();
    }
    server.close();
    const fresh = await loadEngine();
    expect((await rejected(fresh.loadDataset("digits", new Uint8Array(9)))).code).toBe("load");
    expect((await rejected(fresh.loadDataset("digits", "rows.csv" as never))).code).toBe("load");
    expect(await rejected(fresh.loadDataset("hands"))).toMatchObject({
      code: "experiment",
      path: "dataset",
      id: "notOneOf",
      values: { given: "hands" },
    });
  });

  test("others need nothing: no experiment without it fetches anything", async () => {
    const page = await (await inAPage("others"))();
    const fetching = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    const own: Partial<Experiment["data"]> = {
      inputs: [
        [0, 0],
        [1, 1],
      ],
      targets: [0, 1],
    };
    for (const data of [undefined, ...page.catalog.datasets.map(({ id }) => ({ dataset: id })), own]) {
      if (data?.dataset !== "digits") await page.prepare(data ? { data: data as never } : {});
    }
    await page.loadDataset("iris");
    expect(fetching).not.toHaveBeenCalled();
  });
});
