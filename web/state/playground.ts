/** A playground at work: carries out the reader's intents through the worker and puts what comes back in the store. */
import type { DataPart, Experiment, ExperimentInput, JobId } from "../engine/types.js";
import { translate } from "../i18n/index.js";
import type { PresetSource } from "../presets/preset.js";
import { changesBetween } from "../protocol/changes.js";
import type { Frame } from "../protocol/frame.js";
import type { Question, QuestionArguments, QuestionId } from "../protocol/questions.js";
import type { LinkAnswer, RequestName, Requests } from "../protocol/requests.js";
import type { Changed, Granularity, Refusal } from "../protocol/run.js";
import { Needs } from "./answers.js";
import { applyFrame } from "./apply.js";
import { frameRequest, pictureQuestions } from "./ask.js";
import { Connection } from "./connection.js";
import { draftOf } from "./draft.js";
import { lacksPoints } from "./drawing.js";
import { FrameLoop, type Restarts } from "./frame-loop.js";
import type { ChangeOptions, Edit, Intents, JobHandle } from "./intents.js";
import { JobsUnderWay } from "./jobs.js";
import type { Beginning } from "./lifeline.js";
import { linkToast } from "./link-toast.js";
import { Reads } from "./reads.js";
import { freshSeed } from "./seed.js";
import { Sketch } from "./sketch.js";
import type { Slice, Store } from "./store.js";
import { Toasts } from "./toasts.js";

/** Slices whose change makes the next frame's question another one. */
const QUESTION: readonly Slice[] = ["display", "pointed", "layout", "panel", "catalog"];

