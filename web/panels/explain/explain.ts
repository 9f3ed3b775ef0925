import "../../i18n/panels/explain.js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import "../../controls/formula.js";
import { icon } from "../../controls/icons.js";
import { RovingFocus } from "../../controls/roving-focus.js";
import { type Phase, phasesOf, positionOf } from "../../state/phases.js";
import { sameRef } from "../../state/ref.js";
import type { Slice, Store } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { reveal } from "../../view/reveal.js";
import "./checked.js";
import { contentOf, explainedOf, focusAt, focusOf, layerFor, layersOf, lossAt, outcomeOf } from "./model/content.js";
import { write } from "./model/digits.js";
import { litBy, refOf } from "./model/keys.js";
import { depth, type Focus, layerOf, type Scene } from "./model/scene.js";
import { STEPS, type StepId } from "./model/step.js";
import "./points.js";
import "./step-view.js";
import { explainStyles } from "./styles.js";
import { pinnedSample, sampleRef, trainSamples, worst } from "./subject.js";
import { Tour } from "./tour.js";
import { Traced } from "./traced.js";
import "./who.js";
import { outputLines } from "./who.js";
import { sentences, wordsOf } from "./words.js";

/** The glass box: forward and the four steps of backpropagation with the numbers of the network that is training. */
@customElement("gp-explain")
export class GpExplain extends GpElement {
  static override styles = [...GpElement.styles, explainStyles];
  static override watches: readonly Slice[] = [
    "parameters",
    "progress",
    "generation",
    "experiment",
    "held",
    "pointed",
    "pinned",
    "layers",
    "data",
    "catalog",
    "playing",
    "turn",
    "phase",
  ];

