/**
 * What a page names: it defines `<gradient-playground>`, once however often and from wherever it is imported. Where there
 * is no DOM, as while a page is rendered on a server, it does nothing.
 */
const KEY = Symbol.for("gradient-playground");
const shared = globalThis as { [KEY]?: Promise<unknown> };

if (typeof customElements !== "undefined" && !customElements.get("gradient-playground")) {
  shared[KEY] ??= import("./gradient-playground.js").catch((error: unknown) => {
    delete shared[KEY]; // it can be tried again
    throw error;
  });
}

export {};
