import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { count, fixed, loss, percent } from "../i18n/numbers.js";
import type { Slice } from "../state/store.js";
import { GpElement } from "../view/element.js";
import { classNames } from "../view/names.js";

/** How often a playing run is told of, in milliseconds. */
const EVERY = 5000;

/** The one polite live region: on pause, stop and seek, and every five seconds while playing. */
@customElement("gp-live")
export class GpLive extends GpElement {
  static override watches: readonly Slice[] = ["playing", "timeline", "progress", "pinned", "pointed"];
  static override styles = [...GpElement.styles, css`:host { position: absolute; }`];

  @state() private words = "";
  #told = 0;
  #wasPlaying = false;
  #epoch = 0;

  protected override changed(slices: ReadonlySet<Slice>): void {
    const { playing, progress, pinned } = this.state;
    if (pinned && (slices.has("pinned") || slices.has("pointed"))) this.words = this.#sample() || this.words;
    if (!progress) return;
    const now = performance.now();
    const stopped = this.#wasPlaying && !playing;
    const moved = !playing && progress.epoch !== this.#epoch;
    if (stopped || moved || (playing && now - this.#told > EVERY)) {
      this.#told = now;
      this.words = this.#status();
    }
    this.#wasPlaying = playing;
    this.#epoch = progress.epoch;
  }

  /** Class or value, and part, of the sample that is chosen. */
  #sample(): string {
    const { pointed, data } = this.state;
    if (pointed?.kind !== "sample" || !data) return "";
    const targets = pointed.part === "train" ? data.trainTargets : data.testTargets;
    const target = targets[pointed.index] ?? Number.NaN;
    const names = classNames(this.state);
    const what = data.classes > 0 ? (names[target] ?? String(target)) : fixed(target);
    return this.t(pointed.part === "train" ? "live.trainSample" : "live.testSample", { what });
  }

  #status(): string {
    const { progress, experiment } = this.state;
    if (!progress) return "";
    const parts = [this.t("run.status", { epoch: count(progress.epoch), train: loss(progress.trainLoss) })];
    if (progress.testMetric !== null) {
      const classes = experiment?.task === "classification";
      const name = classes ? this.t("chart.accuracyAxis") : this.t("chart.r2Axis");
      parts.push(
        this.t("run.statusMetric", {
          name,
          value: classes ? percent(progress.testMetric) : fixed(progress.testMetric),
        }),
      );
    }
    return parts.join(this.state.language === "zh" ? "，" : ", ");
  }

  override render(): TemplateResult {
    return html`<div class="vh" role="status" aria-live="polite">${this.words}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-live": GpLive;
  }
}
