import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../controls/formula.js";
import "../../controls/matrix.js";
import { GpElement } from "../../view/element.js";
import type { Ledger } from "./model/ledger.js";
import type { StepContent } from "./model/step.js";
import { matrixRows } from "./words.js";

/** One open step: what it says, the formula, the same with numbers, and the matrices. */
@customElement("gp-explain-step")
export class GpExplainStep extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      p { color: var(--ink-2); font-size: var(--t-body); line-height: var(--lh); margin-bottom: 8px; text-wrap: pretty; }
      .formula { display: grid; grid-template-columns: minmax(0, 1fr); gap: 7px; padding: 2px 0 8px; }
      .formula gp-formula { font-size: 16px; }
      .numbers { display: grid; grid-template-columns: minmax(0, 1fr); gap: 9px; padding: 10px 0 4px; }
      .numbers gp-formula { font-size: 15px; }
      gp-matrix { margin: 4px 0 2px calc(-1 * var(--indent, 0px)); }
    `,
  ];

  @property({ attribute: false }) says: readonly string[] = [];
  @property({ attribute: false }) content: StepContent | null = null;
  @property({ attribute: false }) lit: ReadonlySet<string> | null = null;

  override render(): TemplateResult {
    const { content, says, lit } = this;
    return html`<p>${says.join(this.state.language === "zh" ? "" : " ")}</p>
      ${
        content
          ? html`<div class="formula">${content.formulas.map((tex) => html`<gp-formula .tex=${tex}></gp-formula>`)}</div>
            <slot></slot>
            ${this.#table(content.ledger)}
            <div class="numbers" role="group" aria-label=${this.t("explain.inNumbers")}>${content.equations.map(({ numbers, values }) => html`<gp-formula .tex=${numbers} .values=${values} .lit=${lit}></gp-formula>`)}</div>
            ${this.#table(content.samples ?? null)}`
          : nothing
      }`;
  }

  #table(ledger: Ledger | null): TemplateResult | typeof nothing {
    if (!ledger) return nothing;
    return html`<gp-matrix .rows=${matrixRows(this.state, ledger)} .lit=${this.lit} label=${this.t(`explain.table.${ledger.id}`)}></gp-matrix>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-explain-step": GpExplainStep;
  }
}
