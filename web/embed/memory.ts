/** Where an element with `remember` keeps its run: two elements never share a place. */
import { browserStorage } from "../state/storage.js";

/**
 * The browser's store, or null where it is forbidden. On the product's own page the names stand as they are; elsewhere
 * an element's names end with the address of its page and its `id`, or its place among those without one.
 */
export function memoryOf(element: HTMLElement, page: boolean): Storage | null {
  const storage = browserStorage();
  if (!storage || page) return storage;
  const all = [...document.querySelectorAll("gradient-playground[remember]")].filter(({ id }) => id === element.id);
  const at = all.indexOf(element);
  // An id should be there once; where it is not, each has a place nevertheless.
  const name = element.id === "" ? String(at) : `#${element.id}${at > 0 ? ` ${at}` : ""}`;
  return underName(storage, `@${location.pathname} ${name}`);
}

function underName(storage: Storage, suffix: string): Storage {
  return {
    get length() {
      return storage.length;
    },
    key: (index) => storage.key(index),
    getItem: (name) => storage.getItem(name + suffix),
    setItem: (name, value) => storage.setItem(name + suffix, value),
    removeItem: (name) => storage.removeItem(name + suffix),
    clear: () => storage.clear(),
  };
}
