import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadEngine } from "../../../web/engine/index.js";
import { fromKeptText, toKeptText } from "../../../web/state/kept-text.js";
import { keptRun } from "../../../web/state/persist.js";
import { RunSession } from "../../../web/worker/runs/session.js";

/** What a browser kept before kept runs had a header, and the run that it was kept of. */
interface Golden {
  name: string;
  stored: string;
  parameters: string;
  epochs: number[];
}
const golden = JSON.parse(readFileSync(new URL("../../golden/kept-runs-1.json", import.meta.url), "utf8")) as Golden[];

const engine = await loadEngine({
  module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)),
});

const storageOf = (text: string) => ({ getItem: () => text }) as unknown as Storage;
const hex = (numbers: ArrayBufferView) =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("hex");

it.each(golden.map((run) => [run.name, run] as const))(
  "a run kept without a header, %s, is found again with its rows and ways back",
  (_, run) => {
    const kept = keptRun(storageOf(run.stored));
    expect(kept).not.toBeNull();
    const { experiment, snapshot, record } = kept!;
    const session = new RunSession(engine, experiment, () => 0, { snapshot, record } as never);
    expect(hex(session.trainer.parameters())).toBe(run.parameters);
    const rows = run.epochs.filter((epoch) => Number.isFinite(epoch));
    expect(session.run.record.history.epoch).toEqual(rows);
    expect(session.run.record.stops.length).toBe(record?.stops.length);
    session.dispose();
  },
);

it("a kept run whose text is damaged anywhere is not taken for one", () => {
  const text = toKeptText({ experiment: engine.fill({}), preset: null });
  expect(fromKeptText(text)).toEqual({ experiment: engine.fill({}), preset: null });
  for (let i = 0; i < text.length; i++) {
    const other = text.slice(0, i) + (text[i] === "1" ? "2" : "1") + text.slice(i + 1);
    expect(fromKeptText(other), `letter ${i}`).toBeNull();
  }
});

it("a kept run of a later version is left alone", () => {
  expect(fromKeptText(toKeptText({ experiment: {} }).replace(" 2 ", " 3 "))).toBeNull();
});
