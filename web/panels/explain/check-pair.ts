import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { GradientCheck } from "../../engine/types.js";
import { count, significant } from "../../i18n/numbers.js";
import { parameterIndex, parameterRef } from "../../state/parameters.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { refName } from "./words.js";

/** Digits by which two numbers that agree to nine digits or so can be compared. */
const DIGITS = 10;

const written = (value: number): string =>
  Math.abs(value) < 1e-3 ? significant(value, DIGITS) : value.toPrecision(DIGITS);

/** The gradient of one parameter by backpropagation and by a central difference, side by side. */
@customElement("gp-check-pair")
export class GpCheckPair extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; margin-top: 12px; }
      h3 { font-size: var(--t-cap); }
      .which { display: flex; align-items: center; gap: 4px; margin: 6px 0 2px; }
      .which span { flex: 1; min-width: 0; font-size: var(--t-cap); color: var(--ink-2); }
      .which .tb { width: 28px; height: 28px; }
      table { width: 100%; border-collapse: collapse; font-size: var(--t-cap); }
      th { text-align: start; font-weight: var(--w-reg); color: var(--ink-2); padding: 3px 8px 3px 0; }
      td { text-align: end; padding: 3px 0; overflow-wrap: anywhere; }
      tr + tr { border-top: 1px solid var(--line); }
    `,
  ];
  static override watches: readonly Slice[] = ["pointed", "layers"];

  @property({ attribute: false }) check!: GradientCheck;
  /** Which parameter is shown; what is pointed at, and else what was pointed at last. */
  @state() private at = -1;
  /** Both numbers, told when the reader steps to them. */
  @state() private told = "";

  override willUpdate(properties: PropertyValues): void {
    if (properties.has("check") && this.at < 0) this.at = Math.max(0, this.check.parameter);
    const pointed = parameterIndex(this.state.layers, this.state.pointed);
    if (pointed !== null && pointed < this.check.analytical.length) this.at = pointed;
    super.willUpdate(properties);
  }

  override render(): TemplateResult | typeof nothing {
    const { analytical, numerical } = this.check;
    const ref = parameterRef(this.state.layers, this.at);
    if (!ref) return nothing;
    const [gradient = 0, difference = 0] = [analytical[this.at], numerical[this.at]];
    const kink = Number.isNaN(difference);
    const name = refName(this.state, ref);
    const of = this.t("explain.pairOf", { n: count(this.at + 1), all: count(analytical.length), name });
    return html`<section aria-labelledby="pair">
      <h3 id="pair">${this.t("explain.pair")}</h3>
      <p class="cap">${this.t("explain.pairNote")}</p>
      <div class="which">
        <span class="num">${of}</span><span class="vh" role="status">${this.told}</span>
        ${this.#button("explain.pairBefore", "chevl", -1)}${this.#button("explain.pairAfter", "chevr", 1)}
      </div>
      <table class="num" aria-label=${of}>
        <tr><th scope="row">${this.t("explain.analytical")}</th><td>${written(gradient)}</td></tr>
        <tr><th scope="row">${this.t("explain.numerical")}</th><td>${kink ? this.t("explain.kink") : written(difference)}</td></tr>
        ${kink ? nothing : html`<tr><th scope="row">${this.t("explain.relativeError")}</th><td>${significant(errorOf(gradient, difference), 2)}</td></tr>`}
      </table>
      ${kink ? html`<p class="cap">${this.#whichKink()}</p>` : nothing}
    </section>`;
  }

  #button(label: "explain.pairBefore" | "explain.pairAfter", name: "chevl" | "chevr", by: number): TemplateResult {
    const text = this.t(label);
    return html`<button class="tb icon" aria-label=${text} title=${text} @click=${() => this.#go(by)}>${icon(name)}</button>`;
  }

  /** The next one, held everywhere on the page. */
  #go(by: number): void {
    const all = this.check.analytical.length;
    this.at = (this.at + by + all) % all;
    const ref = parameterRef(this.state.layers, this.at);
    const difference = this.check.numerical[this.at] ?? Number.NaN;
    this.told = [
      ref ? refName(this.state, ref) : "",
      `${this.t("explain.analytical")} ${written(this.check.analytical[this.at] ?? 0)}`,
      `${this.t("explain.numerical")} ${Number.isNaN(difference) ? this.t("explain.kink") : written(difference)}`,
    ].join("; ");
    this.intents.pin(ref);
  }

  /** What the difference runs into, in words. */
  #whichKink(): string {
    const { numerical, kinkLayers } = this.check;
    let before = 0;
    for (let index = 0; index < this.at; index++) if (Number.isNaN(numerical[index])) before++;
    const layer = kinkLayers[before] ?? 0;
    if (layer === 0) return this.t("explain.kinkPenalty");
    const { experiment, catalog } = this.state;
    const id = experiment?.network.hidden[layer - 1]?.activation;
    const row = catalog?.activations.find((each) => each.id === id);
    return this.t("explain.kinkActivation", { activation: row ? this.text(row.label) : (id ?? ""), layer });
  }
}

/** As the check takes it: of the larger of the two, of 0.001 where both are smaller. */
const errorOf = (analytical: number, numerical: number): number =>
  Math.abs(numerical - analytical) / Math.max(Math.abs(numerical), Math.abs(analytical), 1e-3);

declare global {
  interface HTMLElementTagNameMap {
    "gp-check-pair": GpCheckPair;
  }
}
