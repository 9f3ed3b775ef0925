import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const NAME = "virtual:first-picture";
const FILE = "build/first.json";

/**
 * What the page shows before its engine has come, as the module `virtual:first-picture`: a text, or null for a page that
 * has its engine within it.
 */
export function firstPicture(which: "recorded" | "none"): Plugin {
  return {
    name: "first-picture",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => {
      if (id !== `\0${NAME}`) return null;
      const text = which === "recorded" ? readFileSync(FILE, "utf8").trim() : null;
      return `export default ${JSON.stringify(text)};`;
    },
  };
}
