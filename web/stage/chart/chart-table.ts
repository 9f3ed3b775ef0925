import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { count, fixed, loss, percent } from "../../i18n/numbers.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";

/** Rows shown, evenly spread over the run. */
const ROWS = 60;
/** While playing the table follows so often, in milliseconds. */
const EVERY = 500;

type Value = number | null | undefined;

/**
 * The chart as a table.
 *
 * @fires gp-close when the reader wants the chart again
 */
@customElement("gp-chart-table")
export class GpChartTable extends GpElement {
  static override watches = ["history", "experiment", "playing"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-direction: column; align-items: flex-start; flex: 1; min-height: 0; position: relative; }
      .rows { flex: 1; min-height: 0; width: 100%; overflow: auto; scrollbar-width: thin; }
      table { border-collapse: collapse; width: 100%; font-size: var(--t-cap); }
      th, td { text-align: right; padding: 2px 8px; border-bottom: 1px solid var(--line); }
      th { position: sticky; top: 0; background: var(--page); font-weight: var(--w-med); color: var(--ink-2); }
      .btn { flex: none; margin: 6px 0 2px; background: var(--surface); }
    `,
  ];

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (!this.tooSoon(slices, EVERY)) this.requestUpdate();
  }

  override render(): TemplateResult {
    const { history, experiment } = this.state;
    const rows = history.epoch.length;
    const step = Math.max(1, Math.ceil(rows / ROWS));
    const shown = Array.from({ length: rows }, (_, row) => row).filter((row) => row % step === 0 || row === rows - 1);
    const regression = experiment?.task === "regression";
    const metric = regression ? this.t("chart.r2") : this.t("chart.accuracy");
    const [train, test] = [this.t("chart.train"), this.t("chart.test")];
    const written = (write: (value: number) => string, value: Value) =>
      value === null || value === undefined ? "–" : write(value);
    const metricText = (value: number) => (regression ? fixed(value) : percent(value));
    const name = this.t("chart.table");
    const close = () => this.dispatchEvent(new CustomEvent("gp-close"));
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    return html`<div class="rows" tabindex="0" role="region" aria-label=${name} @keydown=${key}>
      <table>
        <thead>
          <tr>
            ${[this.t("chart.epoch"), train, test, `${metric}, ${train}`, `${metric}, ${test}`].map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (row) => html`<tr>
              <td>${count(history.epoch[row] ?? 0)}</td>
              <td>${written(loss, history.trainLoss[row])}</td>
              <td>${written(loss, history.testLoss[row])}</td>
              <td>${written(metricText, history.trainMetric[row])}</td>
              <td>${written(metricText, history.testMetric[row])}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <button class="btn sm" @click=${close} @keydown=${key}>${this.t("chart.chart")}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-chart-table": GpChartTable;
  }
}
