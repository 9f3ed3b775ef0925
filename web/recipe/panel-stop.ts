import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Catalog, Experiment, StopRules } from "../engine/types.js";
import type { PlainKey } from "../i18n/index.js";
import { GpPanel } from "./panel.js";

export const STOP_RULES: { key: keyof StopRules; label: PlainKey }[] = [
  { key: "maxEpochs", label: "stop.maxEpochs" },
  { key: "trainLoss", label: "stop.trainLoss" },
  { key: "gradientNorm", label: "stop.gradientNorm" },
  { key: "patience", label: "stop.patience" },
];

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

  protected override panel({ stop }: Experiment, _catalog: Catalog): TemplateResult {
    const never = this.t("stop.neverField");
    return html`<div class="fields">
      ${STOP_RULES.map(({ key, label }) =>
        this.number(`stop.${key}`, stop[key], (draft, value) => setRule(draft, key, value), {
          label: this.t(label),
          placeholder: never,
        }),
      )}
      ${this.number("stop.minDelta", stop.minDelta, (draft, value) => setRule(draft, "minDelta", value ?? 0), { label: this.t("stop.minDelta") })}
    </div>
    <p class="note pad">${this.t("stop.any")}</p>`;
  }
}

export function setRule(draft: Experiment, key: keyof StopRules, value: number | null): void {
  Object.assign(draft.stop, { [key]: value });
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-stop": GpPanelStop;
  }
}
