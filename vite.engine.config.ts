import { defineConfig } from "vite";
import { engineFiles, engineWasm } from "./vite.engine-wasm.ts";

/**
 * The package's entry for Node and bundlers: dist/engine/index.js with engine.wasm beside it. Built as for a server,
 * because a page's build would wrap dynamic imports into helpers that need a document; but for any platform.
 */
export default defineConfig({
  publicDir: false,
  plugins: [engineWasm("beside"), engineFiles()],
  ssr: { target: "webworker", noExternal: true },
  build: {
    ssr: true,
    outDir: "dist/engine",
    license: { fileName: "licenses.md" },
    emptyOutDir: false, // the declarations are written there by tsc
    target: "es2022",
    reportCompressedSize: false,
    minify: false,
    rollupOptions: {
      input: { index: "web/export/package.ts" },
      external: /^node:/,
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", codeSplitting: true },
    },
  },
});
