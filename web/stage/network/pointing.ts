/** The network under mouse and finger: what is pointed at, and what a press does. */
import { samePlace } from "../../state/large.js";
import type { Ref } from "../../state/ref.js";
import type { GpNetwork } from "./network.js";
import { type Drawn, nodeUnder, type Place, placeOf, refAt } from "./pointer.js";
import { toggleFeature } from "./shape.js";

export class Pointing {
  /** Where a finger went down: browsers move its click to what they take to be meant. */
  #touched: Place | null = null;

  constructor(
    private readonly network: GpNetwork,
    private readonly drawn: () => Drawn,
  ) {}

  over = (event: PointerEvent): void => {
    const drawn = this.drawn();
    const ref = refAt(placeOf(event), drawn);
    (drawn.net as HTMLElement).style.cursor = ref ? "pointer" : "";
    this.network.intents.point(ref);
    if (event.pointerType !== "touch") this.hover(ref);
  };

  left = (): void => {
    this.network.intents.point(null);
    this.hover(null);
  };

  /** The map of the neuron that is pointed at is large in the picture at once. */
  hover(ref: Ref | null): void {
    const next = ref?.kind === "neuron" ? { layer: ref.layer, index: ref.index } : null;
    if (!samePlace(this.network.state.hovered, next)) {
      this.network.store.set({ hovered: next });
      this.network.tellAnchor(next);
    }
  }

  down = (event: PointerEvent): void => {
    this.#touched = event.pointerType === "touch" ? placeOf(event) : null;
  };

  pressed = (event: MouseEvent): void => {
    const { network } = this;
    const click = placeOf(event);
    const place = click.finger ? (this.#touched ?? click) : click;
    const node = nodeUnder(place, this.drawn());
    if (node?.neuron.feature) {
      void toggleFeature(network.state, network.intents, node.neuron.feature);
      return;
    }
    const ref = refAt(place, this.drawn());
    if (ref) network.openRef(ref);
    else if (network.state.pinned) network.intents.pin(null);
  };
}