export class Playground extends Reads implements Intents {
  /** Commands under way: until they are carried out, an answer may still say that it plays, or that it does not. */
  #commands = 0;
  readonly #needs = new Needs();
  /** How many need the gradients and the last change of every parameter. */
  #watching = 0;
  /** How many need the heatmaps of all neurons. */
  #mapping = 0;
  readonly #jobs: JobsUnderWay;
  readonly #connection: Connection;
  #probe: readonly number[] | null = null;
  readonly #frames: FrameLoop;
  readonly #sketch = new Sketch();
  readonly #toasts: Toasts;
  #stop: () => void;
  /** Changes of the experiment go one after the other, so that each starts from what the one before left. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(
    store: Store,
    readonly worker: Restarts,
    readonly presets: PresetSource,
  ) {
    super(store);
    store.intents = this;
    this.#toasts = new Toasts(store);
    this.#connection = new Connection(store, worker, {
      lost: () => this.#jobs.lost(),
      continued: (shown) => {
        if (shown) this.#toasts.show({ kind: "continued", undo: false });
        this.#frames.touch();
      },
    });
    this.#frames = new FrameLoop(store, worker, {
      question: () => {
        const needs = { probe: this.#probe, gradients: this.#watching > 0, maps: this.#mapping > 0 };
        const asked = { ...needs, questions: this.#questions() };
        return { ...frameRequest(store.state, asked), ...this.#connection.takeForgot() };
      },
      answered: (frame) => this.#apply(frame),
      failed: (error) => this.#failed(error),
    });
    this.#jobs = new JobsUnderWay(store, (name, args) => this.request(name, args));
    this.#stop = store.subscribe(QUESTION, () => this.#frames.touch());
  }

  /**
   * Starts the engine with an experiment; afterwards the store holds a run. Failures end in `state.engine`.
   * @returns whether a link was opened
   */
  async open(
    experiment: ExperimentInput,
    options: { preset?: string | null } & Omit<Beginning, "experiment"> = {},
  ): Promise<boolean> {
    const { preset: chosen = null, link, snapshot, record, state, parameters } = options;
    const kept = { link, snapshot, record, state, parameters };
    let linked: LinkAnswer | undefined;
    await this.#connection.open({ experiment, ...kept }, async (answer) => {
      linked = answer;
      const preset = answer && "notices" in answer && !answer.same ? null : chosen;
      const source = preset === null ? undefined : this.presets.experimentOf(preset);
      const baseline = source ? await this.worker.request("fill", { experiment: source }) : null;
      const hide = answer && "notices" in answer ? answer.hide : [];
      return { preset, baseline, hidden: this.hiding("link", hide) };
    });
    if (this.store.state.engine.phase !== "ready") return false;
    this.#frames.touch();
    this.#toasts.show(linkToast(this.store.state.language, linked));
    return linked !== undefined && "notices" in linked;
  }

  /** Settles when what was asked for so far is in the store. */
  async settled(): Promise<void> {
    await this.#connection.opened;
    await this.#changes;
    // A frame that is under way may have been asked before.
    await this.#frames.nextAnswer();
    await this.#frames.nextAnswer();
  }

  note(text: string): void {
    this.#toasts.show({ kind: "note", text, undo: false });
  }

  close(): void {
    this.#frames.close();
    this.#toasts.dismiss();
    this.#stop();
    this.#connection.close();
  }

  /** Rests while nobody looks. */
  rest(resting: boolean): void {
    this.#send("rest", { resting });
  }

  play(): void {
    const { divergence, progress } = this.store.state;
    if (divergence || lacksPoints(this.store.state.data)) return;
    if (progress?.status === "stopped") this.#send("reset", { run: this.run });
    this.store.set({ playing: true });
    this.#send("play", { run: this.run, playing: true });
  }

  pause(): void {
    this.store.set({ playing: false });
    this.#send("play", { run: this.run, playing: false });
  }

  toggle(): void {
    if (this.store.state.playing) this.pause();
    else this.play();
  }

  step(unit: Granularity = this.store.state.granularity): void {
    this.store.set({ playing: false });
    this.#send("step", { run: this.run, unit });
  }

  reset(): void {
    this.store.set({ playing: false });
    this.#send("reset", { run: this.run });
  }

  newStart(): void {
    void this.change((draft) => {
      draft.network.seed = freshSeed();
    });
  }

  setSpeed(updatesPerSecond: number): void {
    this.store.set({ speed: updatesPerSecond });
    this.#send("speed", { run: this.run, updatesPerSecond });
  }

  seek(epoch: number): void {
    this.store.set({ playing: false });
    this.#send("seek", { run: this.run, epoch });
  }

  travel(by: number): void {
    this.store.set({ playing: false });
    this.#send("travel", { run: this.run, by });
  }

  change(edit: Edit, options: ChangeOptions = {}): Promise<Refusal | null> {
    const next = this.#changes.then(async () => {
      if (!this.store.state.experiment) await this.#frames.nextAnswer();
      const { experiment } = this.store.state;
      if (!experiment) return null;
      const draft = draftOf(experiment);
      edit(draft);
      return this.#tryExperiment(experiment, draft, options);
    });
    const answered = next.catch((error: unknown) => {
      this.#failed(error);
      return null;
    });
    this.#changes = answered;
    if (options.sketched) {
      this.#sketch.send(this.store.state.data, answered);
      this.store.set({ sketched: false });
    }
    return answered;
  }

  choosePreset(id: string): void {
    const experiment = this.presets.experimentOf(id);
    if (!experiment) return;
    this.#changes = this.#changes.then(async () => {
      const baseline = await this.request("fill", { experiment });
      if (!this.store.state.experiment) await this.#frames.nextAnswer();
      const { experiment: present } = this.store.state;
      if (present) await this.#tryExperiment(present, baseline, { preset: id });
      this.store.set({ baseline });
    });
  }

  openLink(text: string): Promise<boolean> {
    const next = this.#changes.then(async () => {
      const answer = await this.request("openLink", { run: this.run, text });
      if ("refusal" in answer) {
        this.#toasts.show(linkToast(this.store.state.language, answer));
        return false;
      }
      this.store.set({ preset: null, baseline: null });
      this.hide("link", answer.hide);
      const { changed } = answer;
      if (changed?.refused) this.#told(changed);
      else if (changed?.lost) {
        const text = translate(this.store.state.language, "link.opened");
        this.#toasts.show({ kind: "note", text, undo: true });
      }
      this.#toasts.show(linkToast(this.store.state.language, answer));
      await this.#frames.nextAnswer();
      return true;
    });
    this.#changes = next.catch(() => null);
    return next;
  }

  setParameter(index: number, value: number, options: ChangeOptions = {}): void {
    const merge = options.merge === undefined ? {} : { merge: options.merge };
    this.request("setParameter", { run: this.run, index, value, ...merge })
      .then((changed) => this.#told(changed))
      .catch((error: unknown) => this.#failed(error));
  }

  hold(index: number, held: boolean): void {
    this.#send("hold", { run: this.run, index, held });
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
        const changed = await this.request(name, { run: this.run });
        if (name === "undo") this.dismissToast();
        this.#told(changed);
        await this.#frames.nextAnswer();
      })
      .catch((error: unknown) => this.#failed(error));
  }

  probe(point: readonly number[] | null): void {
    this.#probe = point;
    if (point === null) this.store.set({ probe: null });
    this.#frames.touch();
  }

  watch(): () => void {
    return this.#counted((by) => {
      this.#watching += by;
    });
  }

  watchMaps(): () => void {
    return this.#counted((by) => {
      this.#mapping += by;
    });
  }

  #counted(count: (by: number) => void): () => void {
    count(1);
    this.#frames.touch();
    let counted = true;
    return () => {
      if (counted) count(-1);
      counted = false;
    };
  }
  need<K extends QuestionId>(id: K, args: QuestionArguments<K>, options: { every?: number } = {}): () => void {
    const stop = this.#needs.add({ id, args, ...options });
    this.#frames.touch();
    return () => {
      stop();
      this.#frames.touch();
    };
  }

  /** What is asked with every frame: what the picture shows, and what else is needed. */
  #questions(): Question[] {
    return [...pictureQuestions(this.store.state), ...this.#needs.questions];
  }

  startJob<K extends JobId>(id: K, args: QuestionArguments<K>): JobHandle<K> {
    const handle = this.#jobs.start(this.run, id, args);
    this.#frames.touch();
    return handle;
  }

  dismissToast(): void {
    this.#toasts.dismiss();
  }

  recover(how: "lowerRate" | "goBack" | "keep"): void {
    this.#send("recover", { run: this.run, how });
  }

  restart(): void {
    this.#connection.restart();
  }

  /** The last moment of the run that this page has itself, for {@link open}. */
  get moment(): Beginning | null {
    return this.#connection.moment;
  }

  async #tryExperiment(
    present: Experiment,
    next: Experiment,
    { merge, preset }: ChangeOptions,
  ): Promise<Refusal | null> {
    const changed = await this.request("change", {
      run: this.run,
      changes: this.#connection.rows.packChanges(changesBetween(present, next)),
      ...(merge === undefined ? {} : { merge }),
    });
    if (changed.refused === null && preset !== undefined) this.store.set({ preset });
    this.#told(changed);
    await this.#frames.nextAnswer();
    return changed.refused;
  }

  /** Tells of a change in passing, where there is something to tell. */
  #told({ refused, restarted, lost }: Changed): void {
    if (refused) this.#toasts.show({ kind: "refused", refusal: refused, undo: false });
    else if (restarted && lost) this.#toasts.show({ kind: "restarted", undo: true });
    this.#frames.touch();
  }

  protected override request<K extends RequestName>(
    name: K,
    args: Requests[K]["args"],
  ): Promise<Requests[K]["answer"]> {
    return this.#connection.request(name, args);
  }

  /** Asks for something whose outcome the next frame shows. */
  #send<K extends RequestName>(name: K, args: Requests[K]["args"]): void {
    this.#commands++;
    this.request(name, args)
      .catch((error: unknown) => this.#failed(error))
      .finally(() => this.#commands--);
    this.#frames.touch();
  }

  #apply(frame: Frame): void {
    const { data, view: before } = this.store.state;
    const shown = frame.start && this.#sketch.land(frame.start.data, data);
    const news = this.#commands > 0 ? { ...frame, playing: this.store.state.playing } : frame;
    applyFrame(this.store, news, this.#connection.rows, this.#questions());
    if (this.#connection.forget(frame.forgotten ?? [])) this.#frames.touch();
    if (frame.jobs) this.#jobs.told(frame.jobs);
    if (shown) this.store.set({ data: shown, sketched: this.#sketch.unsent(shown) });
    if (this.#commands > 0) this.#frames.touch();
    else if (frame.playing || this.#jobs.running) this.#frames.wake();
    if (frame.view && before) this.#frames.giveBack(before.planes.buffer as ArrayBuffer);
  }

  /** A refusal leaves the run as it was and is told; after anything else another worker takes over. */
  #failed(error: unknown): void {
    const refusal = this.#connection.failed(error);
    if (refusal) this.#toasts.show({ kind: "refused", refusal, undo: false });
  }
}
