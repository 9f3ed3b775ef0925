import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { panelOf, panelsIn } from "../panels/registry.js";
import { hasRun } from "../state/shown.js";
import type { State, Tier } from "../state/state.js";
import type { Slice } from "../state/store.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpElement } from "../view/element.js";
import { layoutOf, S, scaled, tierOf } from "./layout.js";
import { shapeOf } from "./shape.js";
import { extentOf, PHONE_BAR, RAIL, stageOf, standsBeside, TOP_BAR } from "./window.js";
import "./banner.js";
import "../stage/chart/chart.js";
import "../stage/data/data.js";
import "../stage/picture/flare.js";
import "../panels/inspector.js";
import "./facts.js";
import "./live.js";
import type { GpMore } from "./more.js";
import "./more.js";
import "../stage/network/network.js";
import "./phone-panels.js";
import "../stage/picture/picture.js";
import "../stage/picture/under.js";
import "./rail.js";
import "../recipe/recipe.js";
import "./start.js";
import "./toast.js";
import type { GpTopBar } from "./top-bar.js";
import "./top-bar.js";
import "../stage/transport/transport.js";

/** Width of the inspector. */
const DOCK = 392;

/** The frame: bars, stage and notices, divided by the size of its own box and not of the window. */
@customElement("gp-app")
export class GpApp extends GpElement {
  static override watches: readonly Slice[] = [
    "layout",
    "present",
    "engine",
    "divergence",
    "panel",
    "dark",
    "inspector",
    "layers",
  ];
  static override styles = [
    /* What a page says of its texts ends here: nothing but what is listed comes through. */
    css`:host { all: initial; direction: ltr; color-scheme: inherit; visibility: inherit; pointer-events: inherit; }`,
    ...GpElement.styles,
    css`
      :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) auto; container-type: size; height: 100%; min-height: 0; background: var(--page); position: relative; overflow: hidden; }
      :host > gp-top-bar, :host > span { grid-column: 1 / -1; }
      gp-rail, gp-inspector.dock { min-height: 0; overflow: hidden auto; }
      gp-inspector.dock { width: var(--dock-w); border-left: 1px solid var(--line); }
      .area { min-width: 0; min-height: 0; display: grid; grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr); position: relative; outline: none; }
      .area:focus-visible { box-shadow: none; }
      .area > * { min-width: 0; }
      gp-recipe { grid-row: 1; }
      gp-banner { grid-row: 2; }
      gp-facts { grid-row: 4; }
      gp-transport { grid-row: 5; position: relative; z-index: 3; }
      main { grid-row: 3; display: grid; grid-template-columns: 136px minmax(0, 1fr) var(--out); grid-template-rows: minmax(0, 1fr) var(--beneath); gap: 10px 24px; padding: var(--s4) 24px var(--s3); min-height: 0; position: relative; }
      main > gp-data, main > .out { grid-row: 1 / -1; }
      main > .out { grid-column: -2 / -1; }
      main > gp-network, main > gp-inspector { grid-row: 1; }
      main > gp-chart { grid-row: 2; z-index: 1; }
      main > * { min-width: 0; min-height: 0; }
      gp-inspector.inside { border-radius: var(--r-l); border: 1px solid var(--line); margin-bottom: 4px; overflow: hidden; }
      .out { display: flex; flex-direction: column; position: relative; }
      gp-picture { flex: none; }
      gp-chart { flex: 1; }
      gp-data, gp-network { position: relative; z-index: 1; }
      [data-tier="l"] main { grid-template-columns: 136px minmax(0, 1fr) var(--out); }
      [data-narrow] main { grid-template-columns: 120px minmax(0, 1fr) var(--out); column-gap: 16px; }
      [data-tier="m"] main { grid-template-columns: minmax(0, 1fr) var(--out); grid-template-rows: minmax(0, 1fr); gap: 12px; padding: 12px 16px; }
      [data-plain] main { justify-content: center; }
      [data-present] main { grid-template-columns: minmax(0, 1fr) var(--out); }
      [data-tier="s"] main { display: flex; flex-direction: column; gap: 0; padding: 8px 16px 0; overflow: hidden; }
      [data-tier="s"] { --recipe-h: 0px; --transport-h: 68px; }
      [data-tier="s"] gp-picture { align-self: stretch; }
      gp-phone-panels { flex: 1; }
      [data-scrolls] main { overflow: hidden auto; }
      [data-scrolls] gp-phone-panels { flex: none; height: max(340px, 70cqh); }
      /* Beside a small picture, under its heading. */
      gp-network.aside { position: absolute; top: 36px; left: calc(28px + var(--out)); right: 16px; height: calc(var(--out) - 2px); }
      /* A phone on its side: bars as low as a finger allows, so that the picture stays. */
      @container (max-height: 460px) {
        gp-top-bar { --top-h: 44px; }
        .area { --recipe-h: 48px; --transport-h: 54px; --play: 44px; }
        .area main { padding-block: 4px 0; }
      }
      /* On paper it stands as it stood on the screen, as large as the sheet is wide: what was placed by hand stays in place. */
      @media print {
        :host { --fit: tan(atan2(100cqw, var(--screen-w))); width: var(--screen-w); height: var(--screen-h); scale: var(--fit); transform-origin: 0 0; margin-bottom: calc(var(--screen-h) * (var(--fit) - 1)); break-inside: avoid; print-color-adjust: exact; }
        gp-toast { display: none; }
        gp-rail { visibility: hidden; }
      }
      /* At the top right, over the recipe: no neuron and no point is covered. */
      gp-toast { position: absolute; top: calc(var(--bar) + 12px); right: 120px; max-width: min(560px, calc(100% - 140px)); z-index: 20; }
      gp-toast[data-small] { right: 8px; left: 8px; width: auto; max-width: none; top: calc(var(--bar) + 4px); }
    `,
  ];

