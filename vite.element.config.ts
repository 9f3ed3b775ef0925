import { defineConfig } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";

const names = {
  entryFileNames: "[name].js",
  // What is loaded when it is first needed has its own name; what it shares with the start is one file.
  chunkFileNames: ({ name, isDynamicEntry }: { name: string; isDynamicEntry: boolean }) =>
    name === "gradient-playground" ? "element.js" : isDynamicEntry ? "[name].js" : "shared.js",
  assetFileNames: "[name][extname]",
};

/**
 * The custom element for other people's pages: the folder dist/element, whose gradient-playground.js is named in the
 * page and finds the rest beside it by import.meta.url. Not Vite's `build.lib`, which would inline the WebAssembly.
 */
export default defineConfig({
  base: "./",
  publicDir: "web/embed/public",
  plugins: [engineWasm()],
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
