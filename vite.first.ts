import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { type Parts, parted } from "./web/protocol/first.ts";

/** Draws the first picture before the page's own script has come. */
export const POSTER_SCRIPT = "web/poster.ts";
const FILE = "build/first.json";
/** Which module is which part. */
const MODULES: Record<string, keyof Parts> = { "virtual:first-picture": "picture", "virtual:first-rest": "rest" };

/**
 * What the page shows before its engine has come, as the modules `virtual:first-picture` and `virtual:first-rest`: texts,
 * or null for a page that has its engine within it.
 */
export function firstPicture(which: "recorded" | "none"): Plugin {
  const parts = (): Parts | null => (which === "recorded" ? parted(readFileSync(FILE, "utf8").trim()) : null);
  return {
    name: "first-picture",
    resolveId: (id) => (id in MODULES ? `\0${id}` : null),
    load(id) {
      const part = MODULES[id.slice(1)];
      return part ? `export default ${JSON.stringify(parts()?.[part] ?? null)};` : null;
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { filename, bundle }) {
        if (which === "none" || !filename.endsWith("/web/index.html")) return [];
        const built = Object.values(bundle ?? {}).find(
          (file) => file.type === "chunk" && file.facadeModuleId?.endsWith(POSTER_SCRIPT),
        );
        const src = built ? `./${built.fileName}` : "/poster.ts";
        return [{ tag: "script", attrs: { type: "module", crossorigin: true, src }, injectTo: "head-prepend" }];
      },
    },
  };
}
