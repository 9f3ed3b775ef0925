import { readFileSync, renameSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { engineWasm } from "./vite.engine-wasm.ts";
import { firstPicture } from "./vite.first.ts";

/** The start of a worker as it is written in the page's sources, and what it becomes: the worker is text in the page. */
const START = "const url = new URL(workerUrl, document.baseURI);";

/** Workers and the icon as parts of the page: a file of its own could not be loaded from a disk. */
function inlineParts(): Plugin {
  return {
    name: "inline-parts",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(".ts") || !code.includes("?worker&url")) return null;
      if (!code.includes(START)) this.error(`${id} starts its worker in other words than ${START}`);
      return code
        .replace("?worker&url", "?worker&inline")
        .replace(START, "if (workerUrl) return new workerUrl();\n  const url = new URL('about:blank');");
    },
    transformIndexHtml: {
      order: "pre",
      handler(html) {
        const icon = readFileSync("web/public/icon.svg").toString("base64");
        const whole = html.replace("./icon.svg", `data:image/svg+xml;base64,${icon}`);
        return whole.replace(/\s*<link rel="manifest"[^>]*>/, "");
      },
    },
    /** Under the name that people find in their downloads. */
    closeBundle() {
      renameSync("dist/single/index.html", "dist/single/playground.html");
    },
  };
}

/**
 * The page as one file, dist/single/playground.html, which runs from a disk with the network off. Workers are classic
 * scripts there: Chromium starts no module worker from file://.
 */
export default defineConfig({
  root: "web",
  base: "./",
  publicDir: false,
  plugins: [
    engineWasm("inline"),
    firstPicture("none"),
    inlineParts(),
    viteSingleFile({ removeViteModuleLoader: true }),
  ],
  worker: { format: "iife", plugins: () => [engineWasm("elsewhere")] },
  build: {
    outDir: "../dist/single",
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 10_000,
    license: { fileName: "licenses.md" },
    rollupOptions: { input: "web/index.html" },
  },
});
