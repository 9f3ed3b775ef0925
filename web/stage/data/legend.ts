import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { styleOfClass } from "../../render/marks.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { markIcon } from "../../view/mark-icon.js";
import { classNames } from "../../view/names.js";

/** More classes than these share their lines, and show no hollow mark. */
const MANY = 4;

/** Which mark is which class, and that filled ones train and hollow ones test. */
@customElement("gp-legend")
export class GpLegend extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; font-size: var(--t-cap); color: var(--ink-2); }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 5px; }
      ul.many { grid-template-columns: 1fr 1fr; }
      ul.short { grid-template-columns: repeat(auto-fill, minmax(2.08em, 1fr)); column-gap: 2px; }
      ul.short li { gap: 3px; }
      li { display: flex; align-items: center; gap: 7px; min-width: 0; }
      li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .mark { flex: none; }
      .scale { height: 8px; border-radius: 4px; margin: 2px 0 4px; background: linear-gradient(to right, var(--div-n6), var(--div-n4), var(--div-n2), var(--div-0), var(--div-p2), var(--div-p4), var(--div-p6)); }
      p { color: var(--ink-3); margin-top: 5px; line-height: 1.4; text-wrap: balance; }
    `,
  ];
  static override watches: readonly Slice[] = ["data", "experiment", "catalog"];

  override render(): TemplateResult | typeof nothing {
    const { data, experiment } = this.state;
    if (!data) return nothing;
    const tests = data.testInputs.length > 0;
    const note = tests ? html`<p>${this.t("stage.filledHollow")}</p>` : nothing;
    if (experiment?.task === "regression")
      return html`<div class="scale" aria-hidden="true"></div><span>${this.t("stage.colourIsTarget")}</span>${note}`;
    const names = classNames(this.state);
    const labels = names.length > 0 ? names : [this.t("stage.no"), this.t("stage.yes")];
    return html`<ul class=${labels.length <= MANY ? "" : labels.every((name) => name.length <= 2) ? "short" : "many"}>
        ${labels.map((name, index) => html`<li>${markIcon(styleOfClass(index))}${tests && labels.length <= MANY ? markIcon(styleOfClass(index), true) : nothing}<span title=${name}>${name}</span></li>`)}
      </ul>
      ${note}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-legend": GpLegend;
  }
}
