import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { lines, scaleOf } from "../charts/line-chart.js";
import type { Catalog, Experiment } from "../engine/types.js";
import { significant } from "../i18n/numbers.js";
import { rowOf } from "../state/lookup.js";
import { inlineStyle } from "../strict/inline-style.js";
import { GpPanel } from "./panel.js";
import "../controls/options.js";
import "./parameters.js";

const WIDTH = 300;
const HEIGHT = 72;
const POINTS = 121;
/** The curve looks at least this many epochs ahead. */
const LEAST_EPOCHS = 200;

/** How the learning rate changes as training goes on, with its curve as the engine computes it. */
@customElement("gp-panel-rate")
export class GpPanelRate extends GpPanel {
  static override watches = [...GpPanel.watches, "progress" as const];
  static override styles = [
    ...GpPanel.styles,
    css`
      :host { width: 332px; max-width: 100%; }
      svg.curve { display: block; width: 100%; height: 72px; margin: 4px 0 2px; overflow: visible; }
      .box { padding: 6px 12px 8px; border-bottom: 1px solid var(--line); margin-bottom: 6px; }
      .line { display: flex; justify-content: space-between; }
      path.rate { fill: none; stroke: var(--ink); stroke-width: 1.75; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
      line { stroke: var(--line); vector-effect: non-scaling-stroke; }
      line.now { stroke: var(--ink-3); stroke-dasharray: 2 3; }
    `,
  ];

  @state() private rates: readonly number[] = [];
  @state() private epochs = LEAST_EPOCHS;
  #asked = "";

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const { experiment, progress } = this.state;
    if (!experiment) return;
    const epochs = Math.max(
      LEAST_EPOCHS,
      experiment.stop.maxEpochs ?? 0,
      ...spans(experiment),
      1.25 * (progress?.epoch ?? 0),
    );
    const rounded =
      Number(epochs.toPrecision(1)) >= epochs ? Number(epochs.toPrecision(1)) : Number((epochs * 1.2).toPrecision(1));
    const asked = JSON.stringify([experiment.schedule, experiment.optimizer.learningRate, rounded]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.rates = await this.intents.rates(rounded, POINTS);
    this.epochs = rounded;
  }

  protected override panel({ schedule }: Experiment, catalog: Catalog): TemplateResult {
    const row = rowOf(catalog.schedules, schedule.name);
    return html`<div class="box">
        ${this.#curve()}
        <div class="line note num"><span>0</span><span>${this.t("chart.epochs", { n: this.epochs })}</span></div>
      </div>
      <gp-options
        grid
        .options=${catalog.schedules.map((each) => this.option(each))}
        chosen=${schedule.name}
        label=${this.t("rate.schedule")}
        @gp-choose=${({ detail }: CustomEvent<string>) =>
          this.change((draft) => {
            draft.schedule = { name: detail };
          })}
      >
        <gp-parameters
          slot="below"
          style=${inlineStyle("padding:4px 12px 8px")}
          ?hidden=${row.parameters.length === 0}
          .store=${this.store}
          .row=${row}
          .choice=${schedule}
          .refusal=${this.refusal}
          @gp-parameter=${({ detail }: CustomEvent<{ id: string; value: number }>) =>
            this.change((draft) => {
              draft.schedule[detail.id] = detail.value;
            }, `schedule.${detail.id}`)}
        ></gp-parameters>
      </gp-options>`;
  }

  #curve(): TemplateResult | typeof nothing {
    const { rates, epochs } = this;
    if (rates.length === 0) return nothing;
    const top = Math.max(...rates) || 1;
    const plot = { left: 0, right: WIDTH, top: 5, bottom: HEIGHT - 3 };
    const scale = scaleOf(plot, [...rates.keys()], rates.length - 1, (rate) => rate / top);
    const now = (this.state.progress?.epoch ?? 0) / epochs;
    const label = this.t("rate.curve", {
      epochs,
      from: significant(rates[0] ?? 0),
      to: significant(rates.at(-1) ?? 0),
    });
    return html`<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
      ${svg`<line x1="0" x2=${WIDTH} y1=${scale.y(0)} y2=${scale.y(0)} />${lines([{ name: "rate", values: rates }], scale)}
        ${now > 0 && now <= 1 ? svg`<line class="now" x1=${now * WIDTH} x2=${now * WIDTH} y1="0" y2=${HEIGHT} />` : nothing}`}
    </svg>`;
  }
}

/** Numbers of epochs that a schedule speaks of: the curve must show what they do. */
function spans({ schedule }: Experiment): number[] {
  const numbers = Object.values(schedule).filter((value): value is number => typeof value === "number" && value > 1);
  return numbers.map((value) => value * 1.2);
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-panel-rate": GpPanelRate;
  }
}
