/** What a browser kept of a reader's preferences: what means nothing here is left out, the rest holds. */
import { expect, it } from "vitest";
import { keptPreferences, strangePreferences } from "../../../web/state/persist.js";
import { initialState } from "../../../web/state/state.js";

const state = initialState();
const kept = (preferences: object | string) => {
  const text = typeof preferences === "string" ? preferences : JSON.stringify({ version: 1, ...preferences });
  return keptPreferences({ getItem: () => text } as unknown as Storage, state);
};

it("everything that a reader can choose is found again", () => {
  const chart = { measure: "metric", log: true, axis: "updates" };
  const display = { ...state.display, bands: true, pointSize: "loss", lines: "gradient", testPoints: false };
  const plain = { language: "zh", theme: "dark", singleKeys: false, hints: false, speed: 60, granularity: "phase" };
  expect(kept({ ...plain, chart, display })).toEqual({ ...plain, chart, display });
  expect(kept({ speed: null })).toEqual({ speed: Number.POSITIVE_INFINITY });
});

it("a value that there is not is left out, and the others stay", () => {
  for (const [name, value] of Object.entries({
    language: "xx",
    theme: "neon",
    singleKeys: "yes",
    hints: 1,
    speed: -5,
    granularity: "year",
  })) {
    expect(kept({ theme: "light", hints: true, [name]: value }), name).not.toHaveProperty(name, value);
    expect(Object.keys(kept({ language: "en", speed: 60, [name]: value })).length, name).toBeGreaterThan(0);
  }
  expect(kept({ chart: { measure: "luck", log: true } })).toEqual({ chart: { ...state.chart, log: true } });
  expect(kept({ display: { bands: "many", lines: "red", boundary: false } })).toEqual({
    display: { ...state.display, boundary: false },
  });
});

it("what belongs to one run, and names that are no preferences, do not come back", () => {
  const display = { large: { layer: 3, index: 1 }, bent: { layer: 9, units: [0, 1] }, axes: [7, 8] };
  expect(kept({ display, engine: { phase: "failed" }, catalog: null })).toEqual({ display: state.display });
});

it("what is no object, or of another version, is nothing", () => {
  for (const text of ["null", "[]", "7", "{", '{"version":2,"language":"zh"}', '{"language":"zh"}']) {
    expect(kept(text), text).toEqual({});
  }
  expect(kept({ display: null, chart: 3 })).toEqual({});
});

it("whether something of it means nothing here is known, so that it can be told", () => {
  const strange = (text: string | null) => strangePreferences({ getItem: () => text } as unknown as Storage);
  const usual = JSON.stringify({ version: 1, language: "zh", speed: null, chart: state.chart, display: state.display });
  for (const text of [null, usual, '{"version":1}', '{"version":1,"of another version":7}']) {
    expect(strange(text), String(text)).toBeNull();
  }
  for (const text of [
    "{",
    "7",
    '{"version":2}',
    '{"version":1,"language":"xx"}',
    '{"version":1,"chart":{"measure":"luck"}}',
    '{"version":1,"display":7}',
    '{"version":1,"speed":-1}',
  ]) {
    expect(strange(text), text).toBe(text);
  }
});
