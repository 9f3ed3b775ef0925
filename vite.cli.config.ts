import { defineConfig } from "vite";

const engine = /\/web\/engine\/index\.(ts|js)$/;

/** The command line for Node: dist/cli/gradient-playground.js. It uses the package's engine, dist/engine beside it. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: "dist/cli",
    emptyOutDir: true,
    license: { fileName: "licenses.md" },
    target: "node20",
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { "gradient-playground": "cli/main.ts", "sweep-worker": "cli/sweep-worker.ts" },
      external: (id) => engine.test(id),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        paths: (id) => (engine.test(id) ? "../engine/index.js" : id),
      },
    },
  },
});
