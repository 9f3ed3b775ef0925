import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { RovingFocus } from "../controls/roving-focus.js";
import { GpElement } from "../view/element.js";
import "./panel-view.js";
import { panelsIn } from "./registry.js";

/** What is looked into beside the stage: one tab at a time. */
@customElement("gp-inspector")
export class GpInspector extends GpElement {
  static override watches = ["inspector"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; background: var(--surface); }
      .head { display: flex; align-items: center; height: 44px; flex: none; border-bottom: 1px solid var(--line); padding: 0 8px 0 16px; }
      .tabs { display: flex; gap: 20px; flex: 1; align-self: stretch; }
      .tabs button { height: 100%; color: var(--ink-2); font-size: var(--t-ui); border-bottom: 2px solid transparent; padding-top: 2px; }
      .tabs button[aria-selected="true"] { color: var(--ink); font-weight: var(--w-bold); border-bottom-color: var(--ink); }
      .body { flex: 1; overflow: hidden auto; padding: 12px 16px 20px; scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; }
    `,
  ];

  readonly #roving = new RovingFocus(this);

  /** The focus goes to the tab that is open. */
  override focus(): void {
    void this.updateComplete.then(() => this.#roving.tabStop?.focus());
  }

  override render(): TemplateResult {
    const chosen = this.state.inspector ?? "";
    return html`<div class="head">
        <div class="tabs" role="tablist" aria-label=${this.t("inspector.tabs")}>
          ${panelsIn(this.state).map(
            ({ id, label }) =>
              html`<button role="tab" id="tab-${id}" aria-selected=${id === chosen} aria-controls="body" @click=${() => this.intents.setPreference({ inspector: id })}>${this.t(label)}</button>`,
          )}
        </div>
        <button class="tb icon close" aria-label=${this.t("inspector.close")} title=${this.t("inspector.close")} @click=${() => this.intents.setPreference({ inspector: null })}>${icon("x")}</button>
      </div>
      <div class="body" id="body" role="tabpanel" aria-labelledby="tab-${chosen}"><gp-panel-view panel=${chosen} .store=${this.store}></gp-panel-view></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-inspector": GpInspector;
  }
}
