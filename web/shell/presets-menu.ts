import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { PRESETS, type Preset } from "../presets/index.js";
import { GpElement } from "../view/element.js";
import "../controls/options.js";

/** Presets with a sentence each: good settings, bad ones to learn from, and the numbers of published examples. */
@customElement("gp-presets-menu")
export class GpPresetsMenu extends GpElement {
  static override watches = ["preset"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; width: 384px; max-width: 100%; }
      h2 { font-size: var(--t-cap); color: var(--ink-3); font-weight: var(--w-reg); padding: 8px 10px 2px 36px; }
    `,
  ];

  override render(): TemplateResult {
    return html`${this.#group("good", this.t("preset.good"))}${this.#group("bad", this.t("preset.bad"))}${this.#group("sheet", this.t("preset.sheets"))}`;
  }

  #group(kind: Preset["kind"], label: string): TemplateResult {
    const options = PRESETS.filter((preset) => preset.kind === kind).map(({ id, label: name, summary }) => ({
      id,
      label: this.text(name),
      note: this.text(summary),
    }));
    return html`<h2>${label}</h2>
      <gp-options
        again
        .options=${options}
        chosen=${this.state.preset ?? ""}
        label=${label}
        @gp-choose=${({ detail }: CustomEvent<string>) => {
          this.intents.choosePreset(detail);
          this.dispatchEvent(new CustomEvent("gp-close"));
        }}
      ></gp-options>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-presets-menu": GpPresetsMenu;
  }
}
