import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { RovingFocus } from "../controls/roving-focus.js";
import { panelsIn } from "../panels/registry.js";
import { GpElement } from "../view/element.js";

/** What can be looked into, while the inspector beside the stage is closed: a button for every panel, one tab stop. */
@customElement("gp-rail")
export class GpRail extends GpElement {
  static override watches = ["inspector"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: var(--rail-w); border-left: 1px solid var(--line); background: var(--page); }
      .rail { display: flex; flex-direction: column; align-items: center; gap: 2px; padding: 10px 0; }
      button { width: calc(100% - 12px); min-height: 52px; border-radius: var(--r-m); display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 4px; color: var(--ink-2); font-size: var(--t-tick); line-height: 1.1; text-align: center; transition: background var(--fast); }
      button:hover, button[aria-expanded="true"] { background: var(--well); color: var(--ink); }
      button:lang(zh) { font-size: var(--t-cap); }
      .i { width: 18px; height: 18px; }
    `,
  ];

  /** The panel whose button the focus comes to: the one closed last. */
  @property() last = "";
  readonly #roving = new RovingFocus(this);

  override render(): TemplateResult {
    const { inspector } = this.state;
    return html`<div class="rail" role="toolbar" aria-orientation="vertical" aria-label=${this.t("inspector.tabs")}>
      ${panelsIn(this.state).map(
        ({ id, label, icon: name, key }) => html`<button
          id="open-${id}"
          aria-expanded=${inspector === id}
          title=${this.t("inspector.open", { name: this.t(label), n: key })}
          @click=${() => this.intents.setPreference({ inspector: inspector === id ? null : id })}
        >
          ${icon(name)}<span>${this.t(label)}</span>
        </button>`,
      )}
    </div>`;
  }

  override focus(): void {
    void this.updateComplete.then(() => {
      const closed = this.renderRoot.querySelector<HTMLElement>(`#open-${CSS.escape(this.last || "none")}`);
      (closed ?? this.#roving.tabStop)?.focus();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-rail": GpRail;
  }
}
