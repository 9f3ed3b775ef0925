/** What an element follows outside of itself: the reader's system, whether anybody sees it, and the keyboard. */
import { LANGUAGES, type Language } from "../i18n/index.js";
import type { GpApp } from "../shell/app.js";
import { pressed } from "../shell/keyboard.js";
import type { Store } from "../state/store.js";

/** A language as the attribute `lang` writes it. */
export const tagOf = (language: Language): string => LANGUAGES.find(({ id }) => id === language)?.tag ?? language;

/** Keeps what the system wants in the store, and calls `apply` whenever something of it or of the store has changed. */
export function followSystem(store: Store, apply: (dark: boolean) => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // On paper the page is light.
  const printed = matchMedia("print");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const changed = () => {
    const { theme } = store.state;
    const isDark = !printed.matches && (theme === "system" ? dark.matches : theme === "dark");
    store.set({ dark: isDark, reducedMotion: still.matches });
    apply(isDark);
  };
  changed();
  const queries = [dark, still, printed];
  for (const query of queries) query.addEventListener("change", changed);
  // What is printed is what is drawn when the browser has asked: no frame comes in between.
  const atOnce = () => store.flush();
  printed.addEventListener("change", atOnce);
  const stop = store.subscribe(["theme", "language", "present"], changed);
  return () => {
    stop();
    for (const query of queries) query.removeEventListener("change", changed);
    printed.removeEventListener("change", atOnce);
  };
}

/** Tells when the reader turns to an element, with pointer or keyboard. */
export function followTouch(element: Element, touched: () => void): () => void {
  const events = ["pointerenter", "pointerdown", "focusin"] as const;
  for (const event of events) element.addEventListener(event, touched);
  return () => {
    for (const event of events) element.removeEventListener(event, touched);
  };
}

/**
 * Tells whether somebody may see an element: its document is shown, and it is laid out and not scrolled away.
 * @param seen called with the first answer, and with every change of it
 */
export function followSight(element: Element, seen: (isSeen: boolean) => void): () => void {
  let inView: boolean | null = null;
  let told: boolean | null = null;
  const tell = () => {
    if (inView === null) return;
    const now = inView && document.visibilityState !== "hidden";
    if (now !== told) seen(now);
    told = now;
  };
  const observer = new IntersectionObserver((entries) => {
    inView = entries.at(-1)?.isIntersecting ?? true;
    tell();
  });
  observer.observe(element);
  document.addEventListener("visibilitychange", tell);
  return () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", tell);
  };
}

/** The keys. On its own page they work from the body too; elsewhere only while the focus is inside. */
export function followKeys(
  element: HTMLElement & { page: boolean },
  store: Store,
  appOf: () => GpApp | null,
): () => void {
  const { page } = element;
  const target: HTMLElement | Document = page ? document : element;
  const onKey = (event: Event) => {
    if (page && event.target !== document.body && event.target !== element) return;
    const app = appOf();
    if (app && pressed(event as KeyboardEvent, store, { toggleKeys: () => app.toggleKeys() })) event.preventDefault();
  };
  target.addEventListener("keydown", onKey);
  return () => target.removeEventListener("keydown", onKey);
}
