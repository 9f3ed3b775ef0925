/** The keys of a playground: one table from a key to what it does. */

import { PANELS } from "../panels/registry.js";
import { nudgedRate } from "../recipe/rate-control.js";
import { BRUSHES, firstBrush } from "../state/drawing.js";
import type { Store } from "../state/store.js";

/** What a key does that the store cannot: it concerns the frame. */
export interface FrameActions {
  toggleKeys(): void;
}

/** Single keys, by what the keyboard types. */
const SINGLE: Record<string, (store: Store, frame: FrameActions) => void> = {
  " ": ({ intents }) => intents.toggle(),
  s: ({ intents }) => intents.step(),
  e: ({ intents }) => intents.step("epoch"),
  m: ({ intents }) => intents.step("batch"),
  x: ({ intents }) => intents.step("sample"),
  r: ({ intents }) => intents.reset(),
  n: ({ intents }) => intents.newStart(),
  l: ({ intents, state }) => intents.setChart({ log: !state.chart.log }),
  t: ({ intents, state }) => intents.show({ testPoints: !state.display.testPoints }),
  p: ({ intents, state }) => intents.setPreference({ present: !state.present }),
  "[": (store) => nudge(store, -1),
  "]": (store) => nudge(store, 1),
  i: ({ intents, state }) => intents.setPreference({ inspector: state.inspector ? null : (PANELS[0]?.id ?? null) }),
  "?": (_, frame) => frame.toggleKeys(),
};

const MOVES: Record<string, (store: Store, far: boolean) => void> = {
  ArrowLeft: ({ intents }, far) => intents.travel(far ? -10 : -1),
  ArrowRight: ({ intents }, far) => intents.travel(far ? 10 : 1),
  Home: ({ intents }) => intents.travel(Number.NEGATIVE_INFINITY),
  End: ({ intents }) => intents.travel(Number.POSITIVE_INFINITY),
};

function nudge({ intents }: Store, steps: number): void {
  void intents.change(
    (draft) => {
      draft.optimizer.learningRate = nudgedRate(draft.optimizer.learningRate, steps);
    },
    { merge: "optimizer.learningRate" },
  );
}

/** Whether the focus is in something that types or has its own use of the keys. */
function ownsKeys(event: KeyboardEvent): "all" | "arrows" | null {
  let slides = false;
  for (const element of event.composedPath()) {
    if (!(element instanceof HTMLElement)) continue;
    if (element.matches("input[type=range]")) slides = true;
    else if (element.matches("input, textarea, select, [contenteditable], gp-popover")) return "all";
    if (element.matches("[role=radio], [role=radiogroup], [role=tab], [role=grid], gp-network, gp-picture"))
      return "arrows";
  }
  return slides ? "arrows" : null;
}

/** Alt with a panel's key opens it. */
function openPanel(event: KeyboardEvent, { intents }: Store): boolean {
  const panel = PANELS.find(({ key }) => event.code === `Digit${key}`);
  if (!panel) return false;
  intents.setPreference({ inspector: panel.id, panel: panel.id });
  return true;
}

/** Digits take up a brush while the data are looked into. */
function takesBrush(event: KeyboardEvent, { intents, state }: Store): boolean {
  if (!/^[0-9]$/.test(event.key) || !state.singleKeys || !(state.inspector === "data" || state.brush)) return false;
  const digit = Number(event.key);
  if (digit > BRUSHES) return false;
  const brush = state.brush ?? firstBrush();
  intents.setBrush(digit === 0 ? { ...brush, tool: "erase" } : { ...brush, tool: "paint", class: digit - 1 });
  return true;
}

/** Carries out a key press; answers whether it meant anything here. */
export function pressed(event: KeyboardEvent, store: Store, frame: FrameActions): boolean {
  if (event.defaultPrevented) return false;
  if (event.altKey) return openPanel(event, store);
  const owner = ownsKeys(event);
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "z" || owner === "all") return false;
    if (event.shiftKey) store.intents.redo();
    else store.intents.undo();
    return true;
  }
  if (owner === "all") return false;
  if (event.key === "Escape") {
    const { pinned, present, brush } = store.state;
    if (brush) store.intents.setBrush(null);
    else if (pinned) store.intents.pin(null);
    else if (present) store.intents.setPreference({ present: false });
    else return false;
    return true;
  }
  const move = MOVES[event.key];
  if (move) {
    if (owner === "arrows") return false;
    move(store, event.shiftKey);
    return true;
  }
  if (takesBrush(event, store)) return true;
  // A focused button keeps its space bar.
  const onButton = event.composedPath().some((element) => element instanceof HTMLButtonElement);
  if (event.key === " " && onButton) return false;
  const act = SINGLE[event.key.toLowerCase()];
  if (!act || !store.state.singleKeys || (event.repeat && event.key !== "[" && event.key !== "]")) return false;
  act(store, frame);
  return true;
}
