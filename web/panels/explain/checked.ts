import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { GradientCheck } from "../../engine/types.js";
import { count, significant } from "../../i18n/numbers.js";
import type { Refusal } from "../../protocol/run.js";
import type { JobHandle } from "../../state/intents.js";
import { parameterCount, parameterRef } from "../../state/parameters.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "./check-pair.js";
import { refName } from "./words.js";

/** A relative error up to this is what differences in double precision leave. */
const GOOD = 1e-6;

/** Digits to which two numbers agree, by their relative error. */
const digitsOf = (error: number): number => Math.floor(-Math.log10(Math.max(error, Number.EPSILON)));

/**
 * Whether the gradients are right, by differences of the loss in float64: a job beside training, with its progress and a
 * way to cancel it. It ends with the element.
 */
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
      progress { display: block; width: 100%; height: 6px; margin: 5px 0 3px; appearance: none; border: 0; border-radius: 3px; overflow: hidden; background: var(--well-2); }
      progress::-webkit-progress-bar { background: var(--well-2); }
      progress::-webkit-progress-value { background: var(--ink); }
      progress::-moz-progress-bar { background: var(--ink); }
    `,
  ];
  static override watches: readonly Slice[] = ["generation", "progress", "jobs"];

  @state() private result: GradientCheck | null = null;
  @state() private running: JobHandle<"checkGradients"> | null = null;
  @state() private cancelled = false;
  @state() private refusal: Refusal | null = null;
  /** Network and update that {@link result} is of. */
  #of = { generation: -1, step: -1 };

  override disconnectedCallback(): void {
    this.running?.cancel();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const result = this.#of.generation === this.state.generation ? this.result : null;
    const good = result !== null && result.worstRelativeError <= GOOD;
    const button = this.running
      ? html`<button class="btn sm" aria-label=${this.t("explain.checkCancel")} title=${this.t("explain.checkCancel")} @click=${() => this.running?.cancel()}>${icon("x", true)}</button>`
      : html`<button class="btn sm" aria-label=${this.t("explain.check")} title=${this.t("explain.check")} @click=${this.#check}>${icon("reset", true)}</button>`;
    return html`<div class="badge">
        <span class="ring ${result ? (good ? "good" : "bad") : ""}">${icon(result ? (good ? "check" : "warn") : "fx")}</span>
        <div class="text"><b>${this.t(good ? "explain.checked" : "explain.check")}</b>${this.running ? this.#progress(this.running) : html`<span class="cap num" role="status">${this.#said(result, good)}</span>${result ? this.#worst(result) : nothing}`}</div>
        ${button}
      </div>
      ${result && result.analytical.length > 0 ? html`<gp-check-pair .store=${this.store} .check=${result}></gp-check-pair>` : nothing}`;
  }

  #progress({ job }: JobHandle<"checkGradients">): TemplateResult {
    const news = this.state.jobs.get(job);
    const done = news?.answer ? news.answer.checked + news.answer.kinks : 0;
    const all = parameterCount(this.state.layers);
    return html`<progress max="1" .value=${news?.progress ?? 0} aria-label=${this.t("explain.checkProgress")}></progress>
      <span class="cap num">${this.t("explain.checking", { n: count(done), all: count(all) })}</span>`;
  }

  #said(result: GradientCheck | null, good: boolean): string {
    if (this.refusal?.id === "partNotLoaded")
      return this.t("explain.checkNotLoaded", { reason: String(this.refusal.values.reason) });
    if (this.refusal) return this.refused(this.refusal);
    if (!result) return this.cancelled ? this.t("explain.checkCancelled") : this.t("explain.checkNote");
    const { worstRelativeError, checked, kinks } = result;
    const worst = significant(worstRelativeError, 2);
    const said = [
      good
        ? this.t("explain.checkGood", { n: count(checked), digits: digitsOf(worstRelativeError), worst })
        : this.t("explain.checkBad", { worst }),
    ];
    if (kinks > 0) said.push(this.t("explain.checkKinks", { n: count(kinks) }));
    if (this.state.progress?.step !== this.#of.step) said.push(this.t("explain.checkAgain"));
    return said.join(" ");
  }

  /** Where the error is largest: pressed, it is held everywhere on the page. */
  #worst({ parameter }: GradientCheck): TemplateResult | typeof nothing {
    const ref = parameterRef(this.state.layers, parameter);
    if (!ref) return nothing;
    const name = refName(this.state, ref);
    return html`<button class="worst" @click=${() => this.intents.pin(ref)}>${this.t("explain.checkWorst", { name })}</button>`;
  }

  #check = async (): Promise<void> => {
    const { generation, progress } = this.state;
    const running = this.intents.startJob("checkGradients", {});
    this.running = running;
    this.cancelled = false;
    this.refusal = null;
    try {
      const { status, answer, refused } = await running.done;
      this.refusal = refused;
      this.cancelled = status === "cancelled";
      if (status !== "done" || !answer) return;
      this.result = answer;
      this.#of = { generation, step: progress?.step ?? 0 };
    } finally {
      if (this.running === running) this.running = null;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-explain-check": GpExplainCheck;
  }
}
