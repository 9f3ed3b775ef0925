import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { RovingFocus } from "../controls/roving-focus.js";
import type { Catalog, Experiment } from "../engine/types.js";
import type { PlainKey } from "../i18n/index.js";
import { count } from "../i18n/numbers.js";
import { gestureKey } from "../protocol/merge.js";
import { settingOf } from "../state/lookup.js";
import { batchName } from "./batch-name.js";
import { GpPanel } from "./panel.js";
import "../controls/slider.js";
import type { SliderEvent } from "../controls/slider.js";

/** A batch to begin with when a reader asks for mini-batches. */
const MINI = 16;

/** Batch size from 1 to all, by a slider, by a number and by name; and shuffling. */
@customElement("gp-panel-batch")
export class GpPanelBatch extends GpPanel {
  static override watches = [...GpPanel.watches, "data" as const];
  static override styles = [
    ...GpPanel.styles,
    css`
      :host { width: 316px; max-width: 100%; }
      .top { display: grid; grid-template-columns: auto 1fr; gap: 14px; align-items: center; padding: 8px 10px 4px; }
      gp-number { width: max(78px, var(--needs)); }
      .seg { margin: 6px 10px; }
      .line { display: flex; flex-wrap: wrap; gap: 4px 12px; justify-content: space-between; align-items: center; padding: 4px 10px 6px; }
    `,
  ];

  constructor() {
    super();
    new RovingFocus(this);
  }

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { batch } = experiment;
    const { data } = this.state;
    const points = data ? data.trainInputs.length / data.columns : 0;
    const rows = Math.max(1, points);
    const size = batch.size === "full" ? rows : batch.size;
    const name = batchName(batch.size, points);
    const updates = Math.ceil(rows / Math.max(1, Math.min(size, rows)));
    const setting = settingOf(catalog, "batch.size");
    const set = (draft: Experiment, value: number | null) => {
      draft.batch.size = value === null || (points > 0 && value >= points) ? "full" : value;
    };
    const names: { key: PlainKey; label: string; size: number | "full" }[] = [
      { key: "batch.single", label: this.t("batch.singleLong"), size: 1 },
      { key: "batch.mini", label: this.t("batch.mini"), size: Math.min(MINI, Math.max(2, rows - 1)) },
      {
        key: "batch.full",
        label: points > 0 ? this.t("batch.fullLong", { count: count(points) }) : this.t("batch.full"),
        size: "full",
      },
    ];
    return html`<div class="top">
        ${this.bareNumber("batch.size", Math.min(size, rows), set, {
          label: this.t("batch.size"),
          setting: { ...setting, max: rows, scale: "integer", nullable: false },
        })}
        <gp-slider
          .value=${Math.min(size, rows)}
          .min=${1}
          .max=${rows}
          scale="integer"
          label=${this.t("batch.size")}
          valueText="${count(size)}, ${this.t(name)}"
          @gp-value=${({ detail, gesture }: SliderEvent) => this.change((draft) => set(draft, detail), gestureKey("batch.size", gesture))}
        ></gp-slider>
      </div>
      <div class="seg wide" role="radiogroup" aria-label=${this.t("batch.sizes")}>
        ${names.map(
          (
            each,
          ) => html`<button role="radio" aria-checked=${each.key === name} @click=${() => this.#choose(each.size, each.key === name)}>
            ${each.label}
          </button>`,
        )}
      </div>
      <div class="line">
        <button
          class="sw"
          role="switch"
          aria-checked=${batch.shuffle}
          @click=${() =>
            this.change((draft) => {
              draft.batch.shuffle = !draft.batch.shuffle;
            })}
        >
          <i></i>${this.t("batch.shuffle")}
        </button>
        <span class="note num">${this.t("batch.updates", { n: count(updates) })}</span>
      </div>
      ${this.plainBelow("batch", experiment, catalog)}`;
  }

  #choose(size: number | "full", already: boolean): void {
    if (already) return;
    void this.change((draft) => {
      draft.batch.size = size;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-batch": GpPanelBatch;
  }
}
