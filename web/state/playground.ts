/** A playground at work: carries out the reader's intents through the worker, puts what comes back in the store. */
import type { DataPart, Experiment, ExperimentInput, JobId } from "../engine/types.js";
import { translate } from "../i18n/index.js";
import type { PresetSource } from "../presets/preset.js";
import { changesBetween } from "../protocol/changes.js";
import type { First } from "../protocol/first.js";
import type { Frame } from "../protocol/frame.js";
import type { Question, QuestionArguments, QuestionId } from "../protocol/questions.js";
import type { LinkAnswer, RequestName, Requests } from "../protocol/requests.js";
import type { Changed, Refusal, Unread } from "../protocol/run.js";
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
import { Sketch } from "./sketch.js";
import type { Toast } from "./state.js";
import type { Slice, Store } from "./store.js";
import { Toasts } from "./toasts.js";
import { Transport } from "./transport.js";

/** Slices whose change makes the next frame's question another one. */
const QUESTION: readonly Slice[] = ["display", "pointed", "hovered", "explained", "layout", "panel", "catalog"];

export class Playground extends Transport implements Intents {
  /** Commands under way: until they are carried out, an answer may still say that it plays, or that it does not. */
  #commands = 0;
  readonly #needs = new Needs();
  readonly #jobs: JobsUnderWay;
  readonly #connection: Connection;
  #probe: readonly number[] | null = null;
  readonly #frames: FrameLoop;
  readonly #sketch = new Sketch();
  readonly #toasts: Toasts;
  #stop: () => void;
  /** What of a kept run could not be read when the run was opened. */
  unread: Unread | null = null;
  /** Changes of the experiment go one after the other, so that each starts from what the one before left. */
  #changes: Promise<unknown> = Promise.resolve();
  /** The last change that was asked for, until it begins: what merges with it joins it. */
  #waiting: { merge: string | undefined; edits: Edit[]; answered: Promise<Refusal | null> } | null = null;

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
        const needs = { probe: this.#probe, gradients: this.watching > 0, maps: this.mapping > 0 };
        const asked = { ...needs, questions: this.#questions() };
        return { ...frameRequest(store.state, asked), ...this.#connection.takeForgot() };
      },
      answered: (frame) => this.#apply(frame),
      failed: (error) => this.#failed(error),
    });
    this.#jobs = new JobsUnderWay(store, (name, args) => this.request(name, args));
    this.#stop = store.subscribe(QUESTION, () => this.#frames.touch());
  }

  /** Shows a run as it was recorded, until the engine has it. What the reader does meanwhile waits for the engine. */
  foresee({ preset, catalog, baseline, frame }: First): void {
    this.store.set({ preset, catalog, baseline });
    applyFrame(this.store, frame, this.#connection.rows, []);
    this.store.set({ foreseen: true });
  }

  /**
   * Starts the engine with an experiment; afterwards the store holds a run. Failures end in `state.engine`.
   * @param options `sheet`: the link is the preset itself, which has parameters of its own
   * @returns whether a link was opened
   */
  async open(
    experiment: ExperimentInput,
    options: { preset?: string | null; sheet?: boolean } & Omit<Beginning, "experiment"> = {},
  ): Promise<boolean> {
    const { preset: chosen = null, sheet = false, link, snapshot, record, state, parameters } = options;
    const kept = { link, snapshot, record, state, parameters };
    let linked: LinkAnswer | undefined;
    await this.#connection.open({ experiment, ...kept }, async ({ link: answer, unread = null }) => {
      linked = answer;
      this.unread = unread;
      const preset = answer && "notices" in answer && !answer.same && !sheet ? null : chosen;
      const source = preset === null ? undefined : this.presets.experimentOf(preset);
      const baseline = source ? await this.worker.request("fill", { experiment: source }) : null;
      const hide = answer && "notices" in answer ? answer.hide : [];
      return { preset, baseline, hidden: this.hiding("link", hide) };
    });
    if (this.store.state.engine.phase !== "ready") return false;
    this.#frames.touch();
    if (linked) this.#toasts.link(linked);
    return linked !== undefined && "notices" in linked;
  }

  /** Settles when the changes that were asked for so far are made or refused. */
  changed = (): Promise<unknown> => {
    this.#waiting = null;
    return this.#changes;
  };

  /** Settles when what was asked for so far is in the store. */
  async settled(): Promise<void> {
    await this.#connection.opened;
    await this.changed();
    // A frame that is under way may have been asked before.
    await this.#frames.nextAnswer();
    await this.#frames.nextAnswer();
  }

  /** Tells something in passing; where there is a file to keep, until the reader has read it. */
  note(text: string, file?: Toast["file"]): void {
    this.#toasts.show({ kind: "note", text, undo: false, ...(file ? { file } : {}) });
  }

  close(): void {
    this.#frames.close();
    this.#toasts.dismiss();
    this.#stop();
    this.#connection.close();
  }

  /** The reader does something here: of those that play on a page this one is first. */
  prefer = (): void => this.#frames.prefer();

  /** Rests while nobody looks. */
  rest(resting: boolean): void {
    this.#frames.rest(resting);
    this.send("rest", { resting });
  }

  change(edit: Edit, options: ChangeOptions = {}): Promise<Refusal | null> {
    const { merge } = options;
    const waiting = this.#waiting;
    if (merge !== undefined && waiting?.merge === merge && waiting.answered === this.#changes) {
      waiting.edits.push(edit);
      return waiting.answered;
    }
    const edits = [edit];
    const next = this.#changes.then(async () => {
      if (!this.store.state.experiment) await this.#frames.nextAnswer();
      if (this.#waiting?.edits === edits) this.#waiting = null;
      const { experiment } = this.store.state;
      if (!experiment) return null;
      const draft = draftOf(experiment);
      for (const each of edits) each(draft);
      return this.#tryExperiment(experiment, draft, options);
    });
    const answered = next.catch((error: unknown) => {
      this.#failed(error);
      return null;
    });
    this.#changes = answered;
    this.#waiting = { merge, edits, answered };
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
      const parameters = this.presets.parametersOf?.(id);
      if (parameters) await this.#openText(JSON.stringify({ experiment, parameters }), id);
      else if (present) await this.#tryExperiment(present, baseline, { preset: id });
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
    const answer = await this.request("openLink", { run: this.run, text });
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

  setParameter(index: number, value: number, options: ChangeOptions = {}): void {
    const merge = options.merge === undefined ? {} : { merge: options.merge };
    this.request("setParameter", { run: this.run, index, value, ...merge })
      .then((changed) => this.#told(changed))
      .catch((error: unknown) => this.#failed(error));
  }

  hold(index: number, held: boolean): void {
    this.#toasts.outdated();
    this.send("hold", { run: this.run, index, held });
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

  need<K extends QuestionId>(id: K, args: QuestionArguments<K>, options: { every?: number } = {}): () => void {
    const stop = this.#needs.add({ id, args, ...options });
    this.#frames.touch();
    return () => {
      stop();
      this.#frames.touch();
    };
  }

  protected override outdate(): void {
    this.#toasts.outdated();
  }

  protected override touch(): void {
    this.#frames.touch();
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

  restart(): void {
    this.#connection.restart();
  }

  /** The last moment of the run that this page has itself, for {@link open}. */
  get moment(): Beginning | null {
    return this.#connection.moment;
  }

  async #tryExperiment(present: Experiment, next: Experiment, options: ChangeOptions): Promise<Refusal | null> {
    const { merge, preset, keepParameters: keep } = options;
    const changes = this.#connection.rows.packChanges(changesBetween(present, next));
    const asked = { run: this.run, changes, ...(merge && { merge }), ...(keep && { keep }) };
    const changed = await this.request("change", asked);
    if (changed.refused === null && preset !== undefined) this.store.set({ preset });
    this.#told(changed);
    await this.#frames.nextAnswer();
    return changed.refused;
  }

  /** Tells of a change in passing, where there is something to tell. */
  #told({ refused, restarted, lost, another, merged }: Changed): void {
    if (refused) this.#toasts.show({ kind: "refused", refusal: refused, undo: false });
    else if (restarted && lost) this.#toasts.show({ kind: another ? "another" : "restarted", undo: true }, merged);
    else if (!merged) this.#toasts.outdated();
    this.#frames.touch();
  }

  protected override request<K extends RequestName>(
    name: K,
    args: Requests[K]["args"],
  ): Promise<Requests[K]["answer"]> {
    return this.#connection.request(name, args);
  }

  /** Asks for something whose outcome the next frame shows. */
  protected override send<K extends RequestName>(name: K, args: Requests[K]["args"]): void {
    this.#commands++;
    this.request(name, args)
      .catch((error: unknown) => this.#failed(error))
      .finally(() => this.#commands--);
    this.#frames.touch();
  }

  #apply(frame: Frame): void {
    if (frame.divergence) this.#toasts.dismiss(); // the banner has the word
    const { data, view: before } = this.store.state;
    const shown = frame.start && this.#sketch.land(frame.start.data, data);
    const news = this.#commands > 0 ? { ...frame, playing: this.store.state.playing } : frame;
    applyFrame(this.store, news, this.#connection.rows, this.#questions());
    if (this.#connection.forget(frame.forgotten ?? [])) this.#frames.touch();
    if (frame.start) this.#toasts.memory(frame.start.memory);
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
