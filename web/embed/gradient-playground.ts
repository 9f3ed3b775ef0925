import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Catalog, Experiment, ExperimentInput, NumberArray, Progress } from "../engine/types.js";
import { type Language, preferredLanguage, translate } from "../i18n/index.js";
import { presetSource } from "../presets/index.js";
import type { GpApp } from "../shell/app.js";
import { isLittle, shapeOf } from "../shell/shape.js";
import { openDrops } from "../state/drops.js";
import { keepAddress } from "../state/links.js";
import { keep, keptPreferences, keptRun } from "../state/persist.js";
import { Playground } from "../state/playground.js";
import { initialState } from "../state/state.js";
import { Store } from "../state/store.js";
import tokens from "../styles/tokens.css?inline";
import { Client } from "../worker/client.js";
import { makeWorker, probeWorker } from "../worker/make.js";
import {
  experimentFor,
  flagOrText,
  hiddenControls,
  numberOrText,
  refusalOf,
  sheetOf,
  textOrNone,
  withSeed,
} from "./attributes.js";
import { tellEvents } from "./events.js";
import { firstOf, paintedBefore } from "./first.js";
import { followKeys, followSight, followSystem, followTouch, tagOf } from "./follow.js";
import { lostFrom, openKept, tellFit, tellLost } from "./kept.js";
import { memoryOf } from "./memory.js";
import type { ElementFile, ElementFormat, ElementImageOptions, GradientPlayground as Public } from "./public.js";
import { readonlyIntents } from "./readonly.js";
import * as remote from "./remote.js";
import { embedStyles } from "./styles.js";
import "../shell/app.js";

/** Updates a second where nothing else is said. */
const SPEED = 1000;
/** The attributes that only change how a run is looked at, and those that decide what is trained. */
const LOOKS = ["theme", "panel", "speed", "show", "hide"] as const;
const DECIDES = ["preset", "seed", "autoplay"] as const;

/**
 * A whole playground in one element, for any page.
 *
 * ```html
 * <script type="module" src="gradient-playground.js"></script>
 * <gradient-playground preset="circle-four-neurons" lang="en" theme="light"></gradient-playground>
 * ```
 *
 * @attr preset the experiment to begin with, by the id of a preset
 * @attr experiment the experiment to begin with: JSON, or the fragment of a link
 * @attr seed the seed of the first weights, a whole number from 0 to 4294967295
 * @attr speed updates a second, or `max`; without it 1000
 * @attr lang `en` or `zh-CN`; without it the page's language, then the browser's
 * @attr theme `light` or `dark`; without it what the reader's system asks for
 * @attr panel the panel that is open, by its id
 * @attr show the controls that are there, by their names; without it all
 * @attr hide controls that are not there; their numbers stay
 * @attr readonly leaves nothing that changes the experiment
 * @attr page shows the top bar and takes the whole window
 * @attr remember brings the last experiment of this element back after a reload
 * @attr autoplay begins to train by itself, with the value `visible` when it is first seen; not where the reader prefers reduced motion
 * @fires {CustomEvent} gp-ready when it can be used, with the experiment
 * @fires {CustomEvent} gp-change with the experiment, whenever it has changed
 * @fires {CustomEvent} gp-epoch with the progress, whenever its epoch has changed, at most once a frame
 * @fires {CustomEvent} gp-stop with the progress, when a stop rule has ended the run
 * @fires {CustomEvent} gp-diverge when the loss grew beyond all bounds, with the last epoch before and a message
 * @fires {CustomEvent} gp-error when something was refused or has failed, with a message and the place
 * @slot - what is shown until it has loaded, as a still picture
 * @slot caption a line under the playground
 * @csspart app everything inside the border
 * @csspart caption the line under it
 * @cssprop --gp-page the background
 * @cssprop --gp-font the font family
 */
@customElement("gradient-playground")
export class GradientPlayground extends LitElement implements Public {
  static override styles = [unsafeCSS(tokens), embedStyles];

