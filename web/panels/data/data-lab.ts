import "../../i18n/panels/table.js";
import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Store } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "./brushes.js";
import "./table-import.js";

/** What the registry of panels shows. */
export const panel = (store: Store): TemplateResult => html`<gp-data-lab .store=${store}></gp-data-lab>`;

/** Data of one's own: points drawn by hand, a table. Datasets are chosen on the stage. */
@customElement("gp-data-lab")
export class GpDataLab extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      section { padding: 16px 0; border-top: 1px solid var(--line); }
      section:first-of-type { border-top: 0; padding-top: 4px; }
      h2 { margin-bottom: 10px; }
      h2 > span { font-weight: var(--w-reg); color: var(--ink-3); font-size: var(--t-cap); margin-inline-start: 6px; }
      @media (pointer: coarse) { .keys { display: none; } }
    `,
  ];

  override render(): TemplateResult {
    const draw = html`<section><h2>${this.t("draw.title")}<span>${this.t("draw.where")}<span class="keys">${this.t("draw.whereKeys")}</span></span></h2><gp-brushes .store=${this.store}></gp-brushes></section>`;
    const table = html`<section><h2>${this.t("table.title")}</h2><gp-table-import .store=${this.store}></gp-table-import></section>`;
    return html`${draw}${table}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-data-lab": GpDataLab;
  }
}
