import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Catalog, Experiment } from "../engine/types.js";
import { canonical } from "../i18n/numbers.js";
import { gestureKey } from "../protocol/merge.js";
import { settingOf } from "../state/lookup.js";
import { GpPanel } from "./panel.js";
import "../controls/slider.js";
import type { SliderEvent } from "../controls/slider.js";

/** The part of a penalty's slider above "off"; smaller amounts can be typed. */
const LEAST = 1e-5;
const MOST = 1;

/** L1, L2 and dropout, each with what it does. */
@customElement("gp-panel-regularization")
export class GpPanelRegularization extends GpPanel {
  static override styles = [
    ...GpPanel.styles,
    css`
      :host { width: 316px; max-width: 100%; }
      .item { padding: 8px 10px 6px; }
      .item + .item { border-top: 1px solid var(--line); }
      .head { display: flex; align-items: baseline; gap: 8px; }
      .head b { font-weight: var(--w-med); }
      .row { display: grid; grid-template-columns: auto 1fr; gap: 14px; align-items: center; margin-top: 4px; }
      gp-number { width: max(74px, var(--needs)); }
    `,
  ];

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    return html`${this.#penalty("l1", this.t("reg.l1"), this.t("reg.l1Note"), experiment, catalog)}
      ${this.#penalty("l2", this.t("reg.l2"), this.t("reg.l2Note"), experiment, catalog)}
      ${this.plainBelow("regularization", experiment, catalog, ["regularization.l1", "regularization.l2"])}
      ${experiment.network.hidden.length > 0 ? this.#dropout(experiment, catalog) : nothing}
      <p class="note pad">${this.t("reg.unused")}</p>`;
  }

  #penalty(
    kind: "l1" | "l2",
    label: string,
    note: string,
    { regularization }: Experiment,
    catalog: Catalog,
  ): TemplateResult {
    const path = `regularization.${kind}`;
    const value = regularization[kind];
    const set = (draft: Experiment, next: number | null) => {
      draft.regularization[kind] = next ?? 0;
    };
    return html`<div class="item">
      <div class="head"><b>${label}</b><span class="note">${note}</span></div>
      <div class="row">
        ${this.bareNumber(path, value, set, { label, setting: settingOf(catalog, path) })}
        <gp-slider
          .value=${value > 0 ? Math.max(LEAST, value) : LEAST / 1.12}
          .min=${LEAST / 1.12}
          .max=${MOST}
          scale="log"
          label=${label}
          valueText=${value > 0 ? canonical(value) : this.t("recipe.off")}
          @gp-value=${({ detail, gesture }: SliderEvent) => this.change((draft) => set(draft, detail < LEAST ? 0 : detail), gestureKey(path, gesture))}
        ></gp-slider>
      </div>
    </div>`;
  }

  #dropout({ network }: Experiment, catalog: Catalog): TemplateResult {
    const path = "network.hidden[].dropout";
    const setting = settingOf(catalog, path);
    const rates = new Set(network.hidden.map(({ dropout = 0 }) => dropout));
    const value = rates.size === 1 ? ([...rates][0] ?? 0) : Math.max(...rates);
    const label = this.t("reg.dropout");
    const set = (draft: Experiment, next: number | null) => {
      for (const layer of draft.network.hidden) layer.dropout = next ?? 0;
    };
    return html`<div class="item">
      <div class="head"><b>${label}</b><span class="note">${rates.size > 1 ? this.t("recipe.mixed") : ""}</span></div>
      <p class="note">${this.t("reg.dropoutNote")}</p>
      <div class="row">
        ${this.bareNumber(path, value, set, { label, setting })}
        <gp-slider
          .value=${value}
          .min=${setting.min}
          .max=${Math.min(setting.max, 0.9)}
          .step=${0.05}
          label=${label}
          @gp-value=${({ detail, gesture }: SliderEvent) => this.change((draft) => set(draft, detail), gestureKey(path, gesture))}
        ></gp-slider>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-regularization": GpPanelRegularization;
  }
}
