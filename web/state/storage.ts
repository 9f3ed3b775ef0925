/** The browser's own store: where it is, under which names the page keeps what, and whether anything is there. */

export const RUN = "gradient-playground.run";
export const PREFERENCES = "gradient-playground.preferences";

/** The browser's store, or null where it is forbidden. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function readText(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Whether the page finds something of an earlier visit. */
export const keptAnything = (storage: Storage | null): boolean =>
  [RUN, PREFERENCES].some((key) => readText(storage, key) !== null);
