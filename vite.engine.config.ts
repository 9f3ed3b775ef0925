import { defineConfig } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";

/** The package's entry for Node and bundlers: dist/engine/index.js with engine.wasm beside it. */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [engineWasm()],
  build: {
    outDir: "dist/engine",
    emptyOutDir: false, // the declarations are written there by tsc
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    minify: false,
    rollupOptions: {
      input: { index: "web/export/package.ts" },
      external: /^node:/,
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
