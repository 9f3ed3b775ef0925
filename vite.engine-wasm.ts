import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** Where the files that lie beside the built engine come from. */
const files: Readonly<Record<string, string>> = {
  "engine.wasm": fileURLToPath(new URL("./build/engine/engine.wasm", import.meta.url)),
  "digits8x8.csv": fileURLToPath(new URL("./data/digits8x8.csv", import.meta.url)),
};

/**
 * Lets web/engine write `new URL("./engine.wasm", import.meta.url)`, as it stands in the built package where the files
 * lie side by side: while building, that address means build/engine/engine.wasm. The same words in Emscripten's
 * glue are never reached (the loader hands over a compiled module) and would ship the file twice, so they are cut.
 */
export function engineWasm(): Plugin {
  return {
    name: "engine-wasm",
    enforce: "pre",
    transform(code, id) {
      const path = id.split("?")[0] ?? id;
      if (path.endsWith("/engine.mjs")) {
        return code.replace(
          /new URL\((["'])engine\.wasm\1,\s*import\.meta\.url\)(\.href|\.toString\(\))?/g,
          '"engine.wasm"',
        );
      }
      if (/\/web\/engine\/[^/]+\.ts$/.test(path)) {
        const folder = path.slice(0, path.lastIndexOf("/"));
        return code.replace(/new URL\((["'])\.\/([\w.]+)\1,/g, (words, _quote: string, name: string) => {
          const file = files[name];
          return file ? `new URL("${relative(folder, file)}",` : words;
        });
      }
      return null;
    },
  };
}
