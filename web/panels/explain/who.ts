import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { fixed, loss } from "../../i18n/numbers.js";
import { styleOfClass } from "../../render/marks.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { markIcon } from "../../view/mark-icon.js";
import { cell, columnOf, depth, layerOf, lossOf, type Scene, sampleOf } from "./model/scene.js";
import "./number-line.js";

/** Numbers of a row that are written out. */
const FEW = 4;
/** Outputs with a number line of their own. */
const LINES = 6;

const few = (values: readonly number[], decimals: number): string =>
  `${values
    .slice(0, FEW)
    .map((value) => fixed(value, decimals))
    .join(", ")}${values.length > FEW ? ", …" : ""}`;

/**
 * The sample that is written out: where it is, what it should give and what it gives, and others to go to.
 *
 * @fires gp-move with 1 or −1 for the sample after or before
 * @fires gp-worst for the one with the largest loss
 */
@customElement("gp-explain-who")
export class GpExplainWho extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .who { display: flex; align-items: center; gap: 12px; background: var(--well); border-radius: var(--r-m); padding: 10px 8px 10px 14px; margin: 10px 0 12px; font-size: var(--t-cap); color: var(--ink-2); }
      b { font-weight: var(--w-bold); color: var(--ink); }
      i { font-family: var(--font-math); }
      .facts { display: flex; flex-direction: column; gap: 1px; flex: 1; min-width: 0; }
      .nav { display: flex; flex: none; }
      .nav .tb { width: 28px; height: 28px; }
    `,
  ];
  static override watches: readonly Slice[] = ["data"];

  @property({ attribute: false }) scene!: Scene;

  override render(): TemplateResult {
    const { trace, column, batch } = this.scene;
    const sample = sampleOf(this.scene);
    const { data } = this.state;
    const last = columnOf(layerOf(this.scene, depth(this.scene)).activations, column);
    const columns = data?.columns ?? 0;
    const row = Array.from(data?.trainInputs.subarray(sample * columns, (sample + 1) * columns) ?? []);
    const classIndex = data && data.classes > 0 ? (data.trainTargets[sample] ?? null) : null;
    const target = few(columnOf(trace.target, column), 3).replace(/\.0+(?=,|$)/g, "");
    return html`<div class="who">
      ${classIndex === null ? nothing : markIcon(styleOfClass(classIndex))}
      <div class="facts num">
        <span><b>#${sample + 1}</b> <i>x</i> = (${few(row, 2)})</span>
        <span>${this.t("explain.target")} <b>${target}</b> ${this.t("explain.output")} <b>${few(last, 3)}</b> ${this.t("explain.loss")} <b>${loss(lossOf(this.scene))}</b></span>
        ${batch ? html`<span class="cap">${this.t("explain.batchOf", { n: trace.samples.length, loss: loss(trace.loss) })}; ${this.t("explain.shown", { sample: sample + 1, n: column + 1, all: trace.samples.length })}</span>` : nothing}
      </div>
      <div class="nav">
        ${this.#button("explain.previousSample", "chevl", () => this.emit("gp-move", -1))}
        ${this.#button("explain.nextSample", "chevr", () => this.emit("gp-move", 1))}
        ${batch ? nothing : this.#button("explain.worst", "flag", () => this.emit("gp-worst"))}
      </div>
    </div>`;
  }

  #button(
    label: "explain.previousSample" | "explain.nextSample" | "explain.worst",
    name: "chevl" | "chevr" | "flag",
    press: () => void,
  ): TemplateResult {
    const text = this.t(label);
    return html`<button class="tb icon" aria-label=${text} title=${text} @click=${press}>${icon(name)}</button>`;
  }
}

/** From each output to its target, as lines. `words` name the two. */
export function outputLines(scene: Scene, words: { output: string; target: string }): TemplateResult {
  const outputs = columnOf(layerOf(scene, depth(scene)).activations, scene.column);
  const ways = outputs
    .slice(0, LINES)
    .map((output, k) => ({ output, target: cell(scene.trace.target, k, scene.column), label: String(k + 1) }));
  const label = ways
    .map(({ output, target }) => `${words.output} ${fixed(output)}, ${words.target} ${fixed(target)}`)
    .join("; ");
  return html`<gp-number-line .ways=${ways} label=${label}></gp-number-line>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-explain-who": GpExplainWho;
  }
}
