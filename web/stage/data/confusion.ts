import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Confusion } from "../../engine/types.js";
import { percent } from "../../i18n/numbers.js";
import { latest } from "../../state/answers.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import "../../controls/popover.js";
import { classNames } from "../../view/names.js";

/** A cell of the small table needs no more, in CSS pixels: few classes leave the column to the rest. */
const CELL = 28;

/** Which class was said for which: small beside the data, and large with numbers, precision and recall. */
@customElement("gp-confusion")
export class GpConfusion extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .whole { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 3px; }
      .open { grid-column: 1 / -1; justify-self: start; font-size: var(--t-cap); color: var(--ink-2); margin-bottom: 5px; border-radius: var(--r-s); }
      /* The matrix is no text of the button, and opens it all the same. */
      .open::after { content: ""; position: absolute; inset: 0; }
      .axis { font-size: var(--t-tick); line-height: 1.3; color: var(--ink-3); }
      .across { grid-area: 2 / 2; }
      .down { grid-area: 3 / 1; writing-mode: vertical-rl; rotate: 180deg; text-align: end; }
      .small { grid-area: 3 / 2; display: grid; gap: 1px; aspect-ratio: 1; border-radius: 4px; overflow: hidden; background: var(--line); box-shadow: 0 0 0 1px var(--line); }
      .small i { background: var(--div-0); }
      :host([brief]) .open { text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 3px; }
      :host([brief]) :is(.small, .axis) { display: none; }
      table { border-collapse: separate; border-spacing: 2px; font-size: var(--t-tick); margin: 4px 6px 6px; }
      caption { text-align: left; font-size: var(--t-cap); color: var(--ink-3); padding: 2px 4px 6px; }
      th { font-weight: var(--w-reg); color: var(--ink-3); padding: 0 4px; max-width: 84px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      th[scope="row"] { text-align: right; }
      td { min-width: 26px; height: 24px; text-align: center; border-radius: 3px; padding: 0 3px; }
      td.share { color: var(--ink-2); padding: 0 6px; }
    `,
  ];
  static override watches: readonly Slice[] = ["answers", "data", "experiment"];

  /** Where the column is low: a button without the small matrix. */
  @property({ type: Boolean, reflect: true }) brief = false;
  @state() private open = false;
  #stop: (() => void) | null = null;
  #asked: "train" | "test" | null = null;
  #shown: unknown;

  override disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = null;
    this.#asked = null;
    super.disconnectedCallback();
  }

  override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    // The test part's where there is one; another part is another question.
    const part = this.#part();
    if (part === this.#asked) return;
    this.#stop?.();
    this.#stop = this.intents.need("confusion", { part });
    this.#asked = part;
  }

  #part(): "train" | "test" {
    return (this.state.data?.testTargets.length ?? 0) > 0 ? "test" : "train";
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (slices.size === 1 && slices.has("answers") && latest(this.state.answers, "confusion") === this.#shown) return;
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const counts = latest(this.state.answers, "confusion");
    this.#shown = counts;
    if (!counts) return nothing;
    const names = classNames(this.state);
    return html`
      <div class="whole">
        <button class="open" aria-haspopup="dialog" aria-expanded=${this.open} aria-label=${this.t("stage.confusionOpen")} @click=${() => {
          this.open = !this.open;
        }}>${this.t("stage.confusion")}</button>
        <span class="axis across" aria-hidden="true">${this.t("stage.confusionAcross")}</span>
        <span class="axis down" aria-hidden="true">${this.t("stage.confusionDown")}</span>
        <span class="small" style=${inlineStyle(`max-width:${Math.min(220, counts.counts.length * CELL)}px;grid-template-columns:repeat(${counts.counts.length},1fr)`)}>
          ${counts.counts.map((row, truth) => row.map((count, said) => html`<i style=${inlineStyle(`background:${color(count, row, truth === said)}`)}></i>`))}
        </span>
      </div>
      <gp-popover style=${inlineStyle("--popover-width:640px")} label=${this.t("stage.confusion")} .anchor=${this} ?open=${this.open} @gp-close=${() => {
        this.open = false;
      }}>
        ${this.open ? this.#table(counts, names) : nothing}
      </gp-popover>
    `;
  }

  #table({ counts, precision, recall }: Confusion, names: readonly string[]): TemplateResult {
    const tests = this.#part() === "test";
    const share = (value: number | null) => (value === null ? "–" : percent(value, 0));
    const name = (index: number) => names[index] ?? String(index);
    return html`<table tabindex="0">
      <caption>${tests ? this.t("stage.confusionTest") : this.t("stage.confusionTrain")}</caption>
      <tr><th></th>${counts.map((_, said) => html`<th scope="col" title=${name(said)}>${name(said)}</th>`)}<th scope="col">${this.t("stage.recall")}</th></tr>
      ${counts.map(
        (row, truth) => html`<tr>
          <th scope="row" title=${name(truth)}>${name(truth)}</th>
          ${row.map((count, said) => html`<td class="num" style=${inlineStyle(`background:${color(count, row, truth === said)}`)}>${count}</td>`)}
          <td class="num share">${share(recall[truth] ?? null)}</td>
        </tr>`,
      )}
      <tr><th scope="row">${this.t("stage.precision")}</th>${precision.map((value) => html`<td class="num share">${share(value)}</td>`)}<td></td></tr>
    </table>`;
  }
}

/** Right answers towards lake, wrong ones towards ember, by their share of the row; at most 62 %, so that ink reads well. */
function color(count: number, row: readonly number[], right: boolean): string {
  const total = row.reduce((sum, n) => sum + n, 0);
  const share = total === 0 ? 0 : Math.sqrt(count / total) * 62;
  return `color-mix(in oklab, var(${right ? "--div-p6" : "--div-n6"}) ${share.toFixed(1)}%, var(--div-0))`;
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-confusion": GpConfusion;
  }
}
