/** What a reader changes of the page alone: where they point, what is shown and how. The worker hears nothing of it. */
import type { Control } from "../links/index.js";
import type { Brush } from "./drawing.js";
import type { Intents } from "./intents.js";
import { type Ref, sameRef } from "./ref.js";
import type { Granularity, State } from "./state.js";
import type { Store } from "./store.js";

export abstract class Looks {
  readonly #hidden: Record<"page" | "link", readonly Control[]> = { page: [], link: [] };

  constructor(readonly store: Store) {}

  hide(by: "page" | "link", controls: readonly Control[]): void {
    this.store.set({ hidden: this.hiding(by, controls) });
  }

  protected get hiddenByLink(): readonly Control[] {
    return this.#hidden.link;
  }

  /** What is hidden in all, where these are hidden by one of the two. */
  protected hiding(by: "page" | "link", controls: readonly Control[]): ReadonlySet<Control> {
    this.#hidden[by] = controls;
    return new Set([...this.#hidden.page, ...this.#hidden.link]);
  }

  setGranularity(granularity: Granularity): void {
    this.store.set({ granularity });
  }

  setBrush(brush: Brush | null): void {
    this.store.set({ brush });
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

  show(patch: Partial<State["display"]>): void {
    this.store.set({ display: { ...this.store.state.display, ...patch } });
  }

  setChart(patch: Partial<State["chart"]>): void {
    this.store.set({ chart: { ...this.store.state.chart, ...patch } });
  }

  setPreference(patch: Parameters<Intents["setPreference"]>[0]): void {
    this.store.set(patch);
  }
}
