import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared.js";
import { icon } from "./icons.js";
import { RovingFocus } from "./roving-focus.js";

export interface Option {
  id: string;
  label: string;
  note?: string;
  /** A key that does the same, shown at the right. */
  key?: string;
  disabled?: boolean;
}

/**
 * A list of which one is chosen, each with a plain line under it. Arrow keys move and choose, as radios do; content
 * in the slot named by an option's id stands below it.
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
      .below { padding: 4px 12px 8px 36px; }
    `,
  ];

  @property({ attribute: false }) options: readonly Option[] = [];
  @property() chosen = "";
  @property() label = "";
  /** Whether pressing the chosen one again also says so. */
  @property({ type: Boolean }) again = false;

  constructor() {
    super();
    new RovingFocus(this);
  }

  override render(): TemplateResult {
    return html`<div role="radiogroup" aria-label=${this.label}>
      ${this.options.map(
        ({ id, label, note, key, disabled }) => html`<button
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
