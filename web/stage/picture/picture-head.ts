import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { fixed, percent, significant } from "../../i18n/numbers.js";
import { styleOfClass } from "../../render/marks.js";
import { lacksPoints } from "../../state/drawing.js";
import { largeOf } from "../../state/large.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "../../controls/popover.js";
import { bold, PLACE } from "../../view/bold.js";
import { markIcon } from "../../view/mark-icon.js";
import { classNames } from "../../view/names.js";
import { type OutputKind, outputKind } from "../../view/output.js";
import { largestClass, neverVary } from "../../view/targets.js";
import { pictureKind } from "./frame-of.js";

/** Over the picture: what it shows, how well that does, what its colours mean, and what else can be shown. */
@customElement("gp-picture-head")
export class GpPictureHead extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      /* Above the picture, so that the eye is reached beyond its own height. */
      :host { display: block; position: relative; z-index: 1; container: head / inline-size; flex: none; }
      header { display: flex; align-items: center; gap: var(--s2); height: 28px; white-space: nowrap; }
      .cap b { color: var(--ink); font-weight: var(--w-bold); }
      .cap { overflow: hidden; text-overflow: ellipsis; }
      .key { display: flex; align-items: center; gap: 6px; font-size: var(--t-tick); color: var(--ink-3); flex: none; }
      .key .mark { width: 12px; height: 12px; display: block; }
      .key > span { display: flex; }
      .key.many { gap: 3px; }
      .key.curves { gap: 5px; color: var(--ink-2); }
      .curves i { width: 16px; height: 2.5px; border-radius: 1px; background: var(--contour); }
      .curves i.part { height: 1.5px; margin-left: 6px; background: linear-gradient(to right, var(--div-n4) 50%, var(--div-p4) 50%); }
      .bar { width: 72px; height: 8px; border-radius: 4px; position: relative; background: linear-gradient(to right, var(--div-n3), var(--div-n2), var(--div-n1), var(--div-0), var(--div-p1), var(--div-p2), var(--div-p3)); }
      .bar::after { content: ""; position: absolute; left: 50%; top: -2px; height: 12px; width: 1.5px; margin-left: -0.75px; background: var(--contour); }
      .eye { width: 28px; height: 28px; margin-right: -6px; flex: none; }
      .back { height: 26px; padding: 0 8px; font-size: var(--t-cap); }
      .short { display: none; }
      @container head (max-width: 30.4em) { .long { display: none; } .short { display: inline; } }
      .beside { display: none; }
      @container head (min-width: 34em) { .beside { display: inline; } }
      h2 { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
      .eye, .back { flex: none; }
      /* The way back and the eye stay in reach: the scale of a neuron gives way, then the words. */
      @container head (max-width: 30.4em) { .large .key { display: none; } }
      @container head (max-width: 21em) { .back span { display: none; } }
      @container head (max-width: 28em) { .key.many { gap: 2px; } .key.many .mark { width: 11px; } }
      @container head (max-width: 26.5em) { .key.many { gap: 1px; } .key.many .mark { width: 10px; } }
      @container head (max-width: 25em) { .bar { width: 24px; } }
      /* What the colours mean is worth more than the word for the picture, and a number is whole or not there. */
      @container head (max-width: 21em) { header:not(.large) h2 { position: absolute; width: 1px; height: 1px; text-overflow: clip; clip-path: inset(50%); } }
      @container head (max-width: 25em) { header:not(.large):has(.many) h2 { position: absolute; width: 1px; height: 1px; text-overflow: clip; clip-path: inset(50%); } }
      @container head (max-width: 15em) { .key { display: none; } }
      @container head (max-width: 16em) { header { gap: 3px; } }
    `,
  ];
  static override watches: readonly Slice[] = [
    "progress",
    "display",
    "hovered",
    "data",
    "layers",
    "catalog",
    "experiment",
  ];

  @state() private open = false;
  @query(".eye") private eye!: HTMLElement;
  /** The picture that it stands over: what is chosen here shows there. */
  @property({ attribute: false }) picture: Element | null = null;

  protected override changed(slices: ReadonlySet<Slice>): void {
    // Progress comes every frame; the header needs its metric only.
    if (slices.size === 1 && slices.has("progress") && this.#metric() === this.#shown) return;
    this.requestUpdate();
  }

  #shown = "";

  override render(): TemplateResult {
    const kind = outputKind(this.state);
    const large = largeOf(this.state);
    this.#shown = this.#metric();
    return html`<header class=${large ? "large" : ""}>
      <h2>${large ? this.#largeName(large) : this.t("stage.output")}</h2>
      ${large ? (this.state.display.large ? this.#back() : nothing) : this.#quality()}
      <span class="grow"></span>
      ${kind ? this.#key(kind) : nothing}
      <button class="tb icon eye" aria-label=${this.t("stage.show")} aria-haspopup="dialog" aria-expanded=${this.open} @click=${() => {
        void import("./show-panel.js");
        this.open = !this.open;
      }}>${icon("eye")}</button>
      <gp-popover label=${this.t("stage.show")} .anchor=${this.eye ?? null} .spare=${this.picture} ?open=${this.open} @gp-close=${() => {
        this.open = false;
      }}>
        ${this.open ? html`<gp-show-panel .store=${this.store}></gp-show-panel>` : nothing}
      </gp-popover>
    </header>`;
  }

  #largeName({ layer, index }: { layer: number; index: number }): string {
    const { layers } = this.state;
    if (layer === 0) return this.t("stage.featureTitle", { n: index + 1 });
    return layer === layers.length
      ? this.t("stage.outputTitle", { n: index + 1 })
      : this.t("stage.neuronTitle", { layer, n: index + 1 });
  }

  #back(): TemplateResult {
    return html`<button class="tb back" aria-label=${this.t("stage.showOutput")} @click=${() => this.intents.show({ large: null })}>${icon("x", true)}<span>${this.t("stage.showOutput")}</span></button>`;
  }

  #metric(): string {
    const { progress, experiment } = this.state;
    const metric = progress?.testMetric ?? progress?.trainMetric;
    if (metric === undefined || metric === null) return "–";
    return experiment?.task === "regression" ? fixed(metric, 3) : percent(metric);
  }

  #quality(): TemplateResult | typeof nothing {
    const { progress, experiment } = this.state;
    if (!progress || this.state.data === null || lacksPoints(this.state.data)) return nothing;
    const test = progress.testMetric !== null;
    const value = { value: PLACE };
    const regression = experiment?.task === "regression";
    const long = regression
      ? this.t(test ? "stage.r2Test" : "stage.r2Train", value)
      : this.t(test ? "stage.rightTest" : "stage.rightTrain", value);
    const short = regression ? this.t("stage.r2", value) : this.t("stage.right", value);
    const beside = this.#beside(test);
    return html`<span class="cap" title=${beside || nothing}><span class="long">${bold(long, this.#shown)}</span><span class="short">${bold(short, this.#shown)}</span>${beside ? html`<span class="beside"> · ${beside}</span>` : nothing}</span>`;
  }

  /** What the number has to be compared with, or why there is none. */
  #beside(test: boolean): string {
    const { data, experiment } = this.state;
    if (!data) return "";
    const targets = test ? data.testTargets : data.trainTargets;
    if (experiment?.task === "regression") {
      return this.#shown === "–" && neverVary(data, targets) ? this.t("stage.r2None") : "";
    }
    const largest = largestClass(data, targets);
    return largest ? this.t("stage.largestClass", { value: percent(largest.share, 0) }) : "";
  }

  #key(kind: OutputKind): TemplateResult {
    const { data } = this.state;
    const { middle, reach } = kind.scale;
    const large = largeOf(this.state);
    if (large && large.layer !== this.state.layers.length) {
      return html`<span class="key" role="img" aria-label=${this.t("stage.keyNeuron")}><span>−</span><span class="bar"></span><span>+</span></span>`;
    }
    if (pictureKind(this.state) === "curve" && kind.kind !== "classes") {
      return html`<span class="key curves"><i></i>${this.t("stage.curveOutput")}<i class="part"></i>${this.t("stage.curveParts")}</span>`;
    }
    if (kind.kind === "values") {
      const [low, high] = [significant(middle - reach, 2), significant(middle + reach, 2)];
      return html`<span class="key num" role="img" aria-label=${this.t("stage.keyValues", { low, high })}><span>${low}</span><span class="bar"></span><span>${high}</span></span>`;
    }
    if (kind.kind === "classes" && data) {
      const marks = classNames(this.state).map(
        (name, k) => html`<span title=${name}>${markIcon(styleOfClass(k))}</span>`,
      );
      return html`<span class=${marks.length > 6 ? "key many" : "key"} role="img" aria-label=${this.t("stage.keyClasses", { names: classNames(this.state).join(", ") })}>${marks}</span>`;
    }
    const [zero, one] = kind.kind === "two" ? classNames(this.state) : [this.t("stage.no"), this.t("stage.yes")];
    return html`<span class="key" role="img" aria-label=${this.t("stage.keyTwo", { zero: zero ?? "0", one: one ?? "1" })}>
      <span title=${zero ?? ""}>${markIcon(styleOfClass(0))}</span><span class="bar"></span><span title=${one ?? ""}>${markIcon(styleOfClass(1))}</span>
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-picture-head": GpPictureHead;
  }
}
