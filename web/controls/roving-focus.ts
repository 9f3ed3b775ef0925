/** One tab stop for a group of buttons, and arrow keys inside it, after the ARIA authoring patterns. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/** What is an item of which group, and whether moving to it also chooses it. */
const GROUPS = {
  radiogroup: { items: "[role=radio]", chooses: true, arrows: "both", ends: false },
  tablist: { items: "[role=tab]", chooses: true, arrows: "horizontal", ends: true },
  toolbar: { items: "button", chooses: false, arrows: "horizontal", ends: true },
} as const;

type Role = keyof typeof GROUPS;
type Arrows = "horizontal" | "vertical" | "both";

const CHOSEN = "[aria-checked=true], [aria-selected=true]";
const STEPS: Record<string, { step: 1 | -1; arrows: Arrows }> = {
  ArrowRight: { step: 1, arrows: "horizontal" },
  ArrowLeft: { step: -1, arrows: "horizontal" },
  ArrowDown: { step: 1, arrows: "vertical" },
  ArrowUp: { step: -1, arrows: "vertical" },
};

/**
 * Looks after every `role="radiogroup"`, `"tablist"` and `"toolbar"` that its host renders: the host writes roles and
 * states (`aria-checked`, `aria-selected`), never a `tabindex`. Items may stand in shadow roots inside the group.
 *
 * Tab comes to the chosen item, else to the one that last had the focus, else to the first; arrow keys go round,
 * along `aria-orientation` where the group has one; Home and End go to the ends of tab lists and toolbars. In radio
 * groups and tab lists the item that is gone to is pressed, in toolbars it has the focus alone. Disabled items are
 * passed over. Keys that did something here go no further.
 */
export class RovingFocus implements ReactiveController {
  readonly #host: Host;
  /** The item of each group that last had the focus. */
  readonly #last = new WeakMap<Element, Element>();
  #listening = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#listen();
    this.#setTabStops();
    // What elements inside render comes a moment later.
    void this.#host.updateComplete.then(() => this.#setTabStops());
  }

  /** Items have rendered meanwhile: one of each group becomes the tab stop. */
  refresh(): void {
    this.#setTabStops();
  }

  /** The item that Tab comes to in the first group; null where there is none. */
  get tabStop(): HTMLElement | null {
    const [group] = this.#groups();
    return (group && itemsOf(group).find(({ tabIndex }) => tabIndex === 0)) ?? null;
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    const root = this.#host.renderRoot;
    root.addEventListener("keydown", (event) => this.#press(event as KeyboardEvent));
    root.addEventListener("focusin", (event) => this.#focused(event));
  }

  #groups(): Element[] {
    const selector = Object.keys(GROUPS)
      .map((role) => `[role=${role}]`)
      .join(", ");
    return [...this.#host.renderRoot.querySelectorAll(selector)];
  }

  #setTabStops(): void {
    for (const group of this.#groups()) {
      const items = itemsOf(group);
      const last = this.#last.get(group);
      const stop =
        items.find((item) => item.matches(CHOSEN)) ??
        items.find((item) => item === last && isEnabled(item)) ??
        items.find(isEnabled);
      for (const item of items) item.tabIndex = item === stop ? 0 : -1;
    }
  }

  #focused(event: Event): void {
    const found = this.#find(event);
    if (!found) return;
    this.#last.set(found.group, found.item);
    this.#setTabStops();
  }

  #press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const found = this.#find(event);
    if (!found) return;
    const items = found.items.filter((item) => isEnabled(item) || item === found.item);
    const next = items[this.#destination(event.key, found.group, items.indexOf(found.item), items.length)];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
    if (rule(found.group).chooses && next !== found.item) next.click();
  }

  /** Index of the item that a key leads to; -1 where it leads nowhere. */
  #destination(key: string, group: Element, at: number, count: number): number {
    const { ends, arrows } = rule(group);
    if (ends && key === "Home") return 0;
    if (ends && key === "End") return count - 1;
    const move = STEPS[key];
    const along = (group.getAttribute("aria-orientation") as Arrows | null) ?? arrows;
    if (!move || (along !== "both" && move.arrows !== along)) return -1;
    return (at + move.step + count) % count;
  }

  #find(event: Event): { group: Element; item: HTMLElement; items: HTMLElement[] } | null {
    const [target] = event.composedPath();
    for (const group of this.#groups()) {
      const items = itemsOf(group);
      const item = items.find((each) => each === target);
      if (item) return { group, item, items };
    }
    return null;
  }
}

const rule = (group: Element) => GROUPS[group.getAttribute("role") as Role];
const isEnabled = (item: HTMLElement): boolean => !item.matches(":disabled, [aria-disabled=true]");

function itemsOf(group: Element): HTMLElement[] {
  const { items } = rule(group);
  const found: HTMLElement[] = [];
  const collect = (root: ParentNode) => {
    for (const element of root.querySelectorAll<HTMLElement>("*")) {
      if (element.matches(items)) found.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(group);
  return found;
}
