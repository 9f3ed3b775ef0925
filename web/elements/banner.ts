import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { canonical, count, significant } from "../i18n/numbers.js";
import { sameRef } from "../state/ref.js";
import type { Broke } from "../state/state.js";
import { GpElement } from "./base.js";
import { icon } from "./icons.js";
import { brokeWords } from "./stage/broke-words.js";

/**
 * What happened when a run diverged, what broke first, why, and the ways out as buttons.
 *
 * @fires gp-show-network when the reader wants to see the place in the network
 */
@customElement("gp-banner")
export class GpBanner extends GpElement {
  static override watches = ["divergence", "layout", "layers", "pointed", "pinned"] as const;
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
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { divergence, layout, layers } = this.state;
    if (!divergence) return nothing;
    const { epoch, rate, safeRate, rateBefore, values, broke } = divergence;
    const why =
      rateBefore !== null && rateBefore < rate
        ? this.t("diverged.afterRate", { from: significant(rateBefore), to: significant(rate) })
        : this.t("diverged.rate", { to: significant(rate) });
    const { growth, growthSteps } = values;
    const grew =
      typeof growth === "number" && typeof growthSteps === "number" && Number.isFinite(growth)
        ? this.t("diverged.growth", { factor: significant(growth, 2), n: growthSteps })
        : "";
    return html`<div class="banner ${layout.tier === "s" || layout.width < 820 ? "narrow" : ""}" role="alert">
      ${icon("warn")}
      <div class="text">
        <b>${this.t(`diverged.title.${broke.quantity}`)}</b>
        <p>${brokeWords(this.state.language, broke, layers.length)} ${why} ${grew}</p>
      </div>
      <div class="acts">
        <button class="btn pri" @click=${() => this.intents.recover("lowerRate")}>
          ${this.t("diverged.lower", { epoch: count(epoch), rate: canonical(safeRate) })}
        </button>
        <button class="btn" @click=${() => this.intents.recover("goBack")}>${this.t("diverged.back")}</button>
        ${layout.panels ? this.#where(broke) : nothing}
        <button class="btn ghost" @click=${() => this.intents.recover("keep")}>${this.t("diverged.keep")}</button>
      </div>
    </div>`;
  }

  #where({ at }: Broke): TemplateResult | typeof nothing {
    if (!at) return nothing;
    const shown = this.state.pinned && sameRef(this.state.pointed, at);
    const show = (): void => {
      this.intents.pin(null);
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
