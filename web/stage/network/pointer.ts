/** What of the network lies under a pointer. */
import type { Layout } from "../../render/layout.js";
import type { Ref } from "../../state/ref.js";
import type { EdgesLayer } from "./edges-layer.js";
import type { Node, NodesLayer } from "./nodes-layer.js";

/** How near a line must be, in pixels, for mouse and finger. */
const REACH = 7;
const REACH_COARSE = 14;
/** Half of what a finger needs: a neuron is meant up to here from its middle. */
const FINGER = 22;
/** Beside a neuron this share of the way to the next column is its own at most: between the two are the lines. */
const SHARE = 1 / 3;

/** What is drawn in the network's box. */
export interface Drawn {
  net: Element;
  nodes: NodesLayer;
  edges: EdgesLayer;
  layout: Layout | null;
}

/** Where a pointer is, as the network saw it: targets of events are known only while they are under way. */
export interface Place {
  clientX: number;
  clientY: number;
  target: EventTarget | null;
  finger: boolean;
}

export const placeOf = ({ clientX, clientY, target, pointerType }: MouseEvent & { pointerType?: string }): Place => ({
  clientX,
  clientY,
  target,
  finger: pointerType === "touch",
});

/**
 * The neuron that a pointer means: the one under it, and for a finger the nearest one within a finger's reach.
 * Where neurons are closer than fingers are wide, each thus has what lies nearest to it.
 */
export function nodeUnder(place: Place, { net, nodes, layout }: Drawn): Node | undefined {
  const hit = nodes.of(place.target);
  if (!layout || !place.finger || onControl(place)) return hit;
  const box = net.getBoundingClientRect();
  const across = Math.max(layout.node / 2, Math.min(FINGER, layout.spread * SHARE));
  const down = Math.max(layout.node / 2, FINGER);
  return nodes.nearest(place.clientX - box.left, place.clientY - box.top, across, down) ?? hit;
}

/** The neuron, bias or weight under the pointer. */
export function refAt(place: Place, drawn: Drawn): Ref | null {
  const { target } = place;
  const node = nodeUnder(place, drawn);
  if (node) {
    const { index } = node.neuron;
    const { layer } = node.column;
    if (index === null) return null;
    // A bar is too thin for a finger: its bias stands first in what opens for its neuron.
    const onBar = !place.finger && target instanceof Element && target.closest(".bias") !== null;
    return onBar ? { kind: "bias", layer, to: index } : { kind: "neuron", layer, index };
  }
  if (onControl(place)) return null;
  const { net, edges } = drawn;
  const box = net.getBoundingClientRect();
  const reach = place.finger ? REACH_COARSE : REACH;
  const edge = edges.edges[edges.at(place.clientX - box.left, place.clientY - box.top, reach)];
  return edge ? { kind: "weight", layer: edge.layer, to: edge.to, from: edge.from } : null;
}

/** Heads, the key and the buttons of long columns stand over what is drawn. */
function onControl({ target }: Place): boolean {
  return target instanceof Element && target.closest(".heads, .more, gp-network-key") !== null;
}
