/** The network by keyboard: one tab stop, arrows between neurons, Enter for the popover, `w` through the incoming lines. */
import type { Ref } from "../../state/ref.js";
import type { Neuron } from "../../view/neurons.js";
import type { GpNetwork } from "./network.js";
import type { Node } from "./nodes-layer.js";

export class NetworkKeys {
  /** Where the reader stands: column and row. */
  #layer = 1;
  #row = 0;
  /** The incoming line shown last with `w`, as its source; −1 for none. */
  #incoming = -1;

  constructor(private readonly network: GpNetwork) {}

  /** Keeps the one tab stop on a neuron that exists. */
  settle(): void {
    const { columns } = this.network;
    this.#layer = Math.max(0, Math.min(columns.length - 1, this.#layer));
    this.#row = Math.max(0, Math.min((columns[this.#layer]?.neurons.length ?? 1) - 1, this.#row));
    const { nodes } = this.network;
    nodes.rove(this.network.nodeAt(this.#layer, this.#row) ?? nodes.nodes[0]);
  }

  remember({ column, row }: Node): void {
    if (column.layer !== this.#layer || row !== this.#row) this.#incoming = -1;
    this.#layer = column.layer;
    this.#row = row;
    this.settle();
  }

  press = (event: KeyboardEvent): void => {
    const node = this.network.nodes.of(event.target);
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const { columns } = this.network;
    const taken = this.#act(event, node);
    if (taken) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      event.stopPropagation();
      const layer = Math.max(
        0,
        Math.min(columns.length - 1, this.#layer + ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0)),
      );
      const count = columns[layer]?.neurons.length ?? 0;
      const step = { ArrowUp: -1, ArrowDown: 1, Home: -count, End: count }[event.key] ?? 0;
      // Between columns of other lengths the reader stays at the same height.
      const before = columns[this.#layer]?.neurons.length ?? count;
      const row = layer === this.#layer ? this.#row : Math.round(((this.#row + 0.5) / before) * count - 0.5);
      this.network.reveal(layer, Math.max(0, Math.min(count - 1, row + step)));
    }
  };

  #act(event: KeyboardEvent, node: Node): boolean {
    const { column, neuron } = node;
    const index = neuron.index;
    if (event.key === "Enter") {
      if (neuron.feature !== null) return false;
      const weight = this.#weight(column.layer, index);
      if (weight) this.network.openRef(weight);
      else if (index !== null) this.network.openRef({ kind: "neuron", layer: column.layer, index });
      return index !== null;
    }
    if (event.key.toLowerCase() === "w" && index !== null && column.layer > 0) {
      const sources = this.#sources(column.layer);
      if (sources.length === 0) return true;
      this.#incoming = (this.#incoming + (event.shiftKey ? sources.length - 1 : 1)) % sources.length;
      const weight = this.#weight(column.layer, index);
      if (weight) this.network.pointAt(weight);
      return true;
    }
    if (event.key === "Escape" && this.#incoming >= 0 && index !== null) {
      this.#incoming = -1;
      this.network.pointAt({ kind: "neuron", layer: column.layer, index });
      return true;
    }
    return false;
  }

  /** The neurons from which lines come into a layer. */
  #sources(layer: number): Neuron[] {
    return this.network.columns[layer - 1]?.neurons.filter(({ index }) => index !== null) ?? [];
  }

  /** The incoming line that the reader has come to. */
  #weight(layer: number, index: number | null): Ref | null {
    if (this.#incoming < 0 || index === null || layer === 0) return null;
    const from = this.#sources(layer)[this.#incoming]?.index;
    return from === null || from === undefined ? null : { kind: "weight", layer, to: index, from };
  }
}
