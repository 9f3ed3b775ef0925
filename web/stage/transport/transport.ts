import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { type IconName, icon } from "../../controls/icons.js";
import { count } from "../../i18n/numbers.js";
import { type ActionId, actionOf } from "../../state/actions.js";
import type { Granularity } from "../../state/state.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import "../../controls/popover.js";
import "./speed.js";
import "./step-unit.js";
import "./timeline.js";

/** Actions of the run need nothing of the frame. */
const NO_FRAME = { toggleKeys() {}, toggleInspector() {} };

/** Play, step, reset, the timeline, counters, speed and the seed of the first weights. What is put into it stands at its end. */
@customElement("gp-transport")
export class GpTransport extends GpElement {
  static override watches = [
    "playing",
    "progress",
    "timeline",
    "divergence",
    "speed",
    "granularity",
    "experiment",
    "data",
    "layout",
    "stepsPerEpoch",
    "engine",
  ] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; container-type: inline-size; }
      footer { display: flex; align-items: center; gap: var(--s3); height: var(--transport-h); padding: 0 var(--s5); border-top: 1px solid var(--line); min-width: 0; background: var(--page); }
      .play { width: var(--play); height: var(--play); border-radius: 50%; background: var(--ink); color: var(--on-ink); display: grid; place-items: center; flex: none; transition: transform var(--fast); }
      @media (forced-colors: active) { .play { border: 2px solid ButtonText; } }
      .play:hover:not(:disabled) { transform: scale(1.04); }
      .play:focus-visible { border-radius: 50%; }
      .play .i { width: 18px; height: 18px; }
      .split { display: inline-flex; align-items: center; height: 32px; border: 1px solid var(--line-strong); border-radius: var(--r-m); background: var(--surface); flex: none; }
      .split button { height: 30px; display: flex; align-items: center; gap: 6px; padding: 0 10px; white-space: nowrap; border-radius: 7px; }
      .split button:hover:not(:disabled) { background: var(--well); }
      .split button + button { border-left: 1px solid var(--line); padding: 0 8px; color: var(--ink-2); border-radius: 0 7px 7px 0; }
      .split button + button .i { width: 10px; height: 10px; color: var(--ink-3); }
      .pstep { display: none; }
      .cnt { display: flex; flex-direction: column; line-height: 1.2; flex: none; min-width: 66px; }
      .cnt b { font-size: calc(1.2 * var(--t-body)); font-weight: var(--w-bold); letter-spacing: -0.01em; }
      .cnt.small b { font-weight: var(--w-med); color: var(--ink-2); }
      .cnt .cap { font-size: var(--t-tick); }
      gp-speed, .goon { flex: none; }
      .paced { position: relative; white-space: nowrap; }
      .few { display: none; }
      .seed { padding: 0 8px; }
      .seed .num { min-width: 24px; }
      @container (max-width: 68em) { footer > gp-speed { display: none; } }
      @container (max-width: 69em) { footer { padding: 0 var(--s4); gap: var(--s2); } .opt2 { display: none; } }
      @container (max-width: 55em) { .opt1 { display: none; } }
      @container (max-width: 46em) { footer { gap: 12px; } .split { display: none; } .pstep { display: inline-flex; } .cnt { min-width: 48px; } }
      @container (max-width: 33em) { footer { padding: 0 8px; gap: 6px; } .paced .whole { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .few { display: inline; } }
      @container (max-width: 28em) { footer { gap: 3px; } .paced { margin-left: 4px; } }
      @container (max-width: 26em) { .pstep { display: none; } }
      :host([data-tier="s"]) .split, :host([data-tier="s"]) .opt1, :host([data-tier="s"]) .seed { display: none; }
      :host([data-tier="s"]) footer > gp-speed { display: none; }
      :host([data-tier="s"]) .pstep { display: inline-flex; }
    `,
  ];

  @state() private open: "step" | null = null;
  @query(".unit") private unitButton!: HTMLElement;

  override render(): TemplateResult {
    const { progress, playing, granularity, experiment, layout, present } = this.state;
    this.dataset.tier = layout.tier;
    this.toggleAttribute("data-present", present);
    const stopped = progress?.status === "stopped" && !this.state.timeline.rewound;
    const units: Record<Granularity, string> = {
      epoch: this.t("run.epochUnit"),
      batch: this.t("run.batchUnit"),
      sample: this.t("run.sampleUnit"),
      phase: this.t("run.phaseUnit"),
    };
    return html`<footer aria-label=${this.t("run.label")}>
      ${this.hides("reset") ? nothing : html`<button class="tb icon reset" ?disabled=${this.#off("reset")} aria-label=${this.t("run.reset")} title=${this.t("run.reset")} @click=${() => this.#do("reset")}>${icon("reset")}</button>`}
      ${this.#playButton(playing, stopped)}
      ${this.hides("speed") ? this.#paced() : html`<gp-speed .store=${this.store}></gp-speed>`}
      ${stopped ? html`<button class="btn sm goon" @click=${() => this.intents.goOn()}>${this.t("run.goOn")}</button>` : nothing}
      ${this.hides("step") ? nothing : this.#stepBy(units[granularity])}
      ${this.hides("timeline") ? html`<span class="grow"></span>` : html`<gp-timeline .store=${this.store}></gp-timeline>`}
      <div class="cnt"><b class="num epoch">${count(progress?.epoch ?? 0)}</b><span class="cap">${this.t("run.epoch")}</span></div>
      <div class="cnt small opt1"><b class="num">${count(progress?.step ?? 0)}</b><span class="cap">${this.t("run.updatesCaption")}</span></div>
      ${this.#seed(experiment?.network.seed)}
      <slot></slot>
      ${this.#popovers()}
    </footer>`;
  }

  #stepBy(unit: string): TemplateResult {
    return html`<button class="tb icon pstep" ?disabled=${this.#off("step")} aria-label=${this.t("run.stepKey")} @click=${() => this.#do("step")}>${icon("step")}</button>
      <div class="split">
        <button class="step" ?disabled=${this.#off("step")} title=${this.t("run.stepKey")} @click=${() => this.#do("step")}>${icon("step")}${this.t("run.step")}</button>
        <button
          class="unit"
          aria-haspopup="dialog"
          aria-expanded=${this.open === "step"}
          aria-label="${this.t("run.stepBy")}: ${unit}"
          @click=${() => this.#toggle("step")}
        >
          <span>${unit}</span>${icon("chev")}
        </button>
      </div>`;
  }

  /** The speed where it cannot be set: a number that is hidden nowhere, in a few letters where there is little room. */
  #paced(): TemplateResult {
    const { speed } = this.state;
    const n = count(speed);
    const whole = Number.isFinite(speed) ? this.t("run.speedPerSecond", { n }) : this.t("run.speedMax");
    const short = Number.isFinite(speed) ? this.t("run.speedShort", { n }) : whole;
    return html`<span class="cap num paced" title=${whole}><span class="whole">${whole}</span><span class="few" aria-hidden="true">${short}</span></span>`;
  }

  #seed(seed: number | undefined): TemplateResult {
    if (this.hides("seed"))
      return html`<span class="seed opt2"><span class="cap">${this.t("run.seed")}</span> <span class="num">${seed ?? ""}</span></span>`;
    return html`<button class="tb seed opt2" ?disabled=${this.#off("newStart")} aria-label="${this.t("run.newStart")}, ${this.t("run.seed")} ${seed ?? ""}" title=${this.t("run.newStartKey")} @click=${() => this.#do("newStart")}>
        ${icon("dice")}<span class="num">${seed ?? ""}</span>
      </button>`;
  }

  #playButton(playing: boolean, stopped: boolean): TemplateResult {
    const [name, label]: [IconName, string] = playing
      ? ["pause", this.t("run.pause")]
      : stopped
        ? ["reset", this.t("run.again")]
        : ["play", this.t("run.play")];
    return html`<button class="play" ?disabled=${this.#off("play")} aria-label=${label} title=${label} @click=${() => this.#do("play")}>${icon(name)}</button>`;
  }

  #off(id: ActionId): boolean {
    return !actionOf(id).enabled(this.state);
  }

  #do(id: "play" | "step" | "reset" | "newStart"): void {
    actionOf(id).run(this.store, NO_FRAME, false);
  }

  #toggle(which: "step"): void {
    this.open = this.open === which ? null : which;
  }

  #popovers(): TemplateResult {
    const close = () => {
      this.open = null;
    };
    return html`<gp-popover placement="above" .open=${this.open === "step"} .anchor=${this.unitButton ?? null} label=${this.t("run.stepBy")} @gp-close=${close}
        >${this.open === "step" ? html`<gp-step-unit style=${inlineStyle("width:260px")} .store=${this.store}></gp-step-unit>` : nothing}</gp-popover
      >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-transport": GpTransport;
  }
}
