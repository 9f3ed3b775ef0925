import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Catalog, Experiment } from "../engine/types.js";
import { GpPanel } from "./panel.js";
import "../controls/options.js";

/** The activation of all hidden layers at once; single layers are set in the network's column heads and in the sheet. */
@customElement("gp-panel-activation")
export class GpPanelActivation extends GpPanel {
  protected override panel({ network }: Experiment, catalog: Catalog): TemplateResult {
    const used = new Set(network.hidden.map(({ activation }) => activation));
    if (used.size === 0) return html`<p class="note pad">${this.t("recipe.noHidden")}</p>`;
    const [only] = used;
    return html`${used.size > 1 ? html`<h2>${this.t("recipe.allLayers")}</h2>` : nothing}
      <gp-options
        grid
        .options=${catalog.activations.map((row) => this.option(row))}
        chosen=${used.size === 1 ? (only ?? "") : ""}
        label=${this.t("recipe.activation")}
        @gp-choose=${({ detail }: CustomEvent<string>) =>
          this.change((draft) => {
            for (const layer of draft.network.hidden) layer.activation = detail;
          })}
      ></gp-options>
      <p class="note foot">${this.t("recipe.restarts")}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-activation": GpPanelActivation;
  }
}
