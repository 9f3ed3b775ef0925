import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { sameRef } from "../../state/ref.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { write } from "./model/digits.js";
import { type Focus, parameterAt, type Scene } from "./model/scene.js";
import { sampleRef } from "./subject.js";
import { parameterName } from "./words.js";

const STRONGEST = 5;
/** While the run plays, the least time between two questions, in milliseconds. */
const EVERY = 500;

/** Which training points moved a weight: the five with the largest gradient of it. */
@customElement("gp-explain-points")
export class GpExplainPoints extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; margin-top: 12px; }
      h3 { font-size: var(--t-cap); }
      ol { list-style: none; margin: 6px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6px; }
      button.point { height: 26px; padding: 0 8px; border-radius: var(--r-full); border: 1px solid var(--line-strong); font-size: var(--t-cap); white-space: nowrap; }
      button.point:hover, button.point.lit { background: var(--mark-soft); color: var(--mark-ink); }
      .positive::before, .negative::before { content: ""; display: inline-block; width: 8px; height: 8px; border-radius: 2px; margin-inline-end: 5px; background: var(--div-p5); }
      .negative::before { background: var(--div-n5); }
    `,
  ];
  static override watches: readonly Slice[] = ["pointed", "parameters"];

  @property({ attribute: false }) scene!: Scene;
  @property({ attribute: false }) parameter: Focus | null = null;
  @state() private strongest: { index: number; value: number }[] = [];
  #asked = -1;
  #at = 0;
  #sized: "same" | "loss" | "gradient" | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.store) this.#size();
  }

  override firstUpdated(): void {
    this.#size();
  }

  /** Points are sized by their share while this is open. */
  #size(): void {
    if (this.#sized !== null) return;
    this.#sized = this.state.display.pointSize;
    if (this.#sized !== "gradient") this.intents.show({ pointSize: "gradient" });
  }

  override disconnectedCallback(): void {
    if (this.#sized !== null && this.#sized !== "gradient") this.intents.show({ pointSize: this.#sized });
    this.#sized = null;
    super.disconnectedCallback();
  }

  override updated(properties: PropertyValues): void {
    super.updated(properties);
    if (!this.parameter) return;
    const parameter = parameterAt(this.scene, this.parameter);
    const now = performance.now();
    const soon = this.state.playing && now - this.#at < EVERY;
    if (parameter === this.#asked && (soon || !properties.has("scene"))) return;
    this.#asked = parameter;
    this.#at = now;
    void this.#ask(parameter);
  }

  async #ask(parameter: number): Promise<void> {
    try {
      const gradients = await this.intents.ask("sampleGradients", { parameter });
      if (parameter !== this.#asked) return;
      this.strongest = Array.from(gradients, (value, index) => ({ index, value }))
        .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
        .slice(0, STRONGEST);
    } catch {
      this.#asked = -1;
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.parameter) return nothing;
    const name = parameterName(this.state, this.scene, this.parameter);
    return html`<h3>${this.t("explain.points")}</h3>
      <p class="cap">${this.t("explain.pointsNote", { name })}</p>
      <ol>${this.strongest.map(({ index, value }) => {
        const ref = sampleRef(index);
        const said = this.t("explain.pointsOf", { n: index + 1, value: write(value) });
        return html`<li><button class="point num ${value < 0 ? "negative" : "positive"} ${sameRef(this.state.pointed, ref) ? "lit" : ""}" aria-label=${said} @pointerenter=${() => this.intents.point(ref)} @pointerleave=${() => this.intents.point(null)} @focus=${() => this.intents.point(ref)} @blur=${() => this.intents.point(null)} @click=${() => this.intents.pin(ref)}>#${index + 1} ${write(value)}</button></li>`;
      })}</ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-explain-points": GpExplainPoints;
  }
}
