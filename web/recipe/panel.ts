import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Catalog, Experiment, Setting } from "../engine/types.js";
import { canonical } from "../i18n/numbers.js";
import type { Refusal } from "../protocol/run.js";
import type { Edit } from "../state/intents.js";
import { numberIn, settingOf } from "../state/lookup.js";
import { GpElement } from "../view/element.js";
import { labelOf } from "../view/setting-words.js";
import { plainOfPart, write } from "./plain.js";
import "../controls/number-field.js";

/** What the panels of the recipe share: the experiment, one way to change it, and the words of a refusal beside the field. */
export abstract class GpPanel extends GpElement {
  static override watches: (typeof GpElement)["watches"] = ["experiment", "catalog"];
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(86px, 1fr)); gap: 10px 12px; }
      .field { display: block; min-width: 0; }
      .field > span { display: block; font-size: var(--t-cap); color: var(--ink-3); line-height: 1.35; }
      .note { font-size: var(--t-cap); color: var(--ink-3); line-height: 1.45; }
      .pad { padding: 8px 10px; }
      .foot { border-top: 1px solid var(--line); margin: 8px 4px 0; padding: 9px 8px 5px; }
      h2 { font-size: var(--t-cap); color: var(--ink-2); padding: 8px 10px 2px; }
    `,
  ];

  /** Where the last refusal stands. */
  @property({ attribute: false }) refusal: Refusal | null = null;

  protected abstract panel(experiment: Experiment, catalog: Catalog): TemplateResult;

  override render(): TemplateResult | typeof nothing {
    const { experiment, catalog } = this.state;
    return experiment && catalog ? this.panel(experiment, catalog) : nothing;
  }

  protected async change(edit: Edit, merge?: string): Promise<void> {
    this.refusal = await this.intents.change(edit, merge === undefined ? {} : { merge });
  }

  /** What a setting allows, in words. */
  protected allowed({ min, max, scale }: Pick<Setting, "min" | "max" | "scale">): string {
    const values = { min: canonical(min), max: canonical(max) };
    if (!Number.isFinite(max))
      return scale === "integer"
        ? this.t("field.wholeFrom", { min: values.min })
        : this.t("field.numberFrom", { min: values.min });
    return scale === "integer" ? this.t("field.whole", values) : this.t("field.number", values);
  }

  /** A number of the experiment with its label; the value and the range are the setting's. */
  protected number(
    path: string,
    value: number | null,
    set: (draft: Experiment, value: number | null) => void,
    options: { label?: string; placeholder?: string; setting?: Setting } = {},
  ): TemplateResult {
    const { catalog } = this.state;
    const setting = options.setting ?? settingOf(catalog as Catalog, path);
    const label = options.label ?? this.text(setting.label);
    return html`<label class="field" title=${this.text(setting.summary)}>
      <span>${label}</span>
      ${this.bareNumber(path, value, set, { ...options, label, setting })}
    </label>`;
  }

  /** Plain settings, a field each. */
  protected plain(settings: readonly Setting[], experiment: Experiment): TemplateResult[] {
    return settings.map((setting) =>
      this.number(setting.id, numberIn(experiment, setting.id), (draft, value) => write(draft, setting, value), {
        label: labelOf(setting, this.wording),
        setting,
        ...(setting.nullable ? { placeholder: this.t("stop.neverField") } : {}),
      }),
    );
  }

  /** The plain settings of a part that nothing else draws, below what does. */
  protected plainBelow(
    part: string,
    experiment: Experiment,
    catalog: Catalog,
    without: readonly string[] = [],
  ): TemplateResult | typeof nothing {
    const settings = plainOfPart(catalog, part, without);
    return settings.length === 0 ? nothing : html`<div class="fields pad">${this.plain(settings, experiment)}</div>`;
  }

  protected bareNumber(
    path: string,
    value: number | null,
    set: (draft: Experiment, value: number | null) => void,
    { label, placeholder = "", setting }: { label: string; placeholder?: string; setting: Setting },
  ): TemplateResult {
    return html`<gp-number
      .value=${value}
      .min=${setting.min}
      .max=${setting.max}
      scale=${setting.scale}
      label=${label}
      placeholder=${placeholder}
      ?nullable=${setting.nullable}
      allowed=${this.allowed(setting)}
      invalid=${this.refusal?.path === path ? this.refused(this.refusal) : ""}
      @gp-value=${({ detail }: CustomEvent<number | null>) => this.change((draft) => set(draft, detail), path)}
    ></gp-number>`;
  }
}
