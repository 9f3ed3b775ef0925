import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { inlineStyle } from "../strict/inline-style.js";
import { shared } from "../styles/shared.js";

/** A slider's number, and the drag that it belongs to, each with a number of its own; null where no pointer moved it. */
export class SliderEvent extends CustomEvent<number> {
  constructor(
    name: "gp-value" | "gp-settled",
    value: number,
    readonly gesture: number | null,
  ) {
    super(name, { detail: value, bubbles: true });
  }
}

/** Drags so far, on the whole page. */
let gestures = 0;

/**
 * A slider over a linear, logarithmic or whole-number scale. The native control carries the position in even steps,
 * so that its keys work everywhere; on a log scale there are 20 of them a decade, and Shift with an arrow key moves
 * by a fifth of one.
 *
 * @fires gp-value while it moves, a {@link SliderEvent}
 * @fires gp-settled when it is let go, a {@link SliderEvent}
 */
@customElement("gp-slider")
export class GpSlider extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    shared,
    css`
      :host { display: block; min-width: 0; position: relative; }
      .decades { position: absolute; left: 7px; right: 7px; bottom: -2px; height: 3px; pointer-events: none; background: repeating-linear-gradient(to right, var(--ink-4) 0 1px, transparent 1px calc((100% - 1px) / var(--decades))); }
    `,
  ];

  @property({ attribute: false }) value = 0;
  @property({ attribute: false }) min = 0;
  @property({ attribute: false }) max = 1;
  @property() scale: "linear" | "log" | "integer" = "linear";
  /** Size of a step on a linear scale. */
  @property({ attribute: false }) step = 0.01;
  @property() label = "";
  /** What a screen reader says instead of the position. */
  @property() valueText = "";
  @property({ type: Boolean }) decades = false;
  @query("input") private input!: HTMLInputElement;
  #gesture: number | null = null;

  override render(): TemplateResult {
    const position = this.#positionOf(this.value);
    const [low, high] = [this.#positionOf(this.min), this.#positionOf(this.max)];
    const share = high > low ? ((position - low) / (high - low)) * 100 : 0;
    const decades = this.scale === "log" ? Math.round((high - low) / 20) : 1;
    return html`<input
        type="range"
        aria-label=${this.label}
        aria-valuetext=${this.valueText || String(this.value)}
        min=${low}
        max=${high}
        step="any"
        style=${inlineStyle(`--v:${Math.max(0, Math.min(100, share)).toFixed(2)}%`)}
        .value=${live(String(position))}
        @input=${this.#moved}
        @change=${this.#settled}
        @pointerdown=${this.#pressed}
        @keydown=${this.#key}
      />${this.decades ? html`<span class="decades" style=${inlineStyle(`--decades:${decades}`)} aria-hidden="true"></span>` : ""}`;
  }

  #positionOf(value: number): number {
    if (this.scale === "log") return Math.log10(Math.max(value, 1e-12)) * 20;
    return value;
  }

  #valueOf(position: number, fine = false): number {
    if (this.scale === "integer") return Math.round(position);
    if (this.scale === "linear") return Number((Math.round(position / this.step) * this.step).toPrecision(10));
    const steps = fine ? position : Math.round(position);
    return Number((10 ** (steps / 20)).toPrecision(fine ? 3 : 2));
  }

  #pressed(): void {
    this.#gesture = ++gestures;
  }

  #moved(): void {
    this.#send(this.#valueOf(Number(this.input.value)));
  }

  #settled(): void {
    this.dispatchEvent(new SliderEvent("gp-settled", this.value, this.#gesture));
    this.#gesture = null;
  }

  #key(event: KeyboardEvent): void {
    this.#gesture = null;
    // Its own keys stay here; all others mean what they mean elsewhere on the page.
    if (event.key === "Home" || event.key === "End") event.stopPropagation();
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    event.preventDefault();
    const fine = event.shiftKey && this.scale === "log";
    const step = this.scale === "linear" ? this.step : fine ? 0.2 : 1;
    const from = this.#positionOf(this.value);
    const next = Math.max(this.#positionOf(this.min), Math.min(this.#positionOf(this.max), from + direction * step));
    this.#send(this.#valueOf(next, fine));
    this.#settled();
  }

  #send(value: number): void {
    const bounded = Math.max(this.min, Math.min(this.max, value));
    if (bounded === this.value) return;
    this.value = bounded;
    this.dispatchEvent(new SliderEvent("gp-value", bounded, this.#gesture));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-slider": GpSlider;
  }
}
