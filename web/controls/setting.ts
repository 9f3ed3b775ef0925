import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { inlineStyle } from "../strict/inline-style.js";
import { shared } from "../styles/shared.js";
import { icon } from "./icons.js";
import "./popover.js";

/**
 * One cell of the recipe: a label over a value, and behind it a popover with the full control (the default slot).
 * A value that differs from the preset carries a dot and a button that restores it; nothing else does.
 *
 * @fires gp-restore
 * @fires gp-open with whether it is open, so that the content is drawn only while it shows
 */
@customElement("gp-setting")
export class GpSetting extends LitElement {
  static override styles = [
    shared,
    css`
      :host { display: block; min-width: 0; margin: 6px 0; }
      :host([hidden]) { display: none; }
      .cell { position: relative; display: flex; flex-direction: column; justify-content: center; gap: 1px; height: 100%; padding: 0 10px; border-radius: var(--r-m); white-space: nowrap; transition: background var(--fast); min-width: 0; }
      .cell:not(.fixed):hover, .cell.open { background: var(--well); }
      .name { font-size: var(--t-small); color: var(--ink-3); line-height: 1.3; display: flex; align-items: center; gap: 5px; position: relative; width: max-content; }
      .back { position: relative; z-index: 1; width: 16px; height: 16px; margin: -2px 0; border-radius: var(--r-s); display: grid; place-items: center; color: var(--ink-3); }
      .back .i { width: 10px; height: 10px; }
      .back:hover { background: var(--well-2); color: var(--ink); }
      .dot { width: 5px; height: 5px; border-radius: 50%; background: var(--ink); flex: none; }
      .val { font-size: var(--t-body); font-weight: var(--w-med); display: flex; align-items: center; gap: 5px; line-height: 1.45; min-width: 0; }
      button.val::after { content: ""; position: absolute; inset: 0; }
      .val:focus-visible { box-shadow: none; }
      .val:focus-visible::after { box-shadow: var(--focus); border-radius: var(--r-m); }
      .val > span { overflow: hidden; text-overflow: ellipsis; }
      .val small { font-size: var(--t-cap); font-weight: var(--w-reg); color: var(--ink-3); }
      .val .i { color: var(--ink-4); width: 11px; height: 11px; }
      .tall { display: block; }
      .tall .name { margin-bottom: 3px; font-size: var(--t-cap); }
      .tall .val { width: 100%; height: 44px; flex-direction: column; align-items: stretch; justify-content: center; gap: 0; text-align: start; line-height: 1.2; font-size: var(--t-body); font-weight: var(--w-reg); border: 1px solid var(--line-strong); border-radius: 6px; background: var(--surface); padding: 0 24px 0 12px; position: relative; }
      .tall .val::after { border-radius: 6px; }
      .tall .val small { font-size: var(--t-small); overflow: hidden; text-overflow: ellipsis; }
      .tall .val .i { color: var(--ink-3); position: absolute; right: 8px; top: calc(50% - 5.5px); }
    `,
  ];

  @property() label = "";
  @property() value = "";
  @property() small = "";
  /** A field of a form instead of a cell of a bar. */
  @property({ type: Boolean }) tall = false;
  /** What the dot means. */
  @property() differs = "";
  /** Words of the restoring button; empty where there is nothing to restore. */
  @property() restore = "";
  @property() width = "";
  /** A text: there is nothing behind it. */
  @property({ type: Boolean }) fixed = false;
  @state() private open = false;
  @query(".val") private button!: HTMLButtonElement;

  override render(): TemplateResult {
    if (this.fixed) {
      return html`<div class=${this.tall ? "tall" : "cell fixed"}><span class="name">${this.label}</span><span class="val"><span class="num">${this.value}</span> ${this.small ? html`<small>${this.small}</small>` : nothing}</span></div>`;
    }
    const name = html`<span class="name"><span aria-hidden="true">${this.label}</span>${
      this.restore
        ? html`<span class="dot" role="img" aria-label=${this.differs} title=${this.differs}></span><button class="back" aria-label=${this.restore} title=${this.restore} @click=${() => this.#say("gp-restore")}>${icon("reset", true)}</button>`
        : nothing
    }</span>`;
    return html`<div class=${this.tall ? "tall" : `cell ${this.open ? "open" : ""}`}>
        ${name}
        <button class="val" aria-haspopup="dialog" aria-expanded=${this.open} aria-label="${this.label}: ${this.value} ${this.small}" @click=${() => this.#set(!this.open)}>
          <span class="num">${this.value}</span> ${this.small ? html`<small>${this.small}</small>` : nothing}${icon("chev")}
        </button>
      </div>
      <gp-popover
        .open=${this.open}
        .anchor=${this.button ?? null}
        label=${this.label}
        style=${inlineStyle(this.width ? `--popover-width:${this.width}` : "")}
        @gp-close=${() => this.#set(false)}
        ><slot></slot
      ></gp-popover>`;
  }

  close(): void {
    this.#set(false);
  }

  #set(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new CustomEvent("gp-open", { detail: open }));
  }

  #say(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-setting": GpSetting;
  }
}
