/** Everything of the network that is drawn by hand, each part only when it has to be. */
import { blockOf, sizeOf } from "../../engine/blocks.js";
import type { LayerShape, NumberArray } from "../../engine/types.js";
import { fixed } from "../../i18n/numbers.js";
import { fullWeight, largestSize, widestOf } from "../../render/edges.js";
import { BIAS_FROM, type Layout } from "../../render/layout.js";
import { largeOf } from "../../state/large.js";
import { biasIndex } from "../../state/parameters.js";
import type { Ref } from "../../state/ref.js";
import type { State } from "../../state/state.js";
import type { Slice } from "../../state/store.js";
import type { Column } from "../../view/neurons.js";
import { PaletteOf } from "../../view/palette-of.js";
import { bundlesOf, edgesOf, imageSide } from "./arrange.js";
import { EdgesLayer } from "./edges-layer.js";
import { FlowingLines } from "./flow.js";
import { Heatmaps } from "./heatmaps.js";
import { type Node, NodesLayer } from "./nodes-layer.js";
import { Signal } from "./signal.js";
import { type Place, placeOfRef } from "./tip.js";

/** Less room than this above a node, and its value stands on it. */
const CHIP_ROOM = 18;
/** Room that a value takes beside a node. */
const CHIP_WIDTH = 66;
const PRESENTED = 1.5;

export class NetworkDrawing {
  readonly edges: EdgesLayer;
  readonly nodes: NodesLayer;
  readonly #heatmaps: Heatmaps;
  readonly #flow = new FlowingLines();
  readonly #signal: Signal;
  readonly #palette: PaletteOf;
  readonly #forced = matchMedia("(forced-colors: active)");
  #columns: readonly Column[] = [];
  #plain = false;
  #layout: Layout | null = null;

  /** `net` holds an SVG, a canvas and a box for the buttons, each over the whole of it. */
  constructor(
    element: Element,
    private readonly net: HTMLElement,
  ) {
    const part = <T extends Element>(selector: string) => net.querySelector(selector) as T;
    this.edges = new EdgesLayer(part<SVGSVGElement>("svg.edges"));
    this.#signal = new Signal(part<SVGSVGElement>("svg.edges"));
    this.nodes = new NodesLayer(part<HTMLElement>(".nodes"));
    this.#heatmaps = new Heatmaps(part<HTMLCanvasElement>("canvas.maps"));
    this.#palette = new PaletteOf(element);
  }

  /** Takes a new layout and draws all of it; a plain one without numbers on the neurons. */
  build(state: Readonly<State>, columns: readonly Column[], layout: Layout, names: number, plain: boolean): void {
    const most = state.layout.node;
    this.#plain = plain;
    this.#columns = columns;
    this.#layout = layout;
    this.net.style.setProperty("--nz", `${layout.node}px`);
    this.net.style.setProperty("--image", `${imageSide(most)}px`);
    this.net.style.setProperty("--names", `${names}px`);
    this.edges.build(edgesOf(state, columns, layout), bundlesOf(columns, layout, most));
    this.#flow.build(this.edges.edges.map(({ curve }) => curve));
    this.nodes.build(columns, layout, state.layout.tier === "xl");
    this.nodes.repaint();
    this.edges.hold(state.held);
    this.#numbers(state);
    this.#maps(state);
    this.#chips(state);
    this.#light(state);
  }

  /** Draws what changed. */
  show(state: Readonly<State>, slices: ReadonlySet<Slice>): void {
    const has = (...names: Slice[]) => names.some((name) => slices.has(name));
    if (has("dark")) {
      this.#palette.forget();
      this.nodes.repaint();
    }
    const whole = has("dark", "display", "featureMaps") || (has("playing") && !state.playing);
    const news = has("view", "parameters", "gradients", "lastChange");
    if (whole || news) {
      this.#numbers(state);
      this.#maps(state);
    }
    if (has("held")) this.edges.hold(state.held);
    if (has("probe", "explained")) this.#chips(state);
    if (whole || has("pointed", "pinned", "hovered", "explained")) this.#light(state);
  }

