import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared.js";
import { icon } from "./icons.js";
import { RovingFocus } from "./roving-focus.js";
import "./sourced-formula.js";

export interface Option {
  id: string;
  label: string;
  note?: string;
  /** A key that does the same, shown at the right. */
  key?: string;
  disabled?: boolean;
  /** What the option computes, in TeX, and where that comes from: shown under the chosen one. */
  formula?: { formula: string; source: string };
  /** What it looks like: values at even distances, the two between which they are drawn, and whether 0 is marked. */
  curve?: { values: readonly number[]; low: number; high: number; axes: boolean };
}

/** Size of a curve in its own units. */
const WIDTH = 40;
const HEIGHT = 24;

/** A curve in small; what lies beyond its bounds is cut off. */
function small({ values, low, high, axes }: NonNullable<Option["curve"]>): TemplateResult {
  const y = (value: number): number => (HEIGHT * (high - value)) / (high - low);
  const d = values.map(
    (value, at) => `${at ? "L" : "M"}${((WIDTH * at) / (values.length - 1)).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  return html`<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${axes ? svg`<path class="axes" d="M0 ${y(0)}H${WIDTH}M${WIDTH / 2} 0V${HEIGHT}" />` : nothing}${svg`<path d=${d.join("")} />`}</svg>`;
}

/**
 * A list of which one is chosen, each with a plain line under it, and the chosen one with its formula. With `grid` it
 * is a grid of names and pictures, and what there is to say of the chosen one stands under all of them, so that many
 * are seen at once. Arrow keys move and choose, as radios do; content in the slot named by an option's id stands below
 * it.
 *
 * @fires gp-choose with the id
 */
@customElement("gp-options")
export class GpOptions extends LitElement {
  static override styles = [
    shared,
    css`
      :host { display: block; }
      .note { font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; white-space: normal; }
      /* Where the list scrolls to the chosen one, its neighbours are in sight. */
      .opt { text-align: left; scroll-margin-block: 56px; }
      .opt > span:nth-child(2) { flex: 1; min-width: 0; }
      .key { color: var(--ink-3); font-size: var(--t-cap); line-height: 20px; align-self: center; }
      .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 2px 4px; }
      .grid .opt { align-items: center; gap: 8px; min-height: 30px; padding: 3px 8px; }
      .grid .opt b { font-weight: var(--w-reg); line-height: 1.25; }
      .grid .opt[aria-checked="true"] { background: var(--well-2); }
      .grid .opt[aria-checked="true"] b { font-weight: var(--w-med); }
      .curve { width: 40px; height: 24px; flex: none; overflow: hidden; }
      .curve path { fill: none; stroke: var(--ink); stroke-width: 1.75; stroke-linejoin: round; }
      .curve .axes { stroke: var(--line-strong); stroke-width: 1; }
      .about { padding: 10px 12px 0; }
      .about .note { color: var(--ink-2); }
      :host([grid]) { --formula-inset: 12px; }
    `,
  ];

  @property({ attribute: false }) options: readonly Option[] = [];
  @property() chosen = "";
  @property() label = "";
  /** Names and pictures side by side, words for the chosen one alone. */
  @property({ type: Boolean, reflect: true }) grid = false;
  /** Whether pressing the chosen one again also says so. */
  @property({ type: Boolean }) again = false;

  constructor() {
    super();
    new RovingFocus(this);
  }

  override render(): TemplateResult {
    return this.grid ? this.#grid() : this.#list();
  }

  #grid(): TemplateResult {
    const chosen = this.options.find(({ id }) => id === this.chosen);
    return html`<div class="grid" role="radiogroup" aria-label=${this.label}>
        ${this.options.map(
          ({ id, label, note, disabled, curve }) => html`<button
            class="opt"
            role="radio"
            aria-checked=${id === this.chosen}
            data-id=${id}
            title=${note ?? ""}
            ?disabled=${disabled ?? false}
            @click=${() => this.#choose(id)}
          >
            ${curve ? small(curve) : nothing}<b>${label}</b>
          </button>`,
        )}
      </div>
      ${
        chosen
          ? html`${chosen.note ? html`<p class="about"><span class="note">${chosen.note}</span></p>` : nothing}
            ${chosen.formula ? html`<gp-sourced-formula .row=${chosen.formula}></gp-sourced-formula>` : nothing}
            <slot name=${chosen.id}></slot><slot name="below"></slot>`
          : nothing
      }`;
  }

  #list(): TemplateResult {
    return html`<div role="radiogroup" aria-label=${this.label}>
      ${this.options.map(
        ({ id, label, note, key, disabled, formula }) => html`<button
            class="opt"
            role="radio"
            aria-checked=${id === this.chosen}
            data-id=${id}
            ?disabled=${disabled ?? false}
            @click=${() => this.#choose(id)}
          >
            <span class="ck">${id === this.chosen ? icon("check") : nothing}</span>
            <span><b>${label}</b>${note ? html`<span class="note">${note}</span>` : nothing}</span>
            ${key ? html`<span class="key">${key}</span>` : nothing}
          </button>
          ${id === this.chosen && formula ? html`<gp-sourced-formula .row=${formula}></gp-sourced-formula>` : nothing}
          ${id === this.chosen ? html`<slot name=${id}></slot><slot name="below"></slot>` : nothing}`,
      )}
    </div>`;
  }

  #choose(id: string): void {
    if (id === this.chosen && !this.again) return;
    this.chosen = id;
    this.dispatchEvent(new CustomEvent("gp-choose", { detail: id, bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-options": GpOptions;
  }
}
