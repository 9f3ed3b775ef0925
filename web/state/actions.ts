/**
 * What a reader can do at once, by a key or a button: the keyboard, the list of keys and the buttons are made from
 * this one table.
 */
import type { PlainKey } from "../i18n/index.js";
import type { Control } from "../links/index.js";
import { lacksPoints } from "./drawing.js";
import { hasRun } from "./shown.js";
import type { State } from "./state.js";
import type { Store } from "./store.js";

/** What an action needs of the frame: it concerns no run. */
export interface FrameActions {
  toggleKeys(): void;
  toggleInspector(): void;
}

export interface Action {
  id: string;
  /** What it does, in the list of keys; neighbours with the same words share a line there. */
  label: PlainKey;
  group: PlainKey;
  /** Keys by `KeyboardEvent.key`, letters small, with `Control+` and `Control+Shift+` before them. */
  keys: readonly string[];
  /** How the list of keys writes them. */
  shown: string;
  /** Whether a key held down does it again and again. */
  repeats?: boolean;
  /** Whether it means anything now; a key of one that does not is free for others. */
  enabled(state: Readonly<State>): boolean;
  /** `far`: with Shift. */
  run(store: Store, frame: FrameActions, far: boolean): void;
}

const always = () => true;
const ready = (state: Readonly<State>) => hasRun(state) && state.progress !== null;
const trains = (state: Readonly<State>) => ready(state) && state.divergence === null && !lacksPoints(state.data);
/** Whether there is a way back to the start. */
const begun = (state: Readonly<State>) =>
  ready(state) && (state.playing || state.progress?.step !== 0 || state.timeline.last !== 0);

/** What its control does by a pointer a key does only while the control is not hidden. */
const shown =
  (control: Control, enabled: Action["enabled"]): Action["enabled"] =>
  (state) =>
    !state.hidden.has(control) && enabled(state);

/** A rate one step of its slider up or down, a twentieth of a decade. */
const nudgedRate = (rate: number, steps: number) =>
  Number((10 ** (Math.round(Math.log10(rate) * 20 + steps) / 20)).toPrecision(2));

const nudge =
  (steps: number) =>
  ({ intents }: Store) =>
    void intents.change(
      (draft) => {
        draft.optimizer.learningRate = nudgedRate(draft.optimizer.learningRate, steps);
      },
      { merge: "optimizer.learningRate" },
    );

const run = { group: "keys.run" } as const;
const change = { group: "keys.change" } as const;
const look = { group: "keys.look" } as const;
const { POSITIVE_INFINITY: end, NEGATIVE_INFINITY: start } = Number;

