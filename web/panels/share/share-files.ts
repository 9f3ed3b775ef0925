import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { ExportedFile, ExportFormat } from "../../engine/exporter.js";
import { dataCsv, historyCsv } from "../../export/csv.js";
import { EXPORT_FORMATS, exported } from "../../export/index.js";
import type { PlainKey } from "../../i18n/index.js";
import { count } from "../../i18n/numbers.js";
import { GpElement } from "../../view/element.js";

type FileKind = ExportFormat | "history" | "data";

/** What each file is for. */
const WORDS: Record<FileKind, { name: PlainKey; note: PlainKey }> = {
  pytorch: { name: "share.pytorch", note: "share.pytorchNote" },
  numpy: { name: "share.numpy", note: "share.numpyNote" },
  onnx: { name: "share.onnx", note: "share.onnxNote" },
  javascript: { name: "share.javascript", note: "share.javascriptNote" },
  c: { name: "share.c", note: "share.cNote" },
  json: { name: "share.json", note: "share.jsonNote" },
  history: { name: "share.history", note: "share.historyNote" },
  data: { name: "share.data", note: "share.dataNote" },
};

/** The trained network and its numbers as files. They are written here, from what the worker tells of the run. */
@customElement("gp-share-files")
export class GpShareFiles extends GpElement {
  static override watches = ["language"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: flex; gap: 12px; align-items: center; padding: 8px 0; border-top: 1px solid var(--line); }
      li:first-child { border-top: 0; padding-top: 0; }
      b { display: block; font-weight: var(--w-med); }
      .note { display: block; font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; }
      .status { font-size: var(--t-cap); color: var(--ink-2); line-height: 1.4; margin-top: 8px; }
      @media (pointer: coarse) { .btn { height: 44px; } }
    `,
  ];

  @state() private said = "";

  override render(): TemplateResult {
    const kinds: FileKind[] = [...EXPORT_FORMATS, "history", "data"];
    return html`<ul>
        ${kinds.map((kind) => {
          const name = this.t(WORDS[kind].name);
          return html`<li><span class="grow"><b>${name}</b><span class="note">${this.t(WORDS[kind].note)}</span></span><button class="btn" aria-label=${this.t("share.save", { name })} title=${this.t("share.save", { name })} @click=${() => this.#save(kind)}>${icon("down")}</button></li>`;
        })}
      </ul>
      <p class="status" role="status">${this.said}</p>`;
  }

  async #save(kind: FileKind): Promise<void> {
    try {
      const file = await this.#write(kind);
      const blob = new Blob([file.data as BlobPart], { type: file.mime });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = file.fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      const size = count(Math.max(1, Math.round(blob.size / 1024)));
      this.said = this.t("share.saved", { name: file.fileName, size });
    } catch (error) {
      this.said = this.t("share.failed", { message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #write(kind: FileKind): Promise<ExportedFile> {
    const { history, data } = this.state;
    if (kind === "history") return { fileName: "history.csv", mime: "text/csv", data: historyCsv(history) };
    if (kind !== "data") return exported(await this.intents.exportRun(), kind);
    if (data === null) throw new Error(this.t("engine.loading"));
    return { fileName: "data.csv", mime: "text/csv", data: dataCsv(data) };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-files": GpShareFiles;
  }
}
