import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { TABS } from "../panels/inspector.js";
import { GpElement } from "../view/element.js";

/** What can be looked into, while the inspector beside the stage is closed: a button for every tab, one tab stop. */
@customElement("gp-rail")
export class GpRail extends GpElement {
  static override watches = ["inspector"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: var(--rail-w); border-left: 1px solid var(--line); background: var(--page); }
      .rail { display: flex; flex-direction: column; align-items: center; gap: 2px; padding: 10px 0; }
      button { width: 60px; height: 52px; border-radius: var(--r-m); display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 4px; color: var(--ink-2); font-size: 11px; line-height: 1.1; text-align: center; transition: background var(--fast); }
      button:hover, button[aria-expanded="true"] { background: var(--well); color: var(--ink); }
      button:lang(zh) { font-size: 12px; }
      .i { width: 18px; height: 18px; }
    `,
  ];

  /** The one button that Tab reaches. */
  @state() private current = 0;

  override render(): TemplateResult {
    const { inspector } = this.state;
    return html`<div class="rail" role="toolbar" aria-orientation="vertical" aria-label=${this.t("inspector.tabs")} @keydown=${this.#key}>
      ${TABS.map(
        ({ id, label, icon: name }, at) => html`<button
          aria-expanded=${inspector === id}
          title=${this.t("inspector.open", { name: this.t(label), n: at + 1 })}
          tabindex=${at === this.current ? 0 : -1}
          @focus=${() => {
            this.current = at;
          }}
          @click=${() => this.intents.setPreference({ inspector: inspector === id ? null : id })}
        >
          ${icon(name)}<span>${this.t(label)}</span>
        </button>`,
      )}
    </div>`;
  }

  override updated(properties: PropertyValues): void {
    super.updated(properties);
    const { inspector } = this.state;
    // Whoever closes a tab finds its button.
    if (inspector)
      this.current = Math.max(
        0,
        TABS.findIndex(({ id }) => id === inspector),
      );
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("[tabindex='0']")?.focus());
  }

  #key(event: KeyboardEvent): void {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (this.current + move + TABS.length) % TABS.length;
    this.renderRoot.querySelectorAll<HTMLElement>("button")[next]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-rail": GpRail;
  }
}
