import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { canonical } from "../../i18n/numbers.js";
import { fullWeight } from "../../render/edges.js";
import type { Lines } from "../../state/state.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";

const LINES: readonly Lines[] = ["weight", "gradient", "change"];

/** What colours and bars of the network mean, and the choice of what its lines show. */
@customElement("gp-network-key")
export class GpNetworkKey extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; gap: 14px; align-items: center; font-size: var(--t-tick); color: var(--ink-3); white-space: nowrap; }
      :host([wrap]) { flex-wrap: wrap; gap: 6px 14px; }
      .part { display: inline-flex; align-items: center; gap: 6px; }
      svg:not(.i) { height: 8px; fill: none; stroke-width: 4; }
      .pair { width: 46px; }
      .one { width: 30px; stroke-linecap: round; }
      .neg { stroke: var(--div-n6); }
      .pos { stroke: var(--div-p6); }
      .one .wide { stroke-width: 5.6; stroke-linecap: butt; }
      .track { stroke: var(--well-2); }
      .tick { stroke: var(--ink-3); stroke-width: 1; }
      label { display: inline-flex; align-items: center; gap: 5px; }
      .select { position: relative; display: inline-flex; align-items: center; }
      select { appearance: none; border: 0; background: none; font-size: var(--t-tick); font-weight: var(--w-med); color: var(--ink); padding: 4px 15px 4px 3px; field-sizing: content; text-align: right; text-align-last: right; border-radius: var(--r-s); cursor: pointer; }
      select:hover { background: var(--well); }
      option { background: var(--surface); color: var(--ink); }
      .select .i { position: absolute; right: 2px; width: 10px; height: 10px; pointer-events: none; color: var(--ink-3); }
      @media (pointer: coarse) { select { height: 44px; margin: -10px 0; } }
      @container net (max-width: 520px) { .bias { display: none; } }
      @container net (max-width: 440px) { .full { display: none; } }
      @container net (max-width: 330px) { .words { display: none; } }
    `,
  ];
  static override watches: readonly Slice[] = ["display", "layers"];

  override render(): TemplateResult {
    const { lines, signsAsDashes } = this.state.display;
    const full = lines === "weight" ? canonical(fullWeight(this.state.layers)) : "";
    return html`
      <span class="part"><svg class="pair" viewBox="0 0 46 8" aria-hidden="true"><path d="M0 4h20" class="neg" stroke-dasharray=${signsAsDashes ? "5 3" : "none"} /><path d="M24 4h20" class="pos" /></svg><span class="words">${this.t(`stage.signs.${lines}`)}</span></span>
      ${full ? html`<span class="part full"><svg class="one" viewBox="0 0 30 8" aria-hidden="true"><path d="M2 4h26" class="pos wide" /></svg>${this.t("stage.fullWidth", { value: full })}</span>` : nothing}
      <span class="part bias"><svg class="one" viewBox="0 0 30 8" aria-hidden="true"><path d="M2 4h26" class="track" /><path d="M15 4h8" class="pos" /><path d="M15 1v6" class="tick" /></svg>${this.t("stage.bias")}</span>
      <span class="grow"></span>
      <label>${this.t("stage.linesShow")}
        <span class="select"><select @change=${this.#choose}>
          ${LINES.map((id) => html`<option value=${id} ?selected=${id === lines}>${this.t(`stage.lines.${id}`)}</option>`)}
        </select>${icon("chev", true)}</span>
      </label>
    `;
  }

  #choose(event: Event): void {
    this.intents.show({ lines: (event.target as HTMLSelectElement).value as Lines });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-network-key": GpNetworkKey;
  }
}
