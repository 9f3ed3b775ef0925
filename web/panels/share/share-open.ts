import { css, html, type TemplateResult } from "lit";
import { customElement, query } from "lit/decorators.js";
import { GpElement } from "../../view/element.js";

/** Opens what others shared: a link, an address of TensorFlow Playground, or JSON, pasted or as a file. */
@customElement("gp-share-open")
export class GpShareOpen extends GpElement {
  static override watches = ["language"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      textarea.inp { display: block; width: 100%; height: 58px; line-height: 1.4; resize: vertical; padding: 6px 8px; font-size: var(--t-cap); }
      .foot { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
      @media (pointer: coarse) { .btn { height: 44px; } }
    `,
  ];

  @query("textarea") private area!: HTMLTextAreaElement;
  @query("input") private file!: HTMLInputElement;

  override render(): TemplateResult {
    return html`<textarea class="inp" aria-label=${this.t("share.paste")} placeholder=${this.t("share.paste")}></textarea>
      <div class="foot">
        <button class="btn" @click=${() => this.#open(this.area.value)}>${this.t("share.openText")}</button>
        <button class="btn" @click=${() => this.file.click()}>${this.t("share.openFile")}</button>
        <input type="file" accept=".json,.txt,application/json" hidden @change=${() => this.#read()}>
      </div>`;
  }

  async #open(text: string): Promise<void> {
    if (await this.intents.openLink(text)) this.area.value = "";
  }

  async #read(): Promise<void> {
    const [file] = this.file.files ?? [];
    if (file) await this.#open(await file.text());
    this.file.value = "";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-open": GpShareOpen;
  }
}
