import { css, html, type nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { GpElement } from "../view/element.js";
import { loadedPanel, loadPanel } from "./load.js";
import { type Panel, type PanelModule, panelOf } from "./registry.js";

/** One panel of the registry: loaded when it is first shown, with a word while it comes and where it does not. */
@customElement("gp-panel-view")
export class GpPanelView extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      p { padding: 12px 0; color: var(--ink-2); }
      /* A panel that is here at once needs no word. */
      .wait { animation: appear 0s 300ms both; }
      @keyframes appear { from { visibility: hidden; } }
      .failed { display: grid; gap: 4px; justify-items: start; }
    `,
  ];

  /** Id of the panel. */
  @property() panel = "";
  @state() private module: PanelModule | null = null;
  @state() private failed = false;
  #release: (() => void)[] = [];

  override disconnectedCallback(): void {
    this.#free();
    super.disconnectedCallback();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("panel") || changed.has("store")) this.#open();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.module) return this.module.panel(this.store);
    if (!this.failed) return html`<p class="wait" role="status">${this.t("inspector.loading")}</p>`;
    return html`<div class="failed">
      <p role="alert">${this.t("inspector.failed")}</p>
      <button class="btn sm" @click=${() => this.#open()}>${this.t("inspector.again")}</button>
    </div>`;
  }

  #open(): void {
    this.#free();
    const panel = panelOf(this.panel);
    this.module = loadedPanel(this.panel);
    this.failed = panel === undefined;
    if (!panel) return;
    this.#release = panel.needs.map(({ id, args, ...often }) => this.intents.need(id, args, often));
    if (!this.module) void this.#load(panel);
  }

  async #load(panel: Panel): Promise<void> {
    try {
      const module = await loadPanel(panel);
      if (this.panel === panel.id) this.module = module;
    } catch {
      if (this.panel === panel.id) this.failed = true;
    }
  }

  #free(): void {
    for (const release of this.#release.splice(0)) release();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-view": GpPanelView;
  }
}
