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
/** The address of a file beside the module, made whole a second time. */
const TWICE = /new URL\(new URL\((`[^`]+`),import\.meta\.url\)\.href,``\+import\.meta\.url\)/g;

/**
 * Writes addresses as bundlers of other people's pages know them: they have nothing to look for behind a {@link LATE}
 * import, and find files by `new URL("…", import.meta.url)` in just these words.
 */
function bundlersAddresses(): Plugin {
  return {
    name: "bundlers-addresses",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        let [late, twice] = [0, 0];
        for (const file of Object.values(bundle)) {
          if (file.type !== "chunk") continue;
          late += file.code.match(LATE)?.length ?? 0;
          twice += file.code.match(TWICE)?.length ?? 0;
          file.code = file.code
            .replace(LATE, "import(/* webpackIgnore: true */ /* turbopackIgnore: true */ ")
            .replace(TWICE, "new URL($1,import.meta.url)");
        }
        if (late === 0 || twice === 0) this.error("addresses are written in other words than this plugin knows");
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
  plugins: [engineWasm(), bundlersAddresses()],
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
