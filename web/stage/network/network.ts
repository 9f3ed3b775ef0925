import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { RovingFocus } from "../../controls/roving-focus.js";
import type { MessageKey } from "../../i18n/index.js";
import type { Layout } from "../../render/layout.js";
import { largeOf } from "../../state/large.js";
import { neuronsOf, type Ref, sameRef } from "../../state/ref.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import "./column-head.js";
import "./network-head.js";
import "./network-key.js";
import "./network-popover.js";
import { hint, hintStyles } from "../../view/hint.js";
import { InSight } from "../../view/in-sight.js";
import { featureName } from "../../view/names.js";
import { type Column, columnsOf, focusedLayers, rowOf, showsKey } from "../../view/neurons.js";
import { arrange, headStyle, reaches, rowsToSight, WIDE_HEAD } from "./arrange.js";
import { NetworkDrawing } from "./drawing.js";
import { NetworkKeys } from "./keys.js";
import { LabelWidths } from "./label-widths.js";
import type { Subject } from "./network-popover.js";
import type { Node, NodesLayer } from "./nodes-layer.js";
import type { Drawn } from "./pointer.js";
import { Pointing } from "./pointing.js";
import { spokenName } from "./spoken-name.js";
import { strips } from "./strips.js";
import { networkStyles } from "./styles.js";
import { Tip, textOfRef } from "./tip.js";
import { weightName } from "./weight-name.js";

