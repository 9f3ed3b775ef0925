import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { ExportedFile, ExportFormat } from "../../engine/exporter.js";
import { dataCsv, historyCsv } from "../../export/csv.js";
import { exported } from "../../export/index.js";
import { savedExperiment, savedRun } from "../../export/saved.js";
import type { PlainKey } from "../../i18n/index.js";
import { kilobytes } from "../../i18n/numbers.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { saveFile } from "./save.js";
import { shareStyles } from "./styles.js";

type FileKind = Exclude<ExportFormat, "json"> | "run" | "experiment" | "history" | "data";

/** What each file is for, in the order of the panel. */
const CODE: readonly FileKind[] = ["pytorch", "numpy", "onnx", "javascript", "c"];
const FILES: readonly FileKind[] = ["run", "experiment", "history", "data"];

/** Measured after the others: the library that writes it is loaded first. */
const LAST: FileKind = "onnx";
/** Sizes are worked out when the run has rested for so long, in milliseconds. */
const REST = 300;

/** Files of the run, or (`code`) the trained network for other programs. They are written here, in the page. */
@customElement("gp-share-files")
export class GpShareFiles extends GpElement {
  static override watches = ["parameters", "experiment", "playing", "history"] as const;
  static override styles = [
    ...GpElement.styles,
    shareStyles,
    css`
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(154px, 1fr)); gap: 8px; }
      li { padding: 0; border: 0; display: block; }
      li button { display: flex; gap: 10px; align-items: flex-start; width: 100%; height: 100%; padding: 9px 10px; border: 1px solid var(--line); border-radius: var(--r-m); text-align: start; }
      li button:hover { background: var(--well); border-color: var(--line-strong); }
      .i { margin-top: 2px; color: var(--ink-2); }
      .size { color: var(--ink-2); white-space: nowrap; }
    `,
  ];

  /** The network as code instead of the run's own files. */
  @property({ type: Boolean }) code = false;
  @state() private said = "";
  @state() private sizes: Partial<Record<FileKind, number>> = {};
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#later();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (slices.has("language") || slices.has("playing")) this.requestUpdate();
    if (!this.state.playing) this.#later();
  }

  override render(): TemplateResult {
    return html`<ul>
        ${this.#kinds.map((kind) => {
          const name = this.t(NAMES[kind].name);
          const size = this.sizes[kind];
          const words = this.t("share.save", { name });
          return html`<li><button aria-label=${words} title=${words} @click=${() => this.#save(kind)}>${icon("down")}<span><b>${name}</b><span class="note">${this.t(NAMES[kind].note)}</span>${size === undefined ? nothing : html`<span class="note size num">${kilobytes(size)}</span>`}</span></button></li>`;
        })}
      </ul>
      <p class="status" role="status">${this.said}</p>`;
  }

  get #kinds(): readonly FileKind[] {
    return this.code ? CODE : FILES;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#measure(), REST);
  }

  /** How large each file would be now. */
  async #measure(): Promise<void> {
    if (this.state.playing || !this.state.experiment) return;
    const round = ++this.#round;
    const sizes: Partial<Record<FileKind, number>> = {};
    for (const kind of [...this.#kinds].sort((a, b) => Number(a === LAST) - Number(b === LAST))) {
      const file = await this.#write(kind).catch(() => null);
      if (round !== this.#round || !this.isConnected) return; // the run has moved on meanwhile
      if (file) sizes[kind] = new Blob([file.data as BlobPart]).size;
      if (this.sizes[kind] !== sizes[kind]) this.sizes = { ...this.sizes, [kind]: sizes[kind] };
    }
  }

  async #save(kind: FileKind): Promise<void> {
    try {
      const file = await this.#write(kind);
      const blob = new Blob([file.data as BlobPart], { type: file.mime });
      saveFile(file.fileName, blob);
      this.said = this.t("share.saved", { name: file.fileName, size: kilobytes(blob.size) });
    } catch (error) {
      this.said = this.t("share.failed", { message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #write(kind: FileKind): Promise<ExportedFile> {
    const { history, data, experiment } = this.state;
    switch (kind) {
      case "history":
        return { fileName: "history.csv", mime: "text/csv", data: historyCsv(history) };
      case "data":
        if (data === null) throw new Error(this.t("engine.loading"));
        return { fileName: "data.csv", mime: "text/csv", data: dataCsv(data) };
      case "experiment":
        if (experiment === null) throw new Error(this.t("engine.loading"));
        return savedExperiment(experiment);
      case "run":
        return savedRun(await this.intents.saveRun());
      default:
        return exported(await this.intents.exportRun(), kind);
    }
  }
}

const NAMES: Record<FileKind, { name: PlainKey; note: PlainKey }> = {
  pytorch: { name: "share.pytorch", note: "share.pytorchNote" },
  numpy: { name: "share.numpy", note: "share.numpyNote" },
  onnx: { name: "share.onnx", note: "share.onnxNote" },
  javascript: { name: "share.javascript", note: "share.javascriptNote" },
  c: { name: "share.c", note: "share.cNote" },
  run: { name: "share.run", note: "share.runNote" },
  experiment: { name: "share.experiment", note: "share.experimentNote" },
  history: { name: "share.history", note: "share.historyNote" },
  data: { name: "share.data", note: "share.dataNote" },
};

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-files": GpShareFiles;
  }
}
