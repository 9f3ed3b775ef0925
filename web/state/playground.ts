/** A playground at work: carries out the reader's intents through the worker and puts what comes back in the store. */
import type { DataPart, ExperimentInput, QuestionAnswer, QuestionArguments, QuestionId } from "../engine/types.js";
import { translate } from "../i18n/index.js";
import type { Refusal } from "../i18n/refusal.js";
import type { Control } from "../links/index.js";
import type { PresetSource } from "../presets/preset.js";
import type { Changed, FilmFrame, FilmRequest, Frame, RequestName, Requests } from "../protocol/protocol.js";
import { applyFrame } from "./apply.js";
import { frameRequest } from "./ask.js";
import { type Brush, lacksPoints } from "./drawing.js";
import { failedBy, failureOf } from "./failure.js";
import { type Asks, FrameLoop } from "./frame-loop.js";
import type { ChangeOptions, Edit, Intents } from "./intents.js";
import { Needs } from "./needs.js";
import { PHASES_PANEL, phaseAfter } from "./phases.js";
import { type Ref, sameRef } from "./ref.js";
import { freshSeed } from "./seed.js";
import { Sketch } from "./sketch.js";
import type { Granularity, Need, State } from "./state.js";
import { relaxStop } from "./stop.js";
import type { Slice, Store } from "./store.js";
import { Toasts } from "./toasts.js";

/** Slices whose change makes the next frame's question another one. */
const QUESTION: readonly Slice[] = ["display", "pointed", "hovered", "explained", "layout", "panel", "catalog"];