const TABLE = [
  {
    ...run,
    id: "play",
    label: "keys.play",
    keys: [" "],
    shown: "Space",
    enabled: trains,
    run: ({ intents }) => intents.toggle(),
  },
  {
    ...run,
    id: "step",
    label: "keys.step",
    keys: ["s"],
    shown: "S",
    enabled: shown("step", trains),
    run: ({ intents }) => intents.step(),
  },
  {
    ...run,
    id: "stepEpoch",
    label: "keys.units",
    keys: ["e"],
    shown: "E",
    enabled: shown("step", trains),
    run: ({ intents }) => intents.step("epoch"),
  },
  {
    ...run,
    id: "stepBatch",
    label: "keys.units",
    keys: ["m"],
    shown: "M",
    enabled: shown("step", trains),
    run: ({ intents }) => intents.step("batch"),
  },
  {
    ...run,
    id: "stepSample",
    label: "keys.units",
    keys: ["x"],
    shown: "X",
    enabled: shown("step", trains),
    run: ({ intents }) => intents.step("sample"),
  },
  {
    ...run,
    id: "stepPhase",
    label: "keys.units",
    keys: ["b"],
    shown: "B",
    enabled: trains,
    run: ({ intents }) => intents.step("phase"),
  },
  {
    ...run,
    id: "back",
    label: "keys.seek",
    keys: ["ArrowLeft"],
    shown: "←",
    repeats: true,
    enabled: shown("timeline", ready),
    run: ({ intents }, _, far) => intents.travel(far ? -10 : -1),
  },
  {
    ...run,
    id: "forward",
    label: "keys.seek",
    keys: ["ArrowRight"],
    shown: "→",
    repeats: true,
    enabled: shown("timeline", ready),
    run: ({ intents }, _, far) => intents.travel(far ? 10 : 1),
  },
  {
    ...run,
    id: "first",
    label: "keys.ends",
    keys: ["Home"],
    shown: "Home",
    repeats: true,
    enabled: shown("timeline", ready),
    run: ({ intents }) => intents.travel(start),
  },
  {
    ...run,
    id: "last",
    label: "keys.ends",
    keys: ["End"],
    shown: "End",
    repeats: true,
    enabled: shown("timeline", ready),
    run: ({ intents }) => intents.travel(end),
  },
  {
    ...run,
    id: "reset",
    label: "keys.reset",
    keys: ["r"],
    shown: "R",
    enabled: shown("reset", begun),
    run: ({ intents }) => intents.reset(),
  },
  {
    ...change,
    id: "newStart",
    label: "keys.newStart",
    keys: ["n"],
    shown: "N",
    enabled: shown("seed", ready),
    run: ({ intents }) => intents.newStart(),
  },
  {
    ...change,
    id: "lowerRate",
    label: "keys.rate",
    keys: ["["],
    shown: "[",
    repeats: true,
    enabled: shown("learning-rate", ready),
    run: nudge(-1),
  },
  {
    ...change,
    id: "raiseRate",
    label: "keys.rate",
    keys: ["]"],
    shown: "]",
    repeats: true,
    enabled: shown("learning-rate", ready),
    run: nudge(1),
  },
  // What is under way can be undone too, before the state tells of it.
  {
    ...change,
    id: "undo",
    label: "keys.undo",
    keys: ["Control+z"],
    shown: "Ctrl+Z",
    repeats: true,
    enabled: always,
    run: ({ intents }) => intents.undo(),
  },
  {
    ...change,
    id: "redo",
    label: "keys.undo",
    keys: ["Control+Shift+z"],
    shown: "Ctrl+⇧Z",
    repeats: true,
    enabled: always,
    run: ({ intents }) => intents.redo(),
  },
  {
    ...look,
    id: "log",
    label: "keys.log",
    keys: ["l"],
    shown: "L",
    enabled: always,
    run: ({ intents, state }) => intents.setChart({ log: !state.chart.log }),
  },
  {
    ...look,
    id: "testPoints",
    label: "keys.test",
    keys: ["t"],
    shown: "T",
    enabled: always,
    run: ({ intents, state }) => intents.show({ testPoints: !state.display.testPoints }),
  },
  {
    ...look,
    id: "present",
    label: "keys.present",
    keys: ["p"],
    shown: "P",
    enabled: always,
    run: ({ intents, state }) => intents.setPreference({ present: !state.present }),
  },
  {
    ...look,
    id: "inspector",
    label: "keys.inspector",
    keys: ["i"],
    shown: "I",
    enabled: shown("inspector", always),
    run: (_, frame) => frame.toggleInspector(),
  },
  // Digits mean a brush only where one can be taken up: see shell/keyboard.ts.
  { ...look, id: "brush", label: "keys.brush", keys: [], shown: "1 … 6, 0", enabled: () => false, run: () => {} },
  {
    ...look,
    id: "help",
    label: "keys.help",
    keys: ["?"],
    shown: "?",
    enabled: always,
    run: (_, frame) => frame.toggleKeys(),
  },
  {
    ...look,
    id: "release",
    label: "keys.escape",
    keys: ["Escape"],
    shown: "Esc",
    enabled: ({ brush, pinned, present, display }) => Boolean(brush || pinned || display.large || present),
    run: release,
  },
] as const satisfies readonly Action[];

export type ActionId = (typeof TABLE)[number]["id"];
export const ACTIONS: readonly Action[] = TABLE;

/** Lays down the brush, else releases what is pinned, else the neuron that is kept large, else leaves present mode. */
function release({ intents, state }: Store): void {
  if (state.brush) intents.setBrush(null);
  else if (state.pinned) intents.pin(null);
  else if (state.display.large) intents.show({ large: null });
  else intents.setPreference({ present: false });
}

export const actionOf = (id: ActionId): Action => TABLE.find((action) => action.id === id) as Action;

/** The action of a key as {@link Action.keys} writes it. */
export const actionFor = (key: string): Action | undefined => ACTIONS.find(({ keys }) => keys.includes(key));
