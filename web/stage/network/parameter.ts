import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { significant } from "../../i18n/numbers.js";
import { largestSize } from "../../render/edges.js";
import type { Ref } from "../../state/ref.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "../../controls/number-field.js";
import "../../controls/slider.js";
import type { SliderEvent } from "../../controls/slider.js";
import { gestureKey } from "../../protocol/merge.js";
import { parameterIndex } from "../../state/parameters.js";
import { FORMULA_LANG } from "../../view/formula.js";
import { weightName } from "./weight-name.js";

/** One weight or bias: its value to type, slide and nudge, its gradient, where it began, hold and zero. */
@customElement("gp-parameter")
export class GpParameter extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: 268px; }
      .body { padding: 8px 10px; }
      .title { font-size: var(--t-cap); color: var(--ink-3); margin: 2px 0 8px; display: flex; gap: 6px; align-items: baseline; }
      .title i { font: italic bold 14px/1 var(--font-math); color: var(--ink); }
      .value { display: grid; grid-template-columns: auto 1fr; gap: 12px; align-items: center; }
      gp-number { width: max(104px, var(--needs)); }
      dl { display: grid; grid-template-columns: repeat(3, auto); justify-content: start; gap: 1px 22px; margin: 12px 0; }
      dt { grid-row: 1; font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; }
      dd { grid-row: 2; margin: 0; font-weight: var(--w-med); white-space: nowrap; }
      .acts { display: flex; gap: 8px; }
      .acts .i { width: 13px; height: 13px; }
    `,
  ];
  static override watches: readonly Slice[] = [
    "parameters",
    "gradients",
    "lastChange",
    "held",
    "startParameters",
    "layers",
  ];

  @property({ attribute: false }) ref: Ref | null = null;
  /** Whether it says what it is; left out where the surroundings say so. */
  @property({ type: Boolean }) titled = false;
  #stop: (() => void) | null = null;
  /** What was asked for and is not answered yet: the next key press goes on from there. */
  #asked: { index: number; value: number } | null = null;
  /** The slider's reach, fixed while the popover is open so that it does not move under the finger. */
  #reach = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.store) this.#stop = this.intents.watch();
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = null;
    super.disconnectedCallback();
  }

  override willUpdate(properties: Map<string, unknown>): void {
    super.willUpdate(properties);
    this.#stop ??= this.intents.watch();
    if (properties.has("ref")) this.#reach = 0;
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (slices.has("parameters")) this.#asked = null;
    super.changed(slices);
  }

  override render(): TemplateResult | typeof nothing {
    const { parameters, gradients, lastChange, startParameters, held } = this.state;
    const index = parameterIndex(this.state.layers, this.ref);
    if (index === null || !parameters) return nothing;
    const known = parameters[index];
    if (known === undefined) return nothing;
    const value = this.#asked?.index === index ? this.#asked.value : known;
    const size = Math.abs(value);
    // Three times the largest of the net gives room to overdo it; a larger value widens the slider.
    if (this.#reach === 0) this.#reach = nice(Math.max(2, 1.5 * largestSize(parameters)));
    if (size > this.#reach && Number.isFinite(size)) this.#reach = nice(size);
    const isHeld = held.has(index);
    const number = (values: ArrayLike<number> | null) => {
      const own = values?.[index];
      return own === undefined ? "–" : significant(own);
    };
    return html`<div class="body">
      ${this.titled ? html`<p class="title">${this.#title()}</p>` : nothing}
      <div class="value">
        <gp-number label="${this.t("stage.value")}: ${this.#name}" .value=${Number(value.toPrecision(4))} @gp-value=${(event: CustomEvent<number>) => this.#set(index, event.detail)}></gp-number>
        <gp-slider
          label="${this.t("stage.value")}: ${this.#name}"
          .value=${Number.isFinite(value) ? value : 0}
          .min=${-this.#reach}
          .max=${this.#reach}
          .step=${this.#reach / 400}
          valueText=${significant(value)}
          @gp-value=${({ detail, gesture }: SliderEvent) => this.#set(index, detail, gesture)}
        ></gp-slider>
      </div>
      <dl>
        <dt>${this.t("stage.gradient")}</dt><dd class="num">${number(gradients)}</dd>
        <dt>${this.t("stage.atStart")}</dt><dd class="num">${number(startParameters)}</dd>
        <dt>${this.t("stage.lastChange")}</dt><dd class="num">${number(lastChange)}</dd>
      </dl>
      <div class="acts">
        <button class="btn sm" aria-pressed=${isHeld} @click=${() => this.intents.hold(index, !isHeld)}>${icon("lock")}${isHeld ? this.t("stage.release") : this.t("stage.hold")}</button>
        <button class="btn sm" ?disabled=${value === 0} @click=${() => this.#set(index, 0)}>${this.t("stage.setZero")}</button>
      </div>
    </div>`;
  }

  get #name(): string {
    return weightName(this.state, this.ref, (key, values) =>
      (this.t as (k: typeof key, v?: typeof values) => string).call(this, key, values),
    );
  }

  #title(): TemplateResult | typeof nothing {
    const { ref } = this;
    if (ref?.kind !== "weight" && ref?.kind !== "bias") return nothing;
    return html`<i lang=${FORMULA_LANG}>${ref.kind === "weight" ? "W" : "b"}</i><span>${this.#name}</span>`;
  }

  #set(index: number, value: number, gesture: number | null = null): void {
    this.#asked = { index, value };
    this.intents.setParameter(index, value, { merge: gestureKey(`parameter ${index}`, gesture) });
    this.requestUpdate();
  }
}

/** The next 1, 2 or 5 times a power of ten at or above a size. */
function nice(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return ([1, 2, 5, 10].find((factor) => factor * power >= size) ?? 10) * power;
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-parameter": GpParameter;
  }
}
