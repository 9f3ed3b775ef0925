import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { areaPath, scaleOf } from "../../charts/line-chart.js";
import { drawEvery } from "../../charts/series.js";
import type { Reason } from "../../engine/types.js";
import { count } from "../../i18n/numbers.js";
import { reasonText } from "../../i18n/refusal.js";
import { numberIn } from "../../state/lookup.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { endedOf } from "../../view/setting-words.js";

const HEIGHT = 40;
const BASE = 27;
const EDGE = 7;
const CURVE = 21;

/** A line shorter than this has no room for words over it. */
const SHORT = 170;

/** The run as a small loss curve to drag along; the future of a rewound run stays as a ghost. */
@customElement("gp-timeline")
export class GpTimeline extends GpElement {
  static override watches = ["history", "progress", "timeline", "divergence", "turn", "pointed", "playing"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; flex: 1; min-width: 80px; height: 40px; position: relative; }
      .track { position: absolute; inset: 0; cursor: ew-resize; touch-action: none; }
      svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
      .future { fill: var(--well-2); }
      .past { fill: var(--line-strong); }
      .rail { stroke: var(--line-strong); stroke-width: 3; stroke-linecap: round; }
      .done { stroke: var(--ink); stroke-width: 3; stroke-linecap: round; }
      .best { fill: var(--ink-3); }
      .broken { stroke: var(--bad); stroke-width: 2; fill: none; stroke-linecap: round; }
      .thumb { fill: var(--surface); stroke: var(--ink); stroke-width: 2; }
      .hover { stroke: var(--ink-3); stroke-width: 1; }
      /* Above the area, in large type too. */
      .note { position: absolute; right: 0; top: min(-13px, 5px - 1.27em); font-size: var(--t-tick); line-height: 1.27; color: var(--ink-2); white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
      /* Where the line is shorter than what there is to say, it is said on the bar's edge: over the lines of the run, under
         the lowest neuron. */
      .note.out { top: auto; bottom: calc(100% + 2px); right: -64px; max-width: none; padding: 2px 8px; border-radius: var(--r-m); background: var(--surface); color: var(--ink); box-shadow: 0 0 0 1px var(--line-strong); pointer-events: none; }
    `,
  ];

  @state() private width = 0;
  readonly #sizes = new ResizeObserver(([entry]) => {
    this.width = entry?.contentRect.width ?? 0;
  });
  #wanted: number | null = null;
  #dragging = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (!this.tooSoon(slices, drawEvery(this.state.history.epoch.length))) this.requestUpdate();
  }

  override render(): TemplateResult {
    const { timeline, progress } = this.state;
    const epoch = progress?.epoch ?? 0;
    const text = this.t("timeline.text", { epoch: count(epoch), last: count(Math.max(timeline.last, epoch)) });
    return html`<div
        class="track"
        role="slider"
        tabindex="0"
        aria-label=${this.t("timeline.label")}
        aria-valuemin="0"
        aria-valuemax=${Math.max(timeline.last, epoch)}
        aria-valuenow=${epoch}
        aria-valuetext=${text}
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#up}
        @pointerleave=${this.#leave}
      >
        <svg viewBox="0 0 ${Math.max(1, this.width)} ${HEIGHT}" aria-hidden="true">${this.width > 20 ? this.#drawing(epoch) : nothing}</svg>
      </div>
      ${this.#note(epoch)}`;
  }

  #last(): number {
    const { timeline, progress, divergence } = this.state;
    const last = Math.max(timeline.last, progress?.epoch ?? 0, 1);
    // Room between the state shown and the cross.
    return divergence ? Math.max(last, Math.ceil(divergence.epoch * 1.05) + 1) : last;
  }

  #x(epoch: number): number {
    return EDGE + (this.width - 2 * EDGE) * Math.max(0, Math.min(1, epoch / this.#last()));
  }

  #drawing(epoch: number): TemplateResult {
    const { history, timeline, divergence, pointed } = this.state;
    const rows = history.epoch.length;
    const area = rows > 1 ? this.#area() : "";
    const at = this.#x(epoch);
    const end = this.#x(this.#last());
    const best = timeline.best === null || rows < 3 ? null : this.#x(timeline.best);
    const cross = end;
    const hover = pointed?.kind === "epoch" ? this.#x(pointed.index) : null;
    return svg`<defs><clipPath id="past"><rect x="0" y="0" width=${at} height=${HEIGHT} /></clipPath></defs>
      <path class="future" d=${area} /><path class="past" d=${area} clip-path="url(#past)" />
      <path class="rail" d="M${EDGE} ${BASE}H${end}" /><path class="done" d="M${EDGE} ${BASE}H${at}" />
      ${best === null || divergence ? nothing : svg`<path class="best" d="M${best} ${BASE + 5}l3.5 6h-7z"><title>${this.t(history.testLoss[0] === null ? "timeline.bestTrain" : "timeline.best", { epoch: count(timeline.best ?? 0) })}</title></path>`}
      ${hover === null ? nothing : svg`<path class="hover" d="M${hover} 2V${BASE}" />`}
      ${divergence ? svg`<path class="broken" d="M${cross - 5} ${BASE - 5}l10 10m0-10l-10 10" />` : nothing}
      <rect class="thumb" x=${at - 4} y=${BASE - 11} width="8" height="22" rx="4" />` as TemplateResult;
  }

  /** The training loss on a log scale, as an area on the rail. */
  #area(): string {
    const { trainLoss, epoch } = this.state.history;
    let least = Infinity;
    let greatest = 0;
    for (const value of trainLoss) {
      if (!Number.isFinite(value) || value <= 0) continue;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    if (greatest === 0) return "";
    const top = Math.min(greatest, (trainLoss[0] || greatest) * 10);
    const low = Math.log10(Math.min(least, top / 10) * 0.8);
    const span = Math.log10(top) - low || 1;
    const plot = { left: EDGE, right: this.width - EDGE, top: BASE - 2 - CURVE, bottom: BASE - 2 };
    const share = (value: number) =>
      Number.isFinite(value) ? Math.max(0, Math.min(1, (Math.log10(Math.max(value, 1e-300)) - low) / span)) : 1;
    return areaPath(trainLoss, scaleOf(plot, epoch, this.#last(), share), BASE);
  }

  #note(epoch: number): TemplateResult | typeof nothing {
    const { turn, timeline, progress, divergence } = this.state;
    const text = turn
      ? this.t("run.sampleOf", { position: turn.position + 1, size: turn.size })
      : progress?.status === "stopped" && progress.reason && !timeline.rewound
        ? this.t("run.stopped", { rule: this.#rule(progress.reason) })
        : timeline.rewound && !divergence
          ? this.t("run.epochOf", { epoch: count(epoch), last: count(timeline.last) })
          : timeline.resumed === epoch && !divergence
            ? this.t("timeline.resumed")
            : "";
    return text ? html`<span class="note ${this.width < SHORT ? "out" : ""}">${text}</span>` : nothing;
  }

  #rule(reason: Reason): string {
    const { experiment, language, catalog } = this.state;
    const value = experiment && numberIn(experiment, reason.rule);
    return endedOf(reason, value, this.wording) ?? reasonText(language, reason, catalog);
  }

  #epochAt(event: PointerEvent): number {
    const box = this.getBoundingClientRect();
    const share = (event.clientX - box.left - EDGE) / (this.width - 2 * EDGE);
    return Math.round(Math.max(0, Math.min(1, share)) * this.#last());
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#dragging = true;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#seek(this.#epochAt(event));
  }

  #move(event: PointerEvent): void {
    const epoch = this.#epochAt(event);
    if (this.#dragging) this.#seek(epoch);
    else this.intents.point({ kind: "epoch", index: epoch });
  }

  #up(): void {
    this.#dragging = false;
  }

  #leave(): void {
    if (this.state.pointed?.kind === "epoch") this.intents.point(null);
  }

  /** At most one a frame, the last place asked for. */
  #seek(epoch: number): void {
    const idle = this.#wanted === null;
    this.#wanted = epoch;
    if (!idle) return;
    requestAnimationFrame(() => {
      if (this.#wanted !== null) this.intents.seek(this.#wanted);
      this.#wanted = null;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-timeline": GpTimeline;
  }
}
