import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { RovingFocus } from "../controls/roving-focus.js";
import type { PlainKey } from "../i18n/index.js";
import type { Control } from "../links/index.js";
import { panelsIn } from "../panels/registry.js";
import type { Slice } from "../state/store.js";
import { GpElement } from "../view/element.js";
import { illWord } from "../view/ill-word.js";
import { shapeOf } from "./shape.js";
import "../stage/chart/chart.js";
import "../stage/data/data.js";
import "../panels/inspector.js";
import "../panels/panel-view.js";
import "../stage/network/network.js";
import "../recipe/recipe.js";

/** Parts of the stage and the recipe that have a tab here; the panels of the registry follow. */
const PARTS: readonly { id: string; label: PlainKey; control?: Control }[] = [
  { id: "network", label: "frame.panelNetwork", control: "network" },
  { id: "chart", label: "frame.panelChart", control: "chart" },
  { id: "settings", label: "frame.panelSettings" },
];

/** How often a run that plays is looked at for what goes wrong, in milliseconds. */
const ILL_EVERY = 500;

/** On a phone: the picture stays, and tabs change what stands under it. */
@customElement("gp-phone-panels")
export class GpPhonePanels extends GpElement {
  static override watches: readonly Slice[] = ["panel", "inspector", "history", "layers", "experiment", "divergence"];
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .seg { margin: 0 0 8px; flex: none; }
      .seg button { height: 36px; padding: 0 4px; font-size: var(--t-ui); }
      .seg .i { margin: -2px 0 0 4px; vertical-align: middle; display: inline-block; color: var(--warn); }
      .seg.many { overflow-x: auto; scrollbar-width: none; }
      .seg.many button { flex: 1 0 auto; height: 44px; padding: 0 6px; }
      .panel { flex: 1; min-height: 0; overflow: auto; position: relative; margin: 0 -16px; padding: 0 16px; scrollbar-width: thin; }
      .panel:has(gp-chart) { overflow: hidden; }
      gp-network, gp-chart { height: 100%; }
      gp-network { min-height: 228px; }
      gp-chart.numbers { flex: none; height: auto; margin-block: 4px; }
      gp-data { padding-bottom: 16px; }
    `,
  ];

  constructor() {
    super();
    new RovingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.toggleAttribute("data-sheet", true);
  }

  /** What the chart says of a run that goes wrong: its tab has a sign of it. */
  #ill: string | null = null;

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (this.tooSoon(slices, ILL_EVERY)) return;
    const same = slices.size === 1 && slices.has("history") && illWord(this.state, this.wording) === this.#ill;
    if (!same) this.requestUpdate();
  }

  override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    this.#ill = illWord(this.state, this.wording);
  }

  override render(): TemplateResult {
    const { recipe } = shapeOf(this.state.hidden);
    // The tab of data shows the datasets first, and own data behind them.
    const panels = panelsIn(this.state).map(({ id, label, control }) => ({
      id,
      label: id === "data" ? ("frame.data" as const) : label,
      control,
    }));
    const tabs = [...PARTS, ...panels].filter(
      ({ id, control }) => (!control || !this.hides(control)) && (id !== "settings" || recipe),
    );
    const chosen = this.state.panel;
    const panel = tabs.some(({ id }) => id === chosen) ? chosen : tabs[0]?.id;
    // Whoever hides the chart keeps its numbers.
    const numbers = this.hides("chart") ? html`<gp-chart class="numbers" .store=${this.store}></gp-chart>` : nothing;
    if (panel === undefined) return html`${numbers}`;
    if (tabs.length < 2) return html`<div class="panel">${this.#panel(panel)}</div>${numbers}`;
    return html`<div class="seg wide ${tabs.length > 5 ? "many" : ""}" role="tablist" aria-label=${this.t("frame.panels")}>
        ${tabs.map(
          ({ id, label }) => html`<button
            role="tab"
            id="tab-${id}"
            aria-selected=${id === panel}
            aria-controls="panel"
            @click=${() => this.intents.setPreference({ panel: id })}
          >
            ${this.t(label)}${id === "chart" && this.#ill !== null && panel !== id ? html`<span role="img" title=${this.#ill} aria-label=${this.#ill}>${icon("warn", true)}</span>` : nothing}
          </button>`,
        )}
      </div>
      <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${panel}">${this.#panel(panel)}</div>${numbers}`;
  }

  /** Each panel begins at its top. */
  override updated(): void {
    const shown = `${this.state.panel} ${this.state.inspector ?? ""}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.renderRoot.querySelector(".panel")?.scrollTo(0, 0);
  }

  #shown = "";

  #panel(panel: string): TemplateResult {
    switch (panel) {
      case "network":
        return html`<gp-network .store=${this.store}></gp-network>`;
      case "chart":
        return html`<gp-chart .store=${this.store}></gp-chart>`;
      case "settings":
        return html`<gp-recipe tall .store=${this.store}></gp-recipe>`;
      case "data":
        return this.state.inspector === "data"
          ? html`<gp-inspector .store=${this.store}></gp-inspector>`
          : html`<gp-data .store=${this.store}></gp-data>`;
      default:
        return html`<gp-panel-view panel=${panel} .store=${this.store}></gp-panel-view>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-phone-panels": GpPhonePanels;
  }
}
