import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { actionOf } from "../state/actions.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpElement } from "../view/element.js";
import "../controls/popover.js";
import "../stage/network/network-key.js";
import "../stage/transport/speed.js";
import "../stage/transport/step-unit.js";

const NO_FRAME = { toggleKeys() {}, toggleInspector() {} };

/** What a narrow transport and a playground without a top bar have no room for: seed, step, undo, redo, the keys. */
@customElement("gp-more")
export class GpMore extends GpElement {
  static override watches = ["experiment", "undoable", "sketched", "layout", "engine", "progress"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; flex: none; }
      :host([page]) { display: none; }
      @container (max-width: 69em) { :host([page]) { display: block; } }
      gp-speed, gp-network-key { padding: 0 10px 4px; }
      .acts { display: flex; align-items: center; flex-wrap: wrap; gap: 4px; padding: 2px 2px 8px; }
      .acts .btn { flex: 1; }
      h2 { font-size: var(--t-cap); color: var(--ink-3); font-weight: var(--w-reg); margin: 4px 10px 2px; }
      .keys { margin-top: 8px; width: 100%; }
    `,
  ];

  /** Whether the top bar is shown, which has undo and the keys. */
  @property({ type: Boolean }) page = false;
  @state() private open: "menu" | "keys" | null = null;
  @query(".more") private button!: HTMLElement;

  override render(): TemplateResult {
    const label = this.t("embed.more");
    return html`<button class="tb icon more" aria-haspopup="dialog" aria-expanded=${this.open !== null} aria-label=${label} title=${label} @click=${() => {
      this.open = this.open === null ? "menu" : null;
    }}>${icon("more")}</button>
      <gp-popover placement="above" style=${inlineStyle("--popover-width:420px")} .open=${this.open !== null} .anchor=${this.button ?? null} label=${this.open === "keys" ? this.t("keys.title") : label} @gp-close=${() => {
        this.open = null;
      }}>${this.open === "menu" ? this.#menu() : this.open === "keys" ? html`<gp-shortcuts .store=${this.store}></gp-shortcuts>` : nothing}</gp-popover>`;
  }

  toggleKeys(): void {
    if (this.open === "keys") this.open = null;
    else this.#keys();
  }

  /** The list is loaded when it is asked for. */
  #keys(): void {
    void import("./shortcuts.js");
    this.open = "keys";
  }

  /** Hidden, it is its number alone. */
  #seed(seed: number | string, off: boolean, act: () => void): TemplateResult {
    if (this.hides("seed"))
      return html`<span class="cap">${this.t("run.seed")} <span class="num">${seed}</span></span>`;
    return html`<button class="btn" ?disabled=${off} title=${this.t("run.newStartKey")} aria-label="${this.t("run.newStart")}, ${this.t("run.seed")} ${seed}" @click=${act}>${icon("dice")}<span class="num">${seed}</span></button>`;
  }

  #menu(): TemplateResult {
    const { undoable, sketched, experiment, layout } = this.state;
    const small = layout.tier === "s";
    const off = (id: "newStart" | "step") => !actionOf(id).enabled(this.state);
    const act = (id: "newStart" | "step") => actionOf(id).run(this.store, NO_FRAME, false);
    return html`<div class="acts">
        <button class="btn" ?disabled=${!undoable.undo && !sketched} title=${this.t("frame.undo")} aria-label=${this.t("frame.undo")} @click=${() => this.intents.undo()}>${icon("undo")}</button>
        <button class="btn" ?disabled=${!undoable.redo} title=${this.t("frame.redo")} aria-label=${this.t("frame.redo")} @click=${() => this.intents.redo()}>${icon("redo")}</button>
        ${this.hides("step") ? nothing : html`<button class="btn" ?disabled=${off("step")} @click=${() => act("step")}>${icon("step")}${this.t("run.step")}</button>`}
        ${this.#seed(experiment?.network.seed ?? "", off("newStart"), () => act("newStart"))}
      </div>
      ${this.hides("speed") ? nothing : html`<h2>${this.t("run.speedLabel")}</h2><gp-speed .store=${this.store}></gp-speed>`}
      ${small && !this.hides("step") ? html`<h2>${this.t("run.stepBy")}</h2><gp-step-unit .store=${this.store}></gp-step-unit>` : nothing}
      ${small && !this.hides("network") ? html`<h2>${this.t("stage.network")}</h2><gp-network-key wrap .store=${this.store}></gp-network-key>` : nothing}
      <button class="btn keys" @click=${() => {
        this.#keys();
      }}>${icon("kbd")}${this.t("keys.title")}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-more": GpMore;
  }
}
