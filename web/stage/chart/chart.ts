import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { count, fixed, loss, percent, significant } from "../../i18n/numbers.js";
import { lacksPoints } from "../../state/drawing.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import { eventText } from "../../view/event-words.js";
import { illWord } from "../../view/ill-word.js";
import { breaksOf, type ChartModel, chartModel } from "./chart-model.js";
import "./chart-table.js";
import { axes, lines, type Plot, plotOf, scaleOf, smoothed } from "../../charts/line-chart.js";
import { drawEvery, linePath, nearestRow, type Scale, xOf } from "../../charts/series.js";
import { tickText } from "../../charts/ticks.js";
import { icon } from "../../controls/icons.js";
import { fits, nameEnd, nameIsAbove, OVER, sharesOf } from "./axis-name.js";
import { type ChartRoom, chartRoom } from "./chart-room.js";
import type { GpChartTable } from "./chart-table.js";
import { flagsOf } from "./flags.js";
import { readoutOf } from "./readout-rows.js";

/** Loss or metric against epochs or updates, train and test: lines, a readout on hover, events; a click goes there. */
@customElement("gp-chart")
export class GpChart extends GpElement {
  static override watches = [
    "history",
    "progress",
    "chart",
    "experiment",
    "data",
    "events",
    "pointed",
    "timeline",
    "present",
    "layout",
    "playing",
    "ghost",
    "hidden",
  ] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-direction: column; min-width: 0; min-height: 0; container-type: inline-size; }
      .head { display: flex; align-items: center; gap: 6px; min-width: 0; height: 30px; flex: none; }
      /* A number is whole or not there: what has no room goes to a line below, which nobody sees. */
      .reads { display: flex; flex-wrap: wrap; column-gap: 16px; row-gap: 1em; max-height: 1.9em; align-items: baseline; align-content: flex-start; white-space: nowrap; font-size: var(--t-cap); color: var(--ink-3); min-width: 0; overflow: hidden; }
      .reads b { display: inline-block; min-width: 38px; font-size: calc(1.07 * var(--t-body)); font-weight: var(--w-bold); color: var(--ink); font-variant-numeric: tabular-nums; margin-left: 5px; letter-spacing: -0.01em; }
      .reads svg { width: 16px; height: 8px; margin-right: 5px; vertical-align: middle; display: inline-block; }
      .sh, .rate i { display: none; }
      @container (max-width: 560px) { .rate .name { display: none; } .rate i { display: inline; } }
      .plot { position: relative; flex: 1; min-height: 80px; cursor: crosshair; touch-action: pan-y; }
      .plot > svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
      text { font-size: var(--t-tick); fill: var(--ink-3); font-variant-numeric: tabular-nums; }
      .grid { stroke: var(--line); stroke-width: 1; shape-rendering: crispEdges; }
      path { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
      .train { stroke: var(--train-line); }
      .test { stroke: var(--test-line); stroke-dasharray: 4 3; }
      .raw { opacity: 0.3; stroke-width: 1.25; }
      .ghost { stroke: var(--ink-4); stroke-width: 1.25; opacity: 0.75; }
      .future { opacity: 0.28; }
      .ill { font-size: var(--t-cap); line-height: 1.35; color: var(--warn); padding-bottom: 2px; display: flex; gap: 6px; align-items: center; flex: none; }
      .flag line { stroke: var(--ink-4); stroke-dasharray: 2 3; }
      .flag text { fill: var(--ink-2); paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
      .rule { stroke: var(--ink); stroke-width: 1; }
      circle { fill: var(--page); stroke-width: 2; }
      .tip rect { fill: var(--ink); }
      .tip text { fill: var(--on-ink); }
      .tip .v { font-weight: var(--w-bold); }
      .axis { position: absolute; font-size: var(--t-tick); color: var(--ink-3); line-height: 1.2; white-space: nowrap; padding: 1px 3px; border-radius: var(--r-s); }
      .axis:hover { color: var(--ink); background: var(--well); }
      .yname { background: color-mix(in srgb, var(--page) 60%, transparent); }
      .xname { right: 11px; bottom: 0; padding-block: 0; }
      .twin { position: absolute; left: -4px; bottom: -2px; width: 24px; height: 22px; display: grid; place-items: center; color: var(--ink-3); border-radius: var(--r-s); opacity: 0; }
      .plot:hover .twin, .twin:focus-visible { opacity: 1; }
      @media (hover: none) { .twin { opacity: 1; } }
      .twin:hover { color: var(--ink); background: var(--well); }
      @container (max-width: 420px) { .lg { display: none; } .sh { display: inline; } .reads { column-gap: 10px; } .reads:has(.rate) svg { display: none; } }
      @container (max-width: 372px) { .reads svg { display: none; } .seg button { padding: 0 7px; } .reads:has(.rate) { column-gap: 6px; } .reads:has(.rate) b { min-width: 0; font-size: var(--t-cap); margin-left: 3px; } }
      @container (max-width: 340px) { .head { gap: 4px; } .reads { column-gap: 8px; } .reads b { min-width: 0; margin-left: 3px; } .seg button { padding: 0 6px; } }
      @container (max-width: 300px) { .logseg { display: none; } }
      @container (max-width: 260px) { .reads { column-gap: 6px; } .reads b { min-width: 0; font-size: 13px; margin-left: 3px; } .seg button { padding: 0 5px; } }
      :host([data-folded]) .seg, :host([data-folded]) .plot { display: none; }
      :host([data-folded]) .head { height: 20px; }
    `,
  ];

  @state() private size = { width: 0, height: 0 };
  @state() private asTable = false;
  /** Size of the drawing's text, and the width of the name of the axis that runs up, in pixels. */
  @state() private textSize = 11;
  @state() private nameWidth = 0;
  #watched: readonly (Element | null)[] = [];
  /** Of the plot and of the name: what they measure is asked for when it changes, not with every drawing. */
  readonly #sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect, borderBoxSize } of entries) {
      const { width, height } = contentRect;
      if (target === this.#watched[0]) {
        if (width !== this.size.width || height !== this.size.height) this.size = { width, height };
      } else if (width > 0) {
        this.textSize = Number.parseFloat(getComputedStyle(target).fontSize) || this.textSize;
        this.nameWidth = borderBoxSize[0]?.inlineSize ?? width;
      }
    }
  });

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (!this.tooSoon(slices, drawEvery(this.state.history.epoch.length))) this.requestUpdate();
  }

  override updated(): void {
    const watched = [".plot", ".yname"].map((part) => this.renderRoot.querySelector(part));
    if (watched.every((part, at) => part === this.#watched[at])) return;
    this.#watched = watched;
    this.#sizes.disconnect();
    for (const part of watched) if (part) this.#sizes.observe(part);
  }

  override render(): TemplateResult {
    const { chart, experiment, progress, present, layout } = this.state;
    this.toggleAttribute("data-folded", !layout.chart || this.hides("chart"));
    this.toggleAttribute("data-present", present);
    const model = this.#model();
    const regression = experiment?.task === "regression";
    const metric = regression ? this.t("chart.r2") : this.t("chart.accuracy");
    const short = regression ? this.t("chart.r2") : this.t("chart.accuracyShort");
    // What was measured before all points were taken away says nothing of what will be drawn.
    const measured = lacksPoints(this.state.data) ? null : progress;
    const reads =
      chart.measure === "loss"
        ? [measured?.trainLoss, measured?.testLoss]
        : [measured?.trainMetric, measured?.testMetric];
    return html`<div class="head">
        <div class="reads">
          ${this.#read("train", this.t("chart.train"), reads[0])}
          ${progress && progress.testLoss === null ? nothing : this.#read("test", this.t("chart.test"), reads[1])}
          ${this.#rate()}${model && model.ghost.values.length > 1 ? html`<span class="before"><svg viewBox="0 0 16 8" aria-hidden="true">${svg`<path class="ghost" d="M0 4h16" />`}</svg>${this.t("chart.before")}</span>` : nothing}
        </div>
        <span class="grow"></span>
        <div class="seg" role="group" aria-label=${this.t("chart.measure")}>
          <button aria-pressed=${chart.measure === "loss"} @click=${() => this.intents.setChart({ measure: "loss" })}>${this.t("chart.loss")}</button>
          <button aria-pressed=${chart.measure === "metric"} title=${metric} @click=${() => this.intents.setChart({ measure: "metric" })}>
            <span class="lg">${metric}</span><span class="sh">${short}</span>
          </button>
        </div>
        <div class="seg logseg">
          <button
            aria-pressed=${chart.log && chart.measure === "loss"}
            ?disabled=${chart.measure !== "loss"}
            title=${this.t("chart.logLabel")}
            @click=${this.#toggleLog}
          >
            ${this.t("chart.log")}
          </button>
        </div>
      </div>
      ${this.#ill()}${this.asTable ? html`<gp-chart-table .store=${this.store} @gp-close=${() => this.#show(false)}></gp-chart-table>` : this.#plot(model)}`;
  }

  #model(): ChartModel | null {
    const { history, chart, experiment, progress } = this.state;
    const { ghost } = this.state;
    return experiment && progress ? chartModel(history, chart, experiment, progress, this.size.height, ghost) : null;
  }

  /** Whether a schedule moves the rate: the first of the catalog leaves it as it is. */
  get #scheduled(): boolean {
    const { catalog, experiment } = this.state;
    return experiment !== null && experiment.schedule.name !== catalog?.schedules[0]?.id;
  }

  /** The present rate, where a schedule moves it. */
  #rate(): TemplateResult | typeof nothing {
    const { progress } = this.state;
    if (!progress || !this.#scheduled) return nothing;
    return html`<span class="rate" title=${this.t("chart.rate")}><span class="name">${this.t("chart.rate")}</span><i>η</i><b>${significant(progress.learningRate)}</b></span>`;
  }

  /** A word on a run that goes wrong without ending. */
  #ill(): TemplateResult | typeof nothing {
    const word = illWord(this.state, this.wording);
    if (word === null) return nothing;
    return html`<p class="ill" role="status">${icon("warn", true)}${word}</p>`;
  }

  #toggleLog(): void {
    if (this.state.chart.measure === "loss") this.intents.setChart({ log: !this.state.chart.log });
  }

  #read(series: "train" | "test", name: string, value: number | null | undefined): TemplateResult {
    return html`<span
      ><svg viewBox="0 0 16 8" aria-hidden="true">${svg`<path class=${series} d="M0 4h16" />`}</svg>${name}<b>${
        value === undefined || value === null ? "–" : this.#text(value)
      }</b></span
    >`;
  }

  /** A value of the shown measure. */
  #text(value: number): string {
    const { chart, experiment } = this.state;
    if (chart.measure === "loss") return loss(value);
    return experiment?.task === "classification" ? percent(value) : fixed(value, 3);
  }

  get #room(): ChartRoom {
    return chartRoom(this.size.height, this.textSize);
  }

  #plot(model: ChartModel | null): TemplateResult {
    const { width, height } = this.size;
    const { chart, experiment } = this.state;
    const loss = chart.measure === "loss";
    const metricAxis = experiment?.task === "regression" ? this.t("chart.r2Axis") : this.t("chart.accuracyAxis");
    const yName = loss ? (chart.log ? this.t("chart.lossLogAxis") : this.t("chart.lossAxis")) : metricAxis;
    const xName = chart.axis === "epochs" ? this.t("chart.epoch") : this.t("chart.updates");
    const { margin, line } = this.#room;
    const plot = plotOf(width, height, margin);
    const end = model ? nameEnd(this.state, model.x, plot, this.nameWidth) : plot.right + OVER;
    const under = { height: (1.4 * line) / (plot.bottom - plot.top), ...sharesOf(plot, end, this.nameWidth) };
    const above = model ? nameIsAbove(model, loss, under) : loss;
    const side = `${this.state.pointed?.kind === "epoch" ? "visibility:hidden;" : ""}right:${width - end}px;${above ? `top:${margin.top + 2}px` : `bottom:${margin.bottom + 4}px`}`;
    return html`<div class="plot" @pointermove=${this.#move} @pointerleave=${() => this.#leave()} @click=${this.#click}>
      <svg role="img" aria-label=${this.#label(yName, xName)}>${model && width > 0 && height > 0 ? this.#drawing(model, width, height) : nothing}</svg>
      <button class="axis yname" ?hidden=${!fits(under.height)} style=${inlineStyle(side)} @click=${(event: Event) => {
        event.stopPropagation();
        this.#toggleLog();
      }}>${yName}</button>
      <button
        class="axis xname"
        aria-label="${xName}. ${this.t("chart.axis")}"
        title=${this.t("chart.axis")}
        @click=${(event: Event) => {
          event.stopPropagation();
          this.intents.setChart({ axis: chart.axis === "epochs" ? "updates" : "epochs" });
        }}
      >
        ${xName}
      </button>
      <button class="twin" aria-label=${this.t("chart.table")} title=${this.t("chart.table")} @click=${(
        event: Event,
      ) => {
        event.stopPropagation();
        this.#show(true);
      }}>
        ${icon("table", true)}
      </button>
    </div>`;
  }

  #label(measure: string, axis: string): string {
    const { progress } = this.state;
    const [train, test] =
      this.state.chart.measure === "loss"
        ? [progress?.trainLoss, progress?.testLoss]
        : [progress?.trainMetric, progress?.testMetric];
    const values = { measure, axis, train: typeof train === "number" ? this.#text(train) : "–" };
    return test === undefined || test === null
      ? this.t("chart.labelNoTest", values)
      : this.t("chart.label", { ...values, test: this.#text(test) });
  }

  #scale(model: ChartModel, plot: Plot): Scale {
    return scaleOf(plot, model.places, model.x.high, (value) => model.y.share(value));
  }

  #drawing(model: ChartModel, width: number, height: number): TemplateResult {
    const plot = plotOf(width, height, this.#room.margin);
    const scale = this.#scale(model, plot);
    const x = (value: number) => scale.left + model.x.share(value) * scale.width;
    const percents = this.state.chart.measure === "metric" && this.state.experiment?.task === "classification";
    const text = percents ? (value: number) => percent(value, 0) : tickText;
    const tested = model.test.some((value) => value !== null);
    const series = [...(tested ? [{ name: "test", values: model.test }] : []), { name: "train", values: model.train }];
    return svg`${axes(plot, { axis: model.x, text: count }, { axis: model.y, text }, this.#room)}
      ${this.#ghost(model, scale)}${this.#lines(model, scale, plot, series)}
      ${this.#flags(x, plot.bottom)}
      ${this.#readout(model, scale, width, plot.bottom)}` as TemplateResult;
  }

  #ghost({ ghost }: ChartModel, scale: Scale): TemplateResult | typeof nothing {
    const { places, values } = ghost;
    if (values.length < 2) return nothing;
    return svg`<path class="ghost" d=${linePath(values, 0, values.length, { ...scale, places })} />` as TemplateResult;
  }

  /** Lines as they are while they are short; later smoothed, over what they are. */
  #lines(model: ChartModel, scale: Scale, plot: Plot, series: { name: string; values: ChartModel["train"] }[]) {
    const { window, past, places } = model;
    if (window < 2) return lines(series, scale, past);
    const breaks = breaksOf(this.state.history, this.state.events);
    const raw = series.map(({ name, values }) => ({ name: `${name} raw`, values }));
    const smooth = series.map(({ name, values }) => ({
      name,
      values: smoothed(values.slice(0, past), model.y.share, window, breaks),
    }));
    const y = (share: number) => plot.top + (1 - share) * (plot.bottom - plot.top);
    return svg`${lines(raw, scale, past)}${lines(smooth, { ...scale, places: places.slice(0, past), y })}`;
  }

  /** Events as dashed lines from top to bottom. */
  #flags(x: (value: number) => number, bottom: number): TemplateResult[] {
    const { catalog, language } = this.state;
    const { margin, labels } = this.#room;
    const named = flagsOf(this.state, x, (event) => (catalog ? eventText(language, event, catalog) : ""), this.#room);
    return named.map(
      ({ at, text, label }) =>
        svg`<g class="flag"><line x1=${at} x2=${at} y1=${margin.top} y2=${bottom} /><title>${text}</title>${
          label ? svg`<text x=${label.x} y=${labels} text-anchor=${label.anchor}>${text}</text>` : nothing
        }</g>` as TemplateResult,
    );
  }

  /** The row pointed at: by the pointer here, or by any other view; else the reader's place while rewound. */
  #shownRow(model: ChartModel): { row: number; pointed: boolean } | null {
    const { pointed, history, timeline, progress } = this.state;
    if (model.places.length === 0) return null;
    if (pointed?.kind === "epoch") return { row: nearestRow(history.epoch, pointed.index), pointed: true };
    if (timeline.rewound && progress) return { row: nearestRow(history.step, progress.step), pointed: false };
    return null;
  }

  #readout(model: ChartModel, scale: Scale, width: number, bottom: number): TemplateResult | typeof nothing {
    const shown = this.#shownRow(model);
    if (!shown) return nothing;
    const { row } = shown;
    const x = xOf(scale, row);
    const dot = (series: "train" | "test") => {
      const value = model[series][row];
      return value === null || value === undefined
        ? nothing
        : svg`<circle class=${series} style=${inlineStyle("stroke-dasharray:none")} cx=${x} cy=${scale.y(value)} r="3.5" />`;
    };
    const { margin, tip } = this.#room;
    const rule = svg`<line class="rule" x1=${x} x2=${x} y1=${margin.top - 4} y2=${bottom} />${dot("test")}${dot("train")}`;
    if (!shown.pointed) return rule as TemplateResult;
    const rows = readoutOf(this.state, row, this.#scheduled, (key) => this.t(key));
    const left = x + tip.width + 14 > width ? x - tip.width - 8 : x + 8;
    return svg`${rule}<g class="tip" transform="translate(${left},${margin.top})" pointer-events="none"><rect width=${tip.width} height=${rows.length * tip.row + 8} rx="6" />${rows.map(
      ([name, value], index) =>
        svg`<text x="9" y=${(index + 1) * tip.row + 1}>${name}</text><text class="v" x=${tip.width - 9} y=${(index + 1) * tip.row + 1} text-anchor="end">${value}</text>`,
    )}</g>` as TemplateResult;
  }

  #rowAt(event: PointerEvent | MouseEvent): number | null {
    const model = this.#model();
    if (!model || model.places.length === 0) return null;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const { left, right } = this.#room.margin;
    const share = (event.clientX - box.left - left) / (this.size.width - left - right);
    return nearestRow(model.places, Math.max(0, Math.min(1, share)) * model.x.high);
  }

  #move(event: PointerEvent): void {
    const row = this.#rowAt(event);
    if (row !== null) this.intents.point({ kind: "epoch", index: this.state.history.epoch[row] ?? 0 });
  }

  /** As a table or as a chart again; the focus goes to the way back. */
  #show(table: boolean): void {
    this.asTable = table;
    void this.updateComplete.then(async () => {
      const twin = this.renderRoot.querySelector<HTMLElement>(".twin");
      const list = this.renderRoot.querySelector<GpChartTable>("gp-chart-table");
      await list?.updateComplete;
      (table ? list?.renderRoot.querySelector<HTMLElement>("button") : twin)?.focus({ preventScroll: true });
    });
  }

  #leave(): void {
    if (this.state.pointed?.kind === "epoch") this.intents.point(null);
  }

  /** Where the readout says; a tap has pointed at nothing before. */
  #click(event: MouseEvent): void {
    const { pointed, history } = this.state;
    const row = this.#rowAt(event);
    if (pointed?.kind === "epoch") this.intents.seek(pointed.index);
    else if (row !== null) this.intents.seek(history.epoch[row] ?? 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-chart": GpChart;
  }
}
