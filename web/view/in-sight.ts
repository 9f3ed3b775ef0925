import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Knows whether an element is to be seen: laid out, and not scrolled away. Asking the layout itself every frame would
 * make the browser work it out anew each time.
 */
export class InSight implements ReactiveController {
  static readonly #connected = new Set<InSight>();
  /** Until the browser says otherwise an element counts as seen. */
  seen = true;
  readonly #observer: IntersectionObserver;

  /** `appeared` is called when the element comes back in sight, to catch up. */
  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly appeared: () => void,
  ) {
    this.#observer = new IntersectionObserver((entries) => {
      const seen = entries.at(-1)?.isIntersecting ?? true;
      const back = seen && !this.seen;
      this.seen = seen;
      if (back) appeared();
    });
    host.addController(this);
  }

  /** What is out of sight catches up with what it has missed, so that a picture can be taken of it. */
  static catchUp(): void {
    for (const each of InSight.#connected) if (!each.seen) each.appeared();
  }

  hostConnected(): void {
    InSight.#connected.add(this);
    this.#observer.observe(this.host);
  }

  hostDisconnected(): void {
    InSight.#connected.delete(this);
    this.#observer.disconnect();
  }
}
