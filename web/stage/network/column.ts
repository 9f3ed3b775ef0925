import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "../../controls/number-field.js";
import "../../controls/options.js";
import { addLayer, limitsOf, removeLayer, setActivation, setUnits } from "./shape.js";

/**
 * Everything about one layer: neurons, activation with a line about each, a new layer beside it, its removal.
 *
 * @fires gp-close when the layer is gone
 */
@customElement("gp-column")
export class GpColumn extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: 276px; }
      .head { display: flex; align-items: center; gap: 8px; padding: 6px 10px 8px; }
      .head h3 { flex: 1; }
      .head gp-number { width: max(52px, var(--needs)); }
      .head button { width: 28px; height: 28px; border-radius: var(--r-m); display: grid; place-items: center; color: var(--ink-2); }
      .head button:hover:not(:disabled) { background: var(--well); }
      .acts { display: flex; gap: 8px; padding: 8px 10px 4px; border-top: 1px solid var(--line); margin-top: 4px; }
      .scroll { max-height: min(46vh, 420px); overflow: auto; scrollbar-width: thin; }
      /* In a low window all of it scrolls, and what is done to the layer stays in sight. */
      @media (max-height: 480px) {
        .scroll { max-height: none; }
        .head, .acts { position: sticky; background: var(--surface); z-index: 1; }
        .head { top: -8px; }
        .acts { bottom: -8px; padding-bottom: 8px; }
      }
    `,
  ];
  static override watches: readonly Slice[] = ["experiment", "catalog", "layers"];

  @property({ attribute: false }) layer = 1;

  override firstUpdated(): void {
    // The chosen activation is in sight from the start; the list's own root renders a moment later.
    requestAnimationFrame(() => {
      const options = this.renderRoot.querySelector("gp-options");
      options?.shadowRoot?.querySelector('[aria-checked="true"]')?.scrollIntoView({ block: "nearest" });
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { catalog, experiment } = this.state;
    if (!catalog || !experiment) return nothing;
    const hidden = experiment.network.hidden[this.layer - 1];
    const output = this.layer === experiment.network.hidden.length + 1;
    if (!hidden && !output) return nothing;
    const loss = catalog.losses.find(({ id }) => id === experiment.loss);
    const rows = output
      ? catalog.outputActivations.filter(({ id }) => loss?.outputs.includes(id) ?? true)
      : catalog.activations;
    const options = rows.map((row) => this.option(row));
    const name = output ? this.t("stage.output") : this.t("stage.layer", { n: this.layer });
    return html`
      <div class="head"><h3>${name}</h3>${hidden && !this.hides("shape") ? this.#units(hidden.units) : nothing}</div>
      ${
        this.hides("activation")
          ? nothing
          : html`<div class="scroll"><gp-options
          grid
          label=${this.t("stage.activation")}
          .options=${options}
          .chosen=${hidden ? hidden.activation : experiment.network.outputActivation}
          @gp-choose=${(event: CustomEvent<string>) => setActivation(this.intents, this.layer, event.detail)}
        ></gp-options></div>`
      }
      ${hidden && !this.hides("shape") ? this.#actions(experiment.network.hidden.length) : nothing}
    `;
  }

  #units(units: number): TemplateResult {
    const { units: limits } = limitsOf(this.state.catalog);
    const set = (value: number) => setUnits(this.intents, this.layer, value);
    return html`<span class="cap">${this.t("stage.neurons")}</span>
      <button aria-label=${this.t("stage.removeNeuron", { n: this.layer })} ?disabled=${units <= limits.min} @click=${() => set(units - 1)}>${icon("minus", true)}</button>
      <gp-number label=${this.t("stage.neurons")} scale="integer" .value=${units} .min=${limits.min} .max=${limits.max} @gp-value=${(event: CustomEvent<number>) => set(event.detail)}></gp-number>
      <button aria-label=${this.t("stage.addNeuron", { n: this.layer })} ?disabled=${units >= limits.max} @click=${() => set(units + 1)}>${icon("plus", true)}</button>`;
  }

  #actions(count: number): TemplateResult {
    const { layers: limits } = limitsOf(this.state.catalog);
    return html`<div class="acts">
      <button class="btn sm" ?disabled=${count >= limits.max} @click=${() => addLayer(this.state, this.intents, this.layer)}>${this.t("stage.addLayerAfter")}</button>
      <button class="btn sm" @click=${this.#remove}>${this.t("stage.removeThisLayer")}</button>
    </div>`;
  }

  #remove(): void {
    removeLayer(this.intents, this.layer);
    this.dispatchEvent(new CustomEvent("gp-close"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-column": GpColumn;
  }
}
