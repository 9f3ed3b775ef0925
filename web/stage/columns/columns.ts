import "../../i18n/panels/columns.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { RovingFocus } from "../../controls/roving-focus.js";
import { percent } from "../../i18n/numbers.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { columnNames } from "../../view/names.js";
import { outputKind } from "../../view/output.js";
import { axesOf, principalPlaneOf } from "../picture/frame-of.js";

/**
 * On the picture of data with more than two columns: by which two numbers of a point it is drawn, what its colours are then,
 * and the choice between two of the columns and the first two principal components.
 */
@customElement("gp-columns")
export class GpColumns extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { position: absolute; inset: 0; container: columns / inline-size; font-size: var(--t-tick); line-height: 20px; color: var(--ink); }
      .long { position: absolute; background: color-mix(in srgb, var(--surface) 88%, transparent); border-radius: 5px; padding: 0 6px; white-space: nowrap; max-width: 70%; overflow: hidden; text-overflow: ellipsis; }
      .x { right: 6px; bottom: 6px; }
      .y { left: 6px; top: 6px; }
      select { appearance: none; border: 0; background: none; font-size: inherit; line-height: 20px; color: inherit; padding: 0; cursor: pointer; pointer-events: auto; font-weight: var(--w-med); max-width: 150px; text-overflow: ellipsis; field-sizing: content; }
      option { background: var(--surface); color: var(--ink); }
      .low { position: absolute; left: 6px; bottom: 6px; max-width: calc(100% - 12px); display: grid; justify-items: start; gap: 4px; }
      p { margin: 0; padding: 0 6px; text-wrap: pretty; border-radius: 5px; line-height: 18px; color: var(--ink-2); background: color-mix(in srgb, var(--surface) 80%, transparent); }
      .seg { pointer-events: auto; box-shadow: 0 0 0 1px var(--line); }
      .seg button { height: 22px; padding: 0 8px; font-size: inherit; }
      .few { display: none; }
      @media (pointer: coarse) {
        .long:has(select) { overflow: visible; }
        select { padding-block: 12px; margin-block: -12px; }
      }
      /* Where both do not fit beside each other, what is said stands above the lower axis' name. */
      @container columns (max-width: 35em) { .two .low { bottom: 30px; } }
      @container columns (max-width: 38em) {
        .long .many { display: none; }
        .long .few { display: inline; }
      }
      @container columns (max-width: 26em) { .low { bottom: 30px; } }
      /* A small picture has no room for sentences: the chosen word says what it is. */
      @container columns (max-width: 17em) {
        p { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .many { display: none; }
        .few { display: inline; }
        .seg button { padding: 0 5px; }
      }
      @container columns (max-width: 12em) { .low, .long { display: none; } }
    `,
  ];
  static override watches: readonly Slice[] = ["data", "display", "experiment", "layers", "catalog", "view", "answers"];

  constructor() {
    super();
    new RovingFocus(this);
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    // Pictures come every frame; of them only the plane matters.
    const fast = [...slices].every((slice) => slice === "view" || slice === "answers");
    if (!fast || principalPlaneOf(this.state) !== this.#plane) this.requestUpdate();
  }

  #plane: ReturnType<typeof principalPlaneOf>;

  override render(): TemplateResult | typeof nothing {
    const { data, display } = this.state;
    if (!data || data.columns < 3) return nothing;
    this.#plane = principalPlaneOf(this.state);
    const marks = display.wrongPoints && outputKind(this.state)?.kind !== "values";
    return this.#plane ? this.#components(this.#plane.shares, marks) : this.#two(data.columns, marks);
  }

  #two(columns: number, marks: boolean): TemplateResult {
    return html`<div class="two">
      <label class="long x">→ ${this.#choose(0)}</label><label class="long y">↑ ${this.#choose(1)}</label>
      <div class="low">
        <p><span class="rest">${this.t("columns.restAtMean", { n: columns - 2 })}</span></p>
        <p><span class="slice">${this.t(marks ? "columns.sliceWrong" : "columns.slice")}</span></p>
        ${this.#choice(false)}
      </div>
    </div>`;
  }

  #components([first, second]: readonly [number, number], marks: boolean): TemplateResult {
    return html`
      <span class="long x">→ ${this.#component(1, first)}</span><span class="long y">↑ ${this.#component(2, second)}</span>
      <div class="low">
        <p>${this.t("columns.plane")} ${marks ? this.t("columns.planeWrong") : nothing}</p>
        ${this.#choice(true)}
      </div>
    `;
  }

  #component(n: number, share: number): TemplateResult {
    const values = { name: this.t("stage.component", { n }), share: percent(share, 0) };
    return html`<span class="many">${this.t("columns.shareOfVariance", values)}</span><span class="few">${this.t("columns.share", values)}</span>`;
  }

  #choice(components: boolean): TemplateResult {
    const option = (chosen: boolean, label: string, few: string, title: string) => html`<button
      role="radio"
      aria-checked=${chosen === components}
      title=${title}
      @click=${() => this.intents.show({ components: chosen })}
    ><span class="many">${label}</span><span class="few">${few}</span></button>`;
    return html`<div class="seg" role="radiogroup" aria-label=${this.t("columns.choice")}>
      ${option(false, this.t("columns.two"), this.t("columns.two"), this.t("columns.twoSays"))}
      ${option(true, this.t("columns.components"), this.t("columns.componentsShort"), this.t("columns.componentsSay"))}
    </div>`;
  }

  #choose(at: 0 | 1): TemplateResult {
    const axes = axesOf(this.state);
    return html`<select aria-label=${this.t(at === 0 ? "columns.axisRight" : "columns.axisUp")} @change=${(event: Event) => this.#chosen(at, Number((event.target as HTMLSelectElement).value))}>
      ${columnNames(this.state).map((name, column) => html`<option value=${column} ?selected=${axes[at] === column}>${name}</option>`)}
    </select>`;
  }

  /** Two axes of one column would be a line: the other axis takes what this one leaves. */
  #chosen(at: 0 | 1, column: number): void {
    const [right, up] = axesOf(this.state);
    const next: [number, number] =
      at === 0 ? [column, up === column ? right : up] : [right === column ? up : right, column];
    this.intents.show({ axes: next });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-columns": GpColumns;
  }
}
