import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { count, significant } from "../i18n/numbers.js";
import { GpElement } from "../view/element.js";
import { shapeOf } from "./shape.js";

/** The numbers of bars that are hidden, as one quiet line: a hidden control never hides its number. */
@customElement("gp-facts")
export class GpFacts extends GpElement {
  static override watches = ["experiment", "catalog", "hidden", "progress"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; padding: 6px var(--s4); color: var(--ink-3); font-size: var(--t-cap); line-height: 1.4; border-top: 1px solid var(--line); }
      span { white-space: nowrap; }
      span + span::before { content: "· "; color: var(--ink-4); }
    `,
  ];

  override render(): TemplateResult {
    const { hidden, progress } = this.state;
    const { recipe, data, transport } = shapeOf(hidden);
    const facts = [
      ...(transport ? [] : [`${this.t("run.epoch")} ${count(progress?.epoch ?? 0)}`]),
      ...(data ? [] : this.#data()),
      ...(recipe ? [] : this.#recipe()),
    ];
    return html`${facts.map((fact) => html` <span class="num">${fact}</span> `)}`;
  }

  #data(): string[] {
    const { experiment, catalog } = this.state;
    const own = experiment?.data;
    const row = catalog?.datasets.find(({ id }) => id === own?.dataset);
    return [...(row ? [this.text(row.label)] : []), ...(own?.noise ? [this.#setting("data.noise", own.noise)] : [])];
  }

  #recipe(): string[] {
    const { experiment, catalog } = this.state;
    if (!experiment || !catalog) return [];
    const named = (rows: readonly { id: string; label: { en: string; zh: string } }[], wanted: string) =>
      rows.filter(({ id }) => id === wanted).map(({ label }) => this.text(label));
    const [first] = experiment.network.hidden;
    const { size } = experiment.batch;
    return [
      this.#setting("optimizer.learningRate", experiment.optimizer.learningRate),
      ...named(catalog.optimizers, experiment.optimizer.name),
      ...(typeof size === "number" ? [this.#setting("batch.size", size)] : []),
      ...(first && "activation" in first ? named(catalog.activations, first.activation) : []),
    ];
  }

  #setting(id: string, value: number): string {
    const label = this.state.catalog?.settings.find((setting) => setting.id === id)?.label;
    return `${label ? this.text(label) : id} ${significant(value)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-facts": GpFacts;
  }
}
