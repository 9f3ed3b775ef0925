import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { RovingFocus } from "../../controls/roving-focus.js";
import type { Display, PointSize } from "../../state/state.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { outputKind } from "../../view/output.js";

const SIZES: readonly PointSize[] = ["same", "loss", "gradient"];
type Switch = "testPoints" | "boundary" | "bands" | "discrete" | "hiddenLines" | "wrongPoints" | "signsAsDashes";

/** What the picture shows besides the heat: every layer a switch, sizes of points, the plane bent by a layer. */
@customElement("gp-show-panel")
export class GpShowPanel extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: 244px; padding: 6px 8px; }
      .sw { display: flex; width: 100%; height: 30px; font-size: var(--t-ui); }
      hr { border: 0; border-top: 1px solid var(--line); margin: 8px 0; }
      .cap { display: block; margin: 2px 0 6px; }
      .bent { display: grid; grid-template-columns: auto 1fr 1fr; gap: 8px; align-items: center; padding: 4px 0 4px 34px; font-size: var(--t-cap); color: var(--ink-2); }
      select { width: 100%; height: 28px; border: 1px solid var(--line-strong); border-radius: 6px; padding: 0 4px; background: var(--surface); font-size: var(--t-cap); min-width: 0; }
      .wide { grid-column: 2 / -1; }
    `,
  ];
  static override watches: readonly Slice[] = ["display", "layers", "data", "experiment", "catalog"];

  constructor() {
    super();
    new RovingFocus(this);
  }

  override render(): TemplateResult {
    const { data, display, layers } = this.state;
    const kind = outputKind(this.state);
    const curve = data?.columns === 1;
    const decides = kind?.kind !== "values";
    const hidden = layers.length - 1;
    return html`
      ${data && data.testInputs.length > 0 ? this.#switch("testPoints") : nothing}
      ${curve ? nothing : this.#switch("boundary")}
      ${!curve && kind?.kind !== "classes" ? this.#switch("bands") : nothing}
      ${curve ? nothing : this.#switch("discrete")}
      ${decides ? this.#switch("wrongPoints") : nothing}
      ${!curve && hidden > 0 ? this.#switch("hiddenLines") : nothing}
      ${!curve && hidden > 0 ? this.#bent(display) : nothing}
      ${this.#switch("signsAsDashes")}
      <hr />
      <span class="cap" id="size">${this.t("stage.pointSize")}</span>
      <div class="seg wide" role="radiogroup" aria-labelledby="size">
        ${SIZES.map(
          (id) =>
            html`<button role="radio" aria-checked=${display.pointSize === id} @click=${() => this.intents.show({ pointSize: id })}>${this.t(`stage.size.${id}`)}</button>`,
        )}
      </div>
    `;
  }

  #switch(key: Switch): TemplateResult {
    const on = this.state.display[key];
    return html`<button class="sw" role="switch" aria-checked=${on} @click=${() => this.intents.show({ [key]: !on })}><i></i><span>${this.t(`stage.show.${key}`)}</span></button>`;
  }

  #bent({ bent }: Display): TemplateResult {
    const { layers } = this.state;
    const widest = layers.slice(0, -1).flatMap(({ units }, at) => (units > 1 ? [at + 1] : []));
    if (widest.length === 0) return html``;
    const choose = (patch: Partial<NonNullable<Display["bent"]>>) => {
      const layer = patch.layer ?? bent?.layer ?? (widest.at(-1) as number);
      const most = (layers[layer - 1]?.units ?? 1) - 1;
      const [first, second] = patch.units ?? bent?.units ?? [0, 1];
      this.intents.show({ bent: { layer, units: [Math.min(first, most), Math.min(second, most)] } });
    };
    const units = bent ? Array.from({ length: layers[bent.layer - 1]?.units ?? 0 }, (_, unit) => unit) : [];
    const unitSelect = (at: 0 | 1) => html`<select
      aria-label=${this.t(at === 0 ? "stage.bentAcross" : "stage.bentUp")}
      @change=${(event: Event) => {
        const value = Number((event.target as HTMLSelectElement).value);
        const own = bent?.units ?? [0, 1];
        choose({ units: at === 0 ? [value, own[1]] : [own[0], value] });
      }}
    >${units.map((unit) => html`<option value=${unit} ?selected=${bent?.units[at] === unit}>${this.t("stage.neuronOnly", { n: unit + 1 })}</option>`)}</select>`;
    return html`
      <button class="sw" role="switch" aria-checked=${bent !== null} @click=${() => (bent ? this.intents.show({ bent: null }) : choose({}))}><i></i><span>${this.t("stage.show.bent")}</span></button>
      ${
        bent
          ? html`<div class="bent">
            <span>${this.t("stage.bentLayer")}</span>
            <select class="wide" aria-label=${this.t("stage.bentLayer")} @change=${(event: Event) => choose({ layer: Number((event.target as HTMLSelectElement).value) })}>
              ${widest.map((layer) => html`<option value=${layer} ?selected=${layer === bent.layer}>${this.t("stage.layer", { n: layer })}</option>`)}
            </select>
            <span>${this.t("stage.bentUnits")}</span>${unitSelect(0)}${unitSelect(1)}
          </div>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-show-panel": GpShowPanel;
  }
}
