import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import qrcode from "qrcode-generator";
import { icon } from "../../controls/icons.js";
import { count } from "../../i18n/numbers.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";

/** Letters of the longest address that a QR code read from a projector can hold. */
const LONGEST_QR = 1200;
/** Units of a square of the code, and the squares of white around it that readers look for. */
const CELL = 2;
const QUIET = 4;

/** The address that stands for the experiment, to copy, and as a QR code for a classroom. */
@customElement("gp-share-link")
export class GpShareLink extends GpElement {
  static override watches = ["experiment", "hidden", "playing", "layout"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .row { display: flex; gap: 8px; }
      .row .inp { height: 32px; min-width: 0; text-overflow: ellipsis; }
      .foot { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; margin-top: 8px; font-size: var(--t-cap); color: var(--ink-3); }
      .code { width: 36px; padding: 0; flex: none; }
      .code[aria-expanded="true"] { background: var(--well); }
      /* As large as the panel allows: it is read from the last row. */
      .qr { display: block; margin-top: 12px; max-width: 340px; background: #fff; overflow: hidden; border: 1px solid var(--line); border-radius: var(--r-m); }
      /* A phone's panel shows all of it at once. */
      .qr.small { max-width: 256px; }
      .hidden { display: flex; gap: 8px; align-items: baseline; justify-content: space-between; margin-top: 10px; }
      .hidden .btn { flex: none; }
      .qr svg { display: block; width: 100%; height: auto; }
      .note { font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; margin-top: 8px; }
      @media (pointer: coarse) { .btn, .row .inp { height: 44px; } .sw { min-height: 44px; } }
    `,
  ];

  @state() private address = "";
  @state() private weights = false;
  @state() private copied = false;
  @state() private coded = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#make();
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (slices.has("layout")) this.requestUpdate();
    if (slices.size > 1 || !slices.has("layout")) void this.#make();
  }

  override render(): TemplateResult {
    return html`<div class="row">
        <input class="inp" readonly aria-label=${this.t("share.link")} .value=${this.address} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
        <button class="btn pri" @click=${() => this.#copy()}>${this.copied ? this.t("share.copied") : this.t("share.copy")}</button>
        <button class="btn code" aria-expanded=${this.coded} aria-label=${this.t("share.qrShort")} title=${this.t("share.qrShort")} @click=${() => this.#showCode()}>${icon("grid")}</button>
      </div>
      <div class="foot">
        <button class="sw" role="switch" aria-checked=${this.weights} @click=${() => this.#toggle()}><i></i>${this.t("share.weights")}</button>
        <span role="status">${this.t("share.length", { n: count(this.address.length) })}</span>
      </div>
      ${this.coded ? this.#code() : nothing} ${this.#hidden()}`;
  }

  /** What the opened link hides, and the way to see it all the same. */
  #hidden(): TemplateResult | typeof nothing {
    const names = [...this.state.hidden].map((control) => this.t(`control.${control}`));
    if (names.length === 0) return nothing;
    return html`<div class="hidden"><p class="note">${this.t("share.hidden", { names: names.join(this.t("share.comma")) })}</p>
      <button class="btn sm" @click=${() => this.intents.hide("link", [])}>${this.t("share.showAll")}</button></div>`;
  }

  #showCode(): void {
    this.coded = !this.coded;
  }

  #code(): TemplateResult | typeof nothing {
    if (this.address === "") return nothing;
    if (this.address.length > LONGEST_QR) return html`<p class="note">${this.t("share.noQr")}</p>`;
    const code = qrcode(0, "L");
    code.addData(this.address);
    code.make();
    const svg = code.createSvgTag({ cellSize: CELL, margin: QUIET * CELL, scalable: true });
    // The library's own drawing of letters that it was given as data: no markup of ours or of others is in it.
    return html`<div class="qr ${this.state.layout.tier === "s" ? "small" : ""}" role="img" aria-label=${this.t("share.qr")}>${unsafeSVG(svg)}</div>`;
  }

  async #make(): Promise<void> {
    const fragment = await this.intents.makeLink(this.weights);
    this.address = location.href.replace(/#.*$/, "") + fragment;
    this.copied = false;
  }

  #toggle(): void {
    this.weights = !this.weights;
    void this.#make();
  }

  async #copy(): Promise<void> {
    // Weights may have moved since the link was made.
    if (this.weights) await this.#make();
    try {
      await navigator.clipboard.writeText(this.address);
      this.copied = true;
    } catch {
      this.renderRoot.querySelector("input")?.select();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-link": GpShareLink;
  }
}