  /** Whether the product's own top bar is shown: on its page, not in somebody's article. */
  @property({ type: Boolean }) page = false;

  /** How many times as large as usual the browser's text is; in somebody's article type keeps its size. */
  get #text(): number {
    return this.page ? Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1 : 1;
  }

  /** Whether so much can be taken from the stage's width. */
  #spares(width: number): boolean {
    const rest = { width: this.clientWidth - width, height: this.clientHeight - (this.page ? TOP_BAR : 0) };
    return standsBeside(rest, this.#text);
  }

  /** Whether the inspector has room beside the stage; otherwise it takes the network's place there. */
  get #docked(): boolean {
    return this.#spares(DOCK) || this.#withNetwork;
  }

  /** Whether an open inspector leaves a narrow stage, in which the network stays because it is read together with it. */
  get #withNetwork(): boolean {
    const { inspector, present } = this.state;
    const reads = inspector !== null && !present && panelOf(inspector)?.network === true;
    return reads && !this.#spares(DOCK) && this.clientWidth - DOCK >= S;
  }

  get #tier(): Tier {
    return this.#withNetwork ? "m" : tierOf(scaled(this.#area, this.#text));
  }

  /** Whether the network stands beside the picture of a phone. */
  get #aside(): boolean {
    return this.#tier === "s" && !this.state.present && panelOf(this.state.panel)?.network === true;
  }

  /** Whether the page shows what there is to look into: not in somebody's article, where every pixel is the stage's. */
  get #railed(): boolean {
    const { inspector, present } = this.state;
    return (
      this.page && !present && !this.hides("inspector") && this.#spares(RAIL) && !(inspector !== null && this.#docked)
    );
  }

  #area = { width: 0, height: 0 };
  #stage = { width: 0, height: 0 };
  readonly #sizes = new ResizeObserver((entries) => {
    if (matchMedia("print").matches) return;
    for (const { target, contentRect } of entries) {
      const box = { width: contentRect.width, height: contentRect.height };
      if (target.localName === "main") this.#stage = box;
      else this.#area = box;
    }
    this.#layout();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#estimate();
    if (this.hasUpdated) this.#measure();
  }

  /** A first division of the space before anything is drawn, so that a phone never begins as a desktop. */
  #estimate(): void {
    const { width, height } = this.getBoundingClientRect();
    if (width === 0) return;
    this.#area = { width: width - (this.#railed ? RAIL : 0), height: height - (this.page ? TOP_BAR : 0) };
    this.#stage = stageOf(this.#area, this.#tier);
    this.#layout();
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  override firstUpdated(properties: PropertyValues): void {
    super.firstUpdated(properties);
    this.#measure();
  }

  #measure(): void {
    for (const selector of [".area", "main"]) {
      const element = this.shadowRoot?.querySelector(selector);
      if (element) this.#sizes.observe(element);
    }
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (["present", "layers", "panel", "inspector", "hidden"].some((slice) => slices.has(slice as Slice)))
      this.#layout();
    this.requestUpdate();
    if (slices.has("inspector")) this.#lastPanel = this.state.inspector ?? this.#lastPanel;
    if (slices.has("inspector")) this.#follow(this.shadowRoot?.activeElement ?? null);
  }

  /** The panel opened last. */
  #lastPanel = "";

  /** The inspector and its rail stand in for each other: the focus goes over from the one that leaves. */
  #follow(from: Element | null): void {
    if (from?.localName !== "gp-rail" && from?.localName !== "gp-inspector") return;
    void this.updateComplete.then(() => {
      if (!from.isConnected) this.shadowRoot?.querySelector<HTMLElement>("gp-rail, gp-inspector")?.focus();
    });
  }

  /** Opens or closes the list of keys. */
  toggleKeys(): void {
    const bar = this.shadowRoot?.querySelector<GpTopBar>("gp-top-bar");
    if (bar && tierOf(this.#area) !== "s") bar.toggleKeys();
    else this.shadowRoot?.querySelector<GpMore>("gp-more")?.toggleKeys();
  }

  #layout(): void {
    const { layout, present, layers } = this.state;
    if (this.#area.width === 0 || this.#stage.width === 0) return;
    this.style.setProperty("--screen-w", `${this.clientWidth}px`);
    this.style.setProperty("--screen-h", `${this.clientHeight}px`);
    const shape = shapeOf(this.state.hidden);
    const situation = { tier: this.#tier, aside: this.#aside, ...extentOf(layers), text: this.#text, shape };
    const next = layoutOf(this.#area, this.#stage, present, situation);
    const same = (Object.keys(next) as (keyof State["layout"])[]).every((key) => next[key] === layout[key]);
    if (same) return;
    this.store.set({ layout: next });
    // The first picture should not wait for a frame to learn its size.
    this.store.flush();
  }

  override render(): TemplateResult {
    const { layout, present, engine } = this.state;
    const runs = hasRun(this.state) || engine.phase === "restarting";
    const tier = this.#area.width === 0 ? layout.tier : this.#tier;
    const phone = tier === "s";
    const open = !present && panelsIn(this.state).some(({ id }) => id === this.state.inspector);
    const shape = shapeOf(this.state.hidden);
    const inside = open && !this.#docked;
    const network = shape.network && !(engine.phase === "failed" && this.state.experiment === null);
    const bare = !shape.network && !inside;
    const wide = (tier === "xl" || tier === "l") && !present;
    return html`${this.page && !(present && phone) ? html`<gp-top-bar .store=${this.store}></gp-top-bar>` : html`<span></span>`}
      <div
        class="area"
        tabindex="-1"
        data-tier=${tier}
        ?data-present=${present}
        ?data-scrolls=${layout.scrolls}
        ?data-narrow=${wide && layout.width < 1000}
        ?data-plain=${bare}
        style=${inlineStyle(`--out:${layout.picture + 28}px;--beneath:${layout.beneath}px`)}
      >
        ${phone || !shape.recipe || (present && this.state.divergence) ? nothing : html`<gp-recipe .store=${this.store} ?chip=${!wide}></gp-recipe>`}
        <gp-banner .store=${this.store} @gp-show-network=${this.#showNetwork}></gp-banner>
        <main aria-label=${this.t("frame.stage")} style=${inlineStyle(phone || present || (shape.data && shape.network) ? "" : columns(wide && shape.data, !bare))}>
          ${wide && shape.data ? html`<gp-data .store=${this.store}></gp-data>` : nothing}
          ${phone ? nothing : html`${inside ? html`<gp-inspector class="inside" .store=${this.store}></gp-inspector>` : html`<gp-flare .store=${this.store}></gp-flare>${network ? html`<gp-network .store=${this.store}></gp-network>` : nothing}`}`}
          ${!phone && layout.beneath > 0 && runs ? html`<gp-chart .store=${this.store}></gp-chart>` : nothing}
          ${runs ? this.#output(phone) : html`<gp-start class="out" .store=${this.store}></gp-start>`}
          ${phone ? html`<gp-phone-panels .store=${this.store}></gp-phone-panels>` : nothing}
        </main>
        ${shape.recipe && shape.data && shape.transport ? nothing : html`<gp-facts .store=${this.store}></gp-facts>`}
        ${shape.transport ? html`<gp-transport .store=${this.store}><gp-more .store=${this.store} ?page=${this.page}></gp-more></gp-transport>` : nothing}
      </div>
      ${open && this.#docked ? html`<gp-inspector class="dock" role="complementary" aria-label=${this.t("inspector.label")} .store=${this.store}></gp-inspector>` : nothing}
      ${this.#railed ? html`<gp-rail role="complementary" aria-label=${this.t("inspector.label")} last=${this.#lastPanel} .store=${this.store}></gp-rail>` : nothing}
      <gp-toast ?data-small=${phone} style=${inlineStyle(`--bar:${this.page && !(present && phone) ? (phone ? PHONE_BAR : TOP_BAR) : 0}px`)} .store=${this.store}></gp-toast>
      <gp-live .store=${this.store}></gp-live>`;
  }

  /** Brings the network in sight where something else has its place. */
  #showNetwork = (): void => {
    const { inspector } = this.state;
    this.intents.setPreference({ panel: "network", inspector: this.#docked ? inspector : null });
  };

  #output(phone: boolean): TemplateResult {
    const aside = phone && !this.state.layout.scrolls && this.#aside;
    const picture = this.hides("picture")
      ? nothing
      : html`<gp-picture .store=${this.store} ?aside=${aside}></gp-picture>`;
    if (aside) return html`${picture}<gp-network class="aside" plain .store=${this.store}></gp-network>`;
    if (phone) return html`${picture}`;
    const chart =
      this.state.layout.beneath > 0
        ? html`<gp-under .store=${this.store}></gp-under>`
        : html`<gp-chart .store=${this.store}></gp-chart>`;
    return html`<section class="out">${picture}${chart}</section>`;
  }
}

/** The columns of the stage where not all of it stands. */
function columns(data: boolean, network: boolean): string {
  return `grid-template-columns: ${data ? "136px " : ""}${network ? "minmax(0, 1fr) " : ""}var(--out)`;
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-app": GpApp;
  }
}
