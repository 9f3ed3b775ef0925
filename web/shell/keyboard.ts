/** The keys of a playground: which of them mean something where the focus is. What they do is in state/actions.ts. */

import { panelsIn } from "../panels/registry.js";
import { actionFor, actionOf } from "../state/actions.js";
import { BRUSHES, firstBrush } from "../state/drawing.js";
import type { Store } from "../state/store.js";

const MOVES = ["ArrowLeft", "ArrowRight", "Home", "End"];
const UNDO = [...actionOf("undo").keys, ...actionOf("redo").keys];

/** Whether the focus is in something that types or has its own use of the keys; `but undo`: of all but undo and redo. */
function ownsKeys(event: KeyboardEvent): "all" | "but undo" | "arrows" | null {
  let slides = false;
  for (const element of event.composedPath()) {
    if (!(element instanceof HTMLElement)) continue;
    if (element.matches("input[type=range]")) slides = true;
    else if (element.matches("input, textarea, select, [contenteditable]")) return "all";
    if (element.matches("gp-popover")) return "but undo";
    if (element.matches("[role=radio], [role=radiogroup], [role=tab], [role=grid], gp-network, gp-picture"))
      return "arrows";
  }
  return slides ? "arrows" : null;
}

/** Alt with a panel's key opens it. */
function openPanel(event: KeyboardEvent, { intents, state }: Store): boolean {
  const panel = panelsIn(state).find(({ key }) => event.code === `Digit${key}`);
  if (!panel) return false;
  intents.setPreference({ inspector: panel.id, panel: panel.id });
  return true;
}

/** Digits take up a brush while the data are looked into. */
function takesBrush(event: KeyboardEvent, { intents, state }: Store): boolean {
  if (
    event.ctrlKey ||
    event.metaKey ||
    !/^[0-9]$/.test(event.key) ||
    !state.singleKeys ||
    !(state.inspector === "data" || state.brush)
  )
    return false;
  const digit = Number(event.key);
  if (digit > BRUSHES) return false;
  const brush = state.brush ?? firstBrush();
  intents.setBrush(digit === 0 ? { ...brush, tool: "erase" } : { ...brush, tool: "paint", class: digit - 1 });
  return true;
}

/** A key as the table of actions writes it. */
function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!event.ctrlKey && !event.metaKey) return key;
  return `Control+${event.shiftKey ? "Shift+" : ""}${key}`;
}

/** Carries out a key press; answers whether it meant anything here. */
export function pressed(event: KeyboardEvent, store: Store, frame: { toggleKeys(): void }): boolean {
  if (event.defaultPrevented) return false;
  if (event.altKey) return openPanel(event, store);
  const owner = ownsKeys(event);
  if (owner === "all") return false;
  const key = nameOf(event);
  if (owner === "but undo" && !UNDO.includes(key)) return false;
  const moves = MOVES.includes(key);
  if (moves && owner === "arrows") return false;
  if (takesBrush(event, store)) return true;
  // A focused button keeps its space bar.
  if (key === " " && event.composedPath().some((element) => element instanceof HTMLButtonElement)) return false;
  const action = actionFor(key);
  if (!action?.enabled(store.state)) return false;
  if ((key.length === 1 && !store.state.singleKeys) || (event.repeat && !action.repeats)) return false;
  action.run(store, { ...frame, toggleInspector: () => toggleInspector(store) }, event.shiftKey);
  return true;
}

function toggleInspector({ intents, state }: Store): void {
  intents.setPreference({ inspector: state.inspector ? null : (panelsIn(state)[0]?.id ?? null) });
}
