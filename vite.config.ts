import { defineConfig } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";
import { offline } from "./vite.offline.ts";

/**
 * The page: web/index.html and web/embed.html, the one for frames → dist/page, which works from any folder of any server
 * (`base: "./"`), and after the first visit without one.
 */
export default defineConfig({
  root: "web",
  base: "./",
  cacheDir: "../node_modules/.vite",
  plugins: [engineWasm(), offline()],
  worker: { format: "es", plugins: () => [engineWasm()] },
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    license: { fileName: "licenses.md" },
    // The page, and the one that others show in a frame.
    rollupOptions: { input: ["web/index.html", "web/embed.html"] },
  },
});
