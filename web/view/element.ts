import { LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { Option } from "../controls/options.js";
import type { CatalogRow, Localized } from "../engine/types.js";
import { type MessageArgs, type MessageKey, translate } from "../i18n/index.js";
import { refusalText } from "../i18n/refusal.js";
import type { Refusal } from "../protocol/run.js";
import type { Intents } from "../state/intents.js";
import type { Control, State } from "../state/state.js";
import type { Slice, Store } from "../state/store.js";
import { shared } from "../styles/shared.js";
import { curveOf } from "./curves.js";
import type { Words } from "./setting-words.js";

/** Slices that change at every frame of a playing run. */
const FAST: ReadonlySet<Slice> = new Set([
  "history",
  "progress",
  "timeline",
  "parameters",
  "gradients",
  "lastChange",
  "view",
  "answers",
  "probe",
  "measuredSpeed",
]);

/**
 * An element that shows slices of the store.
 *
 * `static watches` names the slices; the element updates at most once a frame, and only when one of them changed.
 * An element that draws by hand overrides {@link changed} and asks for a template update only when it needs one.
 */
export class GpElement extends LitElement {
  static override styles = [shared];
  static watches: readonly Slice[] = [];

  @property({ attribute: false }) store!: Store;
  #stop: (() => void) | null = null;

  get state(): Readonly<State> {
    return this.store.state;
  }

  get intents(): Intents {
    return this.store.intents;
  }

  /** A message in the reader's language. */
  protected t<K extends MessageKey>(key: K, ...args: MessageArgs<K>): string {
    return translate(this.state.language, key, ...args);
  }

  /** What the engine refused, in the reader's language; nothing where it refused nothing. */
  protected refused(refusal: Refusal | null | undefined): string {
    return refusal ? refusalText(this.state.language, refusal, this.state.catalog) : "";
  }

  /** A text of the catalog in the reader's language. */
  protected text(text: Localized): string {
    return text[this.state.language];
  }

  /** Messages and texts, to hand on. */
  protected readonly wording: Words = { t: (key, ...args) => this.t(key, ...args), text: (text) => this.text(text) };

  /** A row of the catalog as an option to choose, with its formula. */
  protected option(row: CatalogRow): Option {
    return { id: row.id, label: this.text(row.label), note: this.text(row.summary), formula: row, ...curveOf(row) };
  }

  /** Whether a control is hidden: what it shows stays, as text. */
  protected hides(control: Control): boolean {
    return this.state.hidden.has(control);
  }

  #lastSlow = 0;

  /** While playing, whether it is too soon for a view that need not follow every frame. Call it once a change. */
  protected tooSoon(slices: ReadonlySet<Slice>, milliseconds: number): boolean {
    const now = performance.now();
    if (this.state.playing && now - this.#lastSlow < milliseconds && [...slices].every((slice) => FAST.has(slice)))
      return true;
    this.#lastSlow = now;
    return false;
  }

  /** Called once a frame with the watched slices that changed, if there are any. */
  protected changed(_slices: ReadonlySet<Slice>): void {
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#subscribe();
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = null;
    super.disconnectedCallback();
  }

  override willUpdate(properties: PropertyValues): void {
    if (properties.has("store")) this.#subscribe();
  }

  #subscribe(): void {
    if (!this.store || !this.isConnected) return;
    this.#stop?.();
    const { watches } = this.constructor as typeof GpElement;
    this.#stop = this.store.subscribe(["language", "hidden", ...watches], (slices) => this.changed(slices));
  }

  /** Emits an event that leaves the shadow root. */
  protected emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
