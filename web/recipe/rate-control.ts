import { css, html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { canonical } from "../i18n/numbers.js";
import { gestureKey } from "../protocol/merge.js";
import { settingOf } from "../state/lookup.js";
import { GpPanel } from "./panel.js";
import "../controls/popover.js";
import "../controls/slider.js";
import type { SliderEvent } from "../controls/slider.js";

/** Ends of the slider; any positive rate can be typed. */
const SLOWEST = 1e-5;
const FASTEST = 10;

/** The learning rate in the recipe bar: typed, or by a slider over six decades; its schedule behind a small button. */
@customElement("gp-rate")
export class GpRate extends GpPanel {
  static override watches = [...GpPanel.watches, "baseline" as const, "divergence" as const];
  static override styles = [
    ...GpPanel.styles,
    css`
      :host { display: block; min-width: 0; margin: 6px 0; }
      .cell { display: flex; flex-direction: column; justify-content: center; gap: 1px; height: 100%; padding: 0 10px; }
      .cap { font-size: var(--t-small); display: flex; align-items: center; gap: 5px; flex: none; white-space: nowrap; }
      .back { width: 16px; height: 16px; margin: -2px 0; border-radius: var(--r-s); display: grid; place-items: center; color: var(--ink-3); }
      .back .i { width: 10px; height: 10px; }
      .back:hover { background: var(--well-2); color: var(--ink); }
      .dot { width: 5px; height: 5px; border-radius: 50%; background: var(--ink); flex: none; }
      .head { display: flex; align-items: center; gap: 8px; }
      .sched { display: inline-flex; align-items: center; gap: 3px; min-width: 0; font-size: var(--t-small); line-height: 1.3; color: var(--ink-3); border-radius: var(--r-s); padding: 0 2px; margin-left: auto; white-space: nowrap; }
      .sched span { overflow: hidden; text-overflow: ellipsis; }
      .sched:hover { color: var(--ink); }
      .sched .i { width: 9px; height: 9px; color: var(--ink-4); }
      .value { font-size: var(--t-body); font-weight: var(--w-med); line-height: 1.45; }
      span.sched:hover { color: var(--ink-3); }
      .row { display: flex; align-items: center; gap: 10px; }
      gp-number { flex: none; width: clamp(4.4 * var(--t-body), var(--needs), 60%); }
      gp-slider { flex: 1; }
      :host([bad]) .cap { color: var(--bad); }
      :host([bad]) gp-number { --ink: var(--bad); }
      :host([tall]) { margin: 0; }
      :host([tall]) .cell { padding: 0; height: auto; gap: 3px; }
      :host([tall]) .cap, :host([tall]) .sched { font-size: var(--t-cap); }
      :host([tall]) gp-number { width: clamp(86px, var(--needs), 60%); }
      :host([tall]) .row { height: 40px; }
    `,
  ];

  @property({ type: Boolean }) tall = false;
  @property({ type: Boolean, reflect: true }) bad = false;
  @state() private open = false;
  @query(".cell") private cell!: HTMLElement;

  override willUpdate(changed: Parameters<GpPanel["willUpdate"]>[0]): void {
    super.willUpdate(changed);
    if (this.store) this.bad = this.state.divergence !== null;
  }

  protected override panel(): TemplateResult {
    const { experiment, catalog, baseline } = this.state;
    if (!experiment || !catalog) return html``;
    const rate = experiment.optimizer.learningRate;
    const setting = settingOf(catalog, "optimizer.learningRate");
    const label = this.t("recipe.rate");
    const home = baseline?.optimizer.learningRate;
    const set = (value: number, gesture: number | null = null) =>
      this.change(
        (draft) => {
          draft.optimizer.learningRate = value;
        },
        gestureKey("optimizer.learningRate", gesture),
      );
    const differs = home !== undefined && home !== rate;
    const restore = differs ? this.t("recipe.restore", { label, value: canonical(home) }) : "";
    const schedule = catalog.schedules.find(({ id }) => id === experiment.schedule.name);
    const name = schedule ? this.text(schedule.label) : "";
    if (this.hides("learning-rate")) {
      return html`<div class="cell"><div class="head"><span class="cap">${label}</span><span class="sched">${name}</span></div><b class="value num">${canonical(rate)}</b></div>`;
    }
    return html`<div class="cell">
      <div class="head">
        <span class="cap"><span aria-hidden="true">${label}</span>${
          differs
            ? html`<span class="dot" role="img" aria-label=${this.t("recipe.differs")} title=${this.t("recipe.differs")}></span><button class="back" title=${restore} aria-label=${restore} @click=${() => set(home)}>${icon("reset", true)}</button>`
            : ""
        }</span>
        <button
          class="sched"
          aria-haspopup="dialog"
          aria-expanded=${this.open}
          aria-label="${this.t("rate.schedule")}: ${name}"
          title="${this.t("rate.schedule")}: ${name}"
          @click=${() => {
            void import("./panels.js");
            this.open = !this.open;
          }}
        >
          <span>${name}</span>${icon("chev")}
        </button>
      </div>
      <div class="row">
        <gp-number
          ?plain=${!this.tall}
          size=${this.tall ? "large" : ""}
          .value=${rate}
          .min=${setting.min}
          .max=${setting.max}
          scale="log"
          label=${label}
          allowed=${this.allowed(setting)}
          invalid=${this.refused(this.refusal)}
          @gp-value=${({ detail }: CustomEvent<number>) => set(detail)}
        ></gp-number>
        <gp-slider
          .value=${rate}
          .min=${SLOWEST}
          .max=${FASTEST}
          scale="log"
          decades
          label=${this.t("recipe.rateSlider")}
          valueText=${canonical(rate)}
          @gp-value=${({ detail, gesture }: SliderEvent) => set(detail, gesture)}
        ></gp-slider>
      </div>
      <gp-popover
        .open=${this.open}
        .anchor=${this.cell ?? null}
        label=${this.t("rate.schedule")}
        @gp-close=${() => {
          this.open = false;
        }}
        >${this.open ? html`<gp-panel-rate .store=${this.store}></gp-panel-rate>` : ""}</gp-popover
      >
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-rate": GpRate;
  }
}
