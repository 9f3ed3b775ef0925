import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the files come from that lie beside the built engine. */
const files: Readonly<Record<string, string>> = {
  "engine.wasm": at("./build/engine/engine.wasm"),
  "digits8x8.csv": at("./data/digits8x8.csv"),
};
/** The module that a page begins with, and of which the package for Node and bundlers knows nothing. */
const first: Readonly<Record<string, string>> = { "engine-float32.wasm": at("./build/engine/engine-float32.wasm") };

/** A page that is one file has the whole engine from the start, and it once. */
const inOneFile: Readonly<Record<string, string | null>> = {
  ...files,
  "engine-float32.wasm": at("./build/engine/engine.wasm"),
  "engine.wasm": null,
};

const types: Readonly<Record<string, string>> = { wasm: "application/wasm", csv: "text/csv" };

/**
 * How the addresses of the engine's files are built: `asset` names the built file, `beside` leaves the address as it is
 * written for a build that puts the files there ({@link engineFiles}), `inline` writes the file itself into the address,
 * and `elsewhere` leaves it out, for a worker that is told by its page.
 */
type Addresses = "asset" | "beside" | "inline" | "elsewhere";

/**
 * Lets web/engine write `new URL("./engine.wasm", import.meta.url)`, as it stands in the built package where the files
 * lie side by side: while building, that address means build/engine/engine.wasm. The same words in Emscripten's
 * glue are never reached (the loader hands over a compiled module) and would ship the file twice, so they are cut.
 */
export function engineWasm(addresses: Addresses = "asset"): Plugin {
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
      if (addresses === "beside" || !/\/web\/engine\/[^/]+\.ts$/.test(path)) return null;
      const folder = path.slice(0, path.lastIndexOf("/"));
      return code.replace(
        /new URL\((["'])\.\/([\w.-]+)\1, import\.meta\.url\)/g,
        (words, _quote: string, name: string) => {
          const file = { ...files, ...first }[name];
          if (!file) return words;
          if (addresses === "asset") return `new URL("${relative(folder, file)}", import.meta.url)`;
          return inlined(name, addresses === "inline" ? (inOneFile[name] ?? null) : null);
        },
      );
    },
  };
}

function inlined(name: string, file: string | null): string {
  const bytes = file ? readFileSync(file).toString("base64") : "";
  return `new URL("data:${types[name.split(".").at(-1) ?? ""]};base64,${bytes}")`;
}

/** Puts the files beside the built engine, under their own names. */
export function engineFiles(): Plugin {
  return {
    name: "engine-files",
    generateBundle() {
      for (const [fileName, path] of Object.entries(files)) {
        this.emitFile({ type: "asset", fileName, source: readFileSync(path) });
      }
    },
  };
}
