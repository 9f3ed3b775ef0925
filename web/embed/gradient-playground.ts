import { css, html, LitElement, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LANGUAGES, type Language, preferredLanguage, translate } from "../i18n/index.js";
import { PRESETS, presetSource } from "../presets/index.js";
import type { GpApp } from "../shell/app.js";
import { pressed } from "../shell/keyboard.js";
import type { Beginning } from "../state/lifeline.js";
import { keepAddress } from "../state/links.js";
import { browserStorage, keep, keptPreferences, keptRun } from "../state/persist.js";
import { Playground } from "../state/playground.js";
import { Store } from "../state/store.js";
import tokens from "../styles/tokens.css?inline";
import { Client } from "../worker/client.js";
import { makeWorker } from "../worker/make.js";
import "../shell/app.js";

/**
 * A whole playground in one element, for any page.
 *
 * ```html
 * <script type="module" src="gradient-playground.js"></script>
 * <gradient-playground preset="circle-four-neurons" lang="en" theme="light"></gradient-playground>
 * ```
 *
 * @attr preset the experiment to begin with, by the id of a preset
 * @attr seed the seed of the first weights
 * @attr lang `en` or `zh-CN`; without it the page's language, then the browser's
 * @attr theme `light` or `dark`; without it what the reader's system asks for
 * @attr page shows the top bar and takes the whole window
 * @attr remember brings the last experiment back after a reload
 * @attr autoplay begins to train at once, unless the reader prefers reduced motion
 * @fires gp-change with the experiment, whenever it has changed
 */
@customElement("gradient-playground")
export class GradientPlayground extends LitElement {
  static override styles = [
    unsafeCSS(tokens),
    css`
      :host { display: block; position: relative; min-width: 0; max-height: 900px; min-height: 460px; background: var(--page); color: var(--ink); border-radius: var(--r-l); overflow: hidden; outline: none; }
      :host([page]) { height: 100vh; height: 100dvh; max-height: none; min-height: 0; border-radius: 0; }
      :host([hidden]) { display: none; }
      :host(:not([page])) { border: 1px solid var(--line); }
      /* Two thirds as high as wide. Not by aspect-ratio: with that the least height asks for a least width. */
      @media screen {
        :host(:not([page]))::before { content: ""; display: block; padding-top: 66.667%; }
        :host(:not([page])) gp-app { position: absolute; inset: 0; height: auto; }
      }
    `,
  ];

  @property() preset = "";
  @property({ type: Number }) seed: number | null = null;
  @property() override lang = "";
  @property() theme: "" | "light" | "dark" = "";
  @property({ type: Boolean }) page = false;
  @property({ type: Boolean }) remember = false;
  @property({ type: Boolean }) autoplay = false;

  readonly store = new Store();
  #playground: Playground | null = null;
  /** Where the run stood when the element left the page, should it come back. */
  #left: Beginning | null = null;
  #cleanUp: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#playground) this.#start();
  }

  /** One that is moved in the page is connected again at once and keeps its run; one that is gone frees everything. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (!this.isConnected) this.#end();
    });
  }

  #end(): void {
    for (const stop of this.#cleanUp.splice(0)) stop();
    this.#left = this.#playground?.moment ?? this.#left;
    this.#playground?.close();
    this.#playground = null;
  }

  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.get("theme") !== undefined) this.store.set({ theme: this.theme === "" ? "system" : this.theme });
    if (changed.get("lang") !== undefined && this.lang) this.store.set({ language: preferredLanguage([this.lang]) });
  }

  override render(): TemplateResult {
    return html`<gp-app .store=${this.store} ?page=${this.page}></gp-app>`;
  }

  #start(): void {
    const { store } = this;
    const storage = this.remember ? browserStorage() : null;
    const kept = keptRun(storage);
    store.set({
      language: this.#language(),
      theme: this.theme === "" ? "system" : this.theme,
      ...keptPreferences(storage, store.state),
    });
    this.#follow();

    const playground = new Playground(store, new Client(makeWorker), presetSource);
    this.#playground = playground;
    const first = this.preset || PRESETS[0]?.id || "";
    const link = this.page && location.hash.length > 1 ? { link: location.hash } : {};
    const left = this.#left;
    const opened = left
      ? playground.open(left.experiment, { ...left, preset: store.state.preset })
      : kept
        ? playground.open(kept.experiment, { ...kept, ...link })
        : playground.open(this.#withSeed(presetSource.experimentOf(first) ?? {}), { preset: first, ...link });
    if (this.page) this.#cleanUp.push(keepAddress(playground, opened));
    void opened.then(() => {
      if (this.autoplay && !store.state.reducedMotion) playground.play();
    });
    if (storage) this.#cleanUp.push(keep(store, () => playground.save(), storage));
  }

  #withSeed(experiment: NonNullable<ReturnType<typeof presetSource.experimentOf>>): typeof experiment {
    return this.seed === null ? experiment : { ...experiment, network: { ...experiment.network, seed: this.seed } };
  }

  #language(): Language {
    // The product's own page speaks the browser's language; an embedded playground that of the article around it.
    const around = this.page ? null : this.closest("[lang]")?.getAttribute("lang");
    const asked = this.getAttribute("lang") || around;
    return preferredLanguage([...(asked ? [asked] : []), ...navigator.languages]);
  }

  /** Keeps theme, language and motion as the reader and the system want them, and answers keys. */
  #follow(): void {
    const { store } = this;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    // On paper the page is light.
    const printed = matchMedia("print");
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const apply = () => {
      const { theme, language, present } = store.state;
      const isDark = !printed.matches && (theme === "system" ? dark.matches : theme === "dark");
      store.set({ dark: isDark, reducedMotion: still.matches });
      this.dataset.theme = isDark ? "dark" : "light";
      this.toggleAttribute("data-present", present);
      this.shadowRoot?.querySelector("gp-app")?.setAttribute("lang", tagOf(language));
      if (this.page) document.documentElement.lang = tagOf(language);
      if (this.page) document.title = translate(language, "frame.title");
    };
    apply();
    this.#cleanUp.push(store.subscribe(["theme", "language", "present"], apply));
    this.#cleanUp.push(store.subscribe(["experiment"], () => this.#tell("gp-change", store.state.experiment)));
    void this.updateComplete.then(apply);
    for (const query of [dark, still, printed]) {
      query.addEventListener("change", apply);
      this.#cleanUp.push(() => query.removeEventListener("change", apply));
    }
    const rest = () => this.#playground?.rest(document.visibilityState === "hidden");
    document.addEventListener("visibilitychange", rest);
    this.#cleanUp.push(() => document.removeEventListener("visibilitychange", rest));

    const target: HTMLElement | Document = this.page ? document : this;
    const onKey = (event: Event) => this.#key(event as KeyboardEvent);
    target.addEventListener("keydown", onKey);
    this.#cleanUp.push(() => target.removeEventListener("keydown", onKey));
  }

  /** On its own page the keys work from the body too; elsewhere only while the focus is inside. */
  #key(event: KeyboardEvent): void {
    if (this.page && event.target !== document.body && event.target !== this) return;
    const app = this.shadowRoot?.querySelector<GpApp>("gp-app");
    if (!app) return;
    if (pressed(event, this.store, { toggleKeys: () => app.toggleKeys() })) event.preventDefault();
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** A declaration, not a constant: the element may start while this module is still being read. */
function tagOf(language: Language): string {
  return LANGUAGES.find(({ id }) => id === language)?.tag ?? language;
}

declare global {
  interface HTMLElementTagNameMap {
    "gradient-playground": GradientPlayground;
  }
}
