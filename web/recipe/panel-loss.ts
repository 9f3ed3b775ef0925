import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { RovingFocus } from "../controls/roving-focus.js";
import type { Catalog, Experiment, Task } from "../engine/types.js";
import { choicesOf } from "../state/choices.js";
import { chooseLoss, chooseOutput, chooseTask } from "../state/fit.js";
import { rowOf } from "../state/lookup.js";
import { GpPanel } from "./panel.js";
import "../controls/options.js";
import "../controls/sourced-formula.js";

const TASKS: readonly Task[] = ["classification", "regression"];

/** The task, the loss it is judged by, and the output that goes with that loss. */
@customElement("gp-panel-loss")
export class GpPanelLoss extends GpPanel {
  static override styles = [
    ...GpPanel.styles,
    css`.seg { margin: 6px 10px 4px; } .output { padding-inline-start: 12px; }`,
  ];

  constructor() {
    super();
    new RovingFocus(this);
  }

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { task, loss, network } = experiment;
    const names: Record<Task, string> = {
      classification: this.t("recipe.classify"),
      regression: this.t("recipe.regress"),
    };
    const notes: Record<Task, string> = {
      classification: this.t("recipe.classifyNote"),
      regression: this.t("recipe.regressNote"),
    };
    const chosen = rowOf(catalog.losses, loss);
    const outputs = catalog.outputActivations.filter(({ id }) => chosen.outputs.includes(id));
    const label = (id: string) => this.text(rowOf(catalog.outputActivations, id).label);
    return html`<div class="seg wide" role="radiogroup" aria-label=${this.t("recipe.task")}>
        ${TASKS.map(
          (each) => html`<button
            role="radio"
            aria-checked=${each === task}
            title=${notes[each]}
            @click=${() => this.change((draft) => chooseTask(draft, catalog, each, choicesOf(this.store)))}
          >
            ${names[each]}
          </button>`,
        )}
      </div>
      <gp-options
        .options=${catalog.losses
          .filter(({ tasks }) => tasks.includes(task))
          .map((row) => ({
            ...this.option(row),
            note: row.outputs.includes(network.outputActivation)
              ? this.text(row.summary)
              : `${this.text(row.summary)} ${this.t("recipe.goesWith", { outputs: row.outputs.map(label).join(", ") })}`,
          }))}
        chosen=${loss}
        label=${this.t("recipe.lossShort")}
        @gp-choose=${({ detail }: CustomEvent<string>) => this.change((draft) => chooseLoss(draft, catalog, detail))}
      ></gp-options>
      <h2>${this.t("recipe.output")}</h2>
      <div class="seg wide" role="radiogroup" aria-label=${this.t("recipe.output")}>
        ${outputs.map(
          (row) => html`<button
            role="radio"
            aria-checked=${row.id === network.outputActivation}
            title=${this.text(row.summary)}
            @click=${() => this.change((draft) => chooseOutput(draft, catalog, row.id))}
          >
            ${this.text(row.label)}
          </button>`,
        )}
      </div>
      <gp-sourced-formula class="output" .row=${rowOf(catalog.outputActivations, network.outputActivation)}></gp-sourced-formula>
      <p class="note foot">${this.t("recipe.restarts")}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-loss": GpPanelLoss;
  }
}
