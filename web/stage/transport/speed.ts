import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { count } from "../../i18n/numbers.js";
import { GpElement } from "../../view/element.js";
import "../../controls/slider.js";

/** Updates per second to choose from; the last is as fast as it goes. */
export const SPEEDS: readonly number[] = [
  1,
  2,
  4,
  8,
  15,
  30,
  60,
  125,
  250,
  500,
  1000,
  2000,
  4000,
  8000,
  Number.POSITIVE_INFINITY,
];

/** Place of the listed speed that is nearest to one that may have been kept from before. */
function placeOf(speed: number): number {
  const next = SPEEDS.findIndex((each) => each >= speed);
  return next < 0 ? SPEEDS.length - 1 : next;
}

/** The speed as a slider with its name in words, and beside it the rate that is reached while the run plays. */
@customElement("gp-speed")
export class GpSpeed extends GpElement {
  static override watches = ["speed", "measuredSpeed", "playing"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: grid; grid-template: auto auto / minmax(72px, 1fr) auto; column-gap: 10px; align-items: center; min-width: 186px; width: max-content; }
      .words { grid-column: 1 / -1; font-size: var(--t-cap); color: var(--ink-2); line-height: 1.25; white-space: nowrap; }
      .reached { font-size: var(--t-tick); color: var(--ink-3); min-width: 7.5ch; white-space: nowrap; }
    `,
  ];

  override render(): TemplateResult {
    const { speed, measuredSpeed, playing } = this.state;
    const words = this.#words(speed);
    return html`<span class="words num" aria-hidden="true">${words}</span>
      <gp-slider
        scale="integer"
        .min=${0}
        .max=${SPEEDS.length - 1}
        .value=${placeOf(speed)}
        label=${this.t("run.speedLabel")}
        valueText=${words}
        @gp-value=${({ detail }: CustomEvent<number>) => this.intents.setSpeed(SPEEDS[detail] ?? 1)}
      ></gp-slider>
      <span class="reached num">${playing && measuredSpeed > 0 ? this.t("run.reached", { n: count(Math.round(measuredSpeed)) }) : nothing}</span>`;
  }

  #words(speed: number): string {
    return Number.isFinite(speed) ? this.t("run.speedPerSecond", { n: count(speed) }) : this.t("run.speedMax");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-speed": GpSpeed;
  }
}
