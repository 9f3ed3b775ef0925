import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CatalogRow, Choice, Parameter } from "../engine/types.js";
import { parameterOf } from "../state/lookup.js";
import { GpElement } from "../view/element.js";
import "../controls/number-field.js";
import type { Refusal } from "../protocol/run.js";

/**
 * The own parameters of a table's row, one field each.
 *
 * @fires gp-parameter with `{ id, value }`
 */
@customElement("gp-parameters")
export class GpParameters extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(76px, 1fr)); gap: 8px 12px; align-items: end; }
      :host([inline]) .fields { grid-template-columns: repeat(auto-fit, minmax(40px, 1fr)); gap: 8px; }
      :host([inline]) span { display: none; }
      span { display: block; font-size: var(--t-cap); color: var(--ink-3); line-height: 1.35; margin-bottom: 2px; }
    `,
  ];

  @property({ attribute: false }) row: CatalogRow | null = null;
  @property({ attribute: false }) choice: string | Choice = "";
  /** Parameters that stand elsewhere. */
  @property({ attribute: false }) without: readonly string[] = [];
  /** The field that was refused, and why. */
  @property({ attribute: false }) refusal: Refusal | null = null;

  override render(): TemplateResult {
    const shown = this.row?.parameters.filter(({ id }) => !this.without.includes(id)) ?? [];
    return html`<div class="fields" role="group">${shown.map((parameter) => this.#field(parameter))}</div>`;
  }

  #field(parameter: Parameter): TemplateResult {
    const label = this.text(parameter.label);
    return html`<label title=${this.text(parameter.summary)}>
      <span>${label}</span>
      <gp-number
        .value=${parameterOf(this.choice, parameter)}
        .min=${parameter.min}
        .max=${parameter.max}
        scale=${parameter.scale}
        label=${label}
        invalid=${this.refusal?.path.endsWith(`.${parameter.id}`) ? this.refused(this.refusal) : ""}
        @gp-value=${({ detail }: CustomEvent<number>) =>
          this.dispatchEvent(new CustomEvent("gp-parameter", { detail: { id: parameter.id, value: detail } }))}
      ></gp-number>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-parameters": GpParameters;
  }
}
