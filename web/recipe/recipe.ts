import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpElement } from "../view/element.js";
import { CELLS, type Cell, same } from "./recipe-values.js";
import "../stage/data/data.js";
import "./rate-control.js";
import "../controls/setting.js";

/** Cells in the order in which they give way when the bar gets narrow. */
const GIVES_WAY: readonly Cell["id"][] = ["stop", "initializer", "regularization", "loss", "activation", "batch"];
/** The same on a projector, where a class talks about regularisation more than about the rest. */
const PRESENTED_GIVES_WAY: readonly Cell["id"][] = [
  "stop",
  "initializer",
  "loss",
  "batch",
  "activation",
  "regularization",
];
/** So far the last button's own padding reaches beyond the bar's content, as in the styles below. */
const OVERHANG = 10;
/** What is left out on a projector in any case. */
const NOT_PRESENTED: readonly Cell["id"][] = ["stop", "initializer"];

/** The recipe: every setting of a run, as a bar of cells or (`tall`) as a form. */
@customElement("gp-recipe")
export class GpRecipe extends GpElement {
  static override watches = ["experiment", "catalog", "baseline", "data", "present"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; container-type: inline-size; }
      nav { height: var(--recipe-h); display: flex; align-items: stretch; padding: 0 var(--s5); gap: var(--s1); border-bottom: 1px solid var(--line); min-width: 0; }
      gp-rate { flex: 0 0 212px; }
      nav > :first-child { margin-left: -10px; }
      nav > gp-setting { flex: none; }
      .chip { width: 320px; max-width: 100%; padding: 4px 8px 8px; }
      .all { margin-left: auto; margin-right: -10px; flex: none; align-self: center; height: 32px; margin-top: 16px; }
      @container (max-width: 1240px) { gp-rate { flex-basis: 192px; } }
      @container (max-width: 900px) { nav { padding: 0 var(--s4); } gp-rate { flex-basis: 176px; } }
      :host([data-present]) gp-rate { flex-basis: 15em; }
      form .all { margin-right: 0; }
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 14px 16px; padding: 4px 0 16px; }
      form gp-rate { grid-column: 1 / -1; margin: 0; }
      form gp-setting { margin: 0; }
      form .btn { grid-column: 1 / -1; height: 44px; }
    `,
  ];

  @property({ type: Boolean }) tall = false;
  /** Whether the data have no column of their own on the stage and stand behind a cell instead. */
  @property({ type: Boolean }) chip = false;
  @state() private open: string | null = null;
  @state() private sheet = false;
  @query(".all") private allButton!: HTMLElement;

  readonly #sizes = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  /** The code of what opens comes when a hand or the focus is near, so that it is there by the time it is wanted. */
  readonly #near = (): void => {
    void import("./panels.js");
  };

  /** The sheet's code comes when it is opened for the first time. */
  async #toggleSheet(): Promise<void> {
    if (!this.sheet) await import("./settings-sheet.js");
    this.sheet = !this.sheet;
  }

  override updated(): void {
    // The cells draw themselves after this element; only then have they a width.
    const cells = this.shadowRoot?.querySelectorAll("gp-setting") ?? [];
    void Promise.all([...cells].map((cell) => cell.updateComplete)).then(() => this.#fit());
  }

  /** Hides cells, the least wanted first, until the bar holds the rest; a text too long for the bar is never cut. */
  #fit(): void {
    const nav = this.shadowRoot?.querySelector("nav");
    if (this.tall || !nav) return;
    const cells = new Map(
      [...nav.querySelectorAll<HTMLElement>("gp-setting[data-id]")].map((cell) => [cell.dataset.id, cell]),
    );
    for (const [id, cell] of cells) cell.hidden = this.state.present && NOT_PRESENTED.includes(id as Cell["id"]);
    for (const id of this.state.present ? PRESENTED_GIVES_WAY : GIVES_WAY) {
      if (this.#holds(nav)) return;
      const cell = cells.get(id);
      if (cell) cell.hidden = true;
    }
  }

  /** Whether the last button ends where the padding begins: what overflows into the padding does not count as scrolled. */
  #holds(nav: HTMLElement): boolean {
    const free = nav.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(nav).paddingRight);
    return (this.allButton?.getBoundingClientRect().right ?? 0) <= free + OVERHANG + 1;
  }

  override render(): TemplateResult | typeof nothing {
    const { experiment, catalog, present } = this.state;
    if (!experiment || !catalog) return html`<nav aria-busy="true" aria-label=${this.t("recipe.label")}></nav>`;
    this.toggleAttribute("data-present", present);
    const cells = html`${this.chip ? this.#dataCell() : nothing}<gp-rate .store=${this.store} ?tall=${this.tall}></gp-rate>${CELLS.map((cell) => this.#cell(cell))}`;
    const all = html`<button
        class=${this.tall ? "btn all" : "tb all"}
        type="button"
        aria-haspopup="dialog"
        aria-expanded=${this.sheet}
        @click=${() => this.#toggleSheet()}
      >
        ${this.t("recipe.all")}
      </button>
      <gp-popover
        style=${inlineStyle("--popover-width:960px;padding:0")}
        .open=${this.sheet}
        .anchor=${this.allButton ?? null}
        label=${this.t("recipe.all")}
        @gp-close=${() => {
          this.sheet = false;
        }}
        >${this.sheet ? html`<gp-settings-sheet .store=${this.store}></gp-settings-sheet>` : nothing}</gp-popover
      >`;
    return this.tall
      ? html`<form aria-label=${this.t("recipe.label")} @pointerover=${this.#near} @focusin=${this.#near} @submit=${(event: Event) => event.preventDefault()}>${cells}${all}</form>`
      : html`<nav aria-label=${this.t("recipe.label")} @pointerover=${this.#near} @focusin=${this.#near}>${cells}${all}</nav>`;
  }

  #cell(cell: Cell): TemplateResult {
    const { experiment, catalog, baseline, data } = this.state;
    if (!experiment || !catalog) return html``;
    const rows = data ? data.trainInputs.length / data.columns : 1;
    const { value, small = "" } = cell.read(experiment, catalog, this.wording, rows);
    const label = this.t(cell.label);
    const parts = cell.parts(experiment);
    const empty = Array.isArray(parts) && parts.length === 0;
    const differs = baseline !== null && !empty && !same(parts, cell.parts(baseline));
    const home = differs ? cell.read(baseline, catalog, this.wording, rows) : null;
    return html`<gp-setting
      data-id=${cell.id}
      width=${cell.id === "optimizer" ? "476px" : ""}
      label=${label}
      value=${value}
      small=${small}
      ?tall=${this.tall}
      differs=${this.t("recipe.differs")}
      ?fixed=${this.hides(cell.control)}
      restore=${home ? this.t("recipe.restore", { label, value: `${home.value} ${home.small ?? ""}`.trim() }) : ""}
      @gp-restore=${() => baseline && this.intents.change((draft) => cell.restore(draft, baseline))}
      @gp-open=${({ detail }: CustomEvent<boolean>) => {
        if (detail) this.#near();
        this.open = detail ? cell.id : this.open === cell.id ? null : this.open;
      }}
      >${this.open === cell.id ? this.#panel(cell.id) : nothing}</gp-setting
    >`;
  }

  #dataCell(): TemplateResult {
    const { experiment, catalog } = this.state;
    const row = catalog?.datasets.find(({ id }) => id === experiment?.data.dataset);
    return html`<gp-setting
      label=${this.t("frame.data")}
      ?fixed=${this.hides("data") && this.hides("noise") && this.hides("split")}
      value=${row ? this.text(row.label) : this.t("recipe.ownData")}
      @gp-open=${({ detail }: CustomEvent<boolean>) => {
        this.open = detail ? "data" : this.open === "data" ? null : this.open;
      }}
      >${this.open === "data" ? html`<gp-data class="chip" .store=${this.store}></gp-data>` : nothing}</gp-setting
    >`;
  }

  #panel(id: Cell["id"]): TemplateResult {
    const { store } = this;
    switch (id) {
      case "optimizer":
        return html`<gp-panel-optimizer .store=${store}></gp-panel-optimizer>`;
      case "batch":
        return html`<gp-panel-batch .store=${store}></gp-panel-batch>`;
      case "activation":
        return html`<gp-panel-activation .store=${store}></gp-panel-activation>`;
      case "loss":
        return html`<gp-panel-loss .store=${store}></gp-panel-loss>`;
      case "regularization":
        return html`<gp-panel-regularization .store=${store}></gp-panel-regularization>`;
      case "initializer":
        return html`<gp-panel-initializer .store=${store}></gp-panel-initializer>`;
      case "stop":
        return html`<gp-panel-stop .store=${store}></gp-panel-stop>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-recipe": GpRecipe;
  }
}
