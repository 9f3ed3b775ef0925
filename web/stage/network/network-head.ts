import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { sizeOf } from "../../engine/blocks.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { addLayer, limitsOf, removeLayer } from "./shape.js";

/** Over the network: how many parameters it has, and how many hidden layers, which grow and shrink here. */
@customElement("gp-network-head")
export class GpNetworkHead extends GpElement {
  static override watches: readonly Slice[] = ["layers", "layout", "catalog", "experiment", "present"];
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; flex: none; position: relative; z-index: 2; }
      header { display: flex; align-items: center; gap: var(--s2); height: 28px; white-space: nowrap; }
      .pm { display: inline-flex; align-items: center; gap: 2px; color: var(--ink-2); }
      .pm > span { margin-right: 4px; }
      .pm button { width: 20px; height: 20px; border-radius: 5px; display: grid; place-items: center; color: var(--ink-3); position: relative; }
      .pm button::before { content: ""; position: absolute; inset: -6px -1px; }
      .pm button:hover:not(:disabled) { background: var(--well); color: var(--ink); }
      .pm b { font-weight: var(--w-med); min-width: 14px; text-align: center; color: var(--ink); }
      @media (pointer: coarse) {
        header { height: 44px; }
        .pm button { width: 32px; height: 32px; }
        .pm button::before { inset: -6px; }
      }
    `,
  ];

  override render(): TemplateResult {
    const { layers, layout, catalog, present } = this.state;
    const hidden = Math.max(0, layers.length - 1);
    const limits = limitsOf(catalog).layers;
    const parameters = layers.reduce(
      (sum, { blocks }) => sum + blocks.reduce((all, block) => all + sizeOf(block), 0),
      0,
    );
    return html`<header>
        <h2>${this.t("stage.network")}</h2>
        ${layout.width > 760 && !present ? html`<span class="cap count">${this.t("stage.parameters", { n: parameters })}</span>` : nothing}
        <span class="grow"></span>
        <span class="pm cap" role="group" aria-label=${this.t("stage.hiddenLayers")}>
          <span>${this.t("stage.hiddenLayers")}</span>
          ${this.hides("shape") ? nothing : html`<button aria-label=${this.t("stage.removeLayer")} ?disabled=${hidden <= limits.min} @click=${() => removeLayer(this.intents)}>${icon("minus", true)}</button>`}
          <b class="num">${hidden}</b>
          ${this.hides("shape") ? nothing : html`<button aria-label=${this.t("stage.addLayer")} ?disabled=${hidden >= limits.max} @click=${() => addLayer(this.state, this.intents)}>${icon("plus", true)}</button>`}
        </span>
      </header>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-network-head": GpNetworkHead;
  }
}
