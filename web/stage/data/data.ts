import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import type { Experiment } from "../../engine/types.js";
import { count, percent } from "../../i18n/numbers.js";
import { gestureKey } from "../../protocol/merge.js";
import { chooseClasses, splitAnew } from "../../state/fit.js";
import { settingOf } from "../../state/lookup.js";
import { freshSeed } from "../../state/seed.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import "../../controls/data-field.js";
import type { FieldMove } from "../../controls/data-field.js";
import "./gallery.js";
import { icon } from "../../controls/icons.js";
import "./legend.js";
import "../../controls/popover.js";
import { datasetOf, shownDataset } from "../../view/names.js";
import { imageWidth } from "../../view/neurons.js";
import { MOST_MARKS } from "../picture/marks-of.js";
import type { GpExamples } from "./examples.js";

/** Height of a row of tiles, and what stands above and between the parts. */
const ROW = 72;
const AROUND = 58;
const GAP = 14;
/** So few pixels below the edge are only the space after the last part. */
const HARDLY = 12;
/** A column lower than this stands closer, with the matrix behind its name; one that shows images too needs more. */
const LOW = 520;
const LOW_FOR_IMAGES = 620;
/** From this width on all datasets are shown at once, with their names. */
const WIDE = 240;

/** Of a number that a slider finds between whole ones. */
const whole =
  (listener: (event: { detail: FieldMove }) => void) =>
  ({ detail }: CustomEvent<FieldMove>) =>
    listener({ detail: { ...detail, value: Math.round(detail.value) } });

