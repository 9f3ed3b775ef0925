import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { GradientCheck } from "../../engine/types.js";
import { count, significant } from "../../i18n/numbers.js";
import { parameterRef } from "../../state/parameters.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { keyOf } from "./model/keys.js";
import { placeName } from "./words.js";

/** A relative error up to this is what differences in double precision leave. */
const GOOD = 1e-6;

/** Whether the gradients are right, by differences of the loss in float64. */
@customElement("gp-explain-check")
export class GpExplainCheck extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--line); }
      .badge { display: flex; gap: 12px; align-items: center; border: 1px solid var(--line); border-radius: var(--r-m); padding: 10px 12px; }
      .ring { width: 26px; height: 26px; border-radius: 50%; display: grid; place-items: center; background: var(--well); flex: none; }
      .good { background: var(--ok-bg); color: var(--ok); }
      .bad { background: var(--bad-bg); color: var(--bad); }
      b { font-weight: var(--w-bold); display: block; }
      .text { flex: 1; min-width: 0; }
      .worst { font-size: var(--t-cap); text-align: start; text-decoration: underline; text-underline-offset: 2px; }
    `,
  ];
  static override watches: readonly Slice[] = ["generation", "progress", "playing"];

  @state() private result: GradientCheck | null = null;
  @state() private checking = false;
  /** Network and update that {@link result} is of. */
  #of = "";

  override render(): TemplateResult {
    const { result, checking } = this;
    const now = `${this.state.generation} ${this.state.progress?.step}`;
    const known = result !== null && this.#of.split(" ")[0] === String(this.state.generation);
    const good = known && result.worstRelativeError <= GOOD;
    return html`<div class="badge">
      <span class="ring ${known ? (good ? "good" : "bad") : ""}">${icon(known ? (good ? "check" : "warn") : "fx")}</span>
      <span class="text" aria-live="polite"><b>${this.t(known && good ? "explain.checked" : "explain.check")}</b>
        <span class="cap num">${checking ? this.t("explain.checking") : known ? this.#said(result, good) : this.t("explain.checkNote")}${known && !checking && this.#of !== now ? ` ${this.t("explain.checkAgain")}` : nothing}</span>${known && !checking ? this.#worst(result) : nothing}</span>
      <button class="btn sm" ?disabled=${checking} aria-label=${this.t("explain.check")} title=${this.t("explain.check")} @click=${this.#check}>${icon("reset", true)}</button>
    </div>`;
  }

  /** Where the error is largest: pressed, it is held everywhere on the page. */
  #worst({ parameter }: GradientCheck): TemplateResult | typeof nothing {
    const ref = parameterRef(this.state.layers, parameter);
    if (!ref) return nothing;
    const name = `${this.t(`explain.is.${ref.kind === "bias" ? "bias" : "weight"}`)} ${placeName(this.state, keyOf(ref))}`;
    return html`<button class="worst" @click=${() => this.intents.pin(ref)}>${this.t("explain.checkWorst", { name })}</button>`;
  }

  #said({ worstRelativeError, checked, kinks }: GradientCheck, good: boolean): string {
    const worst = significant(worstRelativeError, 2);
    const all = good
      ? this.t("explain.checkGood", { n: count(checked), worst })
      : this.t("explain.checkBad", { worst });
    return kinks > 0 ? `${all} ${this.t("explain.checkKinks", { n: kinks })}` : all;
  }

  #check = async (): Promise<void> => {
    this.checking = true;
    const { generation, progress } = this.state;
    try {
      const { status, answer } = await this.intents.startJob("checkGradients", {}).done;
      if (status !== "done") return;
      this.result = answer;
      this.#of = `${generation} ${progress?.step}`;
    } finally {
      this.checking = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-explain-check": GpExplainCheck;
  }
}
