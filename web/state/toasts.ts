import type { Toast } from "./state.js";
import type { Store } from "./store.js";

/** How long a toast stays, in milliseconds. */
const STAYS = 6000;

/** Changes told in passing, one at a time. */
export class Toasts {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly store: Store) {}

  /** Nothing where there is nothing to tell. */
  show(toast: Omit<Toast, "id"> | null): void {
    if (!toast) return;
    clearTimeout(this.#timer);
    this.store.set({ toast: { ...toast, id: (this.store.state.toast?.id ?? 0) + 1 } });
    this.#timer = setTimeout(() => this.store.set({ toast: null }), STAYS);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.store.set({ toast: null });
  }
}
