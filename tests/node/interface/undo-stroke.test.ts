import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Engine, loadEngine } from "../../../web/engine/index.js";
import type { RequestName, Requests } from "../../../web/protocol/requests.js";
import { painted, rowsOf } from "../../../web/state/drawing.js";
import type { Asks } from "../../../web/state/frame-loop.js";
import { Playground } from "../../../web/state/playground.js";
import { Store } from "../../../web/state/store.js";
import { type Handlers, handlersFor } from "../../../web/worker/handle.js";
import { Host } from "../../../web/worker/host.js";
import type { RunSession } from "../../../web/worker/runs/session.js";

/** A worker that answers in turn, and leaves one kind of request lying while it is `busy` with it. */
class SlowWorker implements Asks {
  readonly host: Host;
  readonly handlers: Handlers;
  #turn: Promise<unknown> = Promise.resolve();
  #free: (() => void) | null = null;
  #busy: Promise<void> = Promise.resolve();
  #with: RequestName | null = null;

  constructor(engine: Engine) {
    this.host = new Host(engine);
    this.handlers = handlersFor(this.host);
  }

  get session(): RunSession {
    return this.host.session(0);
  }

  busy(name: RequestName): void {
    this.#with = name;
    this.#busy = new Promise((resolve) => {
      this.#free = resolve;
    });
  }

  free(): void {
    this.#free?.();
  }

  request<K extends RequestName>(name: K, args: Requests[K]["args"]): Promise<Requests[K]["answer"]> {
    const answer = this.#turn.then(async () => {
      if (name === this.#with) await this.#busy;
      return (this.handlers[name] as (args: unknown, transfer: ArrayBuffer[]) => unknown)(args, []);
    });
    this.#turn = answer.catch(() => null);
    return answer as Promise<Requests[K]["answer"]>;
  }

  close(): void {
    this.host.dispose();
  }

  onLost(): void {}

  restart(): void {}
}

let engine: Engine;
let worker: SlowWorker;
let playground: Playground;

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

beforeEach(async () => {
  vi.stubGlobal("requestAnimationFrame", (task: () => void) => setTimeout(task, 0));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
  worker = new SlowWorker(engine);
  playground = new Playground(new Store(), worker, { experimentOf: () => undefined });
  await playground.open({
    data: { dataset: "spiral", samples: 100, trainFraction: 0.5 },
    network: { hidden: [{ units: 3, activation: "tanh" }] },
  });
  await vi.waitUntil(() => points() === 50);
});

afterEach(() => {
  playground.close();
  vi.unstubAllGlobals();
});

const points = (): number | undefined => playground.store.state.data?.trainTargets.length;

/** What a brush does: shows a point more. */
function draw(): void {
  const { data } = playground.store.state;
  if (data) playground.sketch(painted(data, [1, 1], 0));
}

/** What it does when the pointer is lifted: gives the engine the rows. */
function lift(seed?: number): Promise<unknown> {
  const { data } = playground.store.state;
  if (!data) throw new Error("no data");
  const rows = rowsOf(data);
  return playground.change(
    (draft) => {
      draft.data = rows as typeof draft.data;
      if (seed !== undefined) draft.network.seed = seed;
    },
    { preset: null, sketched: true },
  );
}

/** Every change and every undo asked for so far is in the store. */
const settled = () => playground.change(() => undefined);

describe("a stroke begun before the one before it is shown", () => {
  it("keeps its first points", async () => {
    worker.busy("frame");
    draw();
    const landed = lift();
    await vi.waitUntil(() => worker.session?.undoStack.undoable.undo);
    draw();
    worker.free();
    await landed;
    expect(points()).toBe(52);
    draw();
    await lift();
    expect(points()).toBe(53);
    playground.undo();
    await settled();
    expect(points()).toBe(51);
    playground.undo();
    await settled();
    expect(points()).toBe(50);
  });

  it("keeps them also where several are on their way", async () => {
    worker.busy("frame");
    draw();
    const first = lift();
    await vi.waitUntil(() => worker.session?.undoStack.undoable.undo);
    draw();
    const second = lift();
    draw();
    worker.free();
    await first;
    expect(points()).toBe(53);
    await second;
    expect(points()).toBe(53);
    playground.undo();
    expect(points()).toBe(52);
    await settled();
    expect(worker.session?.experiment.data.targets).toHaveLength(52);
  });

  it("is taken back without what was on its way", async () => {
    worker.busy("frame");
    draw();
    const landed = lift();
    await vi.waitUntil(() => worker.session?.undoStack.undoable.undo);
    const { data } = playground.store.state;
    draw();
    worker.free();
    await landed;
    playground.sketch(data);
    playground.undo();
    await settled();
    expect(points()).toBe(50);
  });
});

describe("undo takes back a stroke", () => {
  it("that is still being drawn", async () => {
    draw();
    expect(points()).toBe(51);
    playground.undo();
    expect(points()).toBe(50);
    await settled();
    expect([points(), worker.session?.undoStack.undoable.undo]).toEqual([50, false]);
  });

  it("that is on its way to the engine", async () => {
    worker.busy("change");
    draw();
    const landed = lift();
    playground.undo();
    worker.free();
    await landed;
    await settled();
    expect(points()).toBe(50);
    expect(worker.session?.undoStack.undoable).toEqual({ undo: false, redo: true });
  });

  it("that has landed and is not shown yet, and redo brings it back", async () => {
    draw();
    worker.busy("frame");
    const landed = lift();
    await vi.waitUntil(() => worker.session?.undoStack.undoable.undo);
    playground.undo();
    worker.free();
    await landed;
    await settled();
    expect(points()).toBe(50);
    playground.redo();
    await settled();
    expect(points()).toBe(51);
  });

  it("drawn over another on its way, and leaves that one", async () => {
    worker.busy("change");
    draw();
    const landed = lift();
    draw();
    expect(points()).toBe(52);
    playground.undo();
    expect(points()).toBe(51);
    worker.free();
    await landed;
    await settled();
    expect(points()).toBe(51);
    playground.undo();
    await settled();
    expect(points()).toBe(50);
  });

  it("that the engine refuses, and nothing before it", async () => {
    await playground.change((draft) => {
      draft.optimizer.learningRate = 0.5;
    });
    worker.busy("change");
    draw();
    const refused = lift(-1);
    playground.undo();
    worker.free();
    expect(await refused).not.toBeNull();
    await settled();
    expect(playground.store.state.experiment?.optimizer.learningRate).toBe(0.5);
  });
});
