/** What of the network lies under a pointer. */
import type { Ref } from "../../state/ref.js";
import type { EdgesLayer } from "./edges-layer.js";
import type { NodesLayer } from "./nodes-layer.js";

/** How near a line must be, in pixels, for mouse and finger. */
const REACH = 7;
const REACH_COARSE = 14;

/** The neuron, bias or weight under the pointer; `net` is the box that both layers are drawn in. */
export function refAt(event: MouseEvent, net: Element, nodes: NodesLayer, edges: EdgesLayer): Ref | null {
  const target = event.composedPath()[0];
  const node = nodes.of(target);
  if (node) {
    const { index } = node.neuron;
    const { layer } = node.column;
    if (index === null) return null;
    const onBar = target instanceof Element && target.closest(".bias") !== null;
    return onBar ? { kind: "bias", layer, to: index } : { kind: "neuron", layer, index };
  }
  if (event.target instanceof Element && event.target.closest(".heads, .more, gp-network-key")) return null;
  const box = net.getBoundingClientRect();
  const coarse = event instanceof PointerEvent && event.pointerType === "touch";
  const edge = edges.edges[edges.at(event.clientX - box.left, event.clientY - box.top, coarse ? REACH_COARSE : REACH)];
  return edge ? { kind: "weight", layer: edge.layer, to: edge.to, from: edge.from } : null;
}
