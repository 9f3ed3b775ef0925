import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { significant } from "../../i18n/numbers.js";
import { largestSize } from "../../render/edges.js";
import type { Ref } from "../../state/ref.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import "./parameter.js";
import { blockOf, indexIn } from "../../engine/blocks.js";
import type { ParameterBlock } from "../../engine/types.js";
import { columnsOf } from "../../view/neurons.js";

/**
 * One neuron: its bias, its map in the big picture, and every weight that comes in.
 *
 * @fires gp-weight with the reference of a weight that the reader wants to see
 */
@customElement("gp-neuron")
export class GpNeuron extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: 276px; }
      .head { display: flex; align-items: center; gap: 8px; padding: 6px 10px 0; }
      .head h3 { flex: 1; }
      h4 { margin: 0; padding: 8px 10px 2px; font-size: var(--t-cap); font-weight: var(--w-reg); color: var(--ink-3); border-top: 1px solid var(--line); }
      .list { max-height: 196px; overflow: auto; scrollbar-width: thin; padding: 0 2px 2px; }
      .list button { display: grid; grid-template-columns: 76px 1fr 70px; gap: 10px; align-items: center; width: 100%; min-height: 28px; padding: 0 8px; border-radius: 6px; }
      .list button:hover { background: var(--well); }
      .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ink-2); }
      .number { text-align: right; white-space: nowrap; }
      .bar { position: relative; height: 4px; border-radius: 2px; background: var(--well-2); }
      .bar b { position: absolute; top: 0; height: 4px; border-radius: 2px; }
      .bar::after { content: ""; position: absolute; left: 50%; top: -1px; width: 1px; height: 6px; background: var(--ink-3); }
      .formula { padding: 0 10px 8px; font-size: var(--t-cap); color: var(--ink-3); }
    `,
  ];
  static override watches: readonly Slice[] = ["parameters", "layers", "display", "pointed"];

  @property({ attribute: false }) layer = 1;
  @property({ attribute: false }) index = 0;

  override render(): TemplateResult | typeof nothing {
    const { layers, parameters, display } = this.state;
    const shape = layers[this.layer - 1];
    if (!shape || !parameters || this.index >= shape.units) return nothing;
    const output = this.layer === layers.length;
    const name = output
      ? this.t("stage.outputTitle", { n: this.index + 1 })
      : this.t("stage.neuronTitle", { layer: this.layer, n: this.index + 1 });
    const large = display.large?.layer === this.layer && display.large.index === this.index;
    const bias: Ref = { kind: "bias", layer: this.layer, to: this.index };
    return html`
      <div class="head">
        <h3>${name}</h3>
        <button class="btn sm" aria-pressed=${large} @click=${() => this.intents.show({ large: large ? null : { layer: this.layer, index: this.index } })}>
          ${icon("full")}${large ? this.t("stage.showOutput") : this.t("stage.showLarge")}
        </button>
      </div>
      <h4 style=${inlineStyle("border:0")}>${this.t("stage.bias")}</h4>
      <gp-parameter .store=${this.store} .ref=${bias}></gp-parameter>
      <h4>${this.t("stage.incoming", { n: shape.inputs })}</h4>
      <div class="list">${this.#incoming(blockOf(shape, "weight"), shape.inputs)}</div>
    `;
  }

  #incoming(block: ParameterBlock | undefined, inputs: number): TemplateResult[] {
    if (!block) return [];
    const { parameters } = this.state;
    if (!parameters) return [];
    const from = columnsOf(this.state, (row) => this.text(row.label))[this.layer - 1];
    const first = indexIn(block, this.index);
    const largest = largestSize(parameters, first, inputs);
    return Array.from(parameters.subarray(first, first + inputs), (value, source) => {
      const label = from?.neurons.find(({ index }) => index === source)?.label;
      const name =
        label ||
        (this.layer === 1 ? this.t("stage.inputNo", { n: source + 1 }) : this.t("stage.neuronOnly", { n: source + 1 }));
      const half = largest > 0 && Number.isFinite(value) ? (Math.abs(value) / largest) * 50 : 0;
      const ref: Ref = { kind: "weight", layer: this.layer, to: this.index, from: source };
      return html`<button
        aria-label=${this.t("stage.weightFrom", { name, value: significant(value) })}
        @click=${() => this.dispatchEvent(new CustomEvent("gp-weight", { detail: ref }))}
      >
        <span class="name">${name}</span>
        <span class="bar"><b style=${inlineStyle(`left:${value < 0 ? 50 - half : 50}%;width:${half}%;background:var(${value < 0 ? "--div-n6" : "--div-p6"})`)}></b></span>
        <span class="number num">${significant(value)}</span>
      </button>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-neuron": GpNeuron;
  }
}
