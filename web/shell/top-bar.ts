import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { LANGUAGES } from "../i18n/index.js";
import { PRESETS } from "../presets/index.js";
import { same } from "../recipe/recipe-values.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpElement } from "../view/element.js";
import "../controls/popover.js";

/** The product's name, the preset, undo and redo, present mode, language, theme and keys. */
@customElement("gp-top-bar")
export class GpTopBar extends GpElement {
  static override watches = [
    "preset",
    "experiment",
    "baseline",
    "dark",
    "present",
    "undoable",
    "sketched",
    "layout",
  ] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      header { height: var(--top-h); display: flex; align-items: center; gap: var(--s2); padding: 0 var(--s4) 0 var(--s5); border-bottom: 1px solid var(--line); }
      .brand { display: flex; align-items: center; gap: 10px; font-weight: var(--w-bold); font-size: var(--t-body); letter-spacing: -0.01em; margin-right: var(--s4); white-space: nowrap; }
      .brand svg { width: 22px; height: 22px; border-radius: 6px; flex: none; }
      h1 { font: inherit; margin: 0; line-height: 1.2; }
      .brand p { font-size: var(--t-cap); line-height: 1.15; font-weight: var(--w-reg); color: var(--ink-3); letter-spacing: 0; white-space: normal; max-width: 200px; }
      .wide .brand p { max-width: none; }
      .wide .brand p, header:not(.small) .preset em { margin-top: 2px; }
      header.wide > .preset { max-width: 600px; }
      header > * { flex: none; }
      header > .preset { max-width: 440px; min-width: 0; flex: 0 1 auto; height: auto; min-height: var(--hit); padding-block: 2px; }
      .preset > span { display: grid; justify-items: start; text-align: start; }
      .preset em { font-style: normal; font-size: var(--t-cap); line-height: 1.12; color: var(--ink-3); white-space: normal; }
      .preset i { font-style: normal; display: flex; gap: 6px; align-items: baseline; }
      header > .grow { flex: 1 1 0; }
      .preset b { font-weight: var(--w-med); color: var(--ink); overflow: hidden; text-overflow: ellipsis; white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-height: 1.2; text-align: start; text-wrap: balance; }
      .preset small { color: var(--ink-3); font-size: var(--t-cap); }
      .seg button { min-width: 32px; text-align: center; }
      .undo { gap: 0; display: inline-flex; }
      .small { --top-h: 48px; padding: 0 8px 0 16px; gap: 4px; }
      .small .brand { margin-right: 0; }
      .small .brand h1 { font-size: var(--t-body); }
      .small .preset { padding: 0 6px; }
      .small .preset small { display: none; }
      .small .seg button { padding: 0 7px; }
      /* On a phone the preset's name needs the room until there is something to redo. */
      @media (max-width: 480px) { .small .redo:disabled { display: none; } }
      @media (max-width: 480px) { .small .brand h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }
    `,
  ];

  @state() private open: "presets" | "keys" | "about" | null = null;
  @query(".about") private aboutButton!: HTMLElement;
  @query(".preset") private presetButton!: HTMLElement;
  @query(".keys") private keysButton!: HTMLElement;

  override render(): TemplateResult {
    const { dark, present, undoable, sketched, layout } = this.state;
    const small = layout.tier === "s";
    const close = () => {
      this.open = null;
    };
    const wide = layout.width >= 1240;
    return html`<header class=${small ? "small" : wide ? "wide" : ""}>
      <span class="brand">${small ? html`<button class="about" aria-haspopup="dialog" aria-expanded=${this.open === "about"} aria-label=${this.t("frame.about")} @click=${() => this.#toggleAbout()}>${LOGO}</button>` : LOGO}<div><h1>${this.t("frame.title")}</h1>${layout.width >= 900 && !small && !present ? html`<p>${this.t("frame.tagline")}</p>` : nothing}</div></span>
      ${this.#preset(layout.width >= 1080 && !present)}
      <span class="grow"></span>
      <span class="undo">
        <button class="tb icon" ?disabled=${!undoable.undo && !sketched} aria-label=${this.t("frame.undo")} title=${this.t("frame.undo")} @click=${() => this.intents.undo()}>
          ${icon("undo")}
        </button>
        <button class="tb icon redo" ?disabled=${!undoable.redo} aria-label=${this.t("frame.redo")} title=${this.t("frame.redo")} @click=${() => this.intents.redo()}>
          ${icon("redo")}
        </button>
      </span>
      ${
        small
          ? nothing
          : html`<button
              class="tb present"
              aria-pressed=${present}
              title=${present ? this.t("frame.leavePresent") : this.t("frame.presentKey")}
              @click=${() => this.intents.setPreference({ present: !present })}
            >
              ${icon("present")}${layout.width > 900 ? this.t("frame.present") : nothing}
            </button>`
      }
      <div class="seg" role="group" aria-label=${this.t("frame.language")}>
        ${LANGUAGES.map(
          ({ id, tag, short, name }) => html`<button
            lang=${tag}
            aria-label=${name.includes(short) ? name : `${short} ${name}`}
            aria-pressed=${id === this.state.language}
            @click=${() => this.intents.setPreference({ language: id })}
          >
            ${short}
          </button>`,
        )}
      </div>
      <button
        class="tb icon theme"
        aria-label=${dark ? this.t("frame.toLight") : this.t("frame.toDark")}
        title=${dark ? this.t("frame.toLight") : this.t("frame.toDark")}
        @click=${() => this.intents.setPreference({ theme: dark ? "light" : "dark" })}
      >
        ${icon(dark ? "sun" : "moon")}
      </button>
      ${
        small
          ? nothing
          : html`<button
            class="tb icon keys"
            aria-haspopup="dialog"
            aria-expanded=${this.open === "keys"}
            aria-label=${this.t("frame.keys")}
            title=${this.t("frame.keys")}
            @click=${() => this.toggleKeys()}
          >
            ${icon("kbd")}
          </button>
          <button class="tb icon about" aria-haspopup="dialog" aria-expanded=${this.open === "about"} aria-label=${this.t("frame.about")} title=${this.t("frame.about")} @click=${() => this.#toggleAbout()}>
            ${icon("info")}
          </button>`
      }
      <gp-popover style=${inlineStyle("--popover-width:420px")} .open=${this.open === "about"} .anchor=${this.aboutButton ?? null} label=${this.t("frame.about")} @gp-close=${close}
        >${this.open === "about" ? html`<gp-about .store=${this.store}></gp-about>` : nothing}</gp-popover
      >
      <gp-popover style=${inlineStyle("--popover-width:400px")} .open=${this.open === "presets"} .anchor=${this.presetButton ?? null} label=${this.t("preset.choose")} @gp-close=${close}
        >${this.open === "presets" ? html`<gp-presets-menu .store=${this.store} @gp-close=${close}></gp-presets-menu>` : nothing}</gp-popover
      >
      <gp-popover style=${inlineStyle("--popover-width:420px")} .open=${this.open === "keys"} .anchor=${this.keysButton ?? null} label=${this.t("keys.title")} @gp-close=${close}
        >${this.open === "keys" ? html`<gp-shortcuts .store=${this.store}></gp-shortcuts>` : nothing}</gp-popover
      >
    </header>`;
  }

  toggleKeys(): void {
    void import("./shortcuts.js");
    this.open = this.open === "keys" ? null : "keys";
  }

  /** Its words are loaded when they are asked for. */
  #toggleAbout(): void {
    void import("./about.js");
    this.open = this.open === "about" ? null : "about";
  }

  /** The preset's name, and where there is room what to look at in it. */
  #preset(captioned: boolean): TemplateResult {
    const { preset, experiment, baseline, layout } = this.state;
    // With other data it is another experiment, not a preset that was changed.
    const stays = experiment === null || baseline === null || experiment.data.dataset === baseline.data.dataset;
    const chosen = stays ? PRESETS.find(({ id }) => id === preset) : undefined;
    const name = chosen ? this.text(chosen.label) : this.t("preset.own");
    const changed = chosen !== undefined && experiment !== null && baseline !== null && !same(experiment, baseline);
    const caption = captioned && chosen ? this.text(chosen.summary) : "";
    // Its name says all that stands on it.
    const word = changed && layout.width >= 800;
    const says = [name, changed ? this.t("preset.changed") : "", caption].filter(Boolean).join(" ");
    return html`<button
      class="tb preset"
      aria-haspopup="dialog"
      aria-expanded=${this.open === "presets"}
      aria-label="${this.t("preset.choose")}: ${says}"
      @click=${() => {
        void import("./presets-menu.js");
        this.open = this.open === "presets" ? null : "presets";
      }}
    >
      <span><i><b>${name}</b> ${word ? html`<small>${this.t("preset.changed")}</small>` : nothing}</i> ${caption ? html`<em>${caption}</em>` : nothing}</span>${icon("chev", true)}
    </button>`;
  }
}

const LOGO = html`<svg viewBox="0 0 22 22" aria-hidden="true">${svg`<rect width="22" height="22" fill="var(--div-p6)" /><path d="M0 0h9c-2 5 5 7 3 12s3 6 1 10H0z" fill="var(--div-n6)" /><path d="M9 0c-2 5 5 7 3 12s3 6 1 10" fill="none" stroke="#fff" stroke-width="1.6" />`}</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    "gp-top-bar": GpTopBar;
  }
}
