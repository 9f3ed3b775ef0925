import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { count } from "../../i18n/numbers.js";
import type { Granularity } from "../../state/state.js";
import { GpElement } from "../../view/element.js";
import "../../controls/options.js";

/** What one step is: an epoch, a mini-batch, a sample or a phase of one, each with its size. */
@customElement("gp-step-unit")
export class GpStepUnit extends GpElement {
  static override watches = ["granularity", "experiment", "data", "stepsPerEpoch"] as const;
  static override styles = [...GpElement.styles, css`:host { display: block; max-width: 100%; }`];

  override render(): TemplateResult {
    const { experiment, data, stepsPerEpoch, granularity } = this.state;
    const rows = data ? data.trainInputs.length / data.columns : 1;
    const size = experiment?.batch.size;
    const samples = size === "full" || size === undefined ? rows : Math.min(size, rows);
    const options = [
      {
        id: "epoch",
        label: this.t("run.oneEpoch"),
        note: this.t("run.updates", { n: count(stepsPerEpoch) }),
        key: "E",
      },
      { id: "batch", label: this.t("run.oneBatch"), note: this.t("run.samples", { n: count(samples) }), key: "M" },
      { id: "sample", label: this.t("run.oneSample"), note: this.t("run.gradientOnly"), key: "X" },
      { id: "phase", label: this.t("run.onePhase"), note: this.t("run.phaseNote"), key: "B" },
    ];
    return html`<gp-options
      .options=${options}
      chosen=${granularity}
      label=${this.t("run.stepBy")}
      @gp-choose=${({ detail }: CustomEvent<Granularity>) => this.intents.setGranularity(detail)}
    ></gp-options>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-step-unit": GpStepUnit;
  }
}
