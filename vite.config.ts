import { defineConfig } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";

/** The page: web/index.html → dist/page, which works from any folder of any server (`base: "./"`). */
export default defineConfig({
  root: "web",
  base: "./",
  cacheDir: "../node_modules/.vite",
  plugins: [engineWasm()],
  worker: { format: "es", plugins: () => [engineWasm()] },
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The page, and the one that others show in a frame.
    rollupOptions: { input: ["web/index.html", "web/embed.html"] },
  },
});
