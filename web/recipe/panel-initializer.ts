import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import type { Catalog, Choice, Experiment } from "../engine/types.js";
import { nameOf, rowOf, settingOf } from "../state/lookup.js";
import { freshSeed } from "../state/seed.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpPanel } from "./panel.js";
import "../controls/options.js";
import "./parameters.js";

/** How the first weights are drawn, and from which seed. */
@customElement("gp-panel-initializer")
export class GpPanelInitializer extends GpPanel {
  static override styles = [
    ...GpPanel.styles,
    css`.seed { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: end; padding: 0 10px 8px; }`,
  ];

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { network } = experiment;
    const name = nameOf(network.initializer);
    const row = rowOf(catalog.initializers, name);
    return html`<gp-options
        grid
        .options=${catalog.initializers.map((each) => this.option(each))}
        chosen=${name}
        label=${this.t("recipe.initializer")}
        @gp-choose=${({ detail }: CustomEvent<string>) =>
          this.change((draft) => {
            draft.network.initializer = detail;
          })}
      >
        <gp-parameters
          slot="below"
          style=${inlineStyle("padding:4px 12px 8px")}
          ?hidden=${row.parameters.length === 0}
          .store=${this.store}
          .row=${row}
          .choice=${network.initializer}
          .refusal=${this.refusal}
          @gp-parameter=${({ detail }: CustomEvent<{ id: string; value: number }>) =>
            this.change((draft) => {
              const before = draft.network.initializer;
              const choice: Choice = typeof before === "string" ? { name: before } : before;
              draft.network.initializer = { ...choice, [detail.id]: detail.value };
            }, `network.initializer.${detail.id}`)}
        ></gp-parameters>
      </gp-options>
      <div class="foot"></div>
      <div class="seed">
        ${this.number(
          "network.seed",
          network.seed,
          (draft, value) => {
            draft.network.seed = value ?? 0;
          },
          { setting: { ...settingOf(catalog, "network.seed"), nullable: false } },
        )}
        <button
          class="btn sm"
          @click=${() =>
            this.change((draft) => {
              draft.network.seed = freshSeed();
            })}
        >
          ${icon("dice")}${this.t("run.newStart")}
        </button>
      </div>
      ${this.plainBelow("network", experiment, catalog)}
      <p class="note pad">${this.t("recipe.restarts")}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-initializer": GpPanelInitializer;
  }
}
