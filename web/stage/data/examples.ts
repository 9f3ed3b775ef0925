import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { latest } from "../../state/answers.js";
import { type Ref, sameRef } from "../../state/ref.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { classNames } from "../../view/names.js";
import { imageWidth } from "../../view/neurons.js";
import { PaletteOf } from "../../view/palette-of.js";
import { inkOf } from "./tile.js";

/** So many at most at a time. */
const PAGE = 12;
/** Least side of an image and the gap beside it, as in the styles, and what stands under it with the gap below, in pixels. */
const [SIDE, BESIDE, UNDER] = [28, 4, 22];
/** The heading above them and the switch below. */
const AROUND = 60;

/** Images of the test part with what the network says of each; a click pins one for the whole page. */
@customElement("gp-examples")
export class GpExamples extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .row { display: flex; align-items: center; gap: 4px; font-size: var(--t-cap); color: var(--ink-2); margin-bottom: 5px; }
      .row button { width: 22px; height: 22px; border-radius: 5px; display: grid; place-items: center; color: var(--ink-3); }
      .row button:hover:not(:disabled) { background: var(--well); color: var(--ink); }
      .images { display: grid; grid-template-columns: repeat(auto-fill, minmax(28px, 1fr)); gap: 6px 4px; }
      .one { display: flex; flex-direction: column; align-items: center; gap: 1px; border-radius: 4px; font-size: var(--t-tick); line-height: 1.2; color: var(--ink-2); min-width: 0; }
      .one canvas { width: 100%; aspect-ratio: 1; image-rendering: pixelated; border-radius: 3px; box-shadow: 0 0 0 1px var(--line); }
      .one.lit canvas { box-shadow: 0 0 0 2px var(--mark-line), 0 0 0 4px var(--mark); }
      .wrong { color: var(--bad); font-weight: var(--w-med); }
      .sw { font-size: var(--t-cap); margin-top: 8px; text-align: start; line-height: 1.2; }
    `,
  ];
  static override watches: readonly Slice[] = ["data", "answers", "pointed", "dark", "layers"];

  /** So many lines of images at most. */
  @property({ type: Number }) lines = PAGE;
  @state() private page = 0;
  @state() private wrongOnly = false;
  readonly #palette = new PaletteOf(this);
  #stop: (() => void) | null = null;
  #shownOutputs: unknown;

  override disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = null;
    super.disconnectedCallback();
  }

  override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    this.#stop ??= this.intents.need("outputs", {});
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (slices.has("data")) this.page = 0;
    if (slices.size === 1 && slices.has("answers") && latest(this.state.answers, "outputs") === this.#shownOutputs)
      return;
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const { data } = this.state;
    this.#shownOutputs = latest(this.state.answers, "outputs");
    if (!data || imageWidth(this.state) === 0) return nothing;
    const shown = this.#shown();
    const most = Math.min(PAGE, this.lines * this.#across);
    const pages = Math.max(1, Math.ceil(shown.length / most));
    const page = Math.min(this.page, pages - 1);
    const names = classNames(this.state);
    return html`
      <div class="row">
        <span>${this.t("stage.examples")}</span><span class="grow"></span>
        <button aria-label=${this.t("stage.previous")} ?disabled=${page === 0} @click=${() => {
          this.page = page - 1;
        }}>${icon("chevl", true)}</button>
        <button aria-label=${this.t("stage.next")} ?disabled=${page >= pages - 1} @click=${() => {
          this.page = page + 1;
        }}>${icon("chevr", true)}</button>
      </div>
      <div class="images">
        ${shown.slice(page * most, (page + 1) * most).map(({ ref, truth, said }) => {
          const name = names[truth] ?? String(truth);
          const wrong = said !== null && said !== truth;
          const label = said === null ? name : `${name} → ${names[said] ?? said}`;
          return html`<button
            class="one ${sameRef(this.state.pointed, ref) ? "lit" : ""}"
            aria-label=${this.t("stage.exampleOf", { name: label })}
            @click=${() => this.intents.pin(ref)}
            @pointerenter=${() => this.intents.point(ref)}
            @pointerleave=${() => this.intents.point(null)}
          ><canvas data-index=${ref.kind === "sample" ? ref.index : 0}></canvas><span class=${wrong ? "wrong" : ""}>${wrong ? `${name}→${names[said] ?? said}` : name}</span></button>`;
        })}
      </div>
      <button class="sw" role="switch" aria-checked=${this.wrongOnly} @click=${this.#toggle}><i></i><span>${this.t("stage.wrongOnly")}</span></button>
    `;
  }

  /** How many images stand in one line. */
  get #across(): number {
    return Math.max(1, Math.floor((this.clientWidth + BESIDE) / (SIDE + BESIDE)));
  }

  /** How many whole lines of images fit into a height, heading and switch included. */
  linesIn(height: number): number {
    const side = (this.clientWidth + BESIDE) / this.#across - BESIDE;
    return Math.floor((height - AROUND) / (side + UNDER));
  }

  #toggle = (): void => {
    this.wrongOnly = !this.wrongOnly;
    this.page = 0;
  };

  #part(): "train" | "test" {
    return (this.state.data?.testInputs.length ?? 0) > 0 ? "test" : "train";
  }

  /** Samples with their classes, true and said; only wrong ones while those are asked for. */
  #shown(): { ref: Ref; truth: number; said: number | null }[] {
    const { data, answers, layers } = this.state;
    if (!data) return [];
    const part = this.#part();
    const targets = part === "test" ? data.testTargets : data.trainTargets;
    const outputs = latest(answers, "outputs")?.[part];
    const width = layers.at(-1)?.units ?? 1;
    const all = Array.from(targets, (truth, index) => {
      const row = outputs?.subarray(index * width, (index + 1) * width);
      const said = row && row.length > 0 ? row.indexOf(Math.max(...row)) : null;
      return { ref: { kind: "sample", part, index } as Ref, truth, said };
    });
    return outputs && this.wrongOnly ? all.filter(({ truth, said }) => said !== truth) : all;
  }

  override updated(properties: PropertyValues): void {
    super.updated(properties);
    const { data, dark } = this.state;
    const width = imageWidth(this.state);
    if (!data || width === 0) return;
    const inputs = this.#part() === "test" ? data.testInputs : data.trainInputs;
    const palette = this.#palette.get(dark);
    const inked = inkOf(data, palette);
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>("canvas")) {
      const index = Number(canvas.dataset.index);
      canvas.width = width;
      canvas.height = Math.ceil(data.columns / width);
      const image = new ImageData(canvas.width, canvas.height);
      const out = new Uint32Array(image.data.buffer);
      out.set(Array.from(inputs.subarray(index * data.columns, (index + 1) * data.columns), inked));
      canvas.getContext("2d")?.putImageData(image, 0, 0);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-examples": GpExamples;
  }
}
