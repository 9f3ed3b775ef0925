/** The small dark label that reads out a weight or a bias where it is drawn. */
import { significant } from "../../i18n/numbers.js";
import { pointOnCurve } from "../../render/edges.js";
import { parameterIndex } from "../../state/parameters.js";
import type { Ref } from "../../state/ref.js";
import type { State } from "../../state/state.js";
import type { EdgesLayer } from "./edges-layer.js";
import type { NodesLayer } from "./nodes-layer.js";

export interface Place {
  x: number;
  y: number;
}

/** Where a weight's or bias's label stands: over the middle of the line, over the neuron; null out of sight. */
export function placeOfRef(ref: Ref, edges: EdgesLayer, nodes: NodesLayer, node: number): Place | null {
  if (ref.kind === "weight") {
    const edge = edges.edges[edges.find(ref)];
    return edge ? pointOnCurve(edge.curve, 0.5) : null;
  }
  const at = ref.kind === "bias" ? nodes.find(ref.layer, ref.to) : undefined;
  return at ? { x: at.x, y: at.y - node / 2 } : null;
}

/** What the label says: the value, and beside it what the lines show where that is something else. */
export function textOfRef(state: Readonly<State>, ref: Ref, nameOfLines: string): string | null {
  const { parameters, display, gradients, lastChange } = state;
  const index = parameterIndex(state.layers, ref);
  if (index === null) return null;
  const value = parameters?.[index];
  if (value === undefined) return null;
  const own = `${ref.kind === "weight" ? "w" : "b"} ${significant(value)}`;
  const lines = display.lines === "gradient" ? gradients : display.lines === "change" ? lastChange : null;
  const other = lines?.[index];
  return other === undefined ? own : `${own} · ${nameOfLines} ${significant(other)}`;
}

export class Tip {
  constructor(private readonly element: HTMLElement) {}

  get shown(): boolean {
    return !this.element.hidden;
  }

  show(text: string | null, place: Place | null): void {
    const { element } = this;
    element.hidden = text === null || place === null;
    if (text === null || place === null) return;
    if (element.textContent !== text) element.textContent = text;
    const transform = `translate(calc(${Math.round(place.x)}px - 50%), calc(${Math.round(place.y) - 9}px - 100%))`;
    if (element.style.transform !== transform) element.style.transform = transform;
  }
}
