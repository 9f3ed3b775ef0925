import { css, html, LitElement, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

export interface Way {
  /** Where the output is, and where it should be. */
  output: number;
  target: number;
  label: string;
}

const WIDTH = 320;
const ROW = 30;
const PAD = 16;
const LABEL = 22;

/** From what the network says to the answer: a line for each output. */
@customElement("gp-number-line")
export class GpNumberLine extends LitElement {
  static override styles = css`
    :host { display: block; margin: 2px 0 4px; }
    svg { display: block; width: 100%; max-width: 360px; height: auto; overflow: visible; }
    .axis { stroke: var(--line-strong); }
    .way { stroke: var(--mark); stroke-width: 8; }
    .arrow { stroke: var(--ink); stroke-width: 1.5; }
    .tip { fill: var(--ink); }
    .output { fill: var(--surface); stroke: var(--ink); stroke-width: 2; }
    .target { fill: var(--ink); }
    text { font: 11px var(--font); fill: var(--ink-3); text-anchor: middle; }
    text.letter { font: italic 13px var(--font-math); fill: var(--ink); }
    @media (forced-colors: active) { svg { forced-color-adjust: none; } }
  `;

  @property({ attribute: false }) ways: readonly Way[] = [];
  @property() label = "";

  override render(): TemplateResult {
    const { ways } = this;
    const values = ways.flatMap(({ output, target }) => [output, target]).filter(Number.isFinite);
    const low = Math.min(0, ...values);
    const high = Math.max(1, ...values);
    const several = ways.length > 1;
    const left = PAD + (several ? LABEL : 0);
    const x = (value: number) =>
      left + ((Number.isFinite(value) ? value : high) - low) * ((WIDTH - left - PAD) / (high - low));
    const height = ways.length * ROW + 14;
    const ends = [...new Set([low, 0, 1, high].filter((value) => value >= low && value <= high))];
    return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${this.label}>
      ${ways.map((way, row) => this.#row(way, 20 + row * ROW, x, several))}
      ${ends.map((value) => svg`<text x=${x(value)} y=${height - 1}>${Number(value.toPrecision(3))}</text>`)}
    </svg>`;
  }

  #row({ output, target, label }: Way, y: number, x: (value: number) => number, several: boolean): SVGTemplateResult {
    const [from, to] = [x(output), x(target)];
    const towards = Math.sign(to - from) || 1;
    const far = Math.abs(to - from) > 18;
    return svg`<path class="axis" d="M${several ? PAD + LABEL : PAD} ${y}H${WIDTH - PAD}" />
      ${several ? svg`<text x="10" y=${y + 4}>${label}</text>` : ""}
      <path class="way" d="M${from} ${y}H${to}" />
      ${far ? svg`<path class="arrow" d="M${from + 7 * towards} ${y}H${to - 12 * towards}" /><path class="tip" d="M${to - 7 * towards} ${y}l${-7 * towards} -4v8z" />` : ""}
      <circle class="target" cx=${to} cy=${y} r="5" /><circle class="output" cx=${from} cy=${y} r="4.5" />
      ${several ? "" : svg`<text class="letter" x=${from} y=${y - 9}>a</text><text class="letter" x=${to} y=${Math.abs(to - from) < 12 ? y + 18 : y - 9}>t</text>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-number-line": GpNumberLine;
  }
}
