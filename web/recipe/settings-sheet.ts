import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import type { Catalog, CatalogRow, Choice, Experiment, Setting, Task } from "../engine/types.js";
import { canonical } from "../i18n/numbers.js";
import { choicesOf } from "../state/choices.js";
import { chooseLoss, chooseOutput, chooseTask } from "../state/fit.js";
import type { Edit } from "../state/intents.js";
import { nameOf, numberIn, rowOf, settingOf } from "../state/lookup.js";
import { freshSeed } from "../state/seed.js";
import { inlineStyle } from "../strict/inline-style.js";
import { labelOf } from "../view/setting-words.js";
import { controlOf } from "./control-of.js";
import { GpPanel } from "./panel.js";
import { chooseOptimizer } from "./panel-optimizer.js";
import { type Group, plainOfGroup, write } from "./plain.js";
import "./clipping.js";
import "./parameters.js";

/** All settings in one sheet of six groups. */
@customElement("gp-settings-sheet")
export class GpSettingsSheet extends GpPanel {
  static override watches = [...GpPanel.watches, "data" as const];
  static override styles = [
    ...GpPanel.styles,
    css`
      :host { display: block; container-type: inline-size; width: min(960px, calc(100vw - 16px)); --label: 38%; }
      .sheet { display: grid; grid-template-columns: 1.1fr 1.1fr 1fr; gap: 24px 28px; padding: 20px 22px 22px; }
      section { min-width: 0; }
      h2 { font-size: var(--t-ui); color: var(--ink); padding: 0; margin-bottom: 10px; }
      .f { display: grid; grid-template-columns: var(--label) minmax(0, 1fr); align-items: center; gap: 8px; margin-top: 7px; font-size: var(--t-cap); color: var(--ink-2); }
      .f.top { align-items: start; }
      .f.top > span { padding-top: 5px; }
      select { appearance: none; height: 28px; width: 100%; border: 1px solid var(--line-strong); border-radius: 6px; padding: 0 22px 0 8px; color: var(--ink); font-size: var(--t-ui); background: var(--surface); text-overflow: ellipsis; }
      .sel { position: relative; display: block; }
      @media (pointer: coarse) { select { height: 44px; } }
      .sel .i { position: absolute; right: 8px; top: calc(50% - 5px); width: 10px; height: 10px; color: var(--ink-3); pointer-events: none; }
      .seeds { margin-top: 9px; width: 100%; }
      .note { margin-top: 12px; }
      .names { display: flex; gap: 8px; }
      .weights { --label: 48%; }
      @container (max-width: 760px) { .sheet { grid-template-columns: 1fr 1fr; } }
      @container (max-width: 520px) { .sheet { grid-template-columns: 1fr; } }
    `,
  ];

  protected override panel(experiment: Experiment, catalog: Catalog): TemplateResult {
    return html`<div class="sheet">
      ${this.#task(experiment, catalog)} ${this.#descent(experiment, catalog)} ${this.#weights(experiment, catalog)}
      ${this.#stop(experiment, catalog)} ${this.#seeds(experiment, catalog)} ${this.#numbers(experiment, catalog)}
    </div>`;
  }

