import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { PlainKey } from "../i18n/index.js";
import type { State } from "../state/state.js";
import { GpElement } from "../view/element.js";
import "../stage/chart/chart.js";
import "../stage/data/data.js";
import "../panels/inspector.js";
import "../stage/network/network.js";
import "../recipe/recipe.js";

const PANELS: { id: State["panel"]; label: PlainKey }[] = [
  { id: "network", label: "frame.panelNetwork" },
  { id: "chart", label: "frame.panelChart" },
  { id: "settings", label: "frame.panelSettings" },
  { id: "data", label: "frame.panelData" },
];

/** On a phone: the picture stays, and tabs change what stands under it. */
@customElement("gp-phone-panels")
export class GpPhonePanels extends GpElement {
  static override watches = ["panel", "inspector"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .seg { margin: 0 0 8px; flex: none; }
      .seg button { height: 36px; padding: 0 4px; font-size: 13px; }
      .panel { flex: 1; min-height: 0; overflow: auto; position: relative; margin: 0 -16px; padding: 0 16px; scrollbar-width: thin; }
      .panel:has(gp-chart) { overflow: hidden; }
      gp-network, gp-chart { height: 100%; }
      gp-network { min-height: 260px; }
      gp-data { padding-bottom: 16px; }
    `,
  ];

  override render(): TemplateResult {
    const { panel } = this.state;
    return html`<div class="seg wide" role="tablist" aria-label=${this.t("frame.panels")} @keydown=${this.#key}>
        ${PANELS.map(
          ({ id, label }) => html`<button
            role="tab"
            id="tab-${id}"
            aria-selected=${id === panel}
            aria-controls="panel"
            tabindex=${id === panel ? 0 : -1}
            @click=${() => this.intents.setPreference({ panel: id })}
          >
            ${this.t(label)}
          </button>`,
        )}
      </div>
      <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${panel}">${this.#panel(panel)}</div>`;
  }

  /** Each panel begins at its top. */
  override updated(): void {
    const shown = `${this.state.panel} ${this.state.inspector ?? ""}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.renderRoot.querySelector(".panel")?.scrollTo(0, 0);
  }

  #shown = "";

  #panel(panel: State["panel"]): TemplateResult {
    switch (panel) {
      case "network":
        return html`<gp-network .store=${this.store}></gp-network>`;
      case "chart":
        return html`<gp-chart .store=${this.store}></gp-chart>`;
      case "settings":
        return html`<gp-recipe tall .store=${this.store}></gp-recipe>`;
      case "data":
        return this.state.inspector
          ? html`<gp-inspector .store=${this.store}></gp-inspector>`
          : html`<gp-data .store=${this.store}></gp-data>`;
    }
  }

  #key(event: KeyboardEvent): void {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = PANELS.findIndex(({ id }) => id === this.state.panel);
    const next = PANELS[(at + direction + PANELS.length) % PANELS.length];
    if (!next) return;
    this.intents.setPreference({ panel: next.id });
    this.shadowRoot?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-phone-panels": GpPhonePanels;
  }
}
