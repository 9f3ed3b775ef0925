/** What moves the run: on, back, and out of where it ended. */
import type { RequestName, Requests } from "../protocol/requests.js";
import type { Refusal } from "../protocol/run.js";
import { lacksPoints } from "./drawing.js";
import type { ChangeOptions, Edit } from "./intents.js";
import { PHASES_PANEL, phaseAfter } from "./phases.js";
import { Reads } from "./reads.js";
import { freshSeed } from "./seed.js";
import type { Granularity } from "./state.js";
import { relaxStop } from "./stop.js";

export abstract class Transport extends Reads {
  /** Asks for something whose outcome the next frame shows. */
  protected abstract send<K extends RequestName>(name: K, args: Requests[K]["args"]): void;

  /** The way back that a restart offers would no longer lead there. */
  protected abstract outdate(): void;

  abstract change(edit: Edit, options?: ChangeOptions): Promise<Refusal | null>;

  play(): void {
    const { divergence, progress } = this.store.state;
    if (divergence || lacksPoints(this.store.state.data)) return;
    if (progress?.status === "stopped") this.send("reset", { run: this.run });
    this.store.set({ playing: true, hints: false, phase: null });
    this.send("play", { run: this.run, playing: true });
  }

  pause(): void {
    this.store.set({ playing: false });
    this.send("play", { run: this.run, playing: false });
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
    this.send("step", { run: this.run, unit });
  }

  /** The next phase of the update in the panel that shows it. The engine has nothing to do before the update itself. */
  #stepPhase(): void {
    const { phase, layers, playing } = this.store.state;
    if (playing) this.pause();
    const next = phaseAfter(phase, layers.length);
    this.store.set({ phase: next, inspector: PHASES_PANEL, panel: PHASES_PANEL, hints: false });
    if (next.step === "update") this.send("step", { run: this.run, unit: "batch" });
  }

  goOn(): void {
    const { progress } = this.store.state;
    if (progress) void this.change((draft) => relaxStop(draft, progress)).then((refused) => refused ?? this.play());
  }

  reset(): void {
    this.outdate();
    this.store.set({ playing: false, phase: null });
    this.send("reset", { run: this.run });
  }

  newStart(): void {
    void this.change((draft) => {
      draft.network.seed = freshSeed();
    });
  }

  setSpeed(updatesPerSecond: number): void {
    this.store.set({ speed: updatesPerSecond });
    this.send("speed", { run: this.run, updatesPerSecond });
  }

  seek(epoch: number): void {
    this.store.set({ playing: false, phase: null });
    this.send("seek", { run: this.run, epoch });
  }

  travel(by: number): void {
    this.store.set({ playing: false, phase: null });
    this.send("travel", { run: this.run, by });
  }

  recover(how: "lowerRate" | "goBack" | "keep"): void {
    this.send("recover", { run: this.run, how });
  }
}
