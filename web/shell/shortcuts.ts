import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { PlainKey } from "../i18n/index.js";
import { GpElement } from "../view/element.js";

const GROUPS: { title: PlainKey; keys: [string, PlainKey][] }[] = [
  {
    title: "keys.run",
    keys: [
      ["Space", "keys.play"],
      ["S", "keys.step"],
      ["E M X", "keys.units"],
      ["← →", "keys.seek"],
      ["Home End", "keys.ends"],
      ["R", "keys.reset"],
    ],
  },
  {
    title: "keys.change",
    keys: [
      ["N", "keys.newStart"],
      ["[ ]", "keys.rate"],
      ["Ctrl+Z  Ctrl+⇧Z", "keys.undo"],
    ],
  },
  {
    title: "keys.look",
    keys: [
      ["L", "keys.log"],
      ["T", "keys.test"],
      ["P", "keys.present"],
      ["I", "keys.inspector"],
      ["1 … 6, 0", "keys.brush"],
      ["?", "keys.help"],
      ["Esc", "keys.escape"],
    ],
  },
];

/** The list of keys, and the switch for single ones. */
@customElement("gp-shortcuts")
export class GpShortcuts extends GpElement {
  static override watches = ["singleKeys"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; padding: 8px 12px 10px; width: 400px; max-width: 100%; }
      h2 { font-size: var(--t-cap); color: var(--ink-3); font-weight: var(--w-reg); margin: 10px 0 2px; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 14px; margin: 0; }
      dt { display: flex; gap: 4px; align-items: start; }
      dd { margin: 0; color: var(--ink-2); }
      kbd { font: 12px/18px var(--font); min-width: 20px; text-align: center; padding: 0 5px; border: 1px solid var(--line-strong); border-radius: var(--r-s); background: var(--page); white-space: nowrap; }
      p { font-size: var(--t-cap); color: var(--ink-3); margin-top: 8px; }
      .sw { margin-top: 10px; }
    `,
  ];

  override render(): TemplateResult {
    const { singleKeys } = this.state;
    return html`${GROUPS.map(
      ({ title, keys }) => html`<h2>${this.t(title)}</h2>
          <dl>
            ${keys.map(
              ([names, words]) => html`<dt>${names
                .split(" ")
                .filter(Boolean)
                .map((name) => html`<kbd>${name}</kbd>`)}</dt>
                <dd>${this.t(words)}</dd>`,
            )}
          </dl>`,
    )}
      <p>${this.t("keys.network")}</p>
      <p>${this.t("keys.picture")}</p>
      <button class="sw" role="switch" aria-checked=${singleKeys} @click=${() => this.intents.setPreference({ singleKeys: !singleKeys })}>
        <i></i>${this.t("keys.single")}
      </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-shortcuts": GpShortcuts;
  }
}
