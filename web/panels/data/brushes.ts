import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { percent, significant } from "../../i18n/numbers.js";
import { styleOfClass } from "../../render/marks.js";
import { BRUSHES, type Brush, blank, firstBrush, nextName } from "../../state/drawing.js";
import { GpElement } from "../../view/element.js";
import "../../controls/data-field.js";
import type { FieldMove } from "../../controls/data-field.js";
import { icon } from "../../controls/icons.js";
import { RovingFocus } from "../../controls/roving-focus.js";
import { markIcon } from "../../view/mark-icon.js";
import { classNames } from "../../view/names.js";
import { outputKind } from "../../view/output.js";

/** What is drawn on the picture: a brush a class or a value, an eraser, a hand that moves points, and their size. */
@customElement("gp-brushes")
export class GpBrushes extends GpElement {
  static override watches = ["brush", "data", "experiment", "layers", "catalog"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .row { display: flex; align-items: center; gap: 6px; flex-wrap: wrap; }
      .br { width: 34px; height: 34px; border-radius: var(--r-m); display: grid; place-items: center; outline: 1px solid var(--line); outline-offset: -1px; background: var(--surface); }
      .br:hover { background: var(--well); }
      .br[aria-checked="true"] { outline: 2px solid var(--ink); outline-offset: -1px; }
      .br:focus-visible { outline: 2px solid var(--ink); box-shadow: var(--focus); border-radius: var(--r-m); }
      .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin-top: 12px; }
      .value { background: linear-gradient(to right, var(--div-n6), var(--div-n4), var(--div-n2), var(--div-0), var(--div-p2), var(--div-p4), var(--div-p6)); height: 4px; border-radius: 2px; }
      .foot { display: flex; gap: 8px; margin-top: 10px; flex-wrap: wrap; }
      .note { font-size: var(--t-cap); color: var(--ink-3); line-height: 1.45; margin-top: 8px; }
      @media (pointer: coarse) { .keys { display: none; } .br { width: 44px; height: 44px; } .btn.sm { height: 44px; } }
    `,
  ];

  constructor() {
    super();
    new RovingFocus(this);
  }

  override render(): TemplateResult | typeof nothing {
    const { data, experiment, brush } = this.state;
    if (!data || !experiment) return nothing;
    const classes = experiment.task === "classification";
    return html`<div class="row" role="radiogroup" aria-label=${this.t("draw.brush")}>
        ${classes ? Array.from({ length: BRUSHES }, (_, index) => this.#classBrush(index, brush)) : this.#tool("paint", "brush", this.t("draw.paint"), brush)}
        ${this.#tool("erase", "erase", this.t("draw.eraser"), brush)}
        ${this.#tool("move", "hand", this.t("draw.move"), brush)}
      </div>
      ${brush ? this.#fields(brush, classes) : nothing}
      <div class="foot">
        ${brush ? html`<button class="btn sm done" @click=${() => this.intents.setBrush(null)}>${this.t("draw.done")}</button>` : nothing}
        <button class="btn sm clear" ?disabled=${data.trainTargets.length === 0} @click=${this.#clear}>${this.t("draw.clear")}</button>
      </div>
      <p class="note">${brush ? html`${this.t("draw.help")}<span class="keys">${this.t("draw.helpKeys")}</span>` : this.t("draw.why")}</p>`;
  }

  #classBrush(index: number, brush: Brush | null): TemplateResult {
    const of = styleOfClass(index);
    const names = classNames(this.state);
    const name = names[of] ?? nextName(names, of);
    const chosen = brush?.tool === "paint" && brush.class === index;
    return html`<button class="br" role="radio" aria-checked=${chosen} aria-label=${this.t("draw.classBrush", { name, key: index + 1 })} title=${name} @click=${() => this.#choose({ tool: "paint", class: index })}>${markIcon(index)}</button>`;
  }

  #tool(tool: Brush["tool"], name: "brush" | "erase" | "hand", label: string, brush: Brush | null): TemplateResult {
    const chosen = brush?.tool === tool;
    return html`<button class="br" role="radio" aria-checked=${chosen} aria-label=${label} title=${label} @click=${() => this.#choose({ tool })}>${icon(name)}</button>`;
  }

  #fields(brush: Brush, classes: boolean): TemplateResult {
    const kind = outputKind(this.state);
    const reach = kind?.kind === "values" ? kind.scale : { middle: 0, reach: 1 };
    const value = !classes && brush.tool === "paint" && this.state.data?.columns !== 1;
    return html`<div class="fields">
      ${brush.tool === "move" ? nothing : html`<gp-data-field label=${this.t("draw.size")} .value=${brush.size} .min=${0.01} .max=${0.15} .step=${0.01} .say=${(size: number) => percent(size, 0)} @gp-settled=${({ detail }: CustomEvent<FieldMove>) => this.#choose({ size: detail.value })}></gp-data-field>`}
      ${
        value
          ? html`<div><gp-data-field label=${this.t("draw.value")} .value=${brush.value} .min=${reach.middle - reach.reach} .max=${reach.middle + reach.reach} .step=${reach.reach / 20} .say=${(each: number) => significant(each, 2)} @gp-settled=${({ detail }: CustomEvent<FieldMove>) => this.#choose({ value: detail.value })}></gp-data-field><div class="value" aria-hidden="true"></div></div>`
          : nothing
      }
    </div>`;
  }

  #choose(patch: Partial<Brush>): void {
    this.intents.setBrush({ ...(this.state.brush ?? firstBrush()), ...patch });
  }

  #clear = (): void => {
    const { data, experiment, brush } = this.state;
    if (!data || !experiment) return;
    this.intents.sketch(blank(data, experiment.task));
    if (!brush) this.intents.setBrush(firstBrush());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-brushes": GpBrushes;
  }
}
