import { autoUpdate, computePosition, limitShift, offset, shift } from "@floating-ui/dom";
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/shared.js";

/** Distance to the anchor, and the least one to the window's edge. */
const GAP = 6;
const EDGE = 8;
/** So far its side stands out beyond the anchor's, so that texts in both stand in line. */
const OUT = 6;
/** So many frames later its content must be there for the focus to move in. */
const FRAMES = 30;
/** Content is scrolled in a space of this height rather than laid over its anchor. */
const TALL = 280;
/** In a window narrower than this what a popover changes stays in sight above it. */
const NARROW = 600;
/** Marks what holds the controls under a picture: their popovers stay within it, and so below the picture. */
const SHEET = "data-sheet";

/**
 * Floating content beside an anchor. Focus moves in on opening and returns on closing; Escape and a press outside
 * close it, Escape only when nothing is half typed. It stands in the top layer, so nothing clips it, and follows its anchor wherever that is scrolled. In a
 * narrow window it is a sheet at the foot, below what it changes: `spare`, or the picture over an element around it that
 * bears the attribute `data-sheet`.
 *
 * @fires gp-close when the reader closes it
 */
@customElement("gp-popover")
export class GpPopover extends LitElement {
  static override styles = [
    shared,
    css`
      :host { position: fixed; inset: auto; margin: 0; border: 0; padding: 8px; width: max-content; max-width: min(var(--popover-width, 348px), calc(100vw - 16px)); max-height: calc(100vh - 16px); overflow: auto; overscroll-behavior: contain; background: var(--surface); color: var(--ink); box-shadow: var(--float); border-radius: var(--r-l); scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; opacity: 1; transition: opacity var(--mid) var(--ease), translate var(--mid) var(--ease); }
      :host([sheet]) ::slotted(*) { width: auto !important; }
      :host([sheet]) { bottom: 8px; width: calc(100vw - 16px); max-width: none; }
      @starting-style { :host(:popover-open) { opacity: 0; translate: 0 -4px; } }
      @media (forced-colors: active) { :host { border: 1px solid CanvasText; } }
    `,
  ];

  @property({ type: Boolean }) open = false;
  /** Name of the dialog. */
  @property() label = "";
  @property() placement: "below" | "above" = "below";
  @property({ attribute: false }) anchor: Element | null = null;
  /** What it changes, and so must not cover in a narrow window. */
  @property({ attribute: false }) spare: Element | null = null;
  /** Whether focus moves in on opening. */
  @property({ type: Boolean }) quiet = false;