  @property({ converter: textOrNone }) preset = "";
  @property({ converter: numberOrText }) seed: number | string | null = null;
  @property({ converter: numberOrText }) speed: number | string | null = null;
  @property({ converter: textOrNone }) override lang = "";
  @property({ converter: textOrNone }) theme = "";
  @property({ converter: textOrNone }) panel = "";
  @property({ type: Boolean }) page = false;
  @property({ type: Boolean }) remember = false;
  @property({ converter: flagOrText }) autoplay: boolean | string = false;
  @property({ converter: textOrNone }) show = "";
  @property({ converter: textOrNone }) hide = "";
  @property({ type: Boolean }) readonly = false;
  @state() private captioned = false;
  /** What is to be opened, as the attribute or the property says. */
  @state() private wanted: ExperimentInput | string | null = null;

  /** @internal */
  readonly store = new Store();
  #playground: Playground | null = null;
  #seen = false;
  #cleanUp: (() => void)[] = [];

  @property()
  get experiment(): Experiment | null {
    return remote.experimentOf(this.store);
  }

  set experiment(value: ExperimentInput | string | null) {
    this.wanted = value;
  }

  get parameters(): NumberArray | null {
    return this.store.state.parameters?.slice() ?? null;
  }

  get progress(): Progress | null {
    return this.store.state.progress;
  }

