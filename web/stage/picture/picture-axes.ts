import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { fixed } from "../../i18n/numbers.js";
import { type Frame, tickDecimals, toPixelX, toPixelY } from "../../render/axes.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import { FORMULA_LANG, isChinese } from "../../view/formula.js";
import { classNames, columnNames } from "../../view/names.js";
import { outputKind } from "../../view/output.js";
import { axesOf, frameTicks, pictureKind } from "./frame-of.js";

/** A longer name stands inside the picture: beside the ticks it would not fit. */
const SHORT = 3;

/** Ticks and names along the left and lower edge of the picture. With more than two columns more is said (`gp-columns`). */
@customElement("gp-picture-axes")
export class GpPictureAxes extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { position: absolute; inset: 0; pointer-events: none; }
      .tick, .name { position: absolute; font-size: var(--t-tick); color: var(--ink-3); font-variant-numeric: tabular-nums; line-height: 1; white-space: nowrap; }
      .name { font: italic var(--t-ui)/1 var(--font-math); color: var(--ink-2); }
      .name.words { font: var(--t-tick) / 1 var(--font); }
      .long { position: absolute; font-size: var(--t-tick); line-height: 20px; color: var(--ink); background: color-mix(in srgb, var(--surface) 88%, transparent); border-radius: 5px; padding: 0 6px; white-space: nowrap; max-width: 70%; overflow: hidden; text-overflow: ellipsis; }
      .long.x { right: 6px; bottom: 6px; }
      .long.y { left: 6px; top: 6px; }
    `,
  ];
  static override watches: readonly Slice[] = ["data", "display", "experiment", "layout", "layers"];

  @property({ attribute: false }) frame: Frame | null = null;

  override render(): TemplateResult | typeof nothing {
    const { frame } = this;
    const { data } = this.state;
    if (!frame || !data) return nothing;
    const { x, y } = frameTicks(frame);
    const { width, height } = frame;
    const [decimalsX, decimalsY] = [tickDecimals(x), tickDecimals(y)];
    // Ticks at the very corners stay within the picture's sides.
    const shift = (pixel: number, size: number) => (pixel < 8 ? 0 : pixel > size - 8 ? 100 : 50);
    return html`
      ${x.map((value) => {
        const at = toPixelX(frame, value);
        return html`<span class="tick" style=${inlineStyle(`left:${at}px;top:${height + 7}px;transform:translateX(-${shift(at, width)}%)`)}>${fixed(value, decimalsX)}</span>`;
      })}
      ${y.map((value) => {
        const at = toPixelY(frame, value);
        return html`<span class="tick" style=${inlineStyle(`right:calc(100% + 7px);top:${at}px;transform:translateY(-${shift(at, height)}%)`)}>${fixed(value, decimalsY)}</span>`;
      })}
      ${this.#names(x, y, frame)}
    `;
  }

  #names(x: readonly number[], y: readonly number[], frame: Frame): TemplateResult {
    const { data, display } = this.state;
    const columns = columnNames(this.state);
    const kind = pictureKind(this.state);
    if ((data?.columns ?? 0) > 2 && kind !== "bent") {
      void import("../columns/columns.js");
      return html`<gp-columns .store=${this.store}></gp-columns>`;
    }
    const [right, up] = axesOf(this.state);
    const unit = (at: 0 | 1) =>
      this.t("stage.bentAxis", { layer: display.bent?.layer ?? 1, n: (display.bent?.units[at] ?? 0) + 1 });
    const nameX = kind === "bent" ? unit(0) : (columns[right] ?? "");
    const nameY = kind === "bent" ? unit(1) : kind === "curve" ? this.#upright() : (columns[up] ?? "");
    // Names stand halfway between the last but one tick and its neighbour towards the middle; of few between the last two.
    const between = (ticks: readonly number[]) => {
      if (ticks.length < 2) return null;
      return ((ticks.at(-2) as number) + (ticks.at(ticks.length < 4 ? -1 : -3) as number)) / 2;
    };
    const atX = between(x);
    const atY = between(y);
    const short = (name: string) => name.length <= SHORT;
    return html`
      ${
        short(nameX) && atX !== null
          ? this.#name(nameX, `left:${toPixelX(frame, atX)}px;top:${frame.height + 6}px;transform:translateX(-50%)`)
          : html`<span class="long x">${nameX}</span>`
      }
      ${
        short(nameY) && atY !== null
          ? this.#name(nameY, `right:calc(100% + 6px);top:${toPixelY(frame, atY)}px;transform:translateY(-50%)`)
          : html`<span class="long y">${nameY}</span>`
      }
    `;
  }

  /** What the upright axis of a single column measures: the target, or how probable a class is. */
  #upright(): string {
    const kind = outputKind(this.state);
    const { middle = 0, reach = 1 } = kind?.scale ?? {};
    if (!kind || kind.kind === "values" || middle !== reach) return this.t("stage.target");
    const [, one = "1"] = classNames(this.state);
    return kind.kind === "two" ? this.t("stage.probability", { name: one }) : this.t("stage.probabilities");
  }

  /** A short name beside the ticks. */
  #name(name: string, style: string): TemplateResult {
    return isChinese(name)
      ? html`<span class="name words" style=${inlineStyle(style)}>${name}</span>`
      : html`<span class="name" lang=${FORMULA_LANG} style=${inlineStyle(style)}>${name}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-picture-axes": GpPictureAxes;
  }
}
