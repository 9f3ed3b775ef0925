import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import type { FeatureRow, NumberArray } from "../engine/types.js";
import { fixed } from "../i18n/numbers.js";
import { largestSize, widestOf } from "../render/edges.js";
import type { Layout } from "../render/layout.js";
import { type Ref, sameRef } from "../state/ref.js";
import type { Slice } from "../state/store.js";
import { GpElement } from "./base.js";
import { icon } from "./icons.js";
import "./column-head.js";
import type { GpColumnHead } from "./column-head.js";
import "./network-key.js";
import "./network-popover.js";
import { arrange, bundlesOf, edgesOf, imageSide, WIDE_HEAD } from "./network/arrange.js";
import { EdgesLayer } from "./network/edges-layer.js";
import { Heatmaps } from "./network/heatmaps.js";
import { NetworkKeys } from "./network/keys.js";
import { type Node, NodesLayer } from "./network/nodes-layer.js";
import { refAt } from "./network/pointer.js";
import { addLayer, limitsOf, removeLayer, toggleFeature } from "./network/shape.js";
import { strips } from "./network/strips.js";
import { networkStyles } from "./network/styles.js";
import { placeOfRef, Tip, textOfRef } from "./network/tip.js";
import type { Subject } from "./network-popover.js";
import { type Column, columnsOf, showsGhosts } from "./stage/neurons.js";
import { PaletteOf } from "./stage/palette-of.js";

/** Everything that changes where neurons stand. */
const SHAPE: readonly Slice[] = ["layers", "experiment", "catalog", "data", "layout", "present", "language"];
const PAINT: readonly Slice[] = [
  "parameters",
  "gradients",
  "lastChange",
  "held",
  "view",
  "featureMaps",
  "probe",
  "pointed",
  "pinned",
  "display",
  "dark",
  "playing",
];
/**
 * The network: a button with a live heatmap for every neuron, a bar for every bias, a line for every weight, and
 * heads by which layers grow and shrink in place.
 */
@customElement("gp-network")
export class GpNetwork extends GpElement {
  static override styles = [...GpElement.styles, networkStyles];
  static override watches: readonly Slice[] = [...SHAPE, ...PAINT];

