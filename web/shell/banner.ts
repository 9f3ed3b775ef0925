import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { canonical, count, significant } from "../i18n/numbers.js";
import type { Broke, Divergence } from "../protocol/run.js";
import { sameRef } from "../state/ref.js";
import { brokeWords } from "../view/broke-words.js";
import { GpElement } from "../view/element.js";

/** From this width on the reasons and the buttons stand beside each other. */
const WIDE = 1000;

/**
 * What happened when a run diverged, what broke first, why, and the ways out as buttons. On a phone and on
 * a projector the reasons are read by those who ask for them: the picture and the network keep the room.
 *
 * @fires gp-show-network when the reader wants to see the place in the network
 */
@customElement("gp-banner")
export class GpBanner extends GpElement {
  static override watches = ["divergence", "present", "layout", "layers", "pointed", "pinned"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .banner { background: var(--bad-bg); padding: 12px var(--s5) 14px; border-bottom: 1px solid var(--line); display: flex; gap: 14px; align-items: flex-start; }
      .banner > .i { color: var(--bad); width: 20px; height: 20px; margin-top: 1px; }
      .text { flex: 1; min-width: 0; max-width: 90ch; }
      b { font-weight: var(--w-bold); font-size: var(--t-body); display: block; }
      p { color: var(--ink-2); }
      .btn[aria-pressed="true"] { background: var(--surface); border-color: var(--line-strong); color: var(--ink); }
      .acts { display: flex; gap: 8px; flex-wrap: wrap; align-self: center; }
      .narrow { flex-wrap: wrap; padding: 10px 16px 12px; gap: 10px; }
      .narrow .acts { width: 100%; }
      .phone { padding: 6px 16px 10px; column-gap: 8px; row-gap: 5px; align-items: center; }
      .phone b { line-height: 1.25; }
      .phone .acts { flex-wrap: nowrap; }
      .phone.wide { flex-wrap: nowrap; min-height: var(--recipe-h); }
      .phone.wide .acts { width: auto; }
      .phone.wide .acts .btn { height: auto; min-height: 32px; }
      .phone .acts .btn { flex: 1 1 auto; padding: 0 8px; border-color: var(--line-strong); }
      .phone .acts .btn.pri { border-color: var(--ink); }
      /* Over the picture: pushed down, it would push the network out of a small phone. */
      .phone { position: relative; }
      .phone .why { position: absolute; z-index: 10; left: 0; right: 0; top: 100%; padding: 2px 16px 10px; background: var(--bad-bg); border-bottom: 1px solid var(--line); }
      .phone .why .btn { margin: 4px 0 0 -12px; }
      .ask { flex: none; height: 32px; padding: 0 4px; font-weight: var(--w-med); color: var(--ink-2); display: flex; align-items: center; gap: 4px; }
      .ask[aria-expanded="true"] .i { rotate: 180deg; }
    `,
  ];

  /** Whether the reasons are shown on a phone. */
  @state() private asked = false;

  override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    if (!this.state.divergence) this.asked = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { divergence, layout, present } = this.state;
    if (!divergence) return nothing;
    return layout.tier === "s" || present ? this.#phone(divergence) : this.#banner(divergence);
  }

  #banner(divergence: Divergence): TemplateResult {
    const { epoch, safeRate, broke } = divergence;
    const { layout } = this.state;
    return html`<div class="banner ${layout.width < WIDE ? "narrow" : ""}" role="alert">
      ${icon("warn")}
      <div class="text">
        <b>${this.t(`diverged.title.${broke.quantity}`)}</b>
        <p>${this.#reasons(divergence)}</p>
      </div>
      <div class="acts">
        <button class="btn pri" @click=${() => this.intents.recover("lowerRate")}>
          ${this.t("diverged.lower", { epoch: count(epoch), rate: canonical(safeRate) })}
        </button>
        <button class="btn" @click=${() => this.intents.recover("goBack")}>${this.t("diverged.back")}</button>
        ${this.#where(broke)}
        <button class="btn ghost" @click=${() => this.intents.recover("keep")}>${this.t("diverged.keep")}</button>
      </div>
    </div>`;
  }

  /** One line and one row of buttons. The reasons are there for screen readers, and for all once asked for. */
  #phone(divergence: Divergence): TemplateResult {
    const { epoch, safeRate, broke } = divergence;
    const whole = this.t("diverged.lower", { epoch: count(epoch), rate: canonical(safeRate) });
    return html`<div class="banner narrow phone ${this.state.layout.tier === "s" ? "" : "wide"}" role="alert">
      ${icon("warn")}
      <div class="text"><b>${this.t(`diverged.title.${broke.quantity}`)}</b></div>
      <button class="ask" aria-expanded=${this.asked} @click=${() => {
        this.asked = !this.asked;
      }}>${this.t("diverged.why")}${icon("chev", true)}</button>
      <div class=${this.asked ? "why" : "vh"}>
        <p>${this.#reasons(divergence)}</p>
        ${this.asked ? this.#where(broke) : nothing}
      </div>
      <div class="acts">
        <button class="btn pri" title=${whole} @click=${() => this.intents.recover("lowerRate")}>
          ${this.t("diverged.lowerShort", { rate: canonical(safeRate) })}
        </button>
        <button class="btn" @click=${() => this.intents.recover("goBack")}>${this.t("diverged.back")}</button>
        <button class="btn" @click=${() => this.intents.recover("keep")}>${this.t("diverged.keepShort")}</button>
      </div>
    </div>`;
  }

  #reasons({ rate, rateBefore, values, broke }: Divergence): string {
    const { language, layers } = this.state;
    const why =
      rateBefore !== null && rateBefore < rate
        ? this.t("diverged.afterRate", { from: significant(rateBefore), to: significant(rate) })
        : this.t("diverged.rate", { to: significant(rate) });
    const { growth, growthSteps } = values;
    const grew =
      typeof growth === "number" && typeof growthSteps === "number" && Number.isFinite(growth)
        ? this.t("diverged.growth", { factor: significant(growth, 2), n: growthSteps })
        : "";
    const sentences = [brokeWords(language, broke, layers.length), why, grew].filter((sentence) => sentence !== "");
    // A full-width stop brings its own space.
    return sentences.reduce((text, next) => `${text}${text.endsWith("。") ? "" : " "}${next}`);
  }

  #where({ at }: Broke): TemplateResult | typeof nothing {
    if (!at) return nothing;
    const shown = this.state.pinned && sameRef(this.state.pointed, at);
    const show = (): void => {
      this.intents.pin(null);
      this.asked = false;
      if (shown) return;
      this.emit("gp-show-network");
      this.intents.pin(at);
    };
    return html`<button class="btn ghost" aria-pressed=${shown} @click=${show}>${this.t("diverged.show")}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-banner": GpBanner;
  }
}