/** The data: which dataset, how noisy, how many, which part trains; what the marks mean; for images what is confused. */
@customElement("gp-data")
export class GpData extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
      header { display: flex; align-items: center; height: 28px; flex: none; }
      .body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; align-content: start; overflow: hidden auto; scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; margin: 4px -4px 0; padding: 3px 4px 12px; min-height: 0; }
      .body[more] { mask-image: linear-gradient(to top, transparent, #000 28px); }
      gp-gallery.few { --tiles: 2; --tile: 0; }
      .all, .tile { display: grid; place-items: center; border-radius: var(--r-m); outline: 1px dashed var(--line-strong); outline-offset: -1px; color: var(--ink-3); font-size: var(--t-cap); text-align: center; text-wrap: balance; line-height: 1.25; padding: 2px 8px; aspect-ratio: var(--tile-ratio, 1); }
      .all:hover, .tile:hover { background: var(--well); color: var(--ink); }
      .all:focus-visible, .tile:focus-visible { border-radius: var(--r-m); }
      .own[aria-pressed="true"] { outline: 2px solid var(--ink); color: var(--ink); }
      .open { justify-self: start; }
      :host([tight]) .body { gap: 9px; }
      :host([tight]) .body:has(gp-examples) { --tile-ratio: 1.35; }
      .fields { display: grid; gap: 10px; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); }
      :host([tight]) .fields { gap: 5px; }
      .new { justify-self: start; max-width: calc(100% + 12px); color: var(--ink-2); height: auto; min-height: 30px; margin: -4px 0 -4px -8px; padding: 0 8px; font-size: var(--t-cap); }
      .new > span { white-space: normal; line-height: 1.25; }
      .new .num { color: var(--ink-3); margin-left: 2px; }
      .sw { font-size: var(--t-cap); }
      .none { color: var(--ink-2); font-weight: var(--w-med); }
    `,
  ];
  static override watches: readonly Slice[] = [
    "catalog",
    "experiment",
    "data",
    "display",
    "layers",
    "sketched",
    "layout",
  ];

  @state() private rows = 3;
  @state() private wide = false;
  @state() private low = false;
  @state() private open = false;
  @query(".all") private all!: HTMLElement;
  @query(".body") private body!: HTMLElement;
  @query("gp-examples") private examples?: GpExamples | null;
  readonly #measured = (): void => this.#measure();
  readonly #sizes = new ResizeObserver(this.#measured);
  readonly #edges = new ResizeObserver(() => this.#fade());

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("pointerleave", this.#measured);
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.removeEventListener("pointerleave", this.#measured);
    this.#sizes.disconnect();
    this.#edges.disconnect();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { data, display } = this.state;
    const tests = (data?.testInputs.length ?? 0) > 0;
    const [many, images] = [(data?.classes ?? 0) > 2, imageWidth(this.state) > 0];
    // What the data that most begin with do not need comes when others do.
    if (many) void import("./confusion.js");
    if (images) void import("./examples.js");
    return html`
      <header><h2>${this.t("stage.data")}</h2></header>
      <div class="body" @scroll=${this.#fade}>
        ${this.hides("data") ? this.#name() : this.wide ? this.#ownRow() : this.#few()}
        ${this.#empty ? html`<p class="none" role="status">${this.t("stage.noPoints")}</p>` : html`<div class="fields">${this.#fields()}</div>`}
        ${this.#newSample()}
        ${this.wide && !this.hides("data") ? html`<gp-gallery .store=${this.store}></gp-gallery>` : nothing}
        ${this.hides("legend") ? nothing : html`<gp-legend .store=${this.store}></gp-legend>`}
        ${tests && !this.#under ? html`<button class="sw" role="switch" aria-checked=${display.testPoints} @click=${() => this.intents.show({ testPoints: !display.testPoints })}><i></i><span>${this.t("stage.show.testPoints")}</span></button>` : nothing}
        ${many ? html`<gp-confusion ?brief=${this.low} .store=${this.store}></gp-confusion>` : nothing}
        ${images ? html`<gp-examples .store=${this.store}></gp-examples>` : nothing}
      </div>
    `;
  }

  override updated(): void {
    // Parts grow after this element has rendered: they say so themselves.
    for (const part of this.#parts()) this.#sizes.observe(part);
    for (const box of [this.body, ...this.body.children]) this.#edges.observe(box);
  }

  /** Everything under the tiles. */
  #parts(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(".body > :not(gp-gallery, gp-popover)")];
  }

  /** The size at the last measure; tiles are laid out anew under a pointer only where the column itself has changed. */
  #size = "";

  /** As many rows of tiles as the other parts leave room for. What a pointer is at work on does not move away from it. */
  #measure(): void {
    if (this.clientWidth === 0) return;
    const size = `${this.clientWidth} ${this.clientHeight}`;
    // A gallery that is open lies over the column: what is under it may move.
    if (size === this.#size && this.matches(":hover") && !this.open) return;
    this.#size = size;
    this.wide = this.clientWidth >= WIDE;
    this.low = !this.wide && this.clientHeight < (imageWidth(this.state) > 0 ? LOW_FOR_IMAGES : LOW);
    this.toggleAttribute("tight", this.low);
    const others = this.#parts().reduce((sum, part) => sum + part.offsetHeight + GAP, AROUND);
    // Whole lines of examples, as many as fit under two rows of tiles; in a list that is scrolled anyway all of them.
    const { examples } = this;
    if (examples?.hasUpdated && !this.wide)
      examples.lines = Math.max(1, examples.linesIn(this.clientHeight - others + examples.offsetHeight - 2 * ROW));
    this.rows = Math.max(2, Math.min(5, Math.floor((this.clientHeight - others) / ROW)));
  }

  /** What goes on below the edge fades out there, rather than being cut. */
  readonly #fade = (): void => {
    const { body } = this;
    body.toggleAttribute("more", body.scrollHeight - body.clientHeight - body.scrollTop > HARDLY);
  };

  /** Which dataset it is, where another cannot be chosen. */
  #name(): TemplateResult {
    const row = datasetOf(this.state);
    return html`<b>${row ? this.text(row.label) : this.t("recipe.ownData")}</b>`;
  }

  /** As many tiles as fit, the chosen dataset among them, and the way to all others. */
  #few(): TemplateResult | typeof nothing {
    const { catalog } = this.state;
    if (!catalog) return nothing;
    const chosen = shownDataset(this.state);
    const places = Math.max(2, this.rows * 2 - 2);
    // Every tile has its place in the catalog's order. One from farther down takes the last place, and keeps it.
    const task = this.state.experiment?.task;
    const alike = catalog.datasets.filter((row) => row.task === task).map(({ id }) => id);
    const ids = alike.slice(0, places);
    if (chosen && !ids.includes(chosen.id)) this.#guest = chosen.id;
    if (this.#guest !== null && alike.includes(this.#guest) && !ids.includes(this.#guest))
      ids[ids.length - 1] = this.#guest;
    const total = catalog.datasets.length;
    return html`<gp-gallery class="few" .store=${this.store} .only=${ids}>
        ${
          total > ids.length
            ? html`<button class="all" aria-haspopup="dialog" aria-expanded=${this.open} @click=${() => {
                this.open = !this.open;
              }}>${this.t("stage.allDatasets", { n: total })}</button>`
            : nothing
        }
        <button class="tile own" aria-pressed=${this.#own} @click=${this.#openLab}>${this.t("own.tile")}</button>
      </gp-gallery>
      <gp-popover style=${inlineStyle("--popover-width:388px")} label=${this.t("stage.dataset")} .anchor=${this.all ?? null} ?open=${this.open} @gp-close=${() => {
        this.open = false;
      }}>
        ${this.open ? html`<gp-gallery style=${inlineStyle("width:352px;padding:8px;display:block")} .store=${this.store}></gp-gallery>` : nothing}
      </gp-popover>`;
  }

  /** The dataset that was chosen last from farther down than the tiles reach. */
  #guest: string | null = null;

  get #own(): boolean {
    return this.state.experiment?.data.inputs !== undefined || this.state.sketched;
  }

  /** Whether all points have been taken away. */
  get #empty(): boolean {
    const { data } = this.state;
    return data !== null && data.trainTargets.length + data.testTargets.length === 0;
  }

  /** Whether the switches under the picture are in sight, of which one shows the test points. */
  get #under(): boolean {
    return this.state.layout.beneath > 0;
  }

  /** The way to own points and tables, where datasets stand in a list. */
  #ownRow(): TemplateResult {
    return html`<button class="btn sm open own" aria-pressed=${this.#own} @click=${this.#openLab}>${icon("brush")}${this.t("own.tile")}</button>`;
  }

  #openLab = (): void => {
    this.intents.setPreference({ inspector: "data", panel: "data" });
    this.dispatchEvent(new CustomEvent("gp-close", { bubbles: true, composed: true }));
  };

  /** The share that trains; where the rows name their test part, what they come to. */
  #trainShare(fallback: number): number {
    const { data, experiment } = this.state;
    if (!data || !experiment?.data.testInputs) return experiment?.data.trainFraction ?? fallback;
    const rows = data.trainTargets.length + data.testTargets.length;
    return rows > 0 ? data.trainTargets.length / rows : (experiment.data.trainFraction ?? fallback);
  }

  #fields(): (TemplateResult | typeof nothing)[] {
    const { catalog, experiment, data } = this.state;
    const dataset = shownDataset(this.state);
    if (!catalog || !experiment || !data) return [];
    type Key = "noise" | "trainFraction" | "samples" | "classes";
    const set = (key: Key) => (event: { detail: FieldMove }) => {
      const { value, gesture, until } = event.detail;
      const edit = (draft: Experiment) => {
        if (key === "trainFraction") splitAnew(draft);
        if (key === "classes") chooseClasses(draft, catalog, value);
        else draft.data[key] = value;
      };
      until(this.intents.change(edit, { merge: gestureKey(`data.${key}`, gesture) }));
    };
    const rows = (data.trainInputs.length + data.testInputs.length) / data.columns;
    /** The points move with the slider, where there are not so many that they could not. */
    const follow = (key: Key) => (event: { detail: FieldMove }) => {
      if (Math.max(rows, key === "samples" ? event.detail.value : 0) <= MOST_MARKS) set(key)(event);
    };
    const share = settingOf(catalog, "data.trainFraction");
    const own = experiment.data;
    const noise = dataset?.noise;
    const classes = dataset?.classes;
    const samples = dataset?.samples;
    return [
      noise
        ? html`<gp-data-field ?fixed=${this.hides("noise")} label=${this.t("stage.noise")} .value=${own.noise ?? noise.default} .min=${noise.min} .max=${noise.max} .step=${0.01} .say=${(value: number) => value.toFixed(2)} @gp-value=${follow("noise")} @gp-settled=${set("noise")}></gp-data-field>`
        : nothing,
      html`<gp-data-field ?fixed=${this.hides("split")} label=${this.t("stage.trainShare")} .value=${this.#trainShare(share.default ?? 0.5)} .min=${Math.max(share.min, 0.05)} .max=${share.max} .step=${0.05} .say=${(value: number) => percent(value, 0)} @gp-value=${follow("trainFraction")} @gp-settled=${set("trainFraction")}></gp-data-field>`,
      samples && samples.min < samples.max
        ? html`<gp-data-field ?fixed=${this.hides("data")} label=${this.t("stage.points")} scale="log" .value=${own.samples ?? rows} .min=${samples.min} .max=${samples.max} .say=${(value: number) => count(Math.round(value))} @gp-value=${whole(follow("samples"))} @gp-settled=${whole(set("samples"))}></gp-data-field>`
        : nothing,
      classes && classes.min < classes.max
        ? html`<gp-data-field ?fixed=${this.hides("data")} label=${this.t("stage.classes")} scale="integer" .value=${own.classes ?? classes.default} .min=${classes.min} .max=${classes.max} @gp-settled=${set("classes")}></gp-data-field>`
        : nothing,
    ];
  }

  #newSample(): TemplateResult | typeof nothing {
    const { experiment } = this.state;
    // Rows of one's own are the ones there are: no other sample can be drawn.
    if (!experiment || this.#own) return nothing;
    const seed = experiment.data.seed ?? 0;
    if (this.hides("data")) return html`<span class="cap">${this.t("stage.sampleSeed", { n: seed })}</span>`;
    const next = () =>
      void this.intents.change((draft) => {
        draft.data.seed = freshSeed();
      });
    return html`<button class="tb new" title=${this.t("stage.newSampleHelp")} @click=${next}>${icon("dice")}<span>${this.t("stage.newSample")} <span class="num">${seed}</span></span></button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-data": GpData;
  }
}