  #task(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { task, loss, network, batch } = experiment;
    const { data } = this.state;
    const rows = data ? data.trainInputs.length / data.columns : 1;
    const tasks: [Task, string][] = [
      ["classification", this.t("recipe.classify")],
      ["regression", this.t("recipe.regress")],
    ];
    const losses = catalog.losses.filter(({ tasks: ofLoss }) => ofLoss.includes(task));
    const outputs = catalog.outputActivations.filter(({ id }) => losses.some((each) => each.outputs.includes(id)));
    return html`<section>
      <h2>${this.t("sheet.task")}</h2>
      ${this.#select("task", this.t("recipe.task"), tasks, task, (id) => (draft) => chooseTask(draft, catalog, id as Task, choicesOf(this.store)))}
      ${this.#table("loss", this.t("recipe.lossShort"), losses, loss, (id) => (draft) => chooseLoss(draft, catalog, id))}
      ${this.#table("network.outputActivation", this.t("recipe.output"), outputs, network.outputActivation, (id) => (draft) => chooseOutput(draft, catalog, id))}
      ${this.#line(
        "batch.size",
        batch.size === "full" ? rows || null : batch.size,
        (draft, value) => {
          draft.batch.size = value === null || (rows > 0 && value >= rows) ? "full" : value;
        },
        { label: this.t("recipe.batch"), scale: "integer", placeholder: this.t("batch.full") },
      )}
      <div class="f">
        <span>${this.t("batch.shuffle")}</span>
        <button
          class="sw"
          role="switch"
          aria-label=${this.t("batch.shuffle")}
          aria-checked=${batch.shuffle}
          ?disabled=${this.#hidden("batch.shuffle")}
          @click=${() =>
            this.change((draft) => {
              draft.batch.shuffle = !draft.batch.shuffle;
            })}
        >
          <i></i>
        </button>
      </div>
      ${this.#plain("task", experiment, catalog)}
    </section>`;
  }

  #descent(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { optimizer, schedule } = experiment;
    const row = rowOf(catalog.optimizers, optimizer.name);
    const curve = rowOf(catalog.schedules, schedule.name);
    return html`<section>
      <h2>${this.t("sheet.descent")}</h2>
      ${this.#table("optimizer.name", this.t("recipe.optimizer"), catalog.optimizers, optimizer.name, (id) => (draft) => chooseOptimizer(draft, id))}
      ${this.#own(row, optimizer, "optimizer", (id, value) => (draft) => {
        draft.optimizer[id] = value;
      })}
      ${this.#line(
        "optimizer.learningRate",
        optimizer.learningRate,
        (draft, value) => {
          draft.optimizer.learningRate = value ?? optimizer.learningRate;
        },
        { label: this.t("recipe.rate") },
      )}
      ${this.#table("schedule", this.t("rate.schedule"), catalog.schedules, schedule.name, (id) => (draft) => {
        draft.schedule = { name: id };
      })}
      ${this.#own(curve, schedule, "schedule", (id, value) => (draft) => {
        draft.schedule[id] = value;
      })}
      ${this.#plain("descent", experiment, catalog)}
      <div style=${inlineStyle("margin-top:9px")}><gp-clipping sheet ?fixed=${this.#hidden("gradientClipping")} .store=${this.store}></gp-clipping></div>
    </section>`;
  }

  #weights(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { network } = experiment;
    const initializer = rowOf(catalog.initializers, nameOf(network.initializer));
    return html`<section class="weights">
      <h2>${this.t("sheet.weights")}</h2>
      ${this.#table(
        "network.initializer",
        this.t("recipe.initializer"),
        catalog.initializers,
        initializer.id,
        (id) => (draft) => {
          draft.network.initializer = id;
        },
      )}
      ${this.#own(initializer, network.initializer, "network.initializer", (id, value) => (draft) => {
        const before = draft.network.initializer;
        const choice: Choice = typeof before === "string" ? { name: before } : before;
        draft.network.initializer = { ...choice, [id]: value };
      })}
      ${network.hidden.map((layer, index) =>
        this.#table(
          "network.hidden[].activation",
          this.t("recipe.layerActivation", { n: index + 1 }),
          catalog.activations,
          layer.activation,
          (id) => (draft) => {
            const own = draft.network.hidden[index];
            if (own) own.activation = id;
          },
        ),
      )}
      ${this.#plain("weights", experiment, catalog)}
      ${network.hidden.map((layer, index) =>
        this.#line(
          "network.hidden[].dropout",
          layer.dropout ?? 0,
          (draft, value) => {
            const own = draft.network.hidden[index];
            if (own) own.dropout = value ?? 0;
          },
          { label: this.t("reg.dropoutLayer", { n: index + 1 }), key: `network.hidden[${index}].dropout` },
        ),
      )}
    </section>`;
  }

  #stop(experiment: Experiment, catalog: Catalog): TemplateResult {
    return html`<section>
      <h2>${this.t("sheet.stop")}</h2>
      ${this.#plain("stop", experiment, catalog)}
    </section>`;
  }

  #seeds(experiment: Experiment, catalog: Catalog): TemplateResult {
    return html`<section>
      <h2>${this.t("sheet.seeds")}</h2>
      ${this.#line(
        "data.seed",
        experiment.data.seed ?? 0,
        (draft, value) => {
          draft.data.seed = value ?? 0;
        },
        { label: labelOf(settingOf(catalog, "data.seed"), this.wording) },
      )}
      ${this.#plain("seeds", experiment, catalog)}
      ${
        ["data.seed", "network.seed", "batch.seed"].some((path) => this.#hidden(path))
          ? nothing
          : html`<div class="f"><span></span><button class="btn sm seeds" style=${inlineStyle("margin:0")} @click=${() => this.change(newSeeds)}>${icon("dice")}${this.t("sheet.newSeeds")}</button></div>`
      }
    </section>`;
  }

  #numbers(experiment: Experiment, catalog: Catalog): TemplateResult {
    const { precision } = experiment;
    const precisions: [Experiment["precision"], string][] = [
      ["float32", this.t("sheet.float32")],
      ["float64", this.t("sheet.float64")],
    ];
    return html`<section>
      <h2>${this.t("sheet.numbers")}</h2>
      ${this.#select("precision", this.t("sheet.precision"), precisions, precision, (id) => (draft) => {
        draft.precision = id as Experiment["precision"];
      })}
      ${this.#plain("numbers", experiment, catalog)}
      <p class="note">${this.t("sheet.keeps")}</p>
    </section>`;
  }

  /** The plain settings of a group, a line each. */
  #plain(group: Group, experiment: Experiment, catalog: Catalog): TemplateResult[] {
    return plainOfGroup(catalog, group).map((setting) =>
      this.#line(setting.id, numberIn(experiment, setting.id), (draft, value) => write(draft, setting, value), {
        label: labelOf(setting, this.wording),
        ...(setting.nullable ? { placeholder: this.t("stop.neverField") } : {}),
      }),
    );
  }

  #hidden(path: string): boolean {
    const control = controlOf(path);
    return control !== undefined && this.hides(control);
  }

  /** A setting that cannot be changed here. */
  #fixed(label: string, value: string): TemplateResult {
    return html`<div class="f"><span>${label}</span><span class="num">${value}</span></div>`;
  }

  #table(
    path: string,
    label: string,
    rows: readonly CatalogRow[],
    chosen: string,
    edit: (id: string) => Edit,
  ): TemplateResult {
    return this.#select(
      path,
      label,
      rows.map((row) => [row.id, this.text(row.label)]),
      chosen,
      edit,
    );
  }

  #select(
    path: string,
    label: string,
    options: (readonly [string, string])[],
    chosen: string,
    edit: (id: string) => Edit,
  ): TemplateResult {
    if (this.#hidden(path)) return this.#fixed(label, options.find(([id]) => id === chosen)?.[1] ?? chosen);
    return html`<label class="f"
      ><span>${label}</span
      ><span class="sel"
        ><select @change=${(event: Event) => this.change(edit((event.target as HTMLSelectElement).value))}>
          ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}</select
        >${icon("chev")}</span
      ></label
    >`;
  }

  #own(
    row: CatalogRow,
    choice: string | Choice,
    place: string,
    edit: (id: string, value: number) => Edit,
  ): TemplateResult | typeof nothing {
    const own = row.parameters.filter(({ id }) => id !== "learningRate");
    if (own.length === 0) return nothing;
    return html`${own.map((parameter) => {
      const setting: Setting = { ...parameter, restarts: false, nullable: false, plain: false };
      const value = typeof choice === "string" ? parameter.default : Number(choice[parameter.id] ?? parameter.default);
      if (this.#hidden(place)) return this.#fixed(this.text(parameter.label), canonical(value ?? 0));
      return html`<label class="f" title=${this.text(parameter.summary)}
        ><span>${this.text(parameter.label)}</span>${this.bareNumber(
          `${place}.${parameter.id}`,
          value,
          (draft, next) => edit(parameter.id, next ?? 0)(draft),
          { label: this.text(parameter.label), setting },
        )}</label
      >`;
    })}`;
  }

  #line(
    path: string,
    value: number | null,
    set: (draft: Experiment, value: number | null) => void,
    options: { label: string; placeholder?: string; scale?: Setting["scale"]; key?: string },
  ): TemplateResult {
    if (this.#hidden(path)) {
      return this.#fixed(options.label, value === null ? (options.placeholder ?? "") : canonical(value));
    }
    const setting = settingOf(this.state.catalog as Catalog, path);
    return html`<label class="f" title=${this.text(setting.summary)}
      ><span>${options.label}</span>${this.bareNumber(options.key ?? path, value, set, {
        label: options.label,
        setting: options.scale ? { ...setting, scale: options.scale } : setting,
        ...(options.placeholder === undefined ? {} : { placeholder: options.placeholder }),
      })}</label
    >`;
  }
}

/** Another sample, other first weights and another order of batches. */
function newSeeds(draft: Experiment): void {
  draft.data.seed = freshSeed();
  draft.network.seed = freshSeed();
  draft.batch.seed = freshSeed();
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-settings-sheet": GpSettingsSheet;
  }
}
