import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { shared } from "../styles/shared.js";
import "./slider.js";
import type { SliderEvent } from "./slider.js";

/** What a field tells of its number. */
export interface FieldMove {
  value: number;
  /** The drag that it belongs to, as its slider tells it. */
  gesture: number | null;
  /** Keeps the number in sight until its change is made or refused; else it stays for a frame. */
  until(answered: Promise<unknown>): void;
}

/**
 * A number of the data with its slider: the value follows the finger, and comes back from whom the field has told.
 *
 * @fires gp-value while it moves, with a {@link FieldMove}
 * @fires gp-settled with a {@link FieldMove}, when it is let go elsewhere than it stood
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

  #moving = false;
  /** Where it stood when the finger came. */
  #from = 0;
  /** What has been told and may still come back as the value, in this order. */
  #told: number[] = [];
  /** Counts what the draft has waited for: the last alone ends it. */
  #waits = 0;

  protected override willUpdate(properties: PropertyValues): void {
    if (!properties.has("value") || this.draft === null) return;
    const at = this.#told.indexOf(this.value);
    // Not from here, as where it is undone: that holds, also under a finger.
    if (at < 0) this.#forget();
    else this.#told.splice(0, at + 1);
  }

  override render(): TemplateResult {
    const value = this.draft ?? this.value;
    return html`<div class="row"><span>${this.label}</span><b class="num">${this.say(value)}</b></div>
      ${this.fixed ? nothing : this.#slider(value)}`;
  }

  #slider(value: number): TemplateResult {
    return html`<gp-slider
        label=${this.label}
        .value=${live(value)}
        .min=${this.min}
        .max=${this.max}
        .step=${this.step}
        scale=${this.scale}
        valueText=${this.say(value)}
        @gp-value=${this.#moved}
        @gp-settled=${this.#settled}
      ></gp-slider>`;
  }

  #moved({ detail, gesture }: SliderEvent): void {
    if (!this.#moving) this.#from = this.draft ?? this.value;
    this.#moving = true;
    this.draft = detail;
    this.#told.push(detail);
    this.#tell("gp-value", detail, gesture);
  }

  #settled(event: SliderEvent): void {
    event.stopPropagation();
    const { draft } = this;
    this.#moving = false;
    if (draft === null || (draft === this.value && draft === this.#from)) {
      this.#forget();
      return;
    }
    this.#wait(new Promise(requestAnimationFrame));
    this.#tell("gp-settled", draft, event.gesture);
  }

  #tell(name: "gp-value" | "gp-settled", value: number, gesture: number | null): void {
    const until = (answered: Promise<unknown>) => this.#wait(answered);
    const detail: FieldMove = { value, gesture, until };
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #wait(answered: Promise<unknown>): void {
    const own = ++this.#waits;
    const end = () => {
      if (own === this.#waits && !this.#moving) this.#forget();
    };
    answered.then(end, end);
  }

  #forget(): void {
    this.draft = null;
    this.#told = [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-data-field": GpDataField;
  }
}
