import { describe, expect, it } from "vitest";
import { ACTIONS, actionFor, actionOf } from "../../../web/state/actions.js";
import type { Intents } from "../../../web/state/intents.js";
import { initialState, type State } from "../../../web/state/state.js";
import { Store } from "../../../web/state/store.js";

/** A store that writes down what is asked of it. */
function recorded(state: Partial<State> = {}): { store: Store; asked: unknown[][] } {
  const asked: unknown[][] = [];
  const store = new Store(state, () => {});
  store.intents = new Proxy({} as Intents, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        asked.push([name, ...args]),
  });
  return { store, asked };
}

const progress = { step: 3 } as State["progress"];
const frame = { toggleKeys: () => {}, toggleInspector: () => {} };

describe("The table of actions", () => {
  it("gives no key and no id twice", () => {
    const keys = ACTIONS.flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
  });

  it("finds an action by its key, with Control apart from without", () => {
    expect(actionFor("r")?.id).toBe("reset");
    expect(actionFor("z")).toBeUndefined();
    expect(actionFor("Control+z")?.id).toBe("undo");
    expect(actionFor("Control+Shift+z")?.id).toBe("redo");
  });

  it("trains only where the engine runs, has points and has not diverged", () => {
    const { enabled } = actionOf("play");
    expect(enabled(initialState())).toBe(false);
    const runs: State = { ...initialState(), engine: { phase: "ready" }, progress };
    expect(enabled(runs)).toBe(true);
    expect(enabled({ ...runs, divergence: {} as State["divergence"] })).toBe(false);
  });

  it("goes back to the start from anywhere but the start", () => {
    const { enabled } = actionOf("reset");
    const runs: State = { ...initialState(), engine: { phase: "ready" }, progress };
    expect(enabled(runs)).toBe(true);
    const fresh: State = { ...runs, progress: { step: 0 } as State["progress"] };
    expect(enabled(fresh)).toBe(false);
    expect(enabled({ ...fresh, playing: true })).toBe(true);
  });

  it("travels ten times as far with Shift", () => {
    const { store, asked } = recorded();
    actionOf("back").run(store, frame, false);
    actionOf("forward").run(store, frame, true);
    expect(asked).toEqual([
      ["travel", -1],
      ["travel", 10],
    ]);
  });

  it("releases one thing at a time: the brush, what is pinned, present mode", () => {
    const release = actionOf("release");
    expect(release.enabled(initialState())).toBe(false);
    const { store, asked } = recorded({ pinned: true, present: true });
    expect(release.enabled(store.state)).toBe(true);
    release.run(store, frame, false);
    store.set({ pinned: false });
    release.run(store, frame, false);
    expect(asked).toEqual([
      ["pin", null],
      ["setPreference", { present: false }],
    ]);
  });
});