export class Playground implements Intents {
  #ready!: () => void;
  readonly #opened = new Promise<void>((resolve) => {
    this.#ready = resolve;
  });
  /** Commands under way: until they are carried out, an answer may still say that it plays, or that it does not. */
  #commands = 0;
  #closed = false;
  readonly #needs = new Needs();
  #probe: readonly number[] | null = null;
  readonly #frames: FrameLoop;
  readonly #sketch = new Sketch();
  readonly #hidden: Record<"page" | "link", readonly Control[]> = { page: [], link: [] };
  readonly #toasts: Toasts;
  #stop: () => void;
  /** Changes of the experiment go one after the other, so that each starts from what the one before left. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(
    readonly store: Store,
    readonly worker: Asks,
    readonly presets: PresetSource,
  ) {
    store.intents = this;
    this.#toasts = new Toasts(store);
    this.#frames = new FrameLoop(store, worker, {
      question: () => frameRequest(store.state, this.#probe, (kind) => this.#needs.has(kind)),
      answered: (frame) => this.#apply(frame),
      failed: (error) => this.#failed(error),
    });
    this.#stop = store.subscribe(QUESTION, () => this.#frames.touch());
  }

  /**
   * Starts the engine with an experiment; afterwards the store holds a run. Failures end in `state.engine`.
   * @param options `sheet`: the link is the preset itself, which has parameters of its own
   * @returns whether a link was opened
   */
  async open(
    experiment: ExperimentInput,
    options: { preset?: string | null; sheet?: boolean } & Pick<
      Requests["open"]["args"],
      "snapshot" | "record" | "link"
    > = {},
  ): Promise<boolean> {
    const { preset: chosen = null, sheet = false, snapshot, record, link } = options;
    try {
      const { catalog, link: linked } = await this.worker.request("open", {
        experiment,
        ...(snapshot ? { snapshot } : {}),
        ...(record ? { record } : {}),
        ...(link === undefined ? {} : { link }),
      });
      const preset = linked && "notices" in linked && !linked.same && !sheet ? null : chosen;
      const source = preset === null ? undefined : this.presets.experimentOf(preset);
      const baseline = source ? await this.worker.request("fill", { experiment: source }) : null;
      this.store.set({ catalog, engine: { phase: "ready" }, preset, baseline });
      this.#ready();
      this.#send("speed", { updatesPerSecond: this.store.state.speed });
      this.#frames.touch();
      if (linked && "notices" in linked) this.hide("link", linked.hide);
      if (linked) this.#toasts.link(linked);
      return linked !== undefined && "notices" in linked;
    } catch (error) {
      const engine = failureOf(error, this.store.state);
      if (!this.#closed) this.store.set({ engine });
      return false;
    }
  }

  /** Settles when what was asked for so far is in the store. */
  async settled(): Promise<void> {
    await this.#opened;
    await this.#changes;
    // A frame that is under way may have been asked before.
    await this.#frames.nextAnswer();
    await this.#frames.nextAnswer();
  }

  /** Tells something in passing. */
  note(text: string): void {
    this.#toasts.show({ kind: "note", text, undo: false });
  }

  close(): void {
    this.#closed = true;
    this.#frames.close();
    this.#toasts.dismiss();
    this.#stop();
    this.worker.close();
  }

  /** Rests while nobody looks. */
  rest(resting: boolean): void {
    this.#send("rest", { resting });
  }

  play(): void {
    const { divergence, progress } = this.store.state;
    if (divergence || lacksPoints(this.store.state.data)) return;
    if (progress?.status === "stopped") this.#send("reset", null);
    this.store.set({ playing: true, hints: false, phase: null });
    this.#send("play", { playing: true });
  }

  pause(): void {
    this.store.set({ playing: false });
    this.#send("play", { playing: false });
  }

  toggle(): void {
    if (this.store.state.playing) this.pause();
    else this.play();
  }

  step(unit: Granularity = this.store.state.granularity): void {
    if (unit === "phase") {
      this.#stepPhase();
      return;
    }
    this.store.set({ playing: false, hints: false, phase: null });
    this.#send("step", { unit });
  }

  /** The next phase of the update in the panel that shows it. The engine has nothing to do before the update itself. */
  #stepPhase(): void {
    const { phase, layers, playing } = this.store.state;
    if (playing) this.pause();
    const next = phaseAfter(phase, layers.length);
    this.store.set({ phase: next, inspector: PHASES_PANEL, panel: PHASES_PANEL, hints: false });
    if (next.step === "update") this.#send("step", { unit: "batch" });
  }

  goOn(): void {
    const { progress } = this.store.state;
    if (progress) void this.change((draft) => relaxStop(draft, progress)).then((refused) => refused ?? this.play());
  }

  reset(): void {
    this.#toasts.outdated();
    this.store.set({ playing: false, phase: null });
    this.#send("reset", null);
  }

  newStart(): void {
    void this.change((draft) => {
      draft.network.seed = freshSeed();
    });
  }

  setSpeed(updatesPerSecond: number): void {
    this.store.set({ speed: updatesPerSecond });
    this.#send("speed", { updatesPerSecond });
  }

  setGranularity(granularity: Granularity): void {
    this.store.set({ granularity });
  }

  seek(epoch: number): void {
    this.store.set({ playing: false, phase: null });
    this.#send("seek", { epoch });
  }

  travel(by: number): void {
    this.store.set({ playing: false, phase: null });
    this.#send("travel", { by });
  }

  change(edit: Edit, options: ChangeOptions = {}): Promise<Refusal | null> {
    const next = this.#changes.then(async () => {
      if (!this.store.state.experiment) await this.#frames.nextAnswer();
      const { experiment } = this.store.state;
      if (!experiment) return null;
      const draft = structuredClone(experiment);
      edit(draft);
      return this.#tryExperiment(draft, options);
    });
    this.#changes = next.catch(() => null);
    if (options.sketched) {
      this.#sketch.send(this.store.state.data, next);
      this.store.set({ sketched: false });
    }
    return next;
  }

  choosePreset(id: string): void {
    const experiment = this.presets.experimentOf(id);
    if (!experiment) return;
    this.#changes = this.#changes.then(async () => {
      const baseline = await this.#request("fill", { experiment });
      const parameters = this.presets.parametersOf?.(id);
      if (parameters) await this.#openText(JSON.stringify({ experiment, parameters }), id);
      else await this.#tryExperiment(experiment, { preset: id });
      this.show({ large: null });
      this.store.set({ baseline });
    });
  }

  openLink(text: string): Promise<boolean> {
    const next = this.#changes.then(() => this.#openText(text, null));
    this.#changes = next.catch(() => null);
    return next;
  }

  /** Opens what a text holds, of a preset or of none. */
  async #openText(text: string, preset: string | null): Promise<boolean> {
    const answer = await this.#request("openLink", { text });
    if ("refusal" in answer) {
      this.#toasts.link(answer);
      return false;
    }
    this.store.set({ preset, baseline: null });
    this.hide("link", answer.hide);
    const { changed } = answer;
    if (changed?.refused) this.#told(changed);
    else if (changed?.lost) {
      this.#toasts.show({ kind: "note", text: translate(this.store.state.language, "link.opened"), undo: true });
    }
    this.#toasts.link(answer);
    await this.#frames.nextAnswer();
    return true;
  }

  makeLink(parameters = false, hide = this.#hidden.link): Promise<string> {
    return this.#request("makeLink", { parameters, hide });
  }

  hide(by: "page" | "link", controls: readonly Control[]): void {
    this.#hidden[by] = controls;
    this.store.set({ hidden: new Set([...this.#hidden.page, ...this.#hidden.link]) });
  }

  exportRun(): Promise<Requests["exportRun"]["answer"]> {
    return this.#request("exportRun", null);
  }

  saveRun(): Promise<Requests["saveRun"]["answer"]> {
    return this.#request("saveRun", null);
  }

  openFilm(): Promise<number[]> {
    return this.#request("openFilm", null);
  }

  filmFrame(request: FilmRequest): Promise<FilmFrame | null> {
    return this.#request("filmFrame", request);
  }

  closeFilm(): Promise<null> {
    return this.#request("closeFilm", null);
  }

  setParameter(index: number, value: number, options: ChangeOptions = {}): void {
    const merge = options.merge === undefined ? {} : { merge: options.merge };
    void this.#request("setParameter", { index, value, ...merge }).then((changed) => this.#told(changed));
  }

  hold(index: number, held: boolean): void {
    this.#toasts.outdated();
    this.#send("hold", { index, held });
  }

  setBrush(brush: Brush | null): void {
    this.store.set({ brush });
  }

  sketch(data: DataPart | null): void {
    const shown = this.#sketch.show(data, this.store.state.data);
    this.store.set({ data: shown, sketched: this.#sketch.unsent(shown), pointed: null, pinned: false });
    if (lacksPoints(data) && this.store.state.playing) this.pause();
  }

  undo(): void {
    // What the engine does not get to know is taken back here, down to the sketch that is on its way.
    if (this.#sketch.unsent(this.store.state.data)) this.sketch(this.#sketch.underneath);
    else this.#retrace("undo", this.#sketch.refusal);
  }

  redo(): void {
    this.#retrace("redo");
  }

  /** Undoes or redoes behind the changes that are under way. One that the engine `refused` leaves nothing to undo. */
  #retrace(name: "undo" | "redo", refused?: Promise<Refusal | null>): void {
    this.#changes = this.#changes
      .then(async () => {
        if (await refused?.catch(() => null)) return;
        const changed = await this.#request(name, null);
        if (name === "undo") this.dismissToast();
        this.#told(changed);
        await this.#frames.nextAnswer();
      })
      .catch((error: unknown) => this.#failed(error));
  }

  point(ref: Ref | null): void {
    if (this.store.state.pinned || sameRef(ref, this.store.state.pointed)) return;
    this.store.set({ pointed: ref });
  }

  pin(ref: Ref | null): void {
    const { pinned, pointed } = this.store.state;
    const release = ref === null || (pinned && sameRef(ref, pointed));
    this.store.set({ pointed: release ? null : ref, pinned: !release });
  }

  probe(point: readonly number[] | null): void {
    this.#probe = point;
    if (point === null) this.store.set({ probe: null });
    this.#frames.touch();
  }

  watch(): () => void {
    return this.need("gradients");
  }

  need(kind: Need): () => void {
    this.#frames.touch();
    return this.#needs.take(kind);
  }

  show(patch: Partial<State["display"]>): void {
    this.store.set({ display: { ...this.store.state.display, ...patch } });
  }

  setChart(patch: Partial<State["chart"]>): void {
    this.store.set({ chart: { ...this.store.state.chart, ...patch } });
  }

  setPreference(patch: Parameters<Intents["setPreference"]>[0]): void {
    this.store.set(patch);
  }

  dismissToast(): void {
    this.#toasts.dismiss();
  }

  recover(how: "lowerRate" | "goBack" | "keep"): void {
    this.#send("recover", { how });
  }

  sampleData(experiment: ExperimentInput): Promise<Requests["sampleData"]["answer"]> {
    return this.#request("sampleData", { experiment });
  }

  ask<K extends QuestionId>(id: K, args: QuestionArguments<K>): Promise<QuestionAnswer<K>> {
    return this.#request("ask", { id, args }) as Promise<QuestionAnswer<K>>;
  }

  rates(epochs: number, points: number): Promise<readonly number[]> {
    return this.#request("rates", { epochs, points });
  }

  confusion(part: "train" | "test"): Promise<Requests["confusion"]["answer"]> {
    return this.#request("confusion", { part });
  }

  /** The run with its record, for {@link open}. */
  save(): Promise<Requests["save"]["answer"]> {
    return this.#request("save", null);
  }

  async #tryExperiment(experiment: ExperimentInput, options: ChangeOptions): Promise<Refusal | null> {
    const { merge, preset, keepParameters: keep } = options;
    const changed = await this.#request("change", { experiment, ...(merge && { merge }), ...(keep && { keep }) });
    if (changed.refused === null && preset !== undefined) this.store.set({ preset });
    this.#told(changed);
    await this.#frames.nextAnswer();
    return changed.refused;
  }

  /** Tells of a change in passing, where there is something to tell. */
  #told({ refused, restarted, lost, another }: Changed): void {
    if (refused) this.#toasts.show({ kind: "refused", refusal: refused, undo: false });
    else if (restarted && lost) this.#toasts.show({ kind: another ? "another" : "restarted", undo: true });
    else this.#toasts.outdated();
    this.#frames.touch();
  }

  /** Asks the worker as soon as it runs: what is asked before waits its turn. */
  async #request<K extends RequestName>(name: K, args: Requests[K]["args"]): Promise<Requests[K]["answer"]> {
    await this.#opened;
    return this.worker.request(name, args);
  }

  /** Asks for something whose outcome the next frame shows. */
  #send<K extends RequestName>(name: K, args: Requests[K]["args"]): void {
    this.#commands++;
    this.#request(name, args)
      .catch((error: unknown) => this.#failed(error))
      .finally(() => this.#commands--);
    this.#frames.touch();
  }

  #apply(frame: Frame): void {
    const { data, view: before } = this.store.state;
    const shown = frame.run && this.#sketch.land(frame.run.data, data);
    applyFrame(this.store, this.#commands > 0 ? { ...frame, playing: this.store.state.playing } : frame);
    if (shown) this.store.set({ data: shown, sketched: this.#sketch.unsent(shown) });
    if (this.#commands > 0 || frame.playing) this.#frames[this.#commands > 0 ? "touch" : "wake"]();
    if (frame.view && before) this.#frames.giveBack(before.planes.buffer as ArrayBuffer);
  }

  /** A refusal leaves the run as it was and is told; anything else ends the engine. */
  #failed(error: unknown): void {
    if (this.#closed) return;
    const { refusal } = error as { refusal?: Refusal };
    if (refusal) {
      this.#toasts.show({ kind: "refused", refusal, undo: false });
      return;
    }
    this.store.set({
      playing: false,
      engine: failedBy(error),
    });
  }
}
