import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LANGUAGES } from "../../i18n/index.js";
import { count } from "../../i18n/numbers.js";
import { CONTROLS, type Control } from "../../links/controls.js";
import { PRESETS } from "../../presets/index.js";
import { GpElement } from "../../view/element.js";
import { EMBEDS, type EmbedKind, embedCode } from "./embed-code.js";
import { shareStyles } from "./styles.js";

/** What readers are asked about first, and what else they may change. What only shows something is not theirs to change. */
const FIRST: readonly Control[] = [
  "learning-rate",
  "optimizer",
  "batch-size",
  "shape",
  "data",
  "features",
  "initializer",
  "inspector",
];
const SHOWN: readonly Control[] = ["network", "biases", "picture", "chart", "legend", "lessons", "share"];
const MORE = CONTROLS.filter((control) => !FIRST.includes(control) && !SHOWN.includes(control));

/** Code for articles, notebooks and course pages, and what readers may change there. */
@customElement("gp-share-embed")
export class GpShareEmbed extends GpElement {
  static override watches = ["experiment", "preset"] as const;
  static override styles = [
    ...GpElement.styles,
    shareStyles,
    css`
      .seg { flex-wrap: wrap; }
      .seg button { padding: 0 7px; }
      pre { margin: 10px 0; padding: 10px 12px; background: var(--well); border-radius: var(--r-m); font: 12px/1.55 var(--font-mono); white-space: pre-wrap; word-break: break-all; max-height: 190px; overflow: auto; scrollbar-width: thin; user-select: all; }
      h3 { font-size: var(--t-cap); font-weight: var(--w-reg); color: var(--ink-3); margin: 4px 0 6px; }
      .switches { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 12px; margin-bottom: 10px; }
      .sw { font-size: var(--t-cap); text-align: start; }
      summary { cursor: pointer; font-size: var(--t-cap); color: var(--ink-2); padding: 2px 0 8px; border-radius: var(--r-s); }
      .files { margin-bottom: 10px; }
      .foot { display: flex; gap: 4px 12px; align-items: center; flex-wrap: wrap; }
      @media (pointer: coarse) { summary { min-height: 44px; padding: 12px 0; } }
    `,
  ];

  @state() private kind: EmbedKind = "iframe";
  @state() private hide: readonly Control[] = ["initializer"];
  @state() private links = { link: "", bare: "" };
  @state() private copied = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#make();
  }

  protected override changed(): void {
    void this.#make();
  }

  override render(): TemplateResult {
    const code = this.#code();
    const tools = (controls: readonly Control[]) =>
      html`<div class="switches">${controls.map((control) => this.#switch(control))}</div>`;
    return html`<div class="seg" role="group" aria-label=${this.t("share.embedKind")}>
        ${EMBEDS.map((kind) => html`<button aria-pressed=${kind === this.kind} @click=${() => this.#choose(kind)}>${this.t(`share.embed.${kind}`)}</button>`)}
      </div>
      <pre tabindex="0" role="region" aria-label=${this.t("share.embed")}>${code}</pre>
      ${this.kind === "markdown" ? "" : html`<h3>${this.t("share.readers")}</h3>${tools(FIRST)}<details><summary>${this.t("share.readersMore")}</summary>${tools(MORE)}</details>`}
      ${this.kind === "element" ? html`<p class="note files">${this.t("share.elementNote")}</p>` : ""}
      <div class="foot">
        <button class="btn pri" @click=${() => this.#copy(code)}>${this.copied ? this.t("share.copied") : this.t("share.copyCode")}</button>
        <span class="note" role="status">${this.t("share.length", { n: count(code.length) })}</span>
      </div>`;
  }

  #switch(control: Control): TemplateResult {
    const free = !this.hide.includes(control);
    return html`<button class="sw" role="switch" aria-checked=${free} @click=${() => this.#toggle(control)}><i></i>${this.t(`control.${control}`)}</button>`;
  }

  #code(): string {
    const { preset, language } = this.state;
    const named = PRESETS.find(({ id }) => id === preset);
    const title = `${this.t("frame.title")}${named ? `: ${this.text(named.label)}` : ""}`;
    const tag = LANGUAGES.find(({ id }) => id === language)?.tag ?? language;
    return embedCode(this.kind, { ...this.links, base: base(), hide: this.#hidden, language: tag, title });
  }

  /** In the registry's order, as links have them. */
  get #hidden(): Control[] {
    return this.kind === "markdown" ? [] : CONTROLS.filter((control) => this.hide.includes(control));
  }

  #choose(kind: EmbedKind): void {
    this.kind = kind;
    void this.#make();
  }

  #toggle(control: Control): void {
    this.hide = this.hide.includes(control) ? this.hide.filter((each) => each !== control) : [...this.hide, control];
    void this.#make();
  }

  async #make(): Promise<void> {
    if (!this.state.experiment) return;
    const [link, bare] = await Promise.all([
      this.intents.makeLink(false, this.#hidden),
      this.intents.makeLink(false, []),
    ]);
    this.links = { link, bare };
    this.copied = false;
  }

  async #copy(code: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      this.copied = true;
    } catch {
      const pre = this.renderRoot.querySelector("pre");
      if (pre) getSelection()?.selectAllChildren(pre);
    }
  }
}

/** Where the page stands: beside it lie the page for frames and the element. */
const base = (): string => location.href.replace(/[?#].*$/, "").replace(/[^/]*$/, "");

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-embed": GpShareEmbed;
  }
}
