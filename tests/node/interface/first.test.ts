import { readFileSync } from "node:fs";
import { loadEngine } from "gradient-playground";
import { expect, test } from "vitest";
import { PRESETS } from "../../../web/presets/index.js";
import { joined, packFirst, parted, unpackFirst } from "../../../web/protocol/first.js";

const text = readFileSync(new URL("../../../build/first.json", import.meta.url), "utf8");

test("what the page shows first is what the engine answers about the first preset", async () => {
  const engine = await loadEngine();
  const first = unpackFirst(text);
  const [preset] = PRESETS;
  if (!preset) throw new Error("no preset");
  const trainer = engine.createTrainer(preset.experiment);
  const { frame } = first;
  expect(first.preset).toBe(preset.id);
  expect(first.catalog).toEqual(engine.catalog);
  expect(first.baseline).toEqual(engine.fill(preset.experiment));
  expect(frame.experiment).toEqual(trainer.experiment);
  expect(frame.progress).toEqual(trainer.progress);
  expect(frame.parameters).toEqual(trainer.parameters());
  expect(frame.start?.data).toEqual(trainer.data());
  expect(frame.start?.layers).toEqual(trainer.layers());
  const { width, height, thumbnail, planes, thumbnails } = frame.view ?? expect.unreachable();
  const view = trainer.view({ width, height, thumbnail });
  expect([width, height, thumbnail]).toEqual([50, 50, 25]);
  expect(planes).toHaveLength(view.planes.length);
  expect(thumbnails).toHaveLength(view.thumbnails.length);
  const closest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs)) / 4094 + 1e-6;
  planes.forEach((value, at) => {
    expect(Math.abs(value - (view.planes[at] ?? 0))).toBeLessThanOrEqual(closest(view.planes));
  });
  thumbnails.forEach((value, at) => {
    expect(Math.abs(value - (view.thumbnails[at] ?? 0))).toBeLessThanOrEqual(closest(view.thumbnails));
  });
  trainer.dispose();
});

test("what was recorded is packed and unpacked to the same", () => {
  const first = unpackFirst(text);
  expect(unpackFirst(packFirst(first))).toEqual(first);
});

test("a record in two parts is the same record, and the picture the smaller part", () => {
  const parts = parted(text);
  expect(joined(parts)).toEqual(unpackFirst(text));
  expect(parts.picture.length).toBeLessThan(parts.rest.length / 5);
  const { frame: _, ...without } = JSON.parse(text);
  expect(() => parted(JSON.stringify({ ...without, frame: {} }))).toThrow("no picture");
});

test("numbers that a picture cannot be made of are refused when it is recorded", () => {
  const first = unpackFirst(text);
  const { view } = first.frame;
  if (!view) throw new Error("no view");
  const planes = Float32Array.of(Number.NaN);
  expect(() => packFirst({ ...first, frame: { ...first.frame, view: { ...view, planes } } })).toThrow("not finite");
});
