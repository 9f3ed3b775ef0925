import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import type { Column } from "../../view/neurons.js";
import { limitsOf, setUnits } from "./shape.js";

/**
 * The head of one column of the network: how many neurons, with less and more beside it, and the activation under it.
 * In narrow columns and for fingers one button says both and opens the rest.
 *
 * @fires gp-open when the reader wants everything about the column
 */
@customElement("gp-column-head")
export class GpColumnHead extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { position: absolute; top: 0; display: flex; flex-direction: column; align-items: center; gap: 1px; font-size: var(--t-cap); white-space: nowrap; text-align: center; z-index: 2; }
      .pm { display: inline-flex; align-items: center; gap: 2px; }
      .pm button { width: 20px; height: 20px; border-radius: 5px; display: grid; place-items: center; color: var(--ink-3); position: relative; }
      .pm button::before { content: ""; position: absolute; inset: -5px -1px -2px; }
      .pm button:hover:not(:disabled) { background: var(--well); color: var(--ink); }
      b { font-weight: var(--w-med); min-width: 16px; text-align: center; }
      .act { color: var(--ink-2); padding: 1px 4px; border-radius: 5px; display: inline-flex; gap: 3px; align-items: center; max-width: 100%; line-height: 18px; }
      button.act:hover { background: var(--well); }
      /* In large type the letters are taller than the line; what is cut off is the width alone. */
      .act span { overflow: hidden; text-overflow: ellipsis; padding-block: 0.3em; margin-block: -0.3em; }
      .act .i { width: 9px; height: 9px; color: var(--ink-4); }
      .all { display: flex; flex-direction: column; align-items: center; padding-bottom: 1px; border-radius: 6px; max-width: 100%; line-height: 18px; }
      .all:hover { background: var(--well); }
      .all span { color: var(--ink-2); font-size: var(--t-tick); overflow: hidden; text-overflow: ellipsis; max-width: 100%; }
      .cap { padding: 1px 0; }
      /* As wide as a finger where the columns are that far apart, else up to the next head. */
      @media (pointer: coarse) {
        :host { min-height: 44px; justify-content: center; }
        .all { min-width: var(--reach); min-height: 44px; justify-content: center; }
      }
    `,
  ];
  static override watches: readonly Slice[] = ["experiment", "catalog", "data"];

  @property({ attribute: false }) column!: Column;
  @property({ type: Boolean }) compact = false;

  override render(): TemplateResult {
    const { column } = this;
    const { catalog, data } = this.state;
    if (column.kind === "image")
      return html`<span class="cap">${this.t("stage.input")}</span><span class="cap">${this.t("stage.pixels", { n: data?.columns ?? 0 })}</span>`;
    if (column.kind === "features") {
      const chosen = column.neurons.filter(({ index }) => index !== null).length;
      const fitting = column.neurons.length;
      return html`${this.compact ? nothing : html`<span class="cap">${this.t("stage.features")}</span>`}<span class="cap num">${this.t("stage.chosenOf", { n: chosen, all: fitting })}</span>`;
    }
    const rows = column.kind === "output" ? catalog?.outputActivations : catalog?.activations;
    const row = rows?.find(({ id }) => id === column.activation);
    const activation = row ? this.text(row.label) : column.activation;
    const name = column.kind === "output" ? this.t("stage.output") : this.t("stage.layer", { n: column.layer });
    const units = column.neurons.length;
    if (this.#fixed)
      return html`<span class="pm"><b class="num">${column.kind === "output" ? name : units}</b></span><span class="act">${activation}</span>`;
    if (column.kind === "output" && !this.compact) {
      return html`<span class="cap">${name}</span>
        ${this.#activation(name, activation)}`;
    }
    if (this.compact) {
      return html`<button class="all" tabindex="-1" aria-haspopup="dialog" aria-label=${this.t("stage.columnSummary", { units, activation, layer: name })} @click=${this.#open}>
        <b class="num">${units}</b> <span>${activation}</span>
      </button>`;
    }
    const { units: limits } = limitsOf(catalog);
    if (this.hides("shape"))
      return html`<span class="pm"><b class="num">${units}</b></span>${this.#activation(name, activation)}`;
    return html`<span class="pm">
        <button tabindex="-1" aria-label=${this.t("stage.removeNeuron", { n: column.layer })} ?disabled=${units <= limits.min} @click=${() => setUnits(this.intents, column.layer, units - 1)}>${icon("minus", true)}</button>
        <b class="num">${units}</b>
        <button tabindex="-1" aria-label=${this.t("stage.addNeuron", { n: column.layer })} ?disabled=${units >= limits.max} @click=${() => setUnits(this.intents, column.layer, units + 1)}>${icon("plus", true)}</button>
      </span>
      ${this.#activation(name, activation)}`;
  }

  /** Whether nothing of it can be changed. */
  get #fixed(): boolean {
    return this.hides("activation") && (this.hides("shape") || this.column.kind === "output");
  }

  #activation(layer: string, name: string): TemplateResult {
    if (this.hides("activation")) return html`<span class="act">${name}</span>`;
    return html`<button class="act" tabindex="-1" aria-haspopup="dialog" aria-label=${this.t("stage.activationOf", { layer, name })} @click=${this.#open}><span>${name}</span>${icon("chev", true)}</button>`;
  }

  #open(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("gp-open"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-column-head": GpColumnHead;
  }
}