  #returnTo: HTMLElement | null = null;
  #followed: Element | null = null;
  #stopFollowing: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "manual";
    this.setAttribute("role", "dialog");
  }

  override disconnectedCallback(): void {
    this.#listen(false);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("label")) this.setAttribute("aria-label", this.label);
    if (changed.has("open") && (this.open || changed.get("open") !== undefined)) this.#toggle();
    else if (this.open) this.#follow();
  }

  #toggle(): void {
    if (this.open) {
      this.#returnTo = deepActive();
      this.showPopover();
      this.#listen(true);
      // Its content is there by the next frame: in its final height the focus scrolls to what is chosen.
      if (!this.quiet) requestAnimationFrame(() => void this.place().then(() => this.#enter(FRAMES)));
    } else {
      this.#listen(false);
      const inside = this.contains(document.activeElement) || containsDeep(this, deepActive());
      if (this.matches(":popover-open")) this.hidePopover();
      if (inside || document.activeElement === document.body) this.#returnTo?.focus();
    }
  }

  /** Moves the focus in, as soon as there is something that takes it: content may be loaded first. */
  #enter(frames: number): void {
    const [first] = focusables(this);
    if (first || frames === 0 || !this.open) first?.focus();
    else requestAnimationFrame(() => this.#enter(frames - 1));
  }

  #listen(on: boolean): void {
    const change = on ? "addEventListener" : "removeEventListener";
    document[change]("pointerdown", this.#outside as EventListener, true);
    document[change]("keydown", this.#escape as EventListener, true);
    if (on) this.#follow();
    else this.#unfollow();
  }

  /** Places it now and whenever the anchor, the window or its content moves or changes its size. */
  #follow(): void {
    if (this.#followed === this.anchor) {
      void this.place();
      return;
    }
    this.#unfollow();
    this.#followed = this.anchor;
    if (this.anchor) this.#stopFollowing = autoUpdate(this.anchor, this, () => void this.place());
  }

  #unfollow(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = null;
    this.#followed = null;
  }

  #outside = (event: PointerEvent): void => {
    const path = event.composedPath();
    if (path.includes(this) || (this.anchor && path.includes(this.anchor))) return;
    if (event.pointerType === "touch") swallowClick();
    this.close();
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || isTyping(event)) return;
    event.stopPropagation();
    event.preventDefault();
    this.close();
  };

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new CustomEvent("gp-close"));
  }

  /** Where a sheet may begin at the highest; null where it is none. What leaves it less than enough is covered. */
  get #head(): number | null {
    if (innerWidth >= NARROW) return null;
    const spared = this.spare?.getBoundingClientRect().bottom;
    const head = spared ?? around(this, `[${SHEET}]`)?.getBoundingClientRect().top;
    return head === undefined ? null : Math.max(EDGE, Math.min(head, innerHeight - TALL - EDGE));
  }

  /** Beside the anchor, on the side with room, shifted into the window. */
  async place(): Promise<void> {
    const { anchor } = this;
    if (!anchor || !this.matches(":popover-open")) return;
    const head = this.#head;
    this.toggleAttribute("sheet", head !== null);
    if (head !== null) {
      this.style.maxHeight = `${Math.floor(innerHeight - head - EDGE)}px`;
      this.style.top = "auto";
      this.style.left = `${EDGE}px`;
      return;
    }
    const at = anchor.getBoundingClientRect();
    const below = innerHeight - EDGE - (at.bottom + GAP);
    const above = at.top - GAP - EDGE;
    const [here, there] = this.placement === "below" ? [below, above] : [above, below];
    const stays = this.scrollHeight <= here || here >= Math.min(there, TALL);
    const down = (this.placement === "below") === stays;
    const room = Math.max(down ? below : above, Math.min(TALL, innerHeight - 2 * EDGE));
    this.style.maxHeight = `${Math.floor(room)}px`;
    // Where there is no room to the right of the anchor's left side, right sides meet.
    const wide = at.left - OUT + this.offsetWidth > innerWidth - EDGE;
    const { x, y } = await computePosition(anchor, this, {
      placement: `${down ? "bottom" : "top"}-${wide ? "end" : "start"}`,
      strategy: "fixed",
      middleware: [
        offset({ mainAxis: GAP, alignmentAxis: -OUT }),
        shift({ padding: EDGE, crossAxis: true, limiter: limitShift() }),
      ],
    });
    this.style.top = `${Math.round(y)}px`;
    this.style.left = `${Math.round(x)}px`;
  }
}

/** Whether a key is first its field's, which has something half typed to take back, or the keyboard's that composes. */
function isTyping(event: KeyboardEvent): boolean {
  return event.isComposing || event.composedPath().some((each) => (each as { halfTyped?: boolean }).halfTyped === true);
}

/** A tap that closes does nothing else: the click that follows it reaches nobody. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 500);
}

/** What has the focus, shadow roots looked into. */
export function deepActive(): HTMLElement | null {
  let active: Element | null = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement || active instanceof SVGElement ? (active as HTMLElement) : null;
}

/** The nearest element around another, out of shadow roots too, that a selector fits. */
function around(element: Element, selector: string): Element | null {
  const found = element.closest(selector);
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? around(root.host, selector) : null);
}

function containsDeep(host: Element, element: Element | null): boolean {
  let at: Node | null = element;
  while (at) {
    if (at === host) return true;
    at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null);
  }
  return false;
}

/** Things inside that take the focus, in order, shadow roots looked into; a chosen radio before its siblings. */
export function focusables(root: Element | ShadowRoot): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    if (
      element.matches("button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex='0']") &&
      element.tabIndex >= 0
    ) {
      found.push(element);
    }
    if (element.shadowRoot) found.push(...focusables(element.shadowRoot));
  }
  return found;
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-popover": GpPopover;
  }
}
