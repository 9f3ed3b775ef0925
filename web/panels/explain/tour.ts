/** "Play the four steps": by themselves, layer by layer where a step goes through several. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How long a step stands, and a layer within one, in milliseconds. */
const STEP_TIME = 1600;
const LAYER_TIME = 700;

export interface Stops {
  /** Whether the step that is open has another layer to come. */
  hasLayer(): boolean;
  /** Goes to that layer, else to the next step; answers whether there was one. */
  advance(): boolean;
}

export class Tour implements ReactiveController {
  running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly stops: Stops,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.running = false;
  }

  start(): void {
    this.running = true;
    this.#wait();
    this.host.requestUpdate();
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (!this.running) return;
    this.running = false;
    this.host.requestUpdate();
  }

  #wait(): void {
    this.#timer = setTimeout(
      () => {
        if (this.stops.advance()) this.#wait();
        else this.stop();
      },
      this.stops.hasLayer() ? LAYER_TIME : STEP_TIME,
    );
  }
}
