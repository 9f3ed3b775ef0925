import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { RovingFocus } from "../../controls/roving-focus.js";
import type { DataPart, DatasetRow } from "../../engine/types.js";
import { choicesOf } from "../../state/choices.js";
import { chooseDataset } from "../../state/fit.js";
import type { Slice, Store } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "../../controls/sourced-formula.js";
import { shownDataset } from "../../view/names.js";
import { PaletteOf } from "../../view/palette-of.js";
import { drawTile } from "./tile.js";

/** Rows for a thumbnail: enough to see the shape; values need more, since their colours are the shape. */
const ROWS = 120;
const ROWS_OF_VALUES = 500;
const SIDE = 64;
/** Samples of every dataset, once a playground: they never change. */
const samples = new WeakMap<Store, Map<string, Promise<DataPart>>>();

/**
 * Datasets as tiles of which one is chosen: all that the catalog has in groups, or those named. The element's slot is
 * a last tile.
 */
@customElement("gp-gallery")
export class GpGallery extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      h3 { font-size: var(--t-cap); font-weight: var(--w-reg); color: var(--ink-3); margin: 12px 0 6px; }
      h3:first-child { margin-top: 0; }
      .tiles { display: grid; grid-template-columns: repeat(var(--tiles, auto-fill), minmax(var(--tile, 72px), 1fr)); gap: 8px; }
      .tile { display: block; position: relative; border-radius: var(--r-m); outline: 1px solid var(--line); outline-offset: -1px; overflow: hidden; background: var(--surface); aspect-ratio: var(--tile-ratio, 1); }
      .tile:hover { outline-color: var(--line-strong); background: var(--well); }
      .tile[aria-checked="true"] { outline: 2px solid var(--ink); outline-offset: 0; }
      .tile:focus-visible { outline: 2px solid var(--ink); box-shadow: var(--focus); border-radius: var(--r-m); }
      .named { display: flex; flex-direction: column; gap: 3px; min-width: 0; }
      .name { font-size: var(--t-tick); color: var(--ink-2); text-align: center; text-wrap: balance; overflow-wrap: anywhere; line-height: 1.3; }
      canvas { display: block; width: 100%; height: 100%; object-fit: contain; }
      gp-sourced-formula { padding-inline: 0; }
    `,
  ];
  static override watches: readonly Slice[] = ["catalog", "experiment", "sketched", "dark"];

  /** Ids of the datasets to show; all, in groups and with names, where it is left out. */
  @property({ attribute: false }) only: readonly string[] | null = null;
  readonly #palette = new PaletteOf(this);
  /** What each canvas shows, so that it is drawn once. */
  #drawn = new WeakMap<HTMLCanvasElement, string>();

  constructor() {
    super();
    new RovingFocus(this);
  }

  override render(): TemplateResult | typeof nothing {
    const { catalog } = this.state;
    if (!catalog) return nothing;
    const { only } = this;
    if (only) {
      const rows = only.flatMap((id) => catalog.datasets.filter((row) => row.id === id));
      return html`<div class="tiles" role="radiogroup" aria-label=${this.t("stage.dataset")}>${rows.map((row) => this.#tile(row))}<slot></slot></div>`;
    }
    const chosen = shownDataset(this.state);
    return html`<div role="radiogroup" aria-label=${this.t("stage.dataset")}>
      ${groups(catalog.datasets).map(
        ({ name, rows }) => html`<h3>${this.t(name)}</h3>
          <div class="tiles">${rows.map((row) => html`<span class="named">${this.#tile(row)}<span class="name" aria-hidden="true">${this.text(row.label)}</span></span>`)}</div>`,
      )}
    </div>
    ${chosen ? html`<h3>${this.text(chosen.label)}</h3><gp-sourced-formula .row=${chosen}></gp-sourced-formula>` : nothing}`;
  }

  #tile(row: DatasetRow): TemplateResult {
    const chosen = shownDataset(this.state)?.id === row.id;
    const name = this.text(row.label);
    return html`<button
      class="tile"
      role="radio"
      aria-checked=${chosen}
      aria-label=${name}
      title="${name}: ${this.text(row.summary)}"
      @click=${() => this.#choose(row.id)}
    ><canvas data-id=${row.id}></canvas></button>`;
  }

  override updated(properties: PropertyValues): void {
    super.updated(properties);
    const { catalog, dark, engine } = this.state;
    if (!catalog || engine.phase !== "ready") return;
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>("canvas")) {
      const row = catalog.datasets.find(({ id }) => id === canvas.dataset.id);
      const key = `${row?.id} ${dark}`;
      if (!row || this.#drawn.get(canvas) === key) continue;
      this.#drawn.set(canvas, key);
      const draw = (data: DataPart): void => {
        // Taken out of the page meanwhile: it has no colours there, and is drawn when it comes back.
        if (this.isConnected) drawTile(canvas, data, row, this.#palette.get(dark), SIDE);
        else this.#drawn.delete(canvas);
      };
      // A dataset whose file cannot be loaded stays without a picture; who chooses it is told why.
      this.#samplesOf(row).then(draw, () => undefined);
    }
  }

  #samplesOf(row: DatasetRow): Promise<DataPart> {
    const known = samples.get(this.store) ?? new Map<string, Promise<DataPart>>();
    samples.set(this.store, known);
    let data = known.get(row.id);
    if (!data) {
      const wanted = row.task === "regression" && row.columns.length > 1 ? ROWS_OF_VALUES : ROWS;
      const rows = Math.max(row.samples.min, Math.min(row.samples.max, wanted));
      data = this.intents.sampleData({ task: row.task, data: { dataset: row.id, samples: rows, trainFraction: 1 } });
      known.set(row.id, data);
      // A failure is forgotten, so that the next drawing asks again.
      data.catch(() => known.delete(row.id));
    }
    return data;
  }

  #choose(id: string): void {
    const { catalog, experiment } = this.state;
    if (!catalog || shownDataset(this.state)?.id === id) return;
    // Points that were only drawn over it go, and it is there again.
    if (experiment?.data.dataset === id) this.intents.sketch(null);
    else void this.intents.change((draft) => chooseDataset(draft, catalog, id, choicesOf(this.store)));
    this.dispatchEvent(new CustomEvent("gp-choose", { detail: id }));
  }
}

type GroupName = "stage.groupTwo" | "stage.groupMany" | "stage.groupValues" | "stage.groupMeasured";

/** Two classes, more, values, and measured data with more than two columns. */
function groupOf(row: DatasetRow): GroupName {
  if (row.columns.length > 2) return "stage.groupMeasured";
  if (row.task === "regression") return "stage.groupValues";
  return (row.classes?.default ?? 2) > 2 ? "stage.groupMany" : "stage.groupTwo";
}

function groups(datasets: readonly DatasetRow[]): { name: GroupName; rows: DatasetRow[] }[] {
  const names: GroupName[] = ["stage.groupTwo", "stage.groupMany", "stage.groupValues", "stage.groupMeasured"];
  return names
    .map((name) => ({ name, rows: datasets.filter((row) => groupOf(row) === name) }))
    .filter(({ rows }) => rows.length > 0);
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-gallery": GpGallery;
  }
}