  @state() private step: StepId = "forward";
  @state() private batch = false;
  @state() private sample: number | null = null;
  /** The layer chosen in a step; the first of its choices where none is. */
  @state() private layer: number | null = null;
  @state() private column = 0;
  #focus: Focus | null = null;
  #phase: Phase | null = null;
  #generation = -1;
  /** Whether what is held was pressed in the panel, whose layer then stays. */
  #own = false;
  readonly #traced = new Traced(this);
  readonly #tour = new Tour(this, {
    hasLayer: () => this.#layerAfter() !== undefined,
    advance: () => this.#advance(),
  });

  constructor() {
    super();
    new RovingFocus(this);
  }

  /** Tells the stage which numbers are written out. */
  override updated(properties: PropertyValues): void {
    super.updated(properties);
    const scene = this.#scene();
    const before = this.state.explained;
    const explained = scene ? explainedOf(scene, this.step, this.#focusIn(scene)) : null;
    if (this.isConnected && JSON.stringify(explained) !== JSON.stringify(before)) this.store.set({ explained });
  }

  override disconnectedCallback(): void {
    this.store.set({ explained: null });
    super.disconnectedCallback();
  }

  override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    const { generation } = this.state;
    if (generation !== this.#generation) this.#begin(generation);
    this.#followPhase();
    this.#want();
  }

  /** Another network: its worst sample, unless one is chosen. */
  #begin(generation: number): void {
    this.#generation = generation;
    this.#focus = null;
    this.column = 0;
    this.sample = pinnedSample(this.state);
    this.#traced.forget();
    if (this.sample === null) void this.#chooseWorst();
  }

  async #chooseWorst(): Promise<void> {
    const { generation } = this.state;
    try {
      const losses = await this.intents.ask("sampleLosses", { part: "train" });
      if (generation === this.state.generation) this.sample = worst(losses);
    } catch {
      this.sample ??= 0;
    }
  }

  #want(): void {
    const count = trainSamples(this.state);
    if (count === 0) this.#traced.want(null);
    else if (this.batch) this.#traced.want({ batch: true });
    else if (this.sample !== null) this.#traced.want({ sample: Math.min(this.sample, count - 1) });
  }

  /** An update that is stepped through by phases: of a batch, since that is what training takes. */
  #followPhase(): void {
    const { phase } = this.state;
    if (phase === this.#phase) return;
    this.#phase = phase;
    // What an update did stands until the next phase, though the weights have moved.
    this.#traced.hold(phase?.step === "update");
    if (!phase) return;
    this.#tour.stop();
    if (!this.batch) this.#choose(true);
    this.step = phase.step;
    this.layer = phase.layer;
    this.#focus = null;
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    this.#followPhase();
    if (["parameters", "progress", "experiment", "held", "playing"].some((slice) => slices.has(slice as Slice)))
      this.#traced.moved();
    if (slices.has("pointed") || slices.has("pinned")) this.#follow();
    if (!this.state.pinned) this.#own = false;
    const fast = [...slices].every((slice) => slice === "parameters" || slice === "progress");
    if (!fast || !this.#traced.trace) this.requestUpdate();
  }

  /** A sample that is chosen is explained; of a neuron or weight that is chosen the panel shows the layer. */
  #follow(): void {
    const { pointed, pinned } = this.state;
    const chosen = pinnedSample(this.state);
    if (chosen !== null) {
      if (this.batch) {
        const at = this.#traced.trace?.samples.indexOf(chosen) ?? -1;
        if (at >= 0) this.column = at;
        else this.batch = false;
      }
      this.sample = chosen;
    }
    const scene = this.#scene();
    if (!scene || !pinned || this.#own) return;
    const layer = layerFor(scene, this.step, pointed);
    if (layer !== null) this.layer = layer;
  }

  #scene(): Scene | null {
    const { trace, subject } = this.#traced;
    const { experiment, catalog, layers, held } = this.state;
    if (!trace || !subject || !experiment || !catalog || trace.layers.length !== layers.length) return null;
    const batch = "batch" in subject;
    return {
      trace,
      batch,
      experiment,
      catalog,
      layers,
      frozen: held,
      column: batch ? Math.min(this.column, trace.samples.length - 1) : 0,
    };
  }

  #layerOf(scene: Scene): number {
    const choices = layersOf(scene, this.step);
    return this.layer !== null && choices.includes(this.layer) ? this.layer : (choices[0] ?? depth(scene));
  }

  /** What is looked at: what is pointed at, else what was last, else what stands out. */
  #focusIn(scene: Scene): Focus {
    const layer = this.#layerOf(scene);
    const known = this.#focus;
    const own = layerOf(scene, Math.min(layer, depth(scene)));
    const stands = known?.layer === layer && known.unit < own.biases.length;
    const before = stands ? known : focusOf(scene, this.step, layer);
    this.#focus = focusAt(scene, this.step, layer, this.state.pointed, before) ?? before;
    return this.#focus;
  }

  override render(): TemplateResult {
    const scene = this.#scene();
    const m = scene?.batch ? scene.trace.samples.length : null;
    return html`<div class="subject">
        <div class="seg" role="radiogroup" aria-label=${this.t("explain.subject")}>
          <button role="radio" aria-checked=${!this.batch} @click=${() => this.#choose(false)}>${this.t("explain.sample")}</button>
          <button role="radio" aria-checked=${this.batch} @click=${() => this.#choose(true)}>${this.t("explain.batch")}${m === null ? nothing : html` <span class="num">${m}</span>`}</button>
        </div>
        <button class="btn sm ghost" aria-pressed=${this.#tour.running} @click=${() => (this.#tour.running ? this.#tour.stop() : this.#start())}>${icon(this.#tour.running ? "pause" : "play", true)}${this.t(this.#tour.running ? "explain.stop" : "explain.play")}</button>
      </div>
      ${scene ? html`<gp-explain-who .store=${this.store} .scene=${scene} @gp-move=${({ detail }: CustomEvent<number>) => this.#move(detail)} @gp-worst=${this.#worst}></gp-explain-who>` : html`<p class="wait" role="status">${this.t("explain.waiting")}</p>`}
      <p class="phase" role="status" ?hidden=${this.state.phase === null}>${this.#phaseText()}</p>
      <ol class="steps" aria-label=${this.t("explain.steps")} @gp-key=${this.#pointed} @gp-key-pin=${this.#pinned} @keydown=${this.#keys}>
        ${STEPS.map((id, at) => this.#item(scene, id, at))}
      </ol>
      ${scene ? html`<gp-explain-check .store=${this.store}></gp-explain-check>` : nothing}`;
  }

  /** Where the update stands that is stepped through, and whether anything has moved. */
  #phaseText(): TemplateResult | typeof nothing {
    const { phase, layers } = this.state;
    if (!phase) return nothing;
    const at = this.t("explain.phase", {
      n: positionOf(phase, layers.length) + 1,
      all: phasesOf(layers.length).length,
    });
    const moved = this.t(phase.step === "update" ? "explain.phaseMoved" : "explain.phaseStill");
    return html`<b>${at}</b> ${moved}`;
  }

  #item(scene: Scene | null, id: StepId, at: number): TemplateResult {
    const open = id === this.step;
    const done = STEPS.indexOf(this.step) > at;
    const outcome = scene && !open ? outcomeOf(scene, id) : null;
    return html`<li class="${open ? "on" : ""} ${done ? "done" : ""}">
      <h3><button class="hd" id="hd-${id}" aria-expanded=${open} aria-controls="bd-${id}" @click=${() => this.#open(id)}>
        <span class="n num">${done ? icon("check", true) : at === 0 ? "→" : at}</span>
        <span class="name">${this.t(`explain.step.${id}`)}</span>
        ${outcome ? html`<span class="outcome num"><gp-formula .tex=${outcome.tex}></gp-formula> = ${write(outcome.value)}</span>` : nothing}
      </button></h3>
      <div class="bd" id="bd-${id}" role="region" aria-labelledby="hd-${id}" ?hidden=${!open}>${open && scene ? this.#body(scene, id, at) : nothing}</div>
    </li>`;
  }

  #body(scene: Scene, id: StepId, at: number): TemplateResult {
    const nowhere = layersOf(scene, id).length === 0;
    const focus = this.#focusIn(scene);
    const content = nowhere ? null : contentOf(scene, id, focus, wordsOf(this.state.language));
    return html`<gp-explain-step .store=${this.store} .says=${sentences(this.state, scene, id, focus)} .content=${content} .lit=${this.#lit(focus, id)}>
        ${this.#layers(scene, id)}${id === "output" ? outputLines(scene, { output: this.t("explain.output"), target: this.t("explain.target") }) : nothing}
      </gp-explain-step>
      ${id === "gradients" ? html`<gp-explain-points .store=${this.store} .scene=${scene} .parameter=${focus}></gp-explain-points>` : nothing}
      ${id === "update" ? this.#apply(scene) : nothing}
      <div class="walk">
        <button class="btn sm" ?disabled=${at === 0} @click=${() => this.#go(-1)}>${this.t("explain.back")}</button>
        <button class="btn sm" ?disabled=${at === STEPS.length - 1} @click=${() => this.#go(1)}>${this.t("explain.next")}</button>
      </div>`;
  }

  #lit(focus: Focus, id: StepId): ReadonlySet<string> {
    const { pointed } = this.state;
    if (pointed && pointed.kind !== "epoch" && !(pointed.kind === "sample" && !this.batch)) return litBy(pointed);
    if (id === "forward" || id === "output") return litBy({ kind: "neuron", layer: focus.layer, index: focus.unit });
    if (id === "propagate") return litBy({ kind: "neuron", layer: focus.layer, index: focus.unit });
    const { layer, unit, input } = focus;
    const inputs = this.state.layers[layer - 1]?.inputs ?? 0;
    return litBy(
      input >= inputs ? { kind: "bias", layer, to: unit } : { kind: "weight", layer, to: unit, from: input },
    );
  }

  #layers(scene: Scene, id: StepId): TemplateResult | typeof nothing {
    const choices = layersOf(scene, id);
    if (choices.length < 2) return nothing;
    const chosen = this.#layerOf(scene);
    return html`<div class="layers"><span>${this.t("explain.layer")}</span>
      <div class="seg" role="radiogroup" aria-label=${this.t("explain.layer")}>${choices.map(
        (layer) =>
          html`<button role="radio" class="num" aria-checked=${layer === chosen} @click=${() => this.#chooseLayer(layer)}>${layer === lossAt(scene) ? this.t("explain.lossChoice") : layer}</button>`,
      )}</div>
      <span class="cap">${this.t(id === "forward" ? "explain.forwards" : "explain.backwards")}</span></div>`;
  }

  #apply(scene: Scene): TemplateResult {
    return scene.batch
      ? html`<button class="btn sm pri apply" ?disabled=${this.state.playing} @click=${() => this.intents.step("batch")}>${this.t("explain.apply")}</button>`
      : html`<p class="cap">${this.t("explain.applyBatch")}</p>`;
  }

  #choose(batch: boolean): void {
    this.batch = batch;
    this.column = 0;
  }

  #chooseLayer(layer: number): void {
    this.layer = layer;
    this.#focus = null;
    if (this.state.pinned && this.state.pointed?.kind !== "sample") this.intents.pin(null);
  }

  #move(by: number): void {
    if (this.batch) {
      const m = this.#traced.trace?.samples.length ?? 1;
      this.column = (this.column + by + m) % m;
      return;
    }
    const count = trainSamples(this.state);
    if (count === 0) return;
    this.#show(((this.sample ?? 0) + by + count) % count);
  }

  #worst = async (): Promise<void> => {
    await this.#chooseWorst();
    if (this.sample !== null) this.#show(this.sample);
  };

  /** Explains a sample and rings it on the picture. */
  #show(index: number): void {
    this.sample = index;
    const ref = sampleRef(index);
    if (!(this.state.pinned && sameRef(this.state.pointed, ref))) this.intents.pin(ref);
  }

  #open(id: StepId): void {
    if (id === this.step) return;
    this.step = id;
    this.layer = null;
    this.#focus = null;
    // The step above has folded up, and its place in the panel with it; what the new one holds is there with the next frame.
    requestAnimationFrame(() => {
      const head = this.renderRoot.querySelector(`#hd-${id}`);
      if (head) reveal(head);
    });
  }

  #go(by: number): void {
    const next = STEPS[STEPS.indexOf(this.step) + by];
    if (!next) return;
    this.#open(next);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#hd-${next}`)?.focus());
  }

  #start(): void {
    this.#open("output");
    this.#tour.start();
  }

  /** The layer that the open step visits after the present one. */
  #layerAfter(): number | undefined {
    const scene = this.#scene();
    if (!scene) return undefined;
    const choices = layersOf(scene, this.step);
    return choices[choices.indexOf(this.#layerOf(scene)) + 1];
  }

  #advance(): boolean {
    const layer = this.#layerAfter();
    const next = STEPS[STEPS.indexOf(this.step) + 1];
    if (layer !== undefined) this.#chooseLayer(layer);
    else if (next) this.#open(next);
    else return false;
    return true;
  }

  #pointed = ({ detail }: CustomEvent<string | null>): void => this.intents.point(refOf(detail));

  #pinned = ({ detail }: CustomEvent<string>): void => {
    const ref = refOf(detail);
    if (ref?.kind === "sample" && this.batch) {
      const at = this.#traced.trace?.samples.indexOf(ref.index) ?? -1;
      if (at >= 0) this.column = at;
    } else if (ref) {
      this.#own = true;
      this.intents.pin(ref);
    }
  };

  /** Arrow keys move between the heads of the steps, as in every accordion. */
  #keys = (event: KeyboardEvent): void => {
    const heads = [...this.renderRoot.querySelectorAll<HTMLElement>(".hd")];
    const at = heads.indexOf(event.composedPath()[0] as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heads.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    heads[(to + heads.length) % heads.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The panel of the registry. */
export const panel = (store: Store): TemplateResult => html`<gp-explain .store=${store}></gp-explain>`;

declare global {
  interface HTMLElementTagNameMap {
    "gp-explain": GpExplain;
  }
}
