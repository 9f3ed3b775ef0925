import { describe, expect, it } from "vitest";
import { lightsNeuron, sameRef } from "../../../web/state/ref.js";
import { Store } from "../../../web/state/store.js";

function frames() {
  const tasks: (() => void)[] = [];
  return {
    schedule: (task: () => void) => tasks.push(task),
    next: () => {
      for (const task of tasks.splice(0)) task();
    },
    tasks,
  };
}

describe("the store", () => {
  it("is current at once and tells at the next frame, once for many changes", () => {
    const { schedule, next, tasks } = frames();
    const store = new Store({}, schedule);
    const told: string[][] = [];
    store.subscribe(["speed", "playing"], (changed) => told.push([...changed].sort()));
    store.set({ speed: 4 });
    store.set({ playing: true, speed: 15 });
    expect(store.state.speed).toBe(15);
    expect(told).toEqual([]);
    expect(tasks).toHaveLength(1);
    next();
    expect(told).toEqual([["playing", "speed"]]);
  });
  it("tells only those who asked for a changed slice", () => {
    const { schedule, next } = frames();
    const store = new Store({}, schedule);
    let told = 0;
    store.subscribe(["speed"], () => told++);
    store.set({ playing: true });
    next();
    expect(told).toBe(0);
  });
  it("tells each of the slices alone that it asked for, whatever else changed", () => {
    const { schedule, next } = frames();
    const store = new Store({}, schedule);
    const told: string[][] = [];
    store.subscribe(["speed", "toast"], (changed) => told.push([...changed]));
    store.set({ playing: true, speed: 4, dark: true });
    next();
    expect(told).toEqual([["speed"]]);
  });
  it("does not tell of a slice set to what it was", () => {
    const { schedule, tasks } = frames();
    const store = new Store({}, schedule);
    store.set({ speed: store.state.speed });
    expect(tasks).toHaveLength(0);
  });
  it("tells of a slice that grew in place", () => {
    const { schedule, next } = frames();
    const store = new Store({}, schedule);
    let told = 0;
    store.subscribe(["history"], () => told++);
    store.touch("history");
    next();
    expect(told).toBe(1);
  });
});

describe("references", () => {
  it("are the same by what they name", () => {
    expect(sameRef({ kind: "bias", layer: 1, to: 2 }, { kind: "bias", layer: 1, to: 2 })).toBe(true);
    expect(sameRef({ kind: "bias", layer: 1, to: 2 }, { kind: "bias", layer: 2, to: 2 })).toBe(false);
    expect(sameRef(null, { kind: "bias", layer: 1, to: 2 })).toBe(false);
  });
  it("of a weight light the neurons at both ends", () => {
    const weight = { kind: "weight", layer: 2, to: 3, from: 1 } as const;
    expect(lightsNeuron(weight, 2, 3)).toBe(true);
    expect(lightsNeuron(weight, 1, 1)).toBe(true);
    expect(lightsNeuron(weight, 1, 3)).toBe(false);
  });
});
