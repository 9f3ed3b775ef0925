import { defineConfig, type Plugin } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";

const names = {
  entryFileNames: "[name].js",
  // What is loaded when it is first needed has its own name; what it shares with the start is one file.
  chunkFileNames: ({ name, isDynamicEntry }: { name: string; isDynamicEntry: boolean }) =>
    name === "gradient-playground" ? "element.js" : isDynamicEntry ? "[name].js" : "shared.js",
  assetFileNames: "[name][extname]",
};

/** An import whose address is known only when it is needed. */
const LATE = /\bimport\((?=`\$\{)/g;

/** Says to bundlers of other people's pages that they have nothing to look for behind a {@link LATE} import. */
function leaveLateImports(): Plugin {
  return {
    name: "leave-late-imports",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        let found = 0;
        for (const file of Object.values(bundle)) {
          if (file.type !== "chunk") continue;
          found += file.code.match(LATE)?.length ?? 0;
          file.code = file.code.replace(LATE, "import(/* webpackIgnore: true */ /* turbopackIgnore: true */ ");
        }
        if (found === 0) this.error("no import of the element has an address that is known late");
      },
    },
  };
}

/**
 * The custom element for other people's pages: the folder dist/element, whose gradient-playground.js is named in the
 * page and finds the rest beside it by import.meta.url. Not Vite's `build.lib`, which would inline the WebAssembly.
 */
export default defineConfig({
  base: "./",
  publicDir: "web/embed/public",
  plugins: [engineWasm(), leaveLateImports()],
  worker: { format: "es", plugins: () => [engineWasm()], rollupOptions: { output: names } },
  build: {
    outDir: "dist/element",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    license: { fileName: "licenses.md" },
    rollupOptions: {
      input: { "gradient-playground": "web/embed/index.ts" },
      preserveEntrySignatures: "strict",
      output: names,
    },
  },
});
