import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { shared } from "../styles/shared.js";
import "./slider.js";

/**
 * A number of the data with its slider: the value follows the finger.
 *
 * @fires gp-value while it moves, with the number
 * @fires gp-settled with the number, when it is let go elsewhere than it stood
 */
@customElement("gp-data-field")
export class GpDataField extends LitElement {
  static override styles = [
    shared,
    css`
      :host { display: block; }
      .row { display: flex; justify-content: space-between; align-items: baseline; color: var(--ink-2); font-size: var(--t-cap); gap: 8px; white-space: nowrap; }
      b { color: var(--ink); font-weight: var(--w-med); }
    `,
  ];

  @property() label = "";
  @property({ attribute: false }) value = 0;
  @property({ attribute: false }) min = 0;
  @property({ attribute: false }) max = 1;
  @property({ attribute: false }) step = 0.05;
  @property() scale: "linear" | "log" | "integer" = "linear";
  @property({ attribute: false }) say: (value: number) => string = String;
  /** The number alone, without the slider. */
  @property({ type: Boolean }) fixed = false;
  @state() private draft: number | null = null;

  override render(): TemplateResult {
    const value = this.draft ?? this.value;
    return html`<div class="row"><span>${this.label}</span><b class="num">${this.say(value)}</b></div>
      ${this.fixed ? nothing : this.#slider(value)}`;
  }

  #slider(value: number): TemplateResult {
    return html`<gp-slider
        label=${this.label}
        .value=${value}
        .min=${this.min}
        .max=${this.max}
        .step=${this.step}
        scale=${this.scale}
        valueText=${this.say(value)}
        @gp-value=${this.#moved}
        @gp-settled=${this.#settled}
      ></gp-slider>`;
  }

  /** Where it stood when the finger came. */
  #from = 0;

  #moved({ detail }: CustomEvent<number>): void {
    if (this.draft === null) this.#from = this.value;
    this.draft = detail;
    this.dispatchEvent(new CustomEvent("gp-value", { detail }));
  }

  #settled(event: Event): void {
    event.stopPropagation();
    const { draft } = this;
    this.draft = null;
    if (draft === null || (draft === this.value && draft === this.#from)) return;
    this.value = draft;
    this.dispatchEvent(new CustomEvent("gp-settled", { detail: draft }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-data-field": GpDataField;
  }
}