  @query(".net") private net!: HTMLElement;
  @query(".spot") private spot!: HTMLElement;
  @state() private subject: Subject | null = null;
  #anchor: Element | null = null;
  #edges!: EdgesLayer;
  #nodes!: NodesLayer;
  #tip!: Tip;
  #columns: Column[] = [];
  #layout: Layout | null = null;
  #scroll: number[] = [];
  readonly #palette = new PaletteOf(this);
  readonly #heatmaps = new Heatmaps();
  readonly #keys = new NetworkKeys(this);
  readonly #sizes = new ResizeObserver(() => this.relayout());
  readonly #forced = matchMedia("(forced-colors: active)");

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#sizes.observe(this.net);
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { layers, layout, catalog, experiment, present } = this.state;
    const hidden = Math.max(0, layers.length - 1);
    const limits = limitsOf(catalog).layers;
    const parameters = layers.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0);
    return html`
      <header>
        <h2>${this.t("stage.network")}</h2>
        ${layout.width > 760 && !present ? html`<span class="cap count">${this.t("stage.parameters", { n: parameters })}</span>` : nothing}
        <span class="grow"></span>
        <span class="pm cap" role="group" aria-label=${this.t("stage.hiddenLayers")}>
          <span>${this.t("stage.hiddenLayers")}</span>
          <button aria-label=${this.t("stage.removeLayer")} ?disabled=${hidden <= limits.min} @click=${() => removeLayer(this.intents)}>${icon("minus", true)}</button>
          <b class="num">${hidden}</b>
          <button aria-label=${this.t("stage.addLayer")} ?disabled=${hidden >= limits.max} @click=${() => addLayer(this.state, this.intents)}>${icon("plus", true)}</button>
        </span>
      </header>
      <div
        class="net"
        role="group"
        aria-label=${this.t("stage.networkHelp")}
        @pointermove=${this.#over}
        @pointerleave=${() => this.intents.point(null)}
        @click=${this.#pressed}
        @keydown=${this.#keys.press}
        @focusin=${this.#focused}
        @wheel=${this.#wheeled}
      >
        <svg class="edges" aria-hidden="true"></svg>
        <div class="nodes"></div>
        <div class="heads" role="toolbar" aria-label=${this.t("stage.columns")} @keydown=${this.#keys.pressHeads}>${this.#heads()}</div>
        ${this.#layout ? strips(this.#layout, { above: (n) => this.t("stage.moreAbove", { n }), below: (n) => this.t("stage.moreBelow", { n }) }, (at, rows) => this.scrollColumn(at, rows)) : nothing}
        <div class="tip num" role="tooltip" hidden></div>
        <span class="spot"></span>
        ${experiment?.features.length === 0 ? html`<p class="hint">${this.t("stage.noFeatures")}</p>` : nothing}
        ${showsGhosts(this.state) ? html`<gp-network-key .store=${this.store}></gp-network-key>` : nothing}
      </div>
      <gp-network-popover
        .store=${this.store}
        .subject=${this.subject}
        .anchor=${this.#anchor}
        @gp-close=${() => this.close()}
        @gp-weight=${(event: CustomEvent<Ref>) => this.openRef(event.detail)}
      ></gp-network-popover>
    `;
  }

  #heads(): TemplateResult[] {
    const layout = this.#layout;
    if (!layout) return [];
    return this.#columns.map(
      (column, at) => html`<gp-column-head
        .store=${this.store}
        .column=${column}
        ?compact=${layout.spread < WIDE_HEAD}
        style="left:clamp(32px, ${layout.columns[at].x}px, 100% - 32px);max-width:${headWidth(at, this.#columns.length, layout.spread)}px"
        @gp-open=${(event: Event) => this.open({ kind: "column", layer: column.layer }, event.currentTarget as Element)}
      ></gp-column-head>`,
    );
  }

  override firstUpdated(): void {
    this.#edges = new EdgesLayer(this.renderRoot.querySelector("svg.edges") as SVGSVGElement);
    this.#nodes = new NodesLayer(this.renderRoot.querySelector(".nodes") as HTMLElement);
    this.#tip = new Tip(this.renderRoot.querySelector(".tip") as HTMLElement);
    this.#sizes.observe(this.net);
    this.relayout();
  }

  override updated(properties: PropertyValues): void {
    super.updated(properties);
    this.#keys.settleHeads();
    this.#showTip();
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (!this.hasUpdated || this.offsetParent === null) return;
    if (SHAPE.some((slice) => slices.has(slice))) this.relayout();
    else this.#show(slices);
  }

  #show(slices: ReadonlySet<Slice>): void {
    if (slices.has("dark")) {
      this.#palette.forget();
      this.#heatmaps.forget();
      this.#nodes.repaint();
    }
    const all = slices.has("dark") || slices.has("display");
    if (all || slices.has("parameters") || slices.has("gradients") || slices.has("lastChange")) this.#showNumbers();
    if (slices.has("held")) this.#edges.hold(this.state.held);
    if (all || slices.has("view") || slices.has("featureMaps")) this.#paint();
    if (slices.has("probe")) this.#chips();
    if (all || slices.has("pointed") || slices.has("pinned")) this.#light();
    else if (this.#tip.shown) this.#showTip();
    if (slices.has("playing") || (slices.has("parameters") && !this.state.playing)) this.#name();
  }

  /** Places everything anew for the box and the network as they are. */
  relayout(): void {
    if (!this.hasUpdated || this.net.clientWidth === 0) return;
    this.#columns = columnsOf(this.state, (row: FeatureRow) => this.text(row.label));
    if (this.#columns.length === 0) return;
    this.#scroll.length = this.#columns.length;
    const { names, marks } = this.#heatmaps.labelWidths(this.#columns, this.state.layout.tier);
    const box = { width: this.net.clientWidth, height: this.net.clientHeight };
    const layout = arrange(this.state, this.#columns, box, names, marks, this.#scroll);
    const most = this.state.layout.node;
    this.#layout = layout;
    this.#scroll = layout.columns.map(({ first }) => first);
    this.net.style.setProperty("--nz", `${layout.node}px`);
    this.net.style.setProperty("--image", `${imageSide(most)}px`);
    this.net.style.setProperty("--names", `${names}px`);
    this.#edges.build(edgesOf(this.state, this.#columns, layout), bundlesOf(this.#columns, layout, most));
    this.#nodes.build(this.#columns, layout, this.state.layout.tier === "xl");
    this.#nodes.repaint();
    this.#name();
    this.#keys.settle();
    this.#showNumbers();
    this.#edges.hold(this.state.held);
    this.#paint();
    this.#chips();
    this.#light();
    this.#tellAnchor();
    this.requestUpdate();
  }

  get nodes(): NodesLayer {
    return this.#nodes;
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  /** The buttons of all heads in order. */
  headControls(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<GpColumnHead>("gp-column-head")].flatMap((head) => head.controls);
  }

  /** Brings other neurons of a long column in sight. */
  scrollColumn(at: number, rows: number): void {
    const place = this.#layout?.columns[at];
    if (!place || place.count <= place.shown) return;
    const first = Math.max(0, Math.min(place.count - place.shown, place.first + rows));
    if (first === place.first) return;
    this.#scroll[at] = first;
    this.relayout();
  }

  /** Scrolls a neuron in sight and gives it the focus. */
  reveal(layer: number, row: number): void {
    const place = this.#layout?.columns[layer];
    if (!place) return;
    if (row < place.first) this.scrollColumn(layer, row - place.first);
    else if (row >= place.first + place.shown) this.scrollColumn(layer, row - place.first - place.shown + 1);
    this.nodeAt(layer, row)?.button.focus();
  }

  nodeAt(layer: number, row: number): Node | undefined {
    return this.#nodes.nodes.find((node) => node.column.layer === layer && node.row === row);
  }

  #showNumbers(): void {
    const { parameters, gradients, lastChange, display, layers, present, dark } = this.state;
    if (!parameters || layers.length === 0) return;
    const palette = this.#palette.get(dark);
    const widest = widestOf(this.#edges.edges.length) * (present ? 1.5 : 1);
    this.#edges.restyle(palette, widest, display.signsAsDashes || this.#forced.matches);
    const values = { weight: parameters, gradient: gradients, change: lastChange }[display.lines] ?? parameters;
    const largest = (of: (layer: (typeof layers)[number]) => number) =>
      layers.reduce((most, layer) => Math.max(most, of(layer)), 0);
    this.#edges.show(
      values,
      largest(({ weights, inputs, units }) => largestSize(values, weights, inputs * units)),
    );
    this.#nodes.biases(
      parameters,
      ({ column, neuron }) => (layers[column.layer - 1]?.biases ?? 0) + (neuron.index ?? 0),
      largest(({ biases, units }) => largestSize(parameters, biases, units)),
      palette,
    );
  }

  #paint(): void {
    this.#heatmaps.paint(this.state, this.#nodes, this.#palette.get(this.state.dark));
  }

  #chips(): void {
    const { probe } = this.state;
    const tight = this.#layout?.columns.some(({ pitch }) => pitch - (this.#layout?.node ?? 0) < 18) ?? false;
    const value = ({ column, neuron }: Node, activations: readonly NumberArray[]) =>
      neuron.index === null ? null : fixed(activations[column.layer]?.[neuron.index] ?? Number.NaN, 2);
    this.#nodes.chips(probe && ((node) => value(node, probe.activations)), tight);
  }

  #light(): void {
    const { pointed, display } = this.state;
    this.#nodes.light(pointed, display.large);
    this.#edges.light(pointed?.kind === "weight" ? this.#edges.find(pointed) : -1);
    this.#edges.focus(pointed?.kind === "neuron" ? pointed : null);
    if (this.#columns[0]?.kind === "image") this.#paint();
    this.#showTip();
  }

  #name(): void {
    const { parameters, layers } = this.state;
    this.#nodes.name(({ column, neuron }) => {
      if (column.kind === "image") return this.t("stage.imageInput");
      if (column.kind === "features") return this.t("stage.feature", { name: neuron.label });
      const index = neuron.index ?? 0;
      const bias = fixed(parameters?.[(layers[column.layer - 1]?.biases ?? 0) + index] ?? 0, 3);
      if (column.kind === "output") return this.t("stage.outputNeuron", { n: neuron.label || index + 1, bias });
      return this.t("stage.hiddenNeuron", { layer: column.layer, n: index + 1, bias });
    });
  }

  #showTip(): void {
    const { pointed, display } = this.state;
    const text =
      this.subject === null && pointed ? textOfRef(this.state, pointed, this.t(`stage.lines.${display.lines}`)) : null;
    this.#tip.show(text, pointed && placeOfRef(pointed, this.#edges, this.#nodes, this.#layout?.node ?? 0));
  }

  /** Tells the frame where the flare to the picture starts. */
  #tellAnchor(): void {
    const last = this.#columns.at(-1);
    const node = last?.neurons.length === 1 ? this.#nodes.find(last.layer, 0) : undefined;
    const before = this.state.outputAnchor;
    const box = this.net.getBoundingClientRect();
    const size = this.#layout?.node ?? 0;
    const anchor = node ? { x: Math.round(box.left + node.x + size / 2), y: Math.round(box.top + node.y), size } : null;
    if (anchor?.x !== before?.x || anchor?.y !== before?.y || anchor?.size !== before?.size)
      this.store.set({ outputAnchor: anchor });
  }

  #over = (event: PointerEvent): void => {
    const ref = refAt(event, this.net, this.#nodes, this.#edges);
    this.net.style.cursor = ref ? "pointer" : "";
    this.intents.point(ref);
  };

  #pressed = (event: MouseEvent): void => {
    const node = this.#nodes.of(event.target);
    if (node?.neuron.feature) {
      void toggleFeature(this.state, this.intents, node.neuron.feature);
      return;
    }
    const ref = refAt(event, this.net, this.#nodes, this.#edges);
    if (ref) this.openRef(ref);
    else if (this.state.pinned) this.intents.pin(null);
  };

  /** Points at something as a hover would, also where a pointer does not reach. */
  pointAt(ref: Ref): void {
    this.intents.point(ref);
  }

  /** Opens the popover of a neuron, weight or bias beside what is drawn of it. */
  openRef(ref: Ref): void {
    if (ref.kind !== "neuron" && ref.kind !== "weight" && ref.kind !== "bias") return;
    if (ref.kind === "neuron" && ref.layer === 0) return;
    if (this.state.pinned && !sameRef(this.state.pointed, ref)) this.intents.pin(null);
    if (!this.state.pinned) this.intents.pin(ref);
    const node =
      ref.kind === "weight" ? undefined : this.#nodes.find(ref.layer, ref.kind === "neuron" ? ref.index : ref.to);
    const place = placeOfRef(ref, this.#edges, this.#nodes, this.#layout?.node ?? 0);
    if (place) this.spot.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px)`;
    const subject: Subject =
      ref.kind === "neuron" ? { kind: "neuron", layer: ref.layer, index: ref.index } : { kind: "parameter", ref };
    this.open(subject, node?.button ?? (place ? this.spot : this.#anchor));
  }

  open(subject: Subject, anchor: Element | null): void {
    this.#anchor = anchor;
    this.subject = subject;
  }

  close(): void {
    if (this.subject !== null && this.subject.kind !== "column" && this.state.pinned) this.intents.pin(null);
    this.subject = null;
  }

  #focused = (event: FocusEvent): void => {
    const node = this.#nodes.of(event.target);
    if (!node) return;
    this.#keys.remember(node);
    if (node.neuron.index !== null)
      this.intents.point({ kind: "neuron", layer: node.column.layer, index: node.neuron.index });
  };

  #wheeled = (event: WheelEvent): void => {
    const layout = this.#layout;
    if (!layout || event.deltaY === 0) return;
    const x = event.clientX - this.net.getBoundingClientRect().left;
    const at = layout.columns.findIndex((place) => Math.abs(place.x - x) <= layout.node && place.count > place.shown);
    if (at < 0) return;
    event.preventDefault();
    this.scrollColumn(at, Math.sign(event.deltaY));
  };
}

/** Heads of inner columns keep clear of each other; the outer two have free room beside them. */
function headWidth(at: number, columns: number, spread: number): number {
  const outer = at === 0 || at === columns - 1;
  return Math.round(Math.max(44, outer ? spread + 12 : spread - 4));
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-network": GpNetwork;
  }
}
