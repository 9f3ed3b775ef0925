import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { kilobytes } from "../../i18n/numbers.js";
import { GpElement } from "../../view/element.js";
import { imageOf, PICTURES, pictureOf } from "./picture-of.js";
import { saveFile } from "./save.js";
import { frameAround, standing } from "./scene.js";
import { shareStyles } from "./styles.js";

type Format = "copy" | "png" | "svg";

/** Pictures of what the page shows, in its own colours, to copy or to save. */
@customElement("gp-share-pictures")
export class GpSharePictures extends GpElement {
  static override watches = ["layout", "panel", "inspector", "catalog"] as const;
  static override styles = [
    ...GpElement.styles,
    shareStyles,
    css`
      li { gap: 6px; }
      .btn { min-width: 46px; padding: 0 8px; }
    `,
  ];

  @state() private said = "";
  @state() private busy = false;

  override render(): TemplateResult {
    return html`<ul>
        ${PICTURES.map(({ id, label: named }) => {
          const name = this.t(named);
          const button = (format: Format, label: string, words: string) =>
            html`<button class="btn sm" ?disabled=${this.busy} aria-label=${words} title=${words} @click=${() => this.#take(id, name, format)}>${label}</button>`;
          return html`<li><span class="grow"><b>${name}</b><span class="note">${this.#size(id)}</span></span>
            ${button("copy", this.t("share.copy"), this.t("share.copyName", { name }))}
            ${button("png", "PNG", this.t("share.saveAs", { name, format: "PNG" }))}
            ${button("svg", "SVG", this.t("share.saveAs", { name, format: "SVG" }))}</li>`;
        })}
      </ul>
      <p class="note">${this.t("share.picturesNote")}</p>
      <p class="status" role="status">${this.said}</p>`;
  }

  /** Pixels that an image of it has; of what does not stand on the page only when it is there. */
  #size(id: string): string {
    const frame = this.isConnected ? frameAround(this) : null;
    const part = frame && standing(frame, id);
    if (!part) return "";
    const { width, height } = part.getBoundingClientRect();
    return this.t("share.pixels", { width: 2 * Math.ceil(width + 32), height: 2 * Math.ceil(height + 32) });
  }

  async #take(id: string, name: string, format: Format): Promise<void> {
    const frame = frameAround(this);
    if (!frame) return;
    this.busy = true;
    try {
      const picture = pictureOf(frame, this.store, id, name);
      if (format === "copy") {
        const image = picture.then(imageOf);
        // The clipboard is asked at once, while the press of the button still counts, and waits for the picture.
        await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
        this.said = this.t("share.copiedName", { name, size: kilobytes((await image).size) });
      } else {
        const file = format === "png" ? await imageOf(await picture) : svgFile((await picture).svg);
        const fileName = `${id}.${format}`;
        saveFile(fileName, file);
        this.said = this.t("share.saved", { name: fileName, size: kilobytes(file.size) });
      }
    } catch (error) {
      this.said = this.t("share.failed", { message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.busy = false;
    }
  }
}

const svgFile = (svg: string): Blob => new Blob([svg], { type: "image/svg+xml" });

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-pictures": GpSharePictures;
  }
}
