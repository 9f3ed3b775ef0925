import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared.js";
import "./formula.js";

/** A row of the catalog by its formula, and under it where that comes from. */
@customElement("gp-sourced-formula")
export class GpSourcedFormula extends LitElement {
  static override styles = [
    shared,
    css`
      :host { display: block; padding: 6px 12px 8px var(--formula-inset, 36px); overflow-x: auto; scrollbar-width: thin; }
      gp-formula { font-size: var(--t-body); }
      .source { font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; margin-top: 4px; overflow-wrap: anywhere; }
    `,
  ];

  @property({ attribute: false }) row: { formula: string; source: string } | null = null;

  override render(): TemplateResult {
    return html`<gp-formula .tex=${this.row?.formula ?? ""}></gp-formula>
      <p class="source" lang="en">${this.row?.source}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-sourced-formula": GpSourcedFormula;
  }
}
