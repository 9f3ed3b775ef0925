/** What speed rests on and no clock is needed for: bytes that travel, bytes that load, instructions that are there. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { engine, withTrainer } from "./experiments.ts";
import { simdByFunction } from "./wasm-code.ts";

const wasm = readFileSync(new URL("../../dist/engine/engine.wasm", import.meta.url));
const code = readFileSync(new URL("../../dist/engine/index.js", import.meta.url));

/** TensorFlow Playground's largest network: seven features, six layers of eight. */
const medium = {
  data: { dataset: "spiral" },
  features: engine.catalog.features.filter(({ columns }) => columns > 0).map(({ id }) => id),
  network: { hidden: Array.from({ length: 6 }, () => ({ units: 8, activation: "tanh" })) },
  batch: { size: 10 },
};

describe("a frame's message", () => {
  test("is the output's plane and a small picture of every neuron in one buffer, and not a byte more", () => {
    withTrainer(medium, (trainer) => {
      const { planes, thumbnails } = trainer.view({ width: 100, height: 100, thumbnail: 25 });
      expect(planes.length).toBe(100 * 100);
      expect(thumbnails.length).toBe((7 + 6 * 8 + 1) * 25 * 25);
      expect(planes.buffer).toBe(thumbnails.buffer);
      expect(planes.buffer.byteLength).toBe(4 * (planes.length + thumbnails.length));
    });
  });

  test("is written into the buffer that comes back, frame after frame", () => {
    withTrainer(medium, (trainer) => {
      const request = { width: 100, height: 100, thumbnail: 25 };
      const first = trainer.view(request).planes.buffer as ArrayBuffer;
      let buffer = first;
      for (let frame = 0; frame < 5; frame++) {
        trainer.trainEpochs(1);
        buffer = trainer.view(request, buffer).planes.buffer as ArrayBuffer;
        expect(buffer).toBe(first);
      }
    });
  });

  test("holds the same picture however the grid falls into tiles", () => {
    withTrainer(medium, (trainer) => {
      trainer.trainEpochs(3);
      // Rows shorter and longer than a tile, blocks of 1 to 24 points: the mean over each block of a neuron's own field.
      for (const [width, height, thumbnail] of [
        [12, 12, 12],
        [30, 10, 10],
        [100, 50, 50],
        [150, 150, 25],
        [600, 12, 4],
        [520, 24, 1],
      ] as const) {
        const { planes, thumbnails } = trainer.view({ width, height, thumbnail });
        const whole = trainer.field({ width, height });
        expect(Buffer.compare(Buffer.from(planes.buffer, 0, planes.byteLength), Buffer.from(whole.buffer))).toBe(0);
        const neuron = 7 + 2 * 8 + 3;
        const plane = trainer.field({ width, height, neuron: { layer: 3, index: 3 } });
        const [across, down] = [width / thumbnail, height / thumbnail];
        for (const cell of [0, thumbnail * thumbnail - 1]) {
          const top = Math.floor(cell / thumbnail) * down;
          const left = (cell % thumbnail) * across;
          let sum = 0;
          for (let j = 0; j < down; j++) for (let i = 0; i < across; i++) sum += plane[(top + j) * width + left + i]!;
          // Sums of at most 12480 float32 numbers within ±1.
          const own = thumbnails[neuron * thumbnail * thumbnail + cell]!;
          expect(Math.abs(own - sum / (across * down))).toBeLessThan(1e-4);
        }
      }
    });
  });
});

describe("what a page loads", () => {
  const gzip = (bytes: Uint8Array) => gzipSync(bytes).length;

  test("the engine is under 260 kB compressed, and its code under 53", () => {
    expect(gzip(wasm)).toBeLessThan(260_000);
    expect(gzip(wasm)).toBeGreaterThan(10_000);
    // Links of our own and of TensorFlow Playground are in it; what writes exports is loaded when asked for.
    // The last three thousand are principal components, how far a download is, what a run takes of memory, and the two
    // modules.
    expect(gzip(code)).toBeLessThan(53_000);
  });
});

describe("the kernels' instructions", () => {
  const functions = simdByFunction(wasm);
  const F32 = { splat: 0x13, add: 0xe4, mul: 0xe6, sqrt: 0xe3, div: 0xe7 };
  const F64 = { add: 0xf0, mul: 0xf2 };
  const total = (op: number) => functions.reduce((sum, counts) => sum + (counts.get(op) ?? 0), 0);

  test("whole blocks of products are SIMD: functions with dozens of f32x4.mul, as many f32x4.add", () => {
    const kernels = functions.filter((counts) => (counts.get(F32.mul) ?? 0) >= 24 && (counts.get(F32.add) ?? 0) >= 24);
    // Products forward and back, the weight gradient, their kin for small batches.
    expect(kernels.length).toBeGreaterThanOrEqual(3);
    expect(total(F32.mul)).toBeGreaterThan(500);
    expect(total(F32.add)).toBeGreaterThan(500);
  });

  test("activations and optimizers divide and take roots four at a time, and float64 runs in pairs", () => {
    expect(total(F32.div)).toBeGreaterThan(20);
    expect(total(F32.sqrt)).toBeGreaterThan(3);
    expect(total(F64.mul)).toBeGreaterThan(500);
    expect(total(F64.add)).toBeGreaterThan(500);
  });
});

test("the engine's own folder holds what every page needs, and what is loaded when it is asked for", () => {
  const files = readdirSync(new URL("../../dist/engine", import.meta.url)).filter((name) => !name.endsWith(".d.ts"));
  const asked = ["digits8x8.csv", "export.js", "onnx.js", "rolldown-runtime.js"];
  expect(files.sort()).toEqual(["arguments.js", "engine.wasm", "index.js", "licenses.md", ...asked].sort());
});
