/** When the page asks what is new, with animation frames, a clock and a worker of the test's own. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "../../../web/protocol/frame.js";
import { type Asks, FrameLoop } from "../../../web/state/frame-loop.js";
import { Store } from "../../../web/state/store.js";

const FRAME_MS = 1000 / 60;

let now: number;
let tasks: [id: number, task: (time: number) => void][] = [];
let requested = 0;
let store: Store;
let loop: FrameLoop;
/** Questions so far, and those that have not been answered. */
let asked: number;
let open: (() => void)[];
/** Whether the worker answers before the next animation frame. */
let prompt: boolean;

const worker: Asks = {
  request: () => {
    asked++;
    return new Promise((resolve) => {
      open.push(() => resolve({} as never));
    });
  },
  close: () => undefined,
};

/** Lets so many animation frames pass; answers how many questions were asked in them. */
async function frames(count: number): Promise<number> {
  const before = asked;
  for (let i = 0; i < count; i++) {
    now += FRAME_MS;
    for (const [, task] of tasks.splice(0)) task(now);
    if (!prompt) continue;
    for (const answer of open.splice(0)) answer();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return asked - before;
}

beforeEach(() => {
  now = 1000;
  tasks = [];
  asked = 0;
  open = [];
  prompt = true;
  vi.stubGlobal("requestAnimationFrame", (task: (time: number) => void) => {
    tasks.push([++requested, task]);
    return requested;
  });
  vi.stubGlobal("cancelAnimationFrame", (id: number) => {
    tasks = tasks.filter(([each]) => each !== id);
  });
  vi.spyOn(performance, "now").mockImplementation(() => now);
  store = new Store();
  store.set({ engine: { phase: "ready" } });
  loop = new FrameLoop(store, worker, {
    question: () => ({}) as never,
    answered: (_: Frame) => undefined,
    failed: (error) => {
      throw error;
    },
  });
});

afterEach(() => {
  loop.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const play = (speed: number, reducedMotion = false): void => {
  store.set({ playing: true, speed, reducedMotion });
  loop.wake();
};

describe("a run that plays", () => {
  it("is asked for with every frame at a set speed", async () => {
    play(1000);
    expect(await frames(60)).toBe(60);
  });

  it("is asked for 30 times a second at full speed", async () => {
    play(Number.POSITIVE_INFINITY);
    expect(await frames(60)).toBe(30);
  });

  it("is asked for at the next frame, also at full speed, once the reader does something", async () => {
    play(Number.POSITIVE_INFINITY);
    await frames(1);
    expect(await frames(1)).toBe(0);
    await frames(1);
    loop.touch();
    expect(await frames(1)).toBe(1);
  });

  it("is asked for four times a second where less motion is preferred", async () => {
    play(1000, true);
    expect(await frames(60)).toBe(4);
  });

  it("is not asked for again before the answer is there", async () => {
    play(1000);
    prompt = false;
    expect(await frames(10)).toBe(1);
    prompt = true;
    await frames(1);
    expect(await frames(5)).toBe(5);
  });
});

describe("a run at rest", () => {
  it("is asked for once after each change, and no more", async () => {
    expect(await frames(5)).toBe(0);
    loop.touch();
    loop.touch();
    expect(await frames(5)).toBe(1);
    expect(tasks).toEqual([]);
  });

  it("shows where it stopped with the frame after the pause", async () => {
    play(Number.POSITIVE_INFINITY);
    await frames(1);
    store.set({ playing: false });
    loop.touch();
    expect(await frames(1)).toBe(1);
    expect(await frames(5)).toBe(0);
  });
});
