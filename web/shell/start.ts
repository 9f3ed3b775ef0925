import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { EngineStatus } from "../state/state.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpElement } from "../view/element.js";

/** Words for a start that takes this long, in milliseconds. */
const SLOW = 2000;

/** In the picture's place until the engine runs, or instead of it where it cannot. */
@customElement("gp-start")
export class GpStart extends GpElement {
  static override watches = ["engine", "layout"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .paper { margin: 28px 0 0 28px; width: var(--side); height: var(--side); border-radius: var(--r-m); background: var(--div-0); display: grid; place-items: center; position: relative; overflow: hidden; max-width: calc(100% - 28px); }
      .paper svg { position: absolute; inset: 0; width: 100%; height: 100%; fill: none; stroke: var(--contour); stroke-width: 1.75; opacity: 0.5; }
      path { stroke-dasharray: 1; stroke-dashoffset: 1; animation: draw 1.6s var(--ease) forwards; }
      @keyframes draw { to { stroke-dashoffset: 0; } }
      @media (prefers-reduced-motion: reduce) { path { animation: none; stroke-dashoffset: 0; } }
      .words { position: relative; background: var(--page); padding: 6px 12px; border-radius: var(--r-m); color: var(--ink-2); }
      .failed { margin: 28px 0 0 28px; max-width: 44ch; display: grid; gap: 10px; justify-items: start; }
      .failed p { overflow-wrap: anywhere; }
      .failed h2 { font-size: var(--t-lead); }
      pre { margin: 0; padding: 10px 12px; background: var(--well); border-radius: var(--r-m); font: var(--t-cap) / 1.5 var(--font-mono); white-space: pre-wrap; overflow-wrap: anywhere; width: 100%; user-select: all; }
    `,
  ];

  @state() private slow = false;
  @state() private copied = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setTimeout(() => {
      this.slow = true;
    }, SLOW);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { engine, layout } = this.state;
    if (engine.phase === "failed") return this.#failed(engine);
    if (engine.phase === "refused") {
      return html`<div class="failed" role="alert"><h2>${this.t("embed.refused")}</h2><p>${engine.text}</p></div>`;
    }
    return html`<div class="paper" style=${inlineStyle(`--side:${layout.picture}px`)}>
      <svg viewBox="0 0 100 100" aria-hidden="true"><path pathLength="1" d="M0 62C18 30 26 20 44 26S52 62 70 66 84 40 100 34" vector-effect="non-scaling-stroke" /></svg>
      <span class="words" role="status" ?hidden=${!this.slow}>${this.t("engine.loading")}</span>
    </div>`;
  }

  #failed({ message, cause }: Extract<EngineStatus, { phase: "failed" }>): TemplateResult {
    const details = `${message}\n${navigator.userAgent}`;
    return html`<div class="failed" role="alert">
      <h2>${this.t("engine.failed")}</h2>
      <p>${this.t(cause ? `engine.why.${cause}` : "engine.failedWhy")}</p>
      <pre>${details}</pre>
      <button class="btn sm pri" @click=${() => this.intents.restart()}>${this.t("engine.again")}</button>
      <button
        class="btn sm"
        @click=${async () => {
          await navigator.clipboard.writeText(details);
          this.copied = true;
        }}
      >
        ${this.copied ? this.t("engine.copied") : this.t("engine.copy")}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-start": GpStart;
  }
}
