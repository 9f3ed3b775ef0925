import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Catalog, Experiment } from "../engine/types.js";
import { rowOf } from "../state/lookup.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpPanel } from "./panel.js";
import "./clipping.js";
import "../controls/options.js";
import "./parameters.js";

/** Which optimizer, with its own parameters below, and clipping. */
@customElement("gp-panel-optimizer")
export class GpPanelOptimizer extends GpPanel {
  static override styles = [...GpPanel.styles, css`:host { width: 460px; max-width: 100%; }`];

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { optimizer } = experiment;
    const row = rowOf(catalog.optimizers, optimizer.name);
    const options = catalog.optimizers.map((each) => this.option(each));
    return html`<gp-options
        grid
        .options=${options}
        chosen=${optimizer.name}
        label=${this.t("recipe.optimizer")}
        @gp-choose=${({ detail }: CustomEvent<string>) => this.change((draft) => chooseOptimizer(draft, detail))}
      >
        <gp-parameters
          slot="below"
          style=${inlineStyle("padding:4px 12px 8px")}
          .store=${this.store}
          .row=${row}
          .choice=${optimizer}
          .without=${["learningRate"]}
          .refusal=${this.refusal}
          aria-label=${this.t("recipe.ownParameters", { name: this.text(row.label) })}
          @gp-parameter=${({ detail }: CustomEvent<{ id: string; value: number }>) =>
            this.change((draft) => {
              draft.optimizer[detail.id] = detail.value;
            }, `optimizer.${detail.id}`)}
        ></gp-parameters>
      </gp-options>
      ${this.plainBelow("optimizer", experiment, catalog)}
      <div class="foot"><gp-clipping .store=${this.store}></gp-clipping></div>
      <p class="note pad">${this.t("recipe.restarts")}</p>`;
  }
}

/** Another optimizer keeps the rate and begins with its own defaults. */
export function chooseOptimizer(draft: Experiment, name: string): void {
  draft.optimizer = { name, learningRate: draft.optimizer.learningRate };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-optimizer": GpPanelOptimizer;
  }
}
