import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const wasm = fileURLToPath(new URL("./build/engine/engine.wasm", import.meta.url));

/**
 * Lets the loader write `new URL("./engine.wasm", import.meta.url)`, as it stands in the built package where the two
 * files lie side by side: while building, that address means build/engine/engine.wasm. The same words in Emscripten's
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
        const address = relative(path.slice(0, path.lastIndexOf("/")), wasm);
        return code.replace(/new URL\((["'])\.\/engine\.wasm\1,/g, `new URL("${address}",`);
      }
      return null;
    },
  };
}
