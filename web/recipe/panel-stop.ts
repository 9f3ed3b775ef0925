import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Catalog, Experiment } from "../engine/types.js";
import { GpPanel } from "./panel.js";
import { plainOfPart } from "./plain.js";

/** When training ends by itself: each rule a number, or nothing. */
@customElement("gp-panel-stop")
export class GpPanelStop extends GpPanel {
  static override styles = [
    ...GpPanel.styles,
    css`
      :host { width: 280px; max-width: 100%; }
      .fields { grid-template-columns: 1fr 1fr; padding: 8px 10px 10px; }
    `,
  ];

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    return html`<div class="fields">${this.plain(plainOfPart(catalog, "stop"), experiment)}</div>
      <p class="note pad">${this.t("stop.any")}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-stop": GpPanelStop;
  }
}
