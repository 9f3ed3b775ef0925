import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { PlainKey } from "../i18n/index.js";
import { ACTIONS } from "../state/actions.js";
import { GpElement } from "../view/element.js";

interface Line {
  keys: string[];
  label: PlainKey;
}

/** The table of actions as titled lists; actions with the same words share a line. */
function groups(): Map<PlainKey, Line[]> {
  const found = new Map<PlainKey, Line[]>();
  for (const { group, label, shown } of ACTIONS) {
    const lines = found.get(group) ?? [];
    found.set(group, lines);
    const line = lines.find((each) => each.label === label);
    const keys = shown.split(" ");
    if (line) line.keys.push(...keys);
    else lines.push({ keys, label });
  }
  return found;
}

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
      kbd { font: var(--t-cap) / 1.5 var(--font); min-width: 20px; text-align: center; padding: 0 5px; border: 1px solid var(--line-strong); border-radius: var(--r-s); background: var(--page); white-space: nowrap; }
      p { font-size: var(--t-cap); color: var(--ink-3); margin-top: 8px; }
      .sw { margin-top: 10px; }
    `,
  ];

  override render(): TemplateResult {
    const { singleKeys } = this.state;
    return html`${[...groups()].map(
      ([title, lines]) => html`<h2>${this.t(title)}</h2>
          <dl>
            ${lines.map(
              ({ keys, label }) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
                <dd>${this.t(label)}</dd>`,
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
