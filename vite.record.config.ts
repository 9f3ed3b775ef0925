import { defineConfig } from "vite";
import { engineFiles, engineWasm } from "./vite.engine-wasm.ts";

/** A program for Node that prints what the page shows first: build/first/record-first.js. It is part of the build only. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  plugins: [engineWasm("beside"), engineFiles()],
  build: {
    ssr: true,
    outDir: "build/first",
    emptyOutDir: true,
    target: "node20",
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { "record-first": "web/embed/record-first.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
