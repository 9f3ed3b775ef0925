/** What a dragged slider asks for: one step of undo, nothing lost on the way, and the run before in sight. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gestureKey } from "../../../web/protocol/merge.js";
import { type Connected, connected, framesAtOnce } from "./connected.js";

let now = 0;
let host: Connected["host"];
let playground: Connected["playground"];
let crossed: Connected["crossed"];

beforeEach(async () => {
  now = 0;
  framesAtOnce();
  ({ host, playground, crossed } = connected(() => now));
  await playground.open({
    data: { dataset: "spiral", samples: 100, noise: 0.1, trainFraction: 0.5 },
    network: { hidden: [{ units: 3, activation: "tanh" }] },
  });
  await vi.waitUntil(() => state().experiment !== null);
});

afterEach(() => {
  playground.close();
  vi.unstubAllGlobals();
});

const state = () => playground.store.state;
const session = () => host.session(0);
const noise = (value: number, merge = gestureKey("data.noise", 1)) =>
  playground.change(
    (draft) => {
      draft.data.noise = value;
    },
    { merge },
  );
const share = (value: number) =>
  playground.change(
    (draft) => {
      draft.data.trainFraction = value;
    },
    { merge: gestureKey("data.trainFraction", 2) },
  );
const train = async (epochs: number) => {
  for (let epoch = 0; epoch < epochs; epoch++) session().step("epoch");
  await playground.settled();
};
const changes = () => crossed.filter(({ name }) => name === "change").length;

describe("changes that follow a hand", () => {
  it("that wait together are made together, behind the one under way", async () => {
    await Promise.all([0.2, 0.3, 0.4, 0.5].map((value) => noise(value)));
    expect(changes()).toBe(1);
    expect(state().experiment?.data.noise).toBe(0.5);
    const first = noise(0.1);
    await Promise.resolve(); // it has begun
    await Promise.all([first, noise(0.2), noise(0.3)]);
    expect(changes()).toBe(3);
    expect(session().experiment.data.noise).toBe(0.3);
  });

  it("of two sliders are both made", async () => {
    await Promise.all([noise(0.2), noise(0.3), share(0.6), share(0.7)]);
    expect(state().experiment?.data).toMatchObject({ noise: 0.3, trainFraction: 0.7 });
    expect(changes()).toBe(2);
  });

  it("that are relative are all made", async () => {
    const rate = state().experiment?.optimizer.learningRate ?? 0;
    const double = () =>
      playground.change(
        (draft) => {
          draft.optimizer.learningRate *= 2;
        },
        { merge: "optimizer.learningRate" },
      );
    await Promise.all([double(), double(), double()]);
    expect(state().experiment?.optimizer.learningRate).toBe(8 * rate);
  });

  it("are undone by what is asked for after them, not overtaken", async () => {
    await train(2);
    void noise(0.2);
    void noise(0.3);
    playground.undo();
    await playground.settled();
    expect(state().experiment?.data.noise).toBe(0.1);
    expect(state().progress?.epoch).toBe(2);
    // What the hand does after that is another step.
    await noise(0.4);
    playground.undo();
    await playground.settled();
    expect(state().experiment?.data.noise).toBe(0.1);
  });
});

describe("one gesture", () => {
  it("is one step of undo however long the hand rests; the toast and the run before stay", async () => {
    await train(6);
    const before = [...session().trainer.parameters()];
    const losses = [...state().history.trainLoss];
    await noise(0.2);
    const { toast } = state();
    expect(toast).toMatchObject({ kind: "another", undo: true });
    expect(state().ghost?.trainLoss).toEqual(losses);
    now += 2000;
    await train(5);
    await noise(0.3);
    now += 2000;
    await noise(0.3); // it is let go where it stands
    expect(state().toast).toBe(toast);
    expect(state().ghost?.trainLoss).toEqual(losses);
    playground.undo();
    await playground.settled();
    expect(state().progress?.epoch).toBe(6);
    expect([...session().trainer.parameters()]).toEqual(before);
    expect(state().toast).toBe(null);
    expect(session().undoStack.undoable.undo).toBe(false);
  });

  it("does not merge with the next, nor do keys that come late", async () => {
    await noise(0.2);
    await noise(0.3, gestureKey("data.noise", 2));
    await noise(0.4, "data.noise");
    now += 1000;
    await noise(0.5, "data.noise");
    now += 2000;
    await noise(0.6, "data.noise");
    for (const value of [0.5, 0.3, 0.2, 0.1]) {
      playground.undo();
      await playground.settled();
      expect(state().experiment?.data.noise).toBe(value);
    }
  });

  it("of late keys leaves no toast whose way back is another's", async () => {
    await train(1);
    await noise(0.2, "data.noise");
    expect(state().toast?.undo).toBe(true);
    now += 2000;
    await noise(0.3, "data.noise");
    expect(state().toast).toBe(null);
  });
});