  /** Where a weight's or bias's label stands. */
  placeOf(ref: Ref): Place | null {
    return placeOfRef(ref, this.edges, this.nodes, this.#layout?.node ?? 0);
  }

  /** Lines and bias bars. */
  #numbers({ parameters, gradients, lastChange, display, layers, present, dark }: Readonly<State>): void {
    if (!parameters || layers.length === 0) return;
    const palette = this.#palette.get(dark);
    const widest = widestOf(this.edges.edges.length) * (present ? PRESENTED : 1);
    this.edges.restyle(palette, widest, display.signsAsDashes || this.#forced.matches);
    const values = { weight: parameters, gradient: gradients, change: lastChange }[display.lines] ?? parameters;
    // Weights are as wide as they are large, throughout the run; gradients and updates as they are beside each other.
    this.edges.show(values, values === parameters ? fullWeight(layers) : largestOf(values, layers, "weight"));
    const largest = largestOf(parameters, layers, "bias");
    const indexOf = ({ column, neuron }: Node) => biasIndex(layers, column.layer, neuron.index ?? 0);
    this.nodes.biases(parameters, indexOf, largest, palette);
  }

  #maps(state: Readonly<State>): void {
    const node = this.#layout?.node ?? 0;
    const radius = node > 0 ? (node < BIAS_FROM ? 5 : 8) / node : 0;
    const placing = { node, image: imageSide(state.layout.node), radius };
    const palette = this.#palette.get(state.dark);
    const context = this.#heatmaps.begin();
    if (!context) return;
    if (state.playing && !state.reducedMotion) this.#flow.draw(context, performance.now(), devicePixelRatio, palette);
    this.#heatmaps.paint(context, state, this.nodes.nodes, palette, placing);
  }

  /** The value of every neuron at the place that is asked about, else the numbers that are explained. */
  #chips({ probe, explained }: Readonly<State>): void {
    const layout = this.#layout;
    if (!layout || this.#plain) return;
    const tight = layout.columns.some(({ pitch }) => pitch - layout.node < CHIP_ROOM);
    const value = ({ column, neuron }: Node, activations: readonly NumberArray[]) =>
      neuron.index === null ? null : fixed(activations[column.layer]?.[neuron.index] ?? Number.NaN, 2);
    const chips = new Map(explained?.chips.map((each) => [each.layer, each]));
    const explains = ({ column, neuron }: Node) => {
      const chip = chips.get(column.layer);
      if (!chip || neuron.index === null) return null;
      return `${chip.letter} ${fixed(chip.values[neuron.index] ?? Number.NaN, chip.letter === "a" ? 2 : 3)}`;
    };
    const valued = probe ? (node: Node) => value(node, probe.activations) : null;
    const layers = valued ? [] : [...chips.keys()];
    const placed = ({ column: { layer, neurons } }: Node) =>
      tight && neurons.length > 1 ? (this.#besides(layer, layers, layout) ?? "tight") : "";
    this.nodes.chips(valued ?? (explained ? explains : null), placed);
  }

  /** On which side of a layer the values stand that the lines between two layers leave free; null where there is no room. */
  #besides(layer: number, layers: readonly number[], { columns, node }: Layout): "before" | "after" | null {
    const at = this.#columns.findIndex((column) => column.layer === layer);
    if (layers.length !== 2 || layer === 0 || at === this.#columns.length - 1) return null;
    const side = layer === Math.min(...layers) ? "before" : "after";
    const [here, there] = [columns[at]?.x ?? 0, columns[side === "before" ? at - 1 : at + 1]?.x];
    const room = there === undefined ? here - node / 2 : Math.abs(there - here) - node;
    return room < CHIP_WIDTH ? null : side;
  }

  #light(state: Readonly<State>): void {
    const { pointed, explained } = state;
    const into = explained ? Math.max(...explained.layers) : null;
    this.nodes.light(pointed, largeOf(state));
    this.nodes.fade(explained?.layers ?? null);
    this.edges.light(pointed?.kind === "weight" ? this.edges.find(pointed) : -1);
    this.edges.focus(pointed?.kind === "neuron" ? pointed : null, into);
    const flow = explained?.flow && into !== null ? { layer: into, way: explained.flow } : null;
    this.#signal.show(this.edges.edges, flow, state.playing || state.reducedMotion);
    // The image that goes in is the one of the sample pointed at.
    if (this.#columns[0]?.kind === "image") this.#maps(state);
  }
}

function largestOf(values: NumberArray, layers: readonly LayerShape[], name: "weight" | "bias"): number {
  return layers.reduce((most, layer) => {
    const block = blockOf(layer, name);
    return block ? Math.max(most, largestSize(values, block.offset, sizeOf(block))) : most;
  }, 0);
}