/** On a phone lower than this a note would cover the network. */
const ROOMY = 700;
/** Everything that changes where neurons stand. */
const SHAPE: readonly Slice[] = [
  "layers",
  "experiment",
  "catalog",
  "data",
  "layout",
  "present",
  "language",
  "hints",
  "hidden",
];
const PAINT: readonly Slice[] = [
  "parameters",
  "gradients",
  "lastChange",
  "held",
  "view",
  "featureMaps",
  "probe",
  "explained",
  "pointed",
  "pinned",
  "hovered",
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
  static override styles = [...GpElement.styles, networkStyles, hintStyles];
  static override watches: readonly Slice[] = [...SHAPE, ...PAINT];

  /** Whether it stands beside a small picture: the neurons and their lines alone, without heads and numbers. */
  @property({ type: Boolean }) plain = false;
  @query(".net") private net!: HTMLElement;
  @query(".spot") private spot!: HTMLElement;
  @state() private subject: Subject | null = null;
  @state() private spoken = "";
  /** Whether the note in the corner would lie over a neuron: it has a line of its own then. */
  @state() private crowded = false;
  /** For what that was found, as text. */
  #noted = "";
  #anchor: Element | null = null;
  #drawing!: NetworkDrawing;
  #tip!: Tip;
  #columns: Column[] = [];
  #layout: Layout | null = null;
  /** Of the box that was laid out: to read it again would have the browser lay out what was only just built. */
  #width = 0;
  #scroll: number[] = [];
  /** The layers shown alone, as text. */
  #focus = "";
  /** What the last layout was made for, as text. */
  #shape = "";
  /** A finger is too wide for minus and plus over one column: all heads are one button then. */
  readonly #coarse = matchMedia("(pointer: coarse)");
  readonly #labels = new LabelWidths();
  readonly #keys = new NetworkKeys(this);
  readonly #pointing = new Pointing(this, () => this.#drawn);
  readonly #sight = new InSight(this, () => this.#catchUp());
  readonly #sizes = new ResizeObserver(() => this.relayout());

  readonly #roving = new RovingFocus(this);
  /** Lets the heatmaps be coarse again. */
  #unwatch: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    this.#sizes.observe(this.net);
    this.#unwatch ??= this.intents.watchMaps();
  }

  override disconnectedCallback(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { experiment } = this.state;
    const line = this.crowded || this.state.layout.tier === "s";
    return html`
      ${this.plain ? nothing : html`<gp-network-head .store=${this.store}></gp-network-head>`}
      ${this.#hinted && line ? hint("line", this.t("hint.neurons"), this.t("hint.neuronsShort")) : nothing}
      <div
        class="net ${this.hides("biases") ? "unbiased" : ""}"
        role="group"
        aria-label=${this.t("stage.networkHelp")}
        @pointermove=${this.#pointing.over}
        @pointerdown=${this.#pointing.down}
        @pointerleave=${this.#pointing.left}
        @focusout=${() => this.#pointing.hover(null)}
        @click=${this.#pointing.pressed}
        @keydown=${this.#keys.press}
        @focusin=${this.#focused}
        @wheel=${this.#wheeled}
      >
        <svg class="edges" aria-hidden="true"></svg>
        <canvas class="maps" role="img" aria-label=${this.t("stage.mapsHelp")}></canvas>
        <div class="nodes"></div>
        ${this.plain ? nothing : html`<div class="heads" role="toolbar" aria-label=${this.t("stage.columns")}>${this.#heads()}</div>`}
        ${this.#layout ? strips(this.#layout, { above: (n) => this.t("stage.moreAbove", { n }), below: (n) => this.t("stage.moreBelow", { n }) }, (at, rows) => this.scrollColumn(at, rows)) : nothing}
        <div class="tip num" role="tooltip" hidden></div>
        <span class="spot"></span>
        <span class="vh" role="status">${this.spoken}</span>
        ${experiment?.features.length === 0 ? html`<p class="hint">${this.t("stage.noFeatures")}</p>` : nothing}
        ${this.#hinted && !line ? hint("corner", this.t("hint.neurons"), this.t("hint.neuronsSay")) : nothing}
        ${showsKey(this.state) ? html`<gp-network-key .store=${this.store}></gp-network-key>` : nothing}
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

  /** Whether there is room to say what the squares are, and still need. */
  get #hinted(): boolean {
    const { hints, layers, layout } = this.state;
    return hints && layers.length > 1 && !this.plain && (layout.tier !== "s" || layout.height >= ROOMY);
  }

  #heads(): (TemplateResult | typeof nothing)[] {
    const layout = this.#layout;
    if (!layout) return [];
    return this.#columns.map((column, at) =>
      layout.columns[at]?.shown === 0
        ? nothing
        : html`<gp-column-head
        .store=${this.store}
        .column=${column}
        ?compact=${layout.spread < WIDE_HEAD || this.#coarse.matches}
        style=${inlineStyle(`${headStyle(layout, at, this.#width)};--reach:${Math.min(44, Math.floor(layout.spread))}px`)}
        @gp-open=${(event: Event) => this.open({ kind: "column", layer: column.layer }, event.currentTarget as Element)}
      ></gp-column-head>`,
    );
  }

  override firstUpdated(): void {
    this.#unwatch ??= this.intents.watchMaps();
    this.#drawing = new NetworkDrawing(this, this.net);
    this.#tip = new Tip(this.renderRoot.querySelector(".tip") as HTMLElement);
    this.#sizes.observe(this.net);
    if (this.relayout()) this.#bringPinned();
  }

  override updated(properties: PropertyValues): void {
    super.updated(properties);
    this.#showTip();
    const note = this.renderRoot.querySelector<HTMLElement>(".tell.corner");
    if (note && this.#layout) this.crowded = reaches(this.#layout, note.offsetLeft, note.offsetTop);
    // The heads render after this element; only then is there a button that Tab can reach.
    const heads = [...this.renderRoot.querySelectorAll("gp-column-head")];
    void Promise.all(heads.map((head) => head.updateComplete)).then(() => this.#roving.refresh());
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (!this.hasUpdated || !this.#sight.seen) return;
    const moved = (SHAPE.some((slice) => slices.has(slice)) || this.#refocused()) && this.relayout();
    if (slices.has("hints") || slices.has("hidden")) this.requestUpdate();
    if (!moved) this.#show(slices);
  }

  /** Whether other layers are looked at alone than those that are laid out. */
  #refocused(): boolean {
    const focus = focusedLayers(this.state);
    return (focus?.join() ?? "") !== this.#focus;
  }

  /** Back in sight: everything may have changed meanwhile. */
  #catchUp(): void {
    if (this.hasUpdated && !this.relayout()) this.#show(new Set(PAINT));
  }

  #show(slices: ReadonlySet<Slice>): void {
    this.#drawing.show(this.state, slices);
    if (slices.has("display")) this.tellAnchor();
    if (slices.has("pinned")) this.#bringPinned();
    if (slices.has("pointed") || slices.has("pinned") || slices.has("display") || this.#tip.shown) this.#showTip();
    const still = !this.state.playing && (slices.has("parameters") || slices.has("explained") || slices.has("probe"));
    if (slices.has("playing") || still) this.#name();
  }

  /** Places everything anew where the box or the network's shape have changed; answers whether they have. */
  relayout(): boolean {
    if (!this.hasUpdated || this.net.clientWidth === 0) return false;
    this.#columns = columnsOf(this.state, (row) => featureName(this.state, row));
    if (this.#columns.length === 0) return false;
    this.#scroll.length = this.#columns.length;
    const { layout: window, present, language } = this.state;
    const noted = JSON.stringify([
      window.width,
      window.height,
      present,
      language,
      this.#columns.map(({ neurons }) => neurons.length),
    ]);
    if (noted !== this.#noted) [this.#noted, this.crowded] = [noted, false];
    const { names, marks } = this.#labels.of(
      this.#columns,
      this.state.layout.tier,
      1.12 * Number.parseFloat(getComputedStyle(this).fontSize),
    );
    const box = { width: this.net.clientWidth, height: this.net.clientHeight };
    this.#width = box.width;
    const focus = focusedLayers(this.state);
    this.#focus = focus?.join() ?? "";
    const layout = arrange(this.state, this.#columns, box, names, marks, this.#scroll, { plain: this.plain, focus });
    const shape = JSON.stringify([layout, this.#columns, this.state.language]);
    if (shape === this.#shape) return false;
    this.#shape = shape;
    this.#layout = layout;
    this.#scroll = layout.columns.map(({ first }) => first);
    this.#drawing.build(this.state, this.#columns, layout, names, this.plain);
    this.#name();
    this.#keys.settle();
    this.#showTip();
    this.tellAnchor();
    this.requestUpdate();
    return true;
  }

  get nodes(): NodesLayer {
    return this.#drawing.nodes;
  }

  get columns(): readonly Column[] {
    return this.#columns;
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
    this.#bring(layer, row);
    this.nodeAt(layer, row)?.button.focus();
  }

  #bring(layer: number, row: number): void {
    const place = this.#layout?.columns[layer];
    if (place) this.scrollColumn(layer, rowsToSight(place, row));
  }

  /** What was pinned elsewhere may stand among the rows that are out of sight. */
  #bringPinned(): void {
    const { pinned, pointed } = this.state;
    if (pinned)
      for (const { layer, index } of neuronsOf(pointed)) this.#bring(layer, rowOf(this.#columns[layer], index));
  }

  nodeAt(layer: number, row: number): Node | undefined {
    return this.nodes.nodes.find((node) => node.column.layer === layer && node.row === row);
  }

  #name(): void {
    this.nodes.name((node) => spokenName(this.state, node));
  }

  #showTip(): void {
    const { pointed, display } = this.state;
    const text =
      this.subject === null && pointed ? textOfRef(this.state, pointed, this.t(`stage.lines.${display.lines}`)) : null;
    this.#tip.show(text, pointed && this.#drawing.placeOf(pointed));
  }

  /** Tells the frame where the flare to the picture starts: at the neuron that is large there, else at the output. */
  tellAnchor(large = largeOf(this.state)): void {
    const last = this.#columns.at(-1);
    const output = last?.neurons.length === 1 ? this.nodes.find(last.layer, 0) : undefined;
    const node = (large && this.nodes.find(large.layer, large.index)) ?? output;
    const before = this.state.outputAnchor;
    const box = this.net.getBoundingClientRect();
    const size = this.#layout?.node ?? 0;
    const anchor = node ? { x: Math.round(box.left + node.x + size / 2), y: Math.round(box.top + node.y), size } : null;
    if (anchor?.x !== before?.x || anchor?.y !== before?.y || anchor?.size !== before?.size)
      this.store.set({ outputAnchor: anchor });
  }

  get #drawn(): Drawn {
    return { net: this.net, nodes: this.nodes, edges: this.#drawing.edges, layout: this.#layout };
  }

  /** Points at something as a hover would, also where a pointer does not reach, and says what it is. */
  pointAt(ref: Ref): void {
    this.intents.point(ref);
    const words = this.t.bind(this) as (key: MessageKey, values?: object) => string;
    this.spoken =
      ref.kind === "weight" ? `${weightName(this.state, ref, words)}: ${textOfRef(this.state, ref, "") ?? ""}` : "";
  }

  /** Opens the popover of a neuron, weight or bias beside what is drawn of it. */
  openRef(ref: Ref): void {
    if (ref.kind !== "neuron" && ref.kind !== "weight" && ref.kind !== "bias") return;
    if (ref.kind === "neuron" && ref.layer === 0) return;
    if (this.state.pinned && !sameRef(this.state.pointed, ref)) this.intents.pin(null);
    if (!this.state.pinned) this.intents.pin(ref);
    const node =
      ref.kind === "weight" ? undefined : this.nodes.find(ref.layer, ref.kind === "neuron" ? ref.index : ref.to);
    const place = this.#drawing.placeOf(ref);
    if (place) this.spot.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px)`;
    if (ref.kind === "neuron") this.intents.show({ large: { layer: ref.layer, index: ref.index } });
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
    const node = this.nodes.of(event.target);
    if (!node) return;
    this.#keys.remember(node);
    if (node.neuron.index === null) return;
    const ref: Ref = { kind: "neuron", layer: node.column.layer, index: node.neuron.index };
    this.intents.point(ref);
    if (node.button.matches(":focus-visible")) this.#pointing.hover(ref);
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

declare global {
  interface HTMLElementTagNameMap {
    "gp-network": GpNetwork;
  }
}
