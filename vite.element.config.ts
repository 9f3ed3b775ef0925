import { defineConfig } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";

const names = { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" };

/**
 * The custom element for other people's pages: dist/element/gradient-playground.js with worker.js and engine.wasm
 * beside it. They find each other by import.meta.url. Not Vite's `build.lib`, which would inline the WebAssembly.
 */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [engineWasm()],
  worker: { format: "es", plugins: () => [engineWasm()], rollupOptions: { output: names } },
  build: {
    outDir: "dist/element",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { "gradient-playground": "web/embed/gradient-playground.ts" },
      preserveEntrySignatures: "strict",
      output: names,
    },
  },
});
