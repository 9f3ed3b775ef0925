import { describe, expect, it } from "vitest";
import { CONTROLS, controlsIn, hiddenBy } from "../../../web/links/controls.js";
import { ACTIONS, actionOf } from "../../../web/state/actions.js";
import { initialState, type State } from "../../../web/state/state.js";

describe("Hidden controls", () => {
  it("have the names that pages and links were written with", () => {
    const names =
      "data noise split features shape activation learning-rate optimizer batch-size loss initializer regularization " +
      "stop network biases picture chart timeline step reset seed speed inspector share lessons legend";
    for (const name of names.split(" ")) expect(CONTROLS).toContain(name);
  });

  it("are all but those shown, and those hidden besides", () => {
    expect(hiddenBy({})).toEqual([]);
    expect(hiddenBy({ hide: ["seed", "data"] })).toEqual(["data", "seed"]);
    expect(hiddenBy({ show: ["picture", "network"] })).toEqual(
      CONTROLS.filter((control) => control !== "picture" && control !== "network"),
    );
    expect(hiddenBy({ show: ["picture", "network"], hide: ["network"] })).toContain("network");
    expect(controlsIn(["sun", "seed", "sun", "data"])).toEqual({ controls: ["data", "seed"], unknown: ["sun"] });
  });

  it("take their keys with them, and leave the others", () => {
    const progress = { step: 3 } as State["progress"];
    const runs: State = { ...initialState(), engine: { phase: "ready" }, progress };
    const without = (hidden: State["hidden"]) =>
      ACTIONS.filter(({ enabled }) => enabled(runs) && !enabled({ ...runs, hidden })).map(({ id }) => id);
    expect(without(new Set(["step"]))).toEqual(["step", "stepEpoch", "stepBatch", "stepSample"]);
    expect(without(new Set(["learning-rate", "seed"]))).toEqual(["newStart", "lowerRate", "raiseRate"]);
    expect(without(new Set(["data", "noise"]))).toEqual([]);
    expect(actionOf("play").enabled({ ...runs, hidden: new Set(CONTROLS) })).toBe(true);
  });
});