  get catalog(): Catalog | null {
    return this.store.state.catalog;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Moved within a document it lives on; out of it for longer than a task, it gives everything back. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (!this.isConnected) this.#end();
    });
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await paintedBefore();
    super.scheduleUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#playground) {
      if (this.isConnected) this.#start();
      return;
    }
    if (changed.has("theme")) this.store.set({ theme: this.#theme() });
    if (changed.has("lang")) this.store.set({ language: this.#language() });
    this.#follow(changed as PropertyValues, this.#playground);
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.#playground) return nothing;
    const waiting = this.store.state.engine.phase === "loading" && [...this.children].some(({ slot }) => slot === "");
    return html`<span class="ask" aria-hidden="true"><i></i><i></i><i></i></span>
      <gp-app part="app" .store=${this.store} ?page=${this.page}></gp-app>
      <div part="caption" class="caption" ?hidden=${!this.captioned}><slot name="caption" @slotchange=${this.#caption}></slot></div>
      ${waiting ? html`<div class="meanwhile"><slot></slot></div>` : nothing}`;
  }

  async play(): Promise<void> {
    (await this.#ready()).play();
  }

  async pause(): Promise<void> {
    (await this.#ready()).pause();
  }

  async step(unit: "epoch" | "batch" | "sample" = "epoch", count = 1): Promise<Progress> {
    return remote.step(await this.#ready(), unit, count);
  }

  async reset(): Promise<Progress> {
    return remote.reset(await this.#ready());
  }

  async seek(epoch: number): Promise<Progress> {
    return remote.seek(await this.#ready(), epoch);
  }

  async open(what: ExperimentInput | string): Promise<Experiment> {
    return remote.open(await this.#ready(), what);
  }

  async makeLink({ parameters = false }: { parameters?: boolean } = {}): Promise<string> {
    return (await this.#ready()).makeLink(parameters === true);
  }

  async export(format: ElementFormat): Promise<ElementFile> {
    return remote.exportAs(await this.#ready(), format);
  }

  async image(kind: string, options?: ElementImageOptions): Promise<ElementFile> {
    const playground = await this.#ready();
    await this.updateComplete;
    return remote.image(playground, this.#app?.renderRoot as ShadowRoot, kind, options);
  }

  /** The playground when it can be asked. @throws Error where it could not start, or was removed */
  async #ready(): Promise<Playground> {
    await remote.ready(this.store);
    if (!this.#playground) throw new Error(translate(this.store.state.language, "embed.removed"));
    return this.#playground;
  }

  #start(): void {
    const { store } = this;
    const storage = this.remember ? memoryOf(this, this.page) : null;
    const kept = keptPreferences(storage, store.state);
    store.set({
      engine: { phase: "loading" },
      language: this.#language(),
      ...kept,
      ...(this.lang ? { language: this.#language() } : {}),
      ...(this.theme || !kept.theme ? { theme: this.#theme() } : {}),
    });
    const playground = new Playground(store, new Client(makeWorker, probeWorker), presetSource);
    this.#playground = playground;
    if (this.readonly) this.#lock(playground);
    for (const name of LOOKS) if (this[name] && !this.#refuses(name, playground)) this.#look(name, playground);
    this.#cleanUp.push(
      followSystem(store, (dark) => this.#dress(dark)),
      tellEvents(store, (name, detail) => this.#tell(name, detail)),
      store.subscribe(["engine"], () => this.requestUpdate()),
      followSight(this, (seen) => {
        this.#seen = seen;
        playground.rest(!seen);
        if (seen && this.autoplay === "visible") this.#autoplay(playground);
      }),
      followTouch(this, playground.prefer),
      followKeys(this, store, () => this.#app),
    );
    const opened = this.#open(playground, storage);
    if (this.page) this.#cleanUp.push(keepAddress(playground, opened), openDrops(playground));
    if (storage) this.#cleanUp.push(keep(store, playground, storage, (fit) => tellFit(playground, fit)));
  }

  /** Gives everything back: the worker, listeners, pictures. */
  #end(): void {
    for (const stop of this.#cleanUp.splice(0)) stop();
    this.#playground?.close();
    this.#playground = null;
    const { language, theme, layout } = this.store.state;
    const engine = { phase: "failed", message: translate(language, "embed.removed") } as const;
    this.store.set({ ...initialState(), language, theme, layout, engine });
    this.requestUpdate();
  }

  /** Opens what is asked for, or says why not. @returns whether a link was opened */
  async #open(playground: Playground, storage: Storage | null = null): Promise<boolean> {
    const refused = DECIDES.map((name) => this.#refusalOf(name)).find((text) => text !== null);
    if (refused) {
      this.store.set({ engine: { phase: "refused", text: refused } });
      return false;
    }
    const kept = keptRun(storage);
    const lost = lostFrom(storage, this.store.state, kept !== null);
    const { preset, experiment } = experimentFor(this);
    const hash = this.page && location.hash.length > 1 ? { link: location.hash } : null;
    const asked = hash ?? (kept || this.wanted === null ? null : this.#reading(this.wanted));
    if (asked && "refused" in asked) {
      this.store.set({ engine: { phase: "refused", text: asked.refused } });
      return false;
    }
    const link: { link?: string } = asked && "link" in asked ? asked : {};
    const first = this.page && !kept && asked === null && this.seed === null ? firstOf(preset) : null;
    if (first) playground.foresee(first);
    let opened: boolean;
    if (kept) opened = await openKept(playground, { ...kept, ...link }, { experiment, preset }, storage);
    else if (asked && "experiment" in asked) opened = await playground.open(withSeed(asked.experiment, this.seed));
    else opened = await playground.open(experiment, { preset, ...(link.link === undefined ? sheetOf(preset) : link) });
    if (!hash && "link" in link && !opened && this.store.state.engine.phase === "ready") {
      this.store.set({ engine: { phase: "refused", text: this.#unread(remote.whyRefused(playground)) } });
    } else if (this.autoplay !== "visible" || this.#seen) this.#autoplay(playground);
    if (lost) tellLost(playground, lost);
    return opened;
  }

  #reading(wanted: ExperimentInput | string): ReturnType<typeof remote.reading> | { refused: string } {
    try {
      return remote.reading(wanted);
    } catch (error) {
      return { refused: this.#unread(error instanceof Error ? error.message : String(error)) };
    }
  }

  #unread(why: string): string {
    return translate(this.#language(), "embed.unread", { why });
  }

  /** Follows an attribute or a property that has changed. */
  #follow(changed: PropertyValues, playground: Playground): void {
    const { store } = this;
    for (const name of LOOKS) if (changed.has(name) && !this.#refuses(name, playground)) this.#look(name, playground);
    if (changed.has("readonly")) this.#lock(playground);
    if (![...DECIDES, "wanted"].some((name) => changed.has(name))) return;
    if (store.state.engine.phase === "refused") {
      store.set({ engine: { phase: "loading" } });
      void this.#open(playground);
      return;
    }
    if (DECIDES.some((name) => changed.has(name) && this.#refuses(name, playground))) return;
    if (changed.has("wanted") && this.wanted !== null) {
      void this.open(this.wanted).catch((error: Error) => this.#refused(error.message, playground));
    } else if (changed.has("preset")) playground.choosePreset(experimentFor(this).preset);
    if ((changed.has("preset") && this.seed !== null) || changed.has("seed")) this.#seed(playground);
    if (changed.has("autoplay")) this.#autoplay(playground);
  }

  #seed(playground: Playground): void {
    void playground.change((draft) => {
      const { catalog, baseline } = this.store.state;
      const usual = catalog?.settings.find(({ id }) => id === "network.seed")?.default;
      draft.network.seed = typeof this.seed === "number" ? this.seed : (baseline?.network.seed ?? Number(usual));
    });
  }

  #look(name: (typeof LOOKS)[number], playground: Playground): void {
    if (name === "show" || name === "hide") this.#shape(playground);
    if (name === "speed") playground.setSpeed(typeof this.speed === "number" ? this.speed : SPEED);
    if (name === "panel")
      playground.setPreference({ inspector: this.panel || null, ...(this.panel ? { panel: this.panel } : {}) });
  }

  #lock(playground: Playground): void {
    this.store.intents = this.readonly ? readonlyIntents(playground) : playground;
    this.#shape(playground);
  }

  #shape(playground: Playground): void {
    const hidden = hiddenControls(this);
    playground.hide("page", hidden);
    this.toggleAttribute("data-little", isLittle(shapeOf(new Set(hidden))));
  }

  #autoplay(playground: Playground): void {
    if (this.autoplay !== false && !this.store.state.reducedMotion && this.store.state.engine.phase === "ready")
      playground.play();
  }

  #refusalOf(name: (typeof DECIDES)[number] | (typeof LOOKS)[number]): string | null {
    return refusalOf(name, this[name], this.#language());
  }

  /** Whether an attribute has a value that is not allowed; then that is told. */
  #refuses(name: (typeof DECIDES)[number] | (typeof LOOKS)[number], playground: Playground): boolean {
    const message = this.#refusalOf(name);
    if (message !== null) this.#refused(message, playground);
    return message !== null;
  }

  #refused(message: string, playground: Playground): void {
    playground.note(message);
    this.#tell("gp-error", { message });
  }

  #theme(): "system" | "light" | "dark" {
    return this.theme === "light" || this.theme === "dark" ? this.theme : "system";
  }

  #language(): Language {
    // The product's own page speaks the browser's language; an embedded playground that of the article around it.
    const around = this.page ? null : this.parentElement?.closest("[lang]")?.getAttribute("lang");
    const own: unknown = this.lang; // a program may set anything
    const asked = typeof own === "string" && own !== "" ? own : around;
    return preferredLanguage([...(asked ? [asked] : []), ...navigator.languages]);
  }

  #dress(dark: boolean): void {
    const { language, present } = this.store.state;
    this.dataset.theme = dark ? "dark" : "light";
    this.toggleAttribute("data-present", present);
    void this.updateComplete.then(() => this.#app?.setAttribute("lang", tagOf(this.store.state.language)));
    if (!this.page) return;
    document.documentElement.lang = tagOf(language);
    document.title = translate(language, "frame.title");
  }

  get #app(): GpApp | null {
    return this.renderRoot.querySelector<GpApp>("gp-app");
  }

  #caption = (event: Event): void => {
    const slot = event.target as HTMLSlotElement;
    this.captioned = slot.assignedElements().length > 0;
    void this.updateComplete.then(() => {
      const height = slot.parentElement?.getBoundingClientRect().height ?? 0;
      this.#app?.style.setProperty("--caption", `${Math.ceil(height)}px`);
    });
  };

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
