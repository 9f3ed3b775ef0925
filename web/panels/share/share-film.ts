import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { count, kilobytes, loss, percent } from "../../i18n/numbers.js";
import { axesOf } from "../../stage/picture/frame-of.js";
import { GpElement } from "../../view/element.js";
import { columnNames } from "../../view/names.js";
import { Film, type FilmFormat } from "./film/film.js";
import { frameAround } from "./scene.js";
import { shareStyles } from "./styles.js";

/** A film of the run from its timeline, made while everything else goes on. */
@customElement("gp-share-film")
export class GpShareFilm extends GpElement {
  static override watches = ["timeline", "playing"] as const;
  static override styles = [
    ...GpElement.styles,
    shareStyles,
    css`
      .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 8px; }
      progress { flex: 1; min-width: 80px; height: 6px; appearance: none; border: 0; border-radius: 3px; overflow: hidden; background: var(--well-2); }
      progress::-webkit-progress-bar { background: var(--well-2); }
      progress::-webkit-progress-value { background: var(--ink); }
      progress::-moz-progress-bar { background: var(--ink); }
    `,
  ];

  #unfollow: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollow = Film.of(this.store).follow(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#unfollow?.();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { status } = Film.of(this.store);
    const { stops } = this.state.timeline;
    const none = stops.length < 2;
    if (status.phase === "making") {
      return html`<div class="row">
        <progress max=${status.frames} value=${status.done} aria-label=${this.t("share.filmMaking")}></progress>
        <span class="note num">${percent(status.done / status.frames, 0)}</span>
        <button class="btn sm" @click=${() => Film.of(this.store).cancel()}>${this.t("share.cancel")}</button>
      </div>`;
    }
    const said =
      status.phase === "done"
        ? this.t("share.saved", { name: status.fileName, size: kilobytes(status.size) })
        : status.phase === "failed"
          ? this.t("share.failed", { message: status.message })
          : "";
    const make = (format: FilmFormat, label: string) =>
      html`<button class="btn" ?disabled=${none} @click=${() => this.#make(format)}>${label}</button>`;
    return html`<p class="note">${none ? this.t("share.filmNone") : this.t("share.filmNote", { n: count(stops.length) })}</p>
      <div class="row">${make("webm", "WebM")}${make("gif", "GIF")}</div>
      <p class="status" role="status">${said}</p>`;
  }

  #make(format: FilmFormat): void {
    const element = frameAround(this)?.host;
    if (!element) return;
    // Frames have the axes of now, whatever is chosen while they are made.
    const names = columnNames(this.state);
    const [x = "", y = ""] = axesOf(this.state).map((column) => names[column]);
    const [components, slice] = [this.t("share.filmComponents"), this.t("share.filmSlice", { x, y })];
    void Film.of(this.store).make(format, element, {
      numbers: ({ epoch, trainLoss, testLoss }) => {
        const values = { epoch: count(epoch), train: loss(trainLoss) };
        return testLoss === null
          ? this.t("share.filmCaptionNoTest", values)
          : this.t("share.filmCaption", { ...values, test: loss(testLoss) });
      },
      plane: (ofComponents) => (ofComponents ? components : slice),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-film": GpShareFilm;
  }
}
